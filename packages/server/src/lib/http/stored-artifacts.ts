// The versions of a thread's documents, and the text of one: for a page that does not hold the turns they were written in.
// The caller's right to the thread was checked before.
import {
  type ArtifactVersion,
  activePath,
  ChatError,
  isVisible,
  type StepId,
  type StepWithText,
  type TurnId,
  toArtifactVersion,
} from "@colloquy/protocol";
import type { ThreadRow } from "../data/data-layer.ts";
import type { HttpDeps } from "./http-deps.ts";

type Stores = Pick<HttpDeps, "dataLayer" | "registry"> & { readonly config: Pick<HttpDeps["config"], "cot"> };

/** Every version on the active path, in the order they were written. */
export async function listArtifacts({ dataLayer, registry }: Stores, row: ThreadRow): Promise<ArtifactVersion[]> {
  await registry.commit(row.id);
  const elements = await dataLayer.loadArtifacts(row.id);
  if (elements.length === 0) return [];
  const shown = await turnsShown(dataLayer, row);
  return elements
    .map(toArtifactVersion)
    .filter((version) => version !== undefined)
    .filter(({ turnId }) => shown.has(turnId));
}

/** One entry with its text; throws NOT_FOUND for none, and for one that this chat does not show. */
export async function readStep({ dataLayer, registry, config }: Stores, row: ThreadRow, stepId: StepId): Promise<StepWithText> {
  await registry.commit(row.id);
  const [step] = await dataLayer.loadSteps(row.id, { turnIds: [], stepIds: [stepId] });
  if (!step || !isVisible(step.type, { cot: config.cot, names: {}, readOnly: false, shared: false })) throw new ChatError("NOT_FOUND");
  return step;
}

async function turnsShown(dataLayer: HttpDeps["dataLayer"], row: ThreadRow): Promise<Set<TurnId>> {
  const turns = await dataLayer.loadTurns(row.id);
  const path = new Set(activePath(turns, row.leafTurnId).map(({ id }) => id));
  const side = turns.filter(({ foreground, parentTurnId }) => !foreground && (!parentTurnId || path.has(parentTurnId)));
  return new Set([...path, ...side.map(({ id }) => id)]);
}
