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
/** So many turns are loaded at once on the way back. */
const AT_ONCE = 100;

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
  const shown = await bringToPage(client, ui, message, signal, true);
  if (shown.kind !== "shown") return shown;
  // What is read stays where it is, also while an answer is written below, and rows around it take their own height for the first time.
  walkTo(shown.element);
  shown.element.scrollIntoView({ block: "center" });
  walkTo(shown.element);
  return shown;
}

/** Loads and draws the message, and leaves the view where it is. One on another branch is gone, unless that may be shown. Throws a ChatError. */
export async function bringToPage(
  client: ChatClient,
  ui: UiStore,
  message: ShownMessage,
  signal: AbortSignal,
  maySwitch: boolean,
): Promise<Shown> {
  const { store } = client;
  const { threadId, stepId } = message;
  const isThere = () => store.getOverview().thread.id === threadId && store.getOverview().ready;
  await until(client, isThere, signal);
  const switched = !signal.aborted && !store.getStep(stepId) && (await switchTo(client, message, signal, maySwitch));
  if (switched === "gone") return { kind: "gone" };
  while (!signal.aborted && isThere() && !store.getStep(stepId) && store.getOverview().hasEarlier) {
    if (store.getOverview().loadingEarlier) await until(client, () => !store.getOverview().loadingEarlier, signal);
    else await client.loadEarlier({ limit: AT_ONCE });
  }
  if (signal.aborted || !isThere()) return { kind: "left" };
  const step = store.getStep(stepId);
  if (!step) return { kind: "gone" };
  ui.set({ drawFrom: step.turnId });
  const element = await drawn(`step-${stepId}`, signal);
  if (!element) return { kind: signal.aborted ? "left" : "gone" };
  return { kind: "shown", element, switched };
}

/** The view is the person's: what is at its top now stays there. */
export function walkTo(element: Element): void {
  element.dispatchEvent(new CustomEvent("walk-to", { bubbles: true }));
}

/** Asks where a message is that the page has not, and shows its branch if that is another one; true when it did. */
async function switchTo(
  client: ChatClient,
  { threadId, stepId }: ShownMessage,
  signal: AbortSignal,
  maySwitch: boolean,
): Promise<boolean | "gone"> {
  try {
    const { turnId, shown } = await client.api.call("findMessage", { threadId, stepId }, { signal });
    if (shown) return false;
    if (!maySwitch) return "gone";
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
