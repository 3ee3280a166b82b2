// What live sessions mean for the lists of their people: a turn runs or does no more, an answer came while nobody looked, somebody looks.
import type { ServerEvent } from "@colloquy/protocol";
import type { ThreadMarkStore } from "../data/thread-marks.ts";
import type { Session } from "./session.ts";

/** Turns by which a person is answered. */
const ANSWERS: ReadonlySet<string> = new Set(["message", "edit", "regenerate", "askAnswer", "action", "messageAction", "run"]);

/** Hears of sessions what their lists should show. */
export interface LiveMarks {
  /** A turn has begun or ended. */
  turnChanged(session: Session, event: ServerEvent): void;
  /** A title that is being written has grown, or is none any more. */
  titleChanged(session: Session): void;
  /** A connection shows the chat. */
  attached(session: Session): void;
}

interface LiveMarksOptions {
  /** Undefined where nothing is marked. */
  readonly marks: () => ThreadMarkStore | undefined;
  readonly tell: (threadId: Session["threadId"]) => void;
}

/** Keeps the marks of lists that follow from what happens in chats. */
export function createLiveMarks({ marks, tell }: LiveMarksOptions): LiveMarks {
  return {
    turnChanged(session, event) {
      if (!session.interacted) return;
      tell(session.threadId);
      if (isUnseenAnswer(session, event)) mark(session, session.now());
    },
    titleChanged({ interacted, threadId }) {
      if (interacted) tell(threadId);
    },
    attached(session) {
      const store = marks();
      if (!session.interacted || !store) return;
      // Most chats have no such mark, and nothing is written to find that out.
      store.listed([session.threadId]).then(([line]) => line?.thread.unread && mark(session, null), ignore);
    },
  };

  function mark({ owner, threadId }: Session, unreadAt: string | null): void {
    marks()?.change(owner, [threadId], { unreadAt }).catch(ignore);
  }
}

/** What was stopped or cut off is nothing to come back for. */
function isUnseenAnswer({ outlets, state }: Session, event: ServerEvent): boolean {
  if (event.type !== "turn-end" || outlets.size > 0) return false;
  if (event.state !== "done" && event.state !== "failed") return false;
  const entry = state.turns.get(event.turnId);
  return entry !== undefined && ANSWERS.has(entry.turn.kind) && entry.stepIds.length > 0;
}

/** A mark that a failing store does not take is no reason to disturb a chat; what fails there is told of by what is written to it. */
function ignore(): void {}
