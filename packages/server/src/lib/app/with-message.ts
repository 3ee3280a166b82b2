// What goes with a person's message: the command, the modes and the mentions, as far as the app offers them at that moment.
import { ChatError, chosenModes, type ModeChoice, type OutgoingMessage, offeredChoice, type Step, type Surface } from "@colloquy/protocol";
import type { Session } from "../session/session.ts";

/**
 * The message with what it is answered by. A command that the app does not offer is left out, and an unknown option of a mode is as if
 * none was named. An edit keeps the command of the message before, and what its text still speaks of, unless it names its own.
 *
 * @throws BAD_REQUEST when nothing is left to answer.
 */
export function completeMessage(surface: Surface, message: OutgoingMessage, before?: Step): OutgoingMessage {
  const { command: wished = before?.command, modes: given = {}, mentions: named, files = [], ...rest } = message;
  const command = wished !== undefined && offersCommand(surface, wished) ? wished : undefined;
  if (message.text.trim() === "" && command === undefined && files.length === 0)
    throw new ChatError("BAD_REQUEST", "The message is empty.");
  const { modes = [], modeChoice = {} } = surface;
  const chosen = chosenModes(modes, { ...modeChoice, ...offeredChoice(modes, given) });
  const mentions = named ?? before?.mentions?.filter(({ label }) => message.text.includes(`@${label}`)) ?? [];
  return {
    ...rest,
    ...(command !== undefined && { command }),
    ...(Object.keys(chosen).length > 0 && { modes: chosen }),
    ...(mentions.length > 0 && { mentions }),
  };
}

/** What is chosen in every mode. */
export function modesNow({ modes = [], modeChoice = {} }: Surface): ModeChoice {
  return chosenModes(modes, modeChoice);
}

/** Chooses what the modes offer; the rest of the choice stays as it is. */
export function selectModes(session: Session, choice: ModeChoice): void {
  const { modes = [], modeChoice = {} } = session.state.surface;
  const offered = offeredChoice(modes, choice);
  if (Object.entries(offered).every(([id, option]) => modeChoice[id] === option)) return;
  session.emit({ type: "surface-set", surface: { modeChoice: { ...modeChoice, ...offered } } });
}

/** A starter's command need not be one of the message box. */
function offersCommand(surface: Surface, command: string): boolean {
  const { commands = [], starters = [], starterCategories = [], profiles = [], followUps = [] } = surface;
  if (commands.some(({ id }) => id === command)) return true;
  const offered = [...starters, ...followUps, ...[...starterCategories, ...profiles].flatMap((one) => one.starters ?? [])];
  return offered.some((starter) => starter.command === command);
}
