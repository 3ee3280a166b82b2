// Which versions of its artifacts a chat has: those in the state, and those whose turns have left it, which the data layer knows.
import { type ArtifactVersion, activePath, type Element, type TurnId, toArtifactVersion } from "@colloquy/protocol";
import type { Session } from "../../session/session.ts";

/** What of a session is read here. */
export interface ReadChat extends Pick<Session, "threadId" | "state" | "interacted" | "recorder"> {
  readonly services: Pick<Session["services"], "dataLayer">;
}

/** The highest number of each document, by its key; once known it is counted on here. */
const numbers = new WeakMap<Session, Map<string, number>>();

/** The number of the next version of a document. Versions on other branches count, so that a number means one content. */
export async function nextVersion(session: Session, key: string): Promise<number> {
  const known = numbers.get(session) ?? (await readNumbers(session));
  const next = (known.get(key) ?? 0) + 1;
  known.set(key, next);
  return next;
}

/** The number of the newest version on any branch; 0 before the first. */
export async function newestVersion(session: Session, key: string): Promise<number> {
  return (numbers.get(session) ?? (await readNumbers(session))).get(key) ?? 0;
}

/** Every version on the branch that the person reads, in the order they were written. */
export async function versionsOnPath(session: ReadChat): Promise<ArtifactVersion[]> {
  const turnIds = new Set(await turnsOnPath(session));
  return (await allElements(session))
    .map(toArtifactVersion)
    .filter((version) => version !== undefined)
    .filter(({ turnId }) => turnIds.has(turnId));
}

async function readNumbers(session: Session): Promise<Map<string, number>> {
  const found = await allElements(session);
  // Somebody else may have read them meanwhile, and counted on.
  const known = numbers.get(session);
  if (known) return known;
  const read = new Map<string, number>();
  for (const version of found.map(toArtifactVersion))
    if (version) read.set(version.key, Math.max(read.get(version.key) ?? 0, version.version));
  numbers.set(session, read);
  return read;
}

/** Those that are stored, and behind them those that are not yet. */
async function allElements(session: ReadChat): Promise<Element[]> {
  const live = [...session.state.elements.values()].filter(({ type }) => type === "artifact");
  if (!session.interacted) return live;
  await session.recorder.flush();
  const stored = await session.services.dataLayer.loadArtifacts(session.threadId);
  const now = new Map(live.map((element) => [element.id, element]));
  const ids = new Set(stored.map(({ id }) => id));
  return [...stored.map((element) => now.get(element.id) ?? element), ...live.filter(({ id }) => !ids.has(id))];
}

/** The turns of the active path, also before the window, and the side turns that hang on them. */
async function turnsOnPath(session: ReadChat): Promise<TurnId[]> {
  const { state } = session;
  const inState = [...state.path, ...[...state.turns.values()].filter(({ turn }) => !turn.foreground).map(({ turn }) => turn.id)];
  if (!state.hasEarlier || !session.interacted) return inState;
  // The turn that asks is the end of the path, and may not be stored yet.
  await session.recorder.flush();
  const turns = await session.services.dataLayer.loadTurns(session.threadId);
  const path = new Set(activePath(turns, state.thread.leafTurnId).map(({ id }) => id));
  const side = turns.filter(({ foreground, parentTurnId }) => !foreground && (!parentTurnId || path.has(parentTurnId)));
  return [...new Set([...path, ...side.map(({ id }) => id), ...inState])];
}
