// What Chainlit's elements take from its client, told of this page: the chat as it stands, and the function of the page that the app is calling.
// It is a narrow part by intent. In a closed frame there is no client: nothing is called, and nothing is known.
import type { ChatClient, Overview } from "@colloquy/client";
import type { Element, PageCall, StepId, ThreadId } from "@colloquy/protocol";
import { useSyncExternalStore } from "react";
import { kitHost } from "./host.ts";
import { type State, toOutside } from "./lib/shared-state.ts";

/** A function of the page that the app has called and that nobody has answered yet. */
interface FunctionCall {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** Gives the answer; the first one counts. */
  readonly callback: (value?: unknown) => void;
}

const client = (): ChatClient | undefined => kitHost().chat;
const watch = (listener: () => void): (() => void) => client()?.store.subscribe(listener) ?? (() => undefined);
const overview = (): Overview | undefined => client()?.store.getOverview();

/** Gives the same thing until what it is made of is another. */
function once<Given, Made>(make: (given: Given) => Made): (given: Given) => Made {
  let last: { readonly given: Given; readonly made: Made } | undefined;
  return (given) => {
    if (!last || !Object.is(last.given, given)) last = { given, made: make(given) };
    return last.made;
  };
}

const toCall = once((call: PageCall | undefined): FunctionCall | undefined => {
  if (!call) return undefined;
  // Another page may have been faster.
  const callback = (value?: unknown) =>
    void client()
      ?.answerCall(call.id, { ok: true, ...(value !== undefined && { value: value as never }) })
      .catch(() => undefined);
  return { name: call.name, args: call.args, callback };
});

/** For `useRecoilValue`: the call that waits, if there is one. */
export const callFnState: State<FunctionCall | undefined> = toOutside("CallFn", watch, () => toCall(overview()?.calls[0]));
export const loadingState: State<boolean> = toOutside("Loading", watch, () => isRunning(overview()));
export const elementState: State<readonly Element[]> = toOutside("DisplayElements", watch, () => overview()?.elements ?? NONE);
export const threadIdState: State<ThreadId | undefined> = toOutside("ThreadId", watch, () => overview()?.thread.id);

const NONE: readonly Element[] = [];

/** The chat's parts that elements look at. */
export function useChatData() {
  const now = useSyncExternalStore(watch, overview);
  const connected = now?.connection.phase === "live";
  return {
    connected,
    disabled: !connected,
    loading: isRunning(now),
    error: now?.connection.phase === "failed",
    elements: now?.elements ?? NONE,
  };
}

/** The chat's messages, oldest first, each step by itself, with its text as it is when the list is asked for. */
export function useChatMessages() {
  const now = useSyncExternalStore(watch, overview);
  const store = client()?.store;
  const ids: readonly StepId[] = (now?.turnIds ?? []).flatMap((turnId) => store?.getTurn(turnId)?.stepIds ?? []);
  const messages = ids.flatMap((id) => {
    const step = store?.getStep(id);
    return step && store ? [{ ...step, output: store.text(id).read() }] : [];
  });
  return { threadId: now?.thread.id, messages };
}

/** What an element may do to the chat; the person sees each of it happen. */
export function useChatInteract() {
  return {
    sendMessage: (message: { readonly output: string }) => client()?.sendMessage(message.output),
    stopTask: () =>
      void client()
        ?.stop()
        .catch(() => undefined),
    clear: () => client()?.newChat(),
    updateChatSettings: (settings: Readonly<Record<string, unknown>>) =>
      void client()
        ?.changeSettings(settings)
        .catch(() => undefined),
  };
}

function isRunning(now: Overview | undefined): boolean {
  return now?.busy ?? false;
}
