// How a command is called on the page.
import type { Command } from "@colloquy/protocol";

export function commandName({ id, displayName }: Command): string {
  return displayName ?? id;
}

/** The name of a command that a message was sent with; one that is offered no more has only its id. */
export function sentCommandName(id: string, commands: readonly Command[] = []): string {
  return commands.find((command) => command.id === id)?.displayName ?? id;
}
