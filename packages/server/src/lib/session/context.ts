// The ambient context: which session, turn and parent step the running code belongs to. It follows awaits and timers.
// It lives under a global symbol, because an app and the command line may each bring a copy of the framework.
import { AsyncLocalStorage } from "node:async_hooks";
import { ChatError, type StepId, type Turn, type TurnId } from "@colloquy/protocol";
import type { Session } from "./session.ts";

/** A turn that was taken out when it ended, because it had shown nothing. What its code says later brings it back. */
export interface RemovedTurn {
  turn?: Turn | undefined;
}

/** What the running code belongs to. The turn and the parent step are held by id. */
export interface ChatContext {
  readonly session: Session;
  readonly turnId: TurnId;
  /** The innermost open step. */
  readonly parentStepId?: StepId | undefined;
  /** Of code that only looks something up, in no turn: when to stop. It cannot write into the chat. */
  readonly onlyReads?: AbortSignal | undefined;
  /** Of a turn that is taken out when it has shown nothing. */
  readonly removed?: RemovedTurn | undefined;
}

const STORAGE_KEY = Symbol.for("colloquy/1/context");

function storage(): AsyncLocalStorage<ChatContext> {
  const holder = globalThis as { [STORAGE_KEY]?: AsyncLocalStorage<ChatContext> };
  return (holder[STORAGE_KEY] ??= new AsyncLocalStorage<ChatContext>());
}

/** The context of the running code, or undefined outside of a chat. */
export function currentContext(): ChatContext | undefined {
  return storage().getStore();
}

/** The context of the running code; throws NO_CHAT_CONTEXT outside of a chat. */
export function requireContext(): ChatContext {
  const context = currentContext();
  if (!context) throw new ChatError("NO_CHAT_CONTEXT");
  context.session.noteAmbientUse(context.turnId);
  return context;
}

/** What code that only looks something up is told when it tries to write into the chat. */
export function onlyReadsError(): ChatError {
  return new ChatError("NOT_SUPPORTED", "A handler that is asked for suggestions cannot write into the chat.", {
    fix: "Return what was found; write from onMessage or onSettingsUpdate.",
  });
}

/** Runs a function in a context; everything it awaits or schedules stays in it. */
export function runInContext<Result>(context: ChatContext, fn: () => Result): Result {
  return storage().run(context, fn);
}

/** Makes the rest of the calling code run in a context; call it before the first await of that code. */
export function enterContext(context: ChatContext): void {
  storage().enterWith(context);
}

/** Runs a function outside of any chat. */
export function runOutside<Result>(fn: () => Result): Result {
  return storage().exit(fn);
}
