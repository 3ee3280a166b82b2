// What a person says, as facts: the message and the turn that will answer it.
import type { Fact, OutgoingMessage, Turn } from "@colloquy/protocol";
import type { FileRow } from "../data/file-rows.ts";
import type { Session } from "../session/session.ts";
import type { DispatchTarget } from "./dispatch-target.ts";
import { toElementFacts } from "./message-files.ts";

/** States a person's message, its files and the turn that will answer it. */
export function emitMessage(target: DispatchTarget, message: OutgoingMessage, turn: Turn, files: readonly FileRow[]): void {
  const { session } = target;
  const at = session.now();
  session.emit(
    { type: "turn-queued", turn },
    {
      type: "step-set",
      step: {
        id: message.id,
        turnId: turn.id,
        type: message.type ?? "user_message",
        name: personName(target),
        createdAt: at,
        end: at,
        ...(message.metadata && { metadata: message.metadata }),
        ...(message.command !== undefined && { command: message.command }),
        ...(message.modes && { modes: message.modes }),
        ...(message.mentions && { mentions: message.mentions }),
      },
    },
    { type: "step-text", stepId: message.id, field: "output", rev: 0, at: 0, text: message.text },
    ...toElementFacts(message.id, files),
    ...withoutFollowUps(session),
  );
}

/** What was offered to say next is taken away once the person goes on. */
export function withoutFollowUps({ state }: Session): Fact[] {
  return state.surface.followUps?.length ? [{ type: "surface-set", surface: { followUps: [] } }] : [];
}

/** The name that a person's messages carry. */
export function personName(target: DispatchTarget): string {
  const { user } = target.session;
  return target.personName ?? user?.displayName ?? user?.identifier ?? "User";
}
