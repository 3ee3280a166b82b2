// The names of what is suggested, by which the message box says which line is meant.
import type { Suggestion, Suggestions } from "./use-suggestions.ts";

export const SUGGESTIONS_ID = "composer-suggestions";

/** The id of the line that is meant. */
export function activeLineId({ items, active }: Suggestions, shownCommands: ReadonlySet<string>): string | undefined {
  const item = items[active];
  return item && lineId(item, active, shownCommands);
}

/** Authors' scripts and stylesheets know a command as `#command-<id>`; ids hold no spaces. */
export function commandElementId(id: string): string {
  return `command-${id.replaceAll(/\s+/g, "-")}`;
}

/** The id of a line of the list. */
export function lineId(item: Suggestion, index: number, shownCommands: ReadonlySet<string>): string {
  if (item.kind === "mention") return `mention-${index}`;
  return shownCommands.has(item.command.id) ? `command-line-${index}` : commandElementId(item.command.id);
}
