// Stopping: the signal, the open steps, the questions, then the app's onStop. What waits is held, unless the client wants it sent after the real end.
import { ChatError, type ClientRequest, type TurnId } from "@colloquy/protocol";
import { holdQueue, releaseQueue } from "../session/held-queue.ts";
import type { Session } from "../session/session.ts";
import type { RunningTurn } from "../session/turns.ts";
import type { ChatDriver } from "./chat-driver.ts";

type StopRequest = Pick<Extract<ClientRequest, { type: "stopTurn" }>, "turnId" | "queue">;

/** Stops a turn, or without an id whatever runs in the foreground; takes a queued one out of the queue. */
export async function stopTurn(session: Session, driver: ChatDriver, { turnId, queue }: StopRequest): Promise<void> {
  const hold = () => void (queue !== "run" && holdQueue(session));
  if (turnId === undefined) {
    if (session.turns.foreground.length > 0) hold();
    // Nothing runs: what is meant are the questions that a restart has left.
    else session.asks.cancelLeft();
    stopForeground(session, driver);
    return;
  }
  const waiting = session.turns.dequeue(turnId);
  if (waiting) {
    session.emit({ type: "turn-removed", turnId });
    if (session.turns.waiting.length === 0) releaseQueue(session);
    await session.recorder.commit();
    return;
  }
  const running = session.turns.get(turnId);
  if (!running) {
    // It ended by itself while the request was under way.
    if (session.state.turns.has(turnId)) {
      // Its questions may have outlived it, over a restart.
      session.asks.cancelOf(turnId);
      return;
    }
    throw new ChatError("NOT_FOUND", "There is no such turn.");
  }
  if (running.turn.foreground) hold();
  cutOff(session, driver, running);
}

/** Stops every running foreground turn; settles when they have ended. */
export function stopForeground(session: Session, driver: ChatDriver): void {
  for (const running of session.turns.foreground) cutOff(session, driver, running);
}

/** What a newer message does when the app wants it so. A chat that begins or comes back is not half begun for it. */
export function interruptForeground(session: Session, driver: ChatDriver): void {
  for (const running of session.turns.foreground)
    if (running.turn.kind !== "chatStart" && running.turn.kind !== "resume") cutOff(session, driver, running);
}

function cutOff(session: Session, driver: ChatDriver, running: RunningTurn): void {
  if (running.cut) return;
  const at = session.now();
  running.stop(at);
  const { clock, config } = session.services;
  clock.setTimeout(() => running.force(), config.stopGraceMs, { background: true });
  closeOpenSteps(session, running.turn.id, at);
  session.asks.cancelOf(running.turn.id);
  void driver.runSide(session, "stop");
}

/** Closes what the turn left open, with the text it has so far. */
function closeOpenSteps(session: Session, turnId: TurnId, end: string): void {
  for (const stepId of session.state.turns.get(turnId)?.stepIds ?? []) {
    const step = session.state.steps.get(stepId)?.step;
    if (step && step.end === undefined && step.turnId === turnId) session.emit({ type: "step-set", step: { ...step, end } });
  }
}
