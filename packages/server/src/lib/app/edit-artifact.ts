// A person's own version of a document: stored like a message, then told to the app.
import { type ArtifactVersion, ChatError, type ClientRequest, type StepId, toArtifactVersion } from "@colloquy/protocol";
import { Artifact } from "../chat/artifacts/artifact.ts";
import { newestVersion } from "../chat/artifacts/artifact-versions.ts";
import type { Session } from "../session/session.ts";
import type { DispatchTarget } from "./dispatch-target.ts";
import { isKnownStep } from "./known-step.ts";
import { personName } from "./person-message.ts";

type Edit = Extract<ClientRequest, { type: "editArtifact" }>;

/** How many `onArtifactEdit` of one chat may run at once. */
const RUNNING_EDITS = 10;

/** Edits of each chat that are not stored yet, by the message that they make. */
const underWay = new WeakMap<Session, Map<StepId, Promise<void>>>();

/**
 * Settles when the version is stored, not when the handler has ended. The same id again is the same edit: at once, as from two nodes, later, and
 * after the chat has changed hands.
 *
 * @throws NOT_FOUND when there is no such version to edit or to go back to, OVERLOADED while the app writes this document.
 */
export function editArtifact(target: DispatchTarget, request: Edit): Promise<void> {
  const edits = underWay.get(target.session) ?? new Map<StepId, Promise<void>>();
  underWay.set(target.session, edits);
  // Until its version has a number nothing in the chat says that it is coming.
  const joined = edits.get(request.stepId);
  if (joined) return joined;
  const edit = storeEdit(target, request);
  edits.set(request.stepId, edit);
  const over = () => void edits.delete(request.stepId);
  edit.then(over, over);
  return edit;
}

async function storeEdit(target: DispatchTarget, request: Edit): Promise<void> {
  const { session, driver, limits } = target;
  const { content, stepId, restoredFrom } = request;
  if (content.length > limits.messageLength)
    throw new ChatError("TOO_LARGE", `A document may have ${limits.messageLength.toLocaleString("en")} characters.`);
  if (await isKnownStep(session, stepId)) return session.recorder.commit();
  const base = await findVersion(session, request.baseId);
  if (!base) throw new ChatError("NOT_FOUND", "This version of the document is gone.");
  if (restoredFrom !== undefined && restoredFrom > (await newestVersion(session, base.key)))
    throw new ChatError("NOT_FOUND", `The document has no version ${restoredFrom}.`);
  if (isBeingWritten(session, base.key))
    throw new ChatError("OVERLOADED", "The app is writing this document.", { fix: "Wait until it is done." });
  if (session.turns.running.filter(({ turn }) => turn.kind === "artifactEdit").length >= RUNNING_EDITS)
    throw new ChatError("OVERLOADED", "Earlier edits are still being worked on.");
  const author = personName(target);
  let stored: Promise<void> | undefined;
  await new Promise<void>((stated) => {
    // At once: a chat that ends meanwhile must not be told of it after its end.
    const ended = driver.runSideWork(session, "artifactEdit", "onArtifactEdit", async (context) => {
      const artifact = await Artifact.edited(base, { stepId, content, author, restoredFrom });
      stored = session.recorder.commit();
      stated();
      await driver.asking(session).handlers.onArtifactEdit?.(artifact, context);
    });
    void ended.then(stated);
  });
  if (!stored) throw new ChatError("INTERNAL", "The document could not be stored.");
  await stored;
}

async function findVersion(session: Session, stepId: StepId): Promise<ArtifactVersion | undefined> {
  const live = session.state.steps.get(stepId)?.elements;
  if (live) return live.map(toArtifactVersion).find((version) => version !== undefined);
  if (!session.interacted) return undefined;
  await session.recorder.flush();
  const stored = await session.services.dataLayer.loadElements(session.threadId, { stepIds: [stepId] });
  return stored.map(toArtifactVersion).find((version) => version !== undefined);
}

function isBeingWritten({ state }: Session, key: string): boolean {
  for (const element of state.elements.values()) {
    const version = toArtifactVersion(element);
    if (version?.key === key && state.steps.get(version.stepId)?.step.end === undefined) return true;
  }
  return false;
}
