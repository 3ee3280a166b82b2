// What a person finds of the documents of a chat: every version, with its text, wherever it was written.
import { isDeepStrictEqual } from "node:util";
import { type ArtifactVersion, type ThreadId, toArtifactVersion } from "@colloquy/protocol";
import { versionsOnPath } from "../../chat/artifacts/artifact-versions.ts";
import { listArtifacts, readStep } from "../../http/stored-artifacts.ts";
import type { ModelThread } from "./chat-model.ts";
import type { ChatWorld } from "./chat-world.ts";

/** What is wrong with the documents of chats that rest. */
export async function judgeDocuments(world: ChatWorld): Promise<string | undefined> {
  for (const [threadId, thread] of world.model.threads) {
    const wrong = await judgeThread(world, threadId, thread);
    if (wrong) return wrong;
  }
  return undefined;
}

async function judgeThread(world: ChatWorld, threadId: ThreadId, thread: ModelThread): Promise<string | undefined> {
  const { stores, server } = world;
  const row = await stores.dataLayer.loadThread(threadId);
  const session = server.host.registry.byThread(threadId);
  if (!row || thread.isUnsure || (session && (session.phase !== "open" || session.turns.running.length > 0))) return undefined;
  const promised = [...thread.elements.values()].map(toArtifactVersion).filter((version) => version !== undefined);
  const stored = (await stores.dataLayer.loadArtifacts(threadId)).map(toArtifactVersion).filter((version) => version !== undefined);
  if (!isDeepStrictEqual(byMessage(stored), byMessage(promised)))
    return `stored are ${JSON.stringify(stored)}, and promised ${JSON.stringify(promised)}`;
  const numbers = promised.map(({ key, version }) => `${key} ${version}`);
  if (new Set(numbers).size < numbers.length) return `two versions have one number: ${numbers.join(", ")}`;
  const parts = { dataLayer: stores.dataLayer, registry: server.host.registry, config: server.host.services.config };
  const listed = await listArtifacts(parts, row);
  for (const { stepId, restoredFrom } of listed) {
    const { output } = await readStep(parts, row, stepId);
    if (output?.text !== thread.written.get(stepId))
      return `version ${stepId} says “${output?.text}”, and should “${thread.written.get(stepId)}”`;
    if (session && !session.state.steps.has(stepId)) world.note("read a document that left the window");
    if (restoredFrom !== undefined) world.note("restored a document");
  }
  if (!session) return undefined;
  // Its own way to the store takes time, and here none passes.
  const { state, interacted, recorder } = session;
  const live = await versionsOnPath({ threadId, state, interacted, recorder, services: { dataLayer: stores.dataLayer } });
  return isDeepStrictEqual(live, listed) ? undefined : `live are ${JSON.stringify(live)}, and listed ${JSON.stringify(listed)}`;
}

function byMessage(versions: readonly ArtifactVersion[]): ArtifactVersion[] {
  return versions.toSorted((one, other) => (one.stepId < other.stepId ? -1 : 1));
}
