// A path for programs that read files and no streams. Where the store keeps files, it leads there; elsewhere to a copy. Both end with their turn.
import { ChatError, type FileKey, type TurnId } from "@colloquy/protocol";
import { displayName } from "../../files/display-name.ts";
import type { LocalFolder } from "../../local-files.ts";
import type { ChatContext } from "../../session/context.ts";
import type { Session } from "../../session/session.ts";
import { noLocalFiles } from "./open-source.ts";

/** The paths of one turn. */
interface TurnPaths {
  readonly folder: Promise<LocalFolder>;
  readonly paths: Map<FileKey, Promise<string>>;
}

const ofTurns = new WeakMap<Session, Map<TurnId, TurnPaths>>();

/** The path of a file that is named so. Throws NOT_FOUND when it is gone, and BAD_INPUT when the turn is over that it would end with. */
export async function pathOfFile({ session, turnId }: ChatContext, key: FileKey, name: string): Promise<string> {
  if (!session.turns.get(turnId))
    throw new ChatError("BAD_INPUT", "A path of a file ends with the turn it was asked for in, and this turn is over.", {
      fix: "Read the file with stream() or bytes(), or ask for the path inside of a handler.",
    });
  const { folder, paths } = turnPaths(session, turnId);
  const known = paths.get(key);
  if (known) return known;
  const made = makePath(session, key, name, folder);
  paths.set(key, made);
  // What failed may be tried again.
  made.catch(() => paths.delete(key));
  return made;
}

/** The turn is over, and its paths with it; nothing to wait for where there were none. */
export function removePaths(session: Session, turnId: TurnId): Promise<void> | undefined {
  const turns = ofTurns.get(session);
  const paths = turns?.get(turnId);
  turns?.delete(turnId);
  return paths && removeFolder(session, paths);
}

async function removeFolder(session: Session, { folder, paths }: TurnPaths): Promise<void> {
  try {
    await Promise.allSettled(paths.values());
    await (await folder).remove();
  } catch (error) {
    session.logger.warn({ err: error }, "copies of files could not be removed");
  }
}

function turnPaths(session: Session, turnId: TurnId): TurnPaths {
  const { localFiles } = session.services;
  if (!localFiles) throw noLocalFiles("path");
  const turns = ofTurns.get(session) ?? new Map<TurnId, TurnPaths>();
  ofTurns.set(session, turns);
  const paths = turns.get(turnId) ?? { folder: localFiles.createFolder(), paths: new Map() };
  turns.set(turnId, paths);
  return paths;
}

async function makePath(
  { services: { files }, threadId }: Session,
  key: FileKey,
  name: string,
  folder: Promise<LocalFolder>,
): Promise<string> {
  const stored = await files.pathOf(threadId, key);
  // Programs tell kinds of files apart by their endings, so it has the name that people see.
  return (await folder).put(displayName(name), stored, async () => {
    const opened = await files.open(threadId, key);
    if (!opened) throw new ChatError("NOT_FOUND", "The content of this file is gone.");
    return opened.read.stream;
  });
}
