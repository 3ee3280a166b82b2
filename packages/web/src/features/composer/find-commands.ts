// Which commands a word means: by their name and id first, then by what their description says.
import type { Command } from "@colloquy/protocol";
import { commandName } from "./command-name.ts";

/** Those that contain the word, the earliest find first; all of them for an empty word. */
export function findCommands(commands: readonly Command[], query: string): readonly Command[] {
  const wanted = query.toLocaleLowerCase();
  if (wanted === "") return commands;
  const ranked = commands.map((command) => ({ command, rank: rankOf(command, wanted) })).filter(({ rank }) => rank >= 0);
  return ranked.sort((a, b) => a.rank - b.rank).map(({ command }) => command);
}

const BEHIND_NAMES = 1_000;

function rankOf(command: Command, wanted: string): number {
  const { id, description = "" } = command;
  const inNames = [commandName(command), id].map((name) => name.toLocaleLowerCase().indexOf(wanted)).filter((at) => at >= 0);
  if (inNames.length > 0) return Math.min(...inNames);
  const inDescription = description.toLocaleLowerCase().indexOf(wanted);
  return inDescription >= 0 ? BEHIND_NAMES + inDescription : -1;
}
