// Ending: when nobody needs a session any more, how its last handler gets its time, and what is saved. Or it is only put away.
import { type ErrorCode, isChatError, type SessionId } from "@colloquy/protocol";
import { closeHeldQueue, isQueueHeld } from "./held-queue.ts";
import type { Lifecycle } from "./lifecycle.ts";
import type { LiveSessions } from "./live-sessions.ts";
import type { Session, SessionServices } from "./session.ts";
import type { RunningTurn } from "./turns.ts";

/** How sessions leave memory. */
export class SessionEnding {
  readonly #services: SessionServices;
  readonly #lifecycle: Lifecycle;
  readonly #live: LiveSessions;
  readonly #timers = new Map<SessionId, { cancel(): void }>();
  readonly #ending = new Map<SessionId, Promise<void>>();
  readonly #leaving = new Map<SessionId, Promise<boolean>>();
  readonly #suspending = new WeakSet<Session>();

  constructor(services: SessionServices, lifecycle: Lifecycle, live: LiveSessions) {
    this.#services = services;
    this.#lifecycle = lifecycle;
    this.#live = live;
  }

  isEnding({ id }: Session): boolean {
    return this.#ending.has(id);
  }

  /** Resolves when the session's end is over; at once when it is not ending. */
  async settled(sessionId: SessionId): Promise<void> {
    await this.#ending.get(sessionId);
  }

  /** It ends after `sessionTimeout`, unless somebody comes until then. */
  startTimer(session: Session): void {
    const { clock, config } = this.#services;
    this.stopTimer(session);
    this.#timers.set(
      session.id,
      clock.setTimeout(
        () => {
          this.#timers.delete(session.id);
          this.endIfIdle(session);
        },
        config.sessionTimeoutMs,
        { background: true },
      ),
    );
  }

  stopTimer({ id }: Session): void {
    this.#timers.get(id)?.cancel();
    this.#timers.delete(id);
  }

  /** Ends a session that nobody needs: its last person left, or stayed away too long, and no turn keeps it. */
  endIfIdle(session: Session): void {
    if (session.phase !== "open" || session.outlets.size > 0) return;
    const goneAt = session.leftAt ?? session.detachedAt;
    const expired = goneAt !== undefined && this.#services.clock.now() - goneAt >= this.#services.config.sessionTimeoutMs;
    const left = session.leftAt !== undefined;
    const queued = session.turns.waiting.length > 0 && !isQueueHeld(session);
    // Who looks into another chat comes back to answer: the code that asked waits for them as it does for a lost line.
    if (left && !expired && !queued && session.turns.running.some(({ waiting }) => waiting > 0)) {
      if (!this.#timers.has(session.id)) this.startTimer(session);
      return;
    }
    if (!left && !expired) {
      // The clock was set back since it was left: its time comes later, and somebody has to look then.
      if (!this.#timers.has(session.id)) this.startTimer(session);
      return;
    }
    if (session.turns.running.some((running) => running.waiting === 0 && keepsAlive(running.turn.kind))) return;
    // A turn that waits for an answer nobody is there to give does not keep the session. What is queued behind it is done first,
    // unless it is held: who could let it go is not there.
    if (queued) {
      interrupt(session.turns.foreground.filter(({ waiting }) => waiting > 0));
      return;
    }
    this.endInBackground(session);
  }

  /** Ends it while nobody waits; what goes wrong is logged. */
  endInBackground(session: Session): void {
    this.end(session).catch((error: unknown) => session.logger.error({ err: error }, "a chat could not be ended cleanly"));
  }

  /** `onChatEnd`, the last save, and it is gone. Waits for its end when it is ending already. */
  end(session: Session): Promise<void> {
    const known = this.#ending.get(session.id);
    if (known) return known;
    if (session.phase !== "open" || this.#suspending.has(session)) return Promise.resolve();
    // Before its last handler runs: from here on nobody joins, and a wish for the chat waits for what it leaves.
    session.phase = "ending";
    const ending = this.#end(session).finally(() => {
      this.#ending.delete(session.id);
      this.forget(session);
    });
    this.#ending.set(session.id, ending);
    return ending;
  }

  /** Ends a session for which somebody waits: its last handler gets the time of a stopped one, no more. */
  async endSoon(session: Session): Promise<void> {
    const { clock, config } = this.#services;
    const hurry = clock.setTimeout(() => interrupt(session.turns.running), config.stopGraceMs);
    try {
      await this.end(session);
    } finally {
      hurry.cancel();
    }
  }

  /** Writes a session down and lets go of it; the next connection finds its record. */
  async suspend(session: Session): Promise<void> {
    // It may stay after all.
    await this.decided(session);
    if (session.phase === "suspended") return;
    if (session.phase !== "open") {
      // The drain was the time for its onChatEnd. A chat that is ending is ended, so that it does not end twice.
      interrupt(session.turns.running);
      await this.settled(session.id);
      return;
    }
    // Its turn may end while it is written down: that must not begin its end.
    this.#suspending.add(session);
    session.detachedAt ??= this.#services.clock.now();
    try {
      const saved = await Promise.allSettled([session.writer.save(), session.recorder.flush()]);
      for (const one of saved) if (one.status === "rejected") throw one.reason;
    } finally {
      await session.writer.finish();
      session.close("suspended");
      this.forget(session);
    }
  }

  /** The same for one in which nothing is at work, and nothing comes while it is written down. False when it stays. */
  giveBack(session: Session): Promise<boolean> {
    const known = this.#leaving.get(session.id);
    if (known) return known;
    const leaving = this.#giveBack(session).finally(() => this.#leaving.delete(session.id));
    this.#leaving.set(session.id, leaving);
    return leaving;
  }

  /** Resolves when it is decided whether a session that is being given back goes or stays; at once for any other. */
  async decided({ id }: Session): Promise<void> {
    await this.#leaving.get(id)?.catch(() => undefined);
  }

  async #giveBack(session: Session): Promise<boolean> {
    if (session.phase !== "open" || isAtWork(session)) return false;
    // From here on who asks for something is sent on to where it is next.
    session.phase = "leaving";
    try {
      await Promise.all([session.writer.save(), session.recorder.flush()]);
    } catch (error) {
      session.phase = "open";
      throw error;
    }
    // It was let in before, and is acknowledged by now, or will be.
    if (isAtWork(session)) {
      session.phase = "open";
      this.#services.driver.pump(session);
      return false;
    }
    await session.writer.finish();
    session.close("suspended");
    this.forget(session);
    return true;
  }

  async #end(session: Session): Promise<void> {
    const { store, dataLayer } = this.#services;
    await interruptWaiting(session);
    closeHeldQueue(session);
    await this.#lifecycle.ending(session);
    try {
      if (session.interacted) {
        await session.recorder.flush();
        const savedValues = session.values.encodeAll();
        const { state, asks } = session;
        const savedSurface = JSON.stringify({ ...state.surface, asks: [...state.asks.values()], ...asks.kept });
        const saving = dataLayer.write({
          threadId: session.threadId,
          epoch: session.state.epoch,
          only: "known",
          thread: session.threadRow({ savedValues, savedSurface }),
        });
        // Another process has deleted it for good: there is nothing to save it in, and its record goes too.
        await saving.catch(passOver("NOT_FOUND"));
      }
      await session.writer.finish();
      await store.delete(session.id, session.state.epoch);
    } catch (error) {
      session.logger.error({ err: error }, "the last save of a chat failed; its record is kept");
    } finally {
      session.close("ended");
    }
  }

  /** It is in memory no longer. One that came after it has its id, and stays. */
  forget(session: Session): void {
    if (this.#live.byId(session.id) === session) this.stopTimer(session);
    this.#live.delete(session);
  }
}

/** A turn that waits for its person holds no process; one that waits for its place does, unless the person holds it. */
export function isAtWork(session: Session): boolean {
  const { running, waiting } = session.turns;
  return running.some((turn) => turn.waiting === 0) || (waiting.length > 0 && !isQueueHeld(session));
}

function passOver(code: ErrorCode): (error: unknown) => void {
  return (error) => {
    if (!isChatError(error) || error.code !== code) throw error;
  };
}

/** A turn that waits for somebody who is gone ends here; its question stays open on record. */
async function interruptWaiting(session: Session): Promise<void> {
  interrupt(session.turns.running.filter(({ waiting }) => waiting > 0));
  // Its end is stated when its promise has settled.
  await new Promise((resolve) => setImmediate(resolve));
}

function interrupt(turns: readonly RunningTurn[]): void {
  for (const running of turns) {
    running.cutOff("interrupted");
    running.force();
  }
}

function keepsAlive(kind: string): boolean {
  return kind !== "stop" && kind !== "disconnect" && kind !== "reconnect" && kind !== "chatEnd";
}
