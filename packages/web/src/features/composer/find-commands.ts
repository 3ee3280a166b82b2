// Which commands a word means: by their id first, then by what their description says.
import type { Command } from "@colloquy/protocol";

/** Those that contain the word, the earliest find first; all of them for an empty word. */
export function findCommands(commands: readonly Command[], query: string): readonly Command[] {
  const wanted = query.toLocaleLowerCase();
  if (wanted === "") return commands;
  const ranked = commands.map((command) => ({ command, rank: rankOf(command, wanted) })).filter(({ rank }) => rank >= 0);
  return ranked.sort((a, b) => a.rank - b.rank).map(({ command }) => command);
}

const BEHIND_IDS = 1_000;

function rankOf({ id, description = "" }: Command, wanted: string): number {
  const inId = id.toLocaleLowerCase().indexOf(wanted);
  if (inId >= 0) return inId;
  const inDescription = description.toLocaleLowerCase().indexOf(wanted);
  return inDescription >= 0 ? BEHIND_IDS + inDescription : -1;
}
