// What a page knows of the chat as a whole. Each part keeps its reference until it changes, so views can select by `===`.
import {
  type ActionId,
  type ArtifactVersion,
  type Ask,
  type ChatState,
  type CustomElementMap,
  type Element,
  type ErrorBody,
  isBusy,
  type Mention,
  type PageCall,
  type SessionId,
  type StepId,
  type Surface,
  type Thread,
  type Turn,
  type TurnId,
} from "@colloquy/protocol";
import { runningActions } from "./action-views.ts";
import type { EarlierTurns } from "./earlier-turns.ts";
import type { UploadedFile } from "./uploads/upload.ts";

/** How the page and the server stand. */
export interface ConnectionState {
  /** `offline` is the browser's own word; `failed` needs a person; `closed` was left on purpose or taken over by another connection. */
  readonly phase: "connecting" | "live" | "reconnecting" | "offline" | "failed" | "closed";
  /** When the next attempt is made, in milliseconds since 1970. */
  readonly retryAt?: number;
  /** Why it failed or was refused. */
  readonly error?: ErrorBody;
  /** The server said that it restarts. */
  readonly restarting?: boolean;
  /** When a lost connection came back, in milliseconds since 1970. */
  readonly restoredAt?: number;
}

/** A message the server has not stored yet. */
export interface PendingMessage {
  /** The id it will have when it is stored. */
  readonly id: StepId;
  /** Markdown. */
  readonly text: string;
  /** The command it was sent with. */
  readonly command?: string;
  /** What it mentions. */
  readonly mentions?: readonly Mention[];
  /** What was uploaded for it. */
  readonly files?: readonly UploadedFile[];
  /** `waiting` is for the connection; `refused` waits for the person: retry or discard. */
  readonly state: "sending" | "waiting" | "refused";
  /** Why it was refused. */
  readonly error?: ErrorBody;
}

/** The chat as a whole, without turns' content and without text. */
export interface Overview {
  /** How the page and the server stand. */
  readonly connection: ConnectionState;
  /** The live conversation; absent until the first state has arrived. */
  readonly sessionId?: SessionId;
  /** Until `ready` its id may be the wished one, or nil (only zeros). */
  readonly thread: Thread;
  /** The active path as far as the page knows it, oldest first; queued turns are in `queue`. */
  readonly turnIds: readonly TurnId[];
  /** Turns that wait for the running one, oldest first. */
  readonly queue: readonly TurnId[];
  /** Messages that the server has not stored yet, oldest first. */
  readonly pending: readonly PendingMessage[];
  /** What is shown beside the chat and with no step: task lists, the app's own panel, artifacts. In the order they came. */
  readonly elements: readonly Element[];
  /** Every version of a document whose message the page holds, in the order of the conversation. */
  readonly artifacts: readonly ArtifactVersion[];
  /** Open questions. */
  readonly asks: readonly Ask[];
  /** The buttons that run now, pressed on any page. */
  readonly runningActions: readonly ActionId[];
  /** Functions of the page that the app has called and that have not answered; see `ChatClient.onCall`. */
  readonly calls: readonly PageCall[];
  /** A foreground turn runs and does not wait for the person. */
  readonly busy: boolean;
  /** There are older turns than those the page knows. */
  readonly hasEarlier: boolean;
  /** They are on their way. */
  readonly loadingEarlier: boolean;
  /** The first state of this chat has arrived. */
  readonly ready: boolean;
  /** Something of this chat is not saved yet: the server's store is slow or away. Nothing is lost as long as the server runs; it goes away by itself. */
  readonly unsaved: boolean;
  /** Why the wished chat was not opened, and a new one was begun instead. */
  readonly refused?: ErrorBody;
  /** What is wrong with the newest version of the app, while an older one keeps running: for the author, under `run -w`. */
  readonly loadError?: string;
  /** Where the app's custom elements are since they changed under `run -w`; absent until they do. */
  readonly customElements?: CustomElementMap;
  /** What the app put around the conversation: profile, settings, commands. */
  readonly surface: Surface;
  /** The person has done something here, so the chat has an address of its own. */
  readonly interacted: boolean;
}

/** The part of the overview that does not come from facts. */
export type Around = Pick<
  Overview,
  "artifacts" | "connection" | "sessionId" | "pending" | "loadingEarlier" | "ready" | "refused" | "unsaved" | "loadError" | "customElements"
>;

/** Saved settings and a server that came back say nothing yet: the server keeps no thread for them. */
const INTERACTIONS: ReadonlySet<Turn["kind"]> = new Set(["message", "edit", "regenerate", "action", "askAnswer"]);

/** The overview of now; the previous one itself when nothing in it changed. */
export function toOverview(previous: Overview | undefined, state: ChatState, earlier: EarlierTurns, around: Around): Overview {
  const next: Overview = {
    ...around,
    pending: keep(
      previous?.pending,
      around.pending.filter(({ id }) => !state.steps.has(id)),
    ),
    thread: state.thread,
    turnIds: keep(previous?.turnIds, [...earlier.turnIds(), ...rootSideTurns(state), ...state.path]),
    queue: keep(previous?.queue, [...state.queue]),
    elements: state.threadElements,
    asks: keep(previous?.asks, [...state.asks.values()]),
    runningActions: keep(previous?.runningActions, runningActions(state)),
    calls: keep(previous?.calls, [...state.calls.values()]),
    busy: isBusy(state),
    hasEarlier: earlier.isEmpty ? state.hasEarlier : earlier.hasMore,
    surface: state.surface,
    interacted: hasInteracted(state, earlier),
  };
  return previous && isSame(previous, next) ? previous : next;
}

/** Work from before the first turn has no turn to hang on; it stands at the top when it shows something. */
function rootSideTurns(state: ChatState): TurnId[] {
  const found: TurnId[] = [];
  for (const { turn, stepIds } of state.turns.values())
    if (!turn.foreground && turn.parentTurnId === undefined && stepIds.length > 0) found.push(turn.id);
  return found;
}

/** True when there is more in a chat than what its beginning and these messages have brought. */
export function hasMoreThan(state: ChatState, isKnown: (messageId: StepId) => boolean): boolean {
  if (state.hasEarlier || state.thread.namedBy !== undefined) return true;
  for (const { turn } of state.turns.values()) {
    if (INTERACTIONS.has(turn.kind) && !(turn.messageId && isKnown(turn.messageId))) return true;
  }
  return false;
}

function hasInteracted(state: ChatState, earlier: EarlierTurns): boolean {
  if (state.hasEarlier || !earlier.isEmpty || state.thread.name !== undefined) return true;
  for (const { turn } of state.turns.values()) if (INTERACTIONS.has(turn.kind)) return true;
  return false;
}

function keep<Item>(previous: readonly Item[] | undefined, next: readonly Item[]): readonly Item[] {
  if (previous?.length !== next.length) return next;
  return previous.every((item, index) => item === next[index]) ? previous : next;
}

function isSame(a: Overview, b: Overview): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof Overview>;
  for (const key of keys) if (a[key] !== b[key]) return false;
  return true;
}
