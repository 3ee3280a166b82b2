// One hook per granularity of the store; each draws its component again only when its own thing changed.
import type { Action, ActionId, Element, Mark, Step, StepId, Surface, TextField, TurnId } from "@colloquy/protocol";
import { useCallback, useSyncExternalStore } from "react";
import type { ActionView } from "../action-views.ts";
import type { Folders, FoldersView } from "../folders.ts";
import type { Overview } from "../overview.ts";
import type { TextSource } from "../text-source.ts";
import type { ThreadList, ThreadsView } from "../thread-list.ts";
import type { TurnView } from "../turn-view.ts";
import { useChatClient } from "./provider.ts";

/** The chat as a whole. With a selector the component is drawn again only when what it selects is another value (`===`). */
export function useOverview(): Overview;
export function useOverview<Selected>(selector: (overview: Overview) => Selected): Selected;
export function useOverview<Selected>(selector?: (overview: Overview) => Selected): Overview | Selected {
  const { store } = useChatClient();
  const subscribe = useCallback((listener: () => void) => store.subscribe(listener), [store]);
  const read = () => (selector ? selector(store.getOverview()) : store.getOverview());
  return useSyncExternalStore(subscribe, read, read);
}

/** One part of what the app puts around the conversation, as its commands; undefined when the app has said nothing of it. */
export function useSurface<Key extends keyof Surface>(key: Key): Surface[Key] {
  return useOverview(({ surface }) => surface[key]);
}

/** One turn; undefined when the page does not know it. */
export function useTurn(turnId: TurnId): TurnView | undefined {
  const { store } = useChatClient();
  const subscribe = useCallback((listener: () => void) => store.subscribeTurn(turnId, listener), [store, turnId]);
  const read = () => store.getTurn(turnId);
  return useSyncExternalStore(subscribe, read, read);
}

/** One step without its text; undefined when the page does not know it. */
export function useStep(stepId: StepId): Step | undefined {
  const { store } = useChatClient();
  const subscribe = useCallback((listener: () => void) => store.subscribeStep(stepId, listener), [store, stepId]);
  const read = () => store.getStep(stepId);
  return useSyncExternalStore(subscribe, read, read);
}

/** What is shown with a step, in order: pictures, files, tables. */
export function useElements(stepId: StepId): readonly Element[] {
  const { store } = useChatClient();
  const subscribe = useCallback((listener: () => void) => store.subscribeStep(stepId, listener), [store, stepId]);
  const read = () => store.getElements(stepId);
  return useSyncExternalStore(subscribe, read, read);
}

/** What the person has made of a message: their rating of an answer, or that a message of theirs is a favourite. */
export function useMark(stepId: StepId): Mark {
  const { store } = useChatClient();
  const subscribe = useCallback((listener: () => void) => store.subscribeStep(stepId, listener), [store, stepId]);
  const read = () => store.getMark(stepId);
  return useSyncExternalStore(subscribe, read, read);
}

/** The buttons under a message, and what presses one. */
export interface Actions {
  /** In their order; the same list until something in it changes. */
  readonly actions: readonly ActionView[];
  /** Presses a button. Gives what its handler returned; undefined when it failed, which its view tells. */
  readonly run: (actionId: ActionId) => Promise<unknown>;
}

/** The buttons under a message: which of them run, what went wrong with which. */
export function useActions(stepId: StepId): Actions {
  const client = useChatClient();
  const { store } = client;
  const subscribe = useCallback(
    (listener: () => void) => {
      const ways = [store.subscribeStep(stepId, listener), store.subscribe(listener)];
      return () => {
        for (const leave of ways) leave();
      };
    },
    [store, stepId],
  );
  const read = () => store.getActions(stepId);
  const actions = useSyncExternalStore(subscribe, read, read);
  const run = useCallback((actionId: ActionId) => client.runAction(stepId, actionId).catch(() => undefined), [client, stepId]);
  return { actions, run };
}

/** A button in a view, and what presses it. */
export interface ActionUse {
  /** The same object until something in it changes. */
  readonly view: ActionView;
  /**
   * Presses it, with what stands in the fields of its form. Gives what its handler returned; throws what went wrong, which its view tells too.
   */
  readonly run: (values?: Readonly<Record<string, unknown>>) => Promise<unknown>;
}

/** One button of a view that a message shows: whether it runs, what went wrong with it. */
export function useAction(stepId: StepId, action: Action): ActionUse {
  const client = useChatClient();
  const { store } = client;
  const { id } = action;
  const subscribe = useCallback((listener: () => void) => store.subscribeAction(id, listener), [store, id]);
  const read = () => store.getAction(action);
  const view = useSyncExternalStore(subscribe, read, read);
  const run = useCallback((values?: Readonly<Record<string, unknown>>) => client.runAction(stepId, id, values), [client, stepId, id]);
  return { view, run };
}

/** One text of a step, to read and to subscribe to in an effect: a growing text draws no component again. */
export function useText(stepId: StepId, field: TextField = "output"): TextSource {
  return useChatClient().store.text(stepId, field);
}

/**
 * The caller's chats, and what can be done with them; they are read when the first component asks. `of`: a list of some of them, made once by
 * `client.threads.where(…)`; all of them without it.
 */
export function useThreads(of?: ThreadList): ThreadsView & { readonly list: ThreadList } {
  const { threads } = useChatClient();
  const list = of ?? threads;
  const subscribe = useCallback((listener: () => void) => list.subscribe(listener), [list]);
  const read = () => list.getView();
  return { ...useSyncExternalStore(subscribe, read, read), list };
}

/** What the caller sorts their chats by, and what can be done with it; read when the first component asks. */
export function useFolders(): FoldersView & { readonly store: Folders } {
  const { folders: store } = useChatClient();
  const subscribe = useCallback((listener: () => void) => store.subscribe(listener), [store]);
  const read = () => store.getView();
  return { ...useSyncExternalStore(subscribe, read, read), store };
}
