// Which starters a chat begins with: groups if there are any, else the profile's own, else the app's.
import type { ChatProfile, Starter, StarterCategory, Surface } from "@colloquy/protocol";

/** One set of starters; only groups have labels. */
export type StarterSet = Pick<StarterCategory, "starters" | "icon"> & { readonly label: string | undefined };

export function toStarterSets(
  surface: Pick<Surface, "starters" | "starterCategories">,
  profile: ChatProfile | undefined,
): readonly StarterSet[] {
  const categories = (surface.starterCategories ?? []).filter(({ starters }) => starters.length > 0);
  if (categories.length > 0) return categories;
  const own = profile?.starters ?? [];
  const starters = own.length > 0 ? own : (surface.starters ?? []);
  return starters.length > 0 ? [{ label: undefined, starters }] : [];
}

/** The id of a starter's button, which pages and style sheets of authors know it by. */
export function starterId({ label }: Starter): string {
  return `starter-${label.trim().toLowerCase().replace(/\s+/g, "-")}`;
}
