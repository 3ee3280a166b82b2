// What a model is told of the documents of a chat: each as a message that names it. Of a document's versions only the newest is given
// whole, as the others would cost their length again and again.
import type { ArtifactVersion, StepId, StepWithText } from "@colloquy/protocol";
import type { Session } from "../../session/session.ts";
import { versionsOnPath } from "./artifact-versions.ts";

/** Which documents a model is given: the newest version of each, every version, or only that there was one. */
export type ArtifactContext = "newest" | "all" | "none";

/** The same entries, those that are versions of documents in words for a model. What the person wrote is theirs to say. */
export async function withArtifactWords(
  session: Session,
  steps: readonly StepWithText[],
  given: ArtifactContext = "newest",
): Promise<StepWithText[]> {
  const versions = await versionsOf(session);
  if (versions.size === 0) return [...steps];
  const newest = new Map<string, StepId>();
  for (const step of steps) {
    const version = versions.get(step.id);
    if (version) newest.set(version.key, step.id);
  }
  return steps.map((step) => {
    const version = versions.get(step.id);
    if (!version) return step;
    const whole = given === "all" || (given === "newest" && newest.get(version.key) === step.id);
    const text = whole ? `${heading(version)}\n\n${step.output?.text ?? ""}` : `${heading(version)} [Its content is left out here.]`;
    return { ...step, type: version.by === "person" ? "user_message" : step.type, output: { rev: step.output?.rev ?? 0, text } };
  });
}

function heading({ key, title, type, language, version, by, restoredFrom }: ArtifactVersion): string {
  const name = `the document "${title}" (key "${key}", ${language ?? type}, version ${version})`;
  if (by === "app") return `[This is ${name}.]`;
  return restoredFrom === undefined ? `[I edited ${name}.]` : `[I went back to version ${restoredFrom} of ${name}.]`;
}

async function versionsOf(session: Session): Promise<Map<StepId, ArtifactVersion>> {
  const { state } = session;
  const any = state.hasEarlier || [...state.elements.values()].some(({ type }) => type === "artifact");
  return new Map(any ? (await versionsOnPath(session)).map((version) => [version.stepId, version]) : []);
}
