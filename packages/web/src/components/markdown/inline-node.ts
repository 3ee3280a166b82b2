// The inline part of a block (emphasis, links, code, formulas) as plain data, so that the live tail and the sealed block show the same.
import type { LinkedNames } from "./linked-names.ts";

export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "element";
      readonly tag: string;
      readonly attributes: Readonly<Record<string, string>>;
      readonly children: readonly Inline[];
    }
  | { readonly kind: "link"; readonly href: string | undefined; readonly title: string | undefined; readonly children: readonly Inline[] }
  | { readonly kind: "image"; readonly url: string | undefined; readonly alt: string; readonly title: string | undefined }
  | { readonly kind: "code"; readonly text: string }
  /** A name that leads somewhere; only in texts that were given such names. */
  | { readonly kind: "named"; readonly text: string; readonly attributes: Readonly<Record<string, string>> }
  | { readonly kind: "break" }
  /** A reference to a footnote; without a number it is shown as it was written. */
  | {
      readonly kind: "footnote";
      readonly label: string;
      readonly raw: string;
      readonly number: number | undefined;
      readonly defined: boolean;
    }
  | { readonly kind: "math"; readonly tex: string; readonly display: boolean };

export interface InlineOptions {
  readonly latex: boolean;
  readonly html: boolean;
  /** The text is still being written: what it names may be defined later. */
  readonly live?: boolean;
  /** The path the app is mounted on; empty without it. */
  readonly root?: string;
  /** Names that lead somewhere, as they are now; undefined where the text has none. */
  readonly names?: (() => LinkedNames | undefined) | undefined;
}
