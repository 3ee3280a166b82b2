// One line of the search.
import type { LucideIcon } from "lucide-react";
import type { Match } from "./fuzzy.ts";
import type { PaletteKind } from "./palette-query.ts";

export interface PaletteItem {
  readonly id: string;
  readonly kind: PaletteKind;
  readonly icon: LucideIcon;
  /** An icon as an author gives it, in place of the other one. */
  readonly authorIcon?: string | undefined;
  readonly name: string;
  /** A second line. */
  readonly detail?: string | undefined;
  /** At the far end: a day, or keys. */
  readonly aside?: string | undefined;
  readonly keys?: string | undefined;
  /** Where the name has what was looked for, when the server has said so. */
  readonly match?: Match;
  /** It is this already. */
  readonly current?: boolean;
  /** The search stays open. */
  readonly stays?: boolean;
  readonly run: () => void;
}

export interface FoundItem extends PaletteItem {
  readonly match: Match;
}
