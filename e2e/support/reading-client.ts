// A client that reads what is shown as a person would: which turn answers a message, and what it says.
import type { Overview } from "@colloquy/client";
import type { StepId } from "@colloquy/protocol";
import { TestClient } from "../../packages/client/test/open-client.ts";

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** The chat is there, nothing runs, and nothing waits to be sent. */
export const isSettled = ({ connection, ready, busy, pending }: Overview) =>
  connection.phase === "live" && ready && !busy && pending.length === 0;

/** States in which a turn says nothing more. */
const ENDED = new Set(["done", "interrupted", "failed", "stopped"]);

export class ReadingClient extends TestClient {
  /** The turn that a message began. */
  turnOf(messageId: StepId) {
    // The newest first: who waits for an answer asks at each change.
    const turnId = this.store.getOverview().turnIds.findLast((id) => this.store.getTurn(id)?.turn.messageId === messageId);
    return turnId === undefined ? undefined : this.store.getTurn(turnId);
  }

  /** What is said to a message. */
  answer(messageId: StepId): string {
    const stepIds = this.turnOf(messageId)?.stepIds.filter((stepId) => stepId !== messageId) ?? [];
    return stepIds.map((stepId) => this.store.text(stepId).read()).join("");
  }

  /** Waits until nothing more is said to a message, and tells how that ended. */
  async over(messageId: StepId): Promise<string> {
    await this.until((overview) => isSettled(overview) && ENDED.has(this.turnOf(messageId)?.turn.state ?? ""));
    return this.turnOf(messageId)?.turn.state ?? "";
  }

  /** The chat's texts by step, in order, read back to its beginning. */
  async everything(): Promise<Map<StepId, string>> {
    while (this.store.getOverview().hasEarlier) await this.loadEarlier();
    const stepIds = this.store.getOverview().turnIds.flatMap((turnId) => this.store.getTurn(turnId)?.stepIds ?? []);
    return new Map(stepIds.map((stepId) => [stepId, this.store.text(stepId).read()]));
  }
}
