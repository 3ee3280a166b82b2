// What a rating and a star have in common: they are stored first, then stated where the chat is live, one after the other for each chat.
import type { StepWithText, ThreadId } from "@colloquy/protocol";
import type { Clock } from "../clock.ts";
import type { FeedbackRules } from "../config/feedback.ts";
import type { DataLayer } from "../data/data-layer.ts";
import { loadMark } from "../session/load-marks.ts";
import type { Session } from "../session/session.ts";
import type { SessionRegistry } from "../session/session-registry.ts";
import type { ChatDriver } from "./chat-driver.ts";

/** What marking takes. The caller's right to the thread was checked before. */
export interface MarkDeps {
  readonly dataLayer: DataLayer;
  readonly registry: SessionRegistry;
  readonly driver: ChatDriver;
  readonly clock: Clock;
  readonly config: { readonly feedback: FeedbackRules; readonly features: { readonly favorites: boolean } };
}

/** Whose chat it is. */
export interface OwnedThread {
  readonly id: ThreadId;
  readonly owner: string;
}

/** The chat of a thread, where it is live and theirs. */
export function liveOf({ registry }: Pick<MarkDeps, "registry">, { id, owner }: OwnedThread): Session | undefined {
  const live = registry.byThread(id);
  return live?.phase === "open" && live.owner === owner ? live : undefined;
}

/** A step of a thread with its texts as they are stored, also one that was said just now. */
export async function storedStep(
  deps: Pick<MarkDeps, "dataLayer" | "registry">,
  thread: OwnedThread,
  stepId: StepWithText["id"],
): Promise<StepWithText | undefined> {
  await deps.registry.commit(thread.id);
  const [step] = await deps.dataLayer.loadSteps(thread.id, { turnIds: [], stepIds: [stepId] });
  return step;
}

/**
 * Stores a mark and states it. Nobody opens the thread in between: a chat that is opened has what was stored before, and is told of what comes
 * later.
 */
export function mark<Stored>(deps: MarkDeps, thread: OwnedThread, step: StepWithText, store: () => Promise<Stored>): Promise<Stored> {
  return deps.registry.whileNobodyOpens(thread.id, async () => {
    const stored = await store();
    const now = await loadMark(deps.dataLayer, { threadId: thread.id, owner: thread.owner }, step);
    await deps.registry.state(thread, [{ type: "mark-set", stepId: step.id, mark: now }]);
    return stored;
  });
}
