// Names that come out of the store are those the author wrote; what a person reads is asked of `authorRename` before it is shown.
import type { Step, StepState } from "@colloquy/protocol";
import type { Session } from "../session/session.ts";

/** Asks the app for every name among these steps; settles when the session knows them all. */
export async function learnNames(session: Session, steps: Iterable<Step | StepState>): Promise<void> {
  const names = new Set<string>();
  for (const entry of steps) names.add("step" in entry ? entry.step.name : entry.name);
  await Promise.all([...names].map((name) => session.ensureName(name)));
}
