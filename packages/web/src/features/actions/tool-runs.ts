// The tools of the app that run on messages of this page, and what went wrong with which, wherever their buttons are drawn.
import type { ChatClient } from "@colloquy/client";
import { type ErrorBody, isChatError, type MessageAction, type StepId } from "@colloquy/protocol";
import { useSyncExternalStore } from "react";

interface ToolRun {
  readonly running: boolean;
  readonly error?: Pick<ErrorBody, "message" | "fix">;
}

const NOT_RUN: ToolRun = { running: false };
const runs = new Map<string, ToolRun>();
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function set(key: string, run: ToolRun): void {
  if (run === NOT_RUN) runs.delete(key);
  else runs.set(key, run);
  for (const listener of listeners) listener();
}

/** Pressed again while it runs, it does nothing. True when it worked. */
export async function runTool(client: ChatClient, { name }: MessageAction, stepId: StepId, selection?: string): Promise<boolean> {
  const key = `${stepId} ${name}`;
  if (runs.get(key)?.running) return false;
  set(key, { running: true });
  const { thread } = client.store.getOverview();
  try {
    await client.runMessageAction(name, stepId, selection);
    set(key, NOT_RUN);
    return true;
  } catch (error) {
    // Who has left the chat meanwhile is not told that it failed: it may well have run.
    if (client.store.getOverview().thread.id !== thread.id) {
      set(key, NOT_RUN);
      return false;
    }
    const { message, fix } = isChatError(error) ? error : { message: String(error), fix: "" };
    set(key, { running: false, error: { message, fix } });
    return false;
  }
}

export function useToolRun({ name }: MessageAction, stepId: StepId): ToolRun {
  const key = `${stepId} ${name}`;
  return useSyncExternalStore(subscribe, () => runs.get(key) ?? NOT_RUN);
}

/** What went wrong with it last. */
export function errorOf({ name }: MessageAction, stepId: StepId): ToolRun["error"] {
  return runs.get(`${stepId} ${name}`)?.error;
}
