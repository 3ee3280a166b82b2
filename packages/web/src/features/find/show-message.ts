// Brings a message into view wherever it is: loaded from the server when it is far back, drawn, scrolled to, and lit for a moment.
import type { ChatClient } from "@colloquy/client";
import type { StepId, ThreadId } from "@colloquy/protocol";
import type { UiStore } from "../../app/ui-store.ts";

/** Which message of which chat. */
export interface ShownMessage {
  readonly threadId: ThreadId;
  readonly stepId: StepId;
}

/** So many frames a row may take to be drawn. */
const FRAMES = 120;
const LIT_MS = 1_600;

/** The element of the message, in view; undefined when there is none, or when the person has gone elsewhere. */
export async function showMessage(
  client: ChatClient,
  ui: UiStore,
  { threadId, stepId }: ShownMessage,
  signal: AbortSignal,
): Promise<HTMLElement | undefined> {
  const { store } = client;
  const isThere = () => store.getOverview().thread.id === threadId && store.getOverview().ready;
  await until(client, isThere, signal);
  while (!signal.aborted && isThere() && !store.getStep(stepId) && store.getOverview().hasEarlier) {
    if (store.getOverview().loadingEarlier) await until(client, () => !store.getOverview().loadingEarlier, signal);
    else await client.loadEarlier();
  }
  const step = store.getStep(stepId);
  if (signal.aborted || !step) return undefined;
  ui.set({ drawFrom: step.turnId });
  const element = await drawn(`step-${stepId}`, signal);
  if (!element) return undefined;
  // What is read stays where it is, also while an answer is written below.
  element.dispatchEvent(new CustomEvent("walk-to", { bubbles: true }));
  element.scrollIntoView({ block: "center" });
  return element;
}

/** Lights a message for a moment, and puts the focus on its turn: the keyboard goes on from there. */
export function lightUp(element: HTMLElement): void {
  const voice = "color-mix(in oklab, var(--voice) 16%, transparent)";
  element.animate?.([{ boxShadow: `0 0 0 0.5rem ${voice}`, backgroundColor: voice }, {}], { duration: LIT_MS, easing: "ease-in" });
  element.closest<HTMLElement>("[data-turn-id]")?.focus({ preventScroll: true });
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
