// Brings a message into view wherever it is: its branch shown, loaded from the server when it is far back, drawn, scrolled to, and lit for a moment.
import type { ChatClient } from "@colloquy/client";
import { isChatError, type StepId, type ThreadId } from "@colloquy/protocol";
import type { UiStore } from "../../app/ui-store.ts";

/** Which message of which chat. */
export interface ShownMessage {
  readonly threadId: ThreadId;
  readonly stepId: StepId;
}

/** So many frames a row may take to be drawn. */
const FRAMES = 120;
const LIT_MS = 1_600;

/** What became of showing a message. */
export type Shown =
  | {
      readonly kind: "shown";
      readonly element: HTMLElement;
      /** It was on another branch, which is the one that is shown now. */
      readonly switched: boolean;
    }
  /** There is no such message. */
  | { readonly kind: "gone" }
  /** The person has gone elsewhere meanwhile. */
  | { readonly kind: "left" };

/** Brings the message into view. Throws a ChatError, also when it is on another branch and an answer is being written on this one. */
export async function showMessage(client: ChatClient, ui: UiStore, message: ShownMessage, signal: AbortSignal): Promise<Shown> {
  const { store } = client;
  const { threadId, stepId } = message;
  const isThere = () => store.getOverview().thread.id === threadId && store.getOverview().ready;
  await until(client, isThere, signal);
  const switched = !signal.aborted && !store.getStep(stepId) && (await switchTo(client, message, signal));
  if (switched === "gone") return { kind: "gone" };
  while (!signal.aborted && isThere() && !store.getStep(stepId) && store.getOverview().hasEarlier) {
    if (store.getOverview().loadingEarlier) await until(client, () => !store.getOverview().loadingEarlier, signal);
    else await client.loadEarlier();
  }
  if (signal.aborted || !isThere()) return { kind: "left" };
  const step = store.getStep(stepId);
  if (!step) return { kind: "gone" };
  ui.set({ drawFrom: step.turnId });
  const element = await drawn(`step-${stepId}`, signal);
  if (!element) return { kind: signal.aborted ? "left" : "gone" };
  // What is read stays where it is, also while an answer is written below.
  element.dispatchEvent(new CustomEvent("walk-to", { bubbles: true }));
  element.scrollIntoView({ block: "center" });
  return { kind: "shown", element, switched };
}

/** Asks where a message is that the page has not, and shows its branch if that is another one; true when it did. */
async function switchTo(client: ChatClient, { threadId, stepId }: ShownMessage, signal: AbortSignal): Promise<boolean | "gone"> {
  try {
    const { turnId, shown } = await client.api.call("findMessage", { threadId, stepId }, { signal });
    if (shown) return false;
    const leaf = () => client.store.getOverview().turnIds.at(-1);
    const before = leaf();
    await client.selectLeaf(turnId);
    await until(client, () => leaf() !== before, signal);
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    if (isChatError(error) && error.code === "NOT_FOUND") return "gone";
    throw error;
  }
}

/** Lights a message for a moment, and puts the focus on its turn: the keyboard goes on from there, unless it is at work elsewhere. */
export function lightUp(element: HTMLElement, mayFocus: boolean): void {
  const voice = "color-mix(in oklab, var(--voice) 16%, transparent)";
  element.animate?.([{ boxShadow: `0 0 0 0.5rem ${voice}`, backgroundColor: voice }, {}], { duration: LIT_MS, easing: "ease-in" });
  if (mayFocus) element.closest<HTMLElement>("[data-turn-id]")?.focus({ preventScroll: true });
}

function until({ store }: ChatClient, holds: () => boolean, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (!holds() && !signal.aborted) return;
      stop();
      signal.removeEventListener("abort", check);
      resolve();
    };
    const stop = store.subscribe(check);
    signal.addEventListener("abort", check);
    check();
  });
}

async function drawn(id: string, signal: AbortSignal): Promise<HTMLElement | undefined> {
  for (let frame = 0; frame < FRAMES && !signal.aborted; frame++) {
    const element = document.getElementById(id);
    if (element) return element;
    await new Promise(requestAnimationFrame);
  }
  return undefined;
}
