// A turn as it is read: who spoke, in what order, and which work belongs to which answer. Only the order; what a step says is its own view's affair.
import type { ChatStore, TurnView } from "@colloquy/client";
import { isMessageType, type Step, type StepId } from "@colloquy/protocol";

/** One step of work with the work done inside of it. */
export interface TrailNode {
  readonly id: StepId;
  readonly children: readonly TrailNode[];
}

export type OutlineItem =
  | { readonly kind: "message"; readonly id: StepId }
  | { readonly kind: "trail"; readonly id: StepId; readonly nodes: readonly TrailNode[]; readonly stepIds: readonly StepId[] };

/** A stretch of the turn by one speaker. */
export type OutlinePart =
  | { readonly kind: "person"; readonly id: StepId }
  | { readonly kind: "app"; readonly key: string; readonly author: string | undefined; readonly items: readonly OutlineItem[] };

/** Sorts a turn's steps into parts. Messages are lifted out of the steps that sent them: a message is there to be read. */
export function toOutline(store: Pick<ChatStore, "getStep">, view: TurnView): OutlinePart[] {
  const steps = view.stepIds.map((id) => store.getStep(id)).filter((step) => step !== undefined);
  const children = childrenOf(steps);
  const parts: OutlinePart[] = [];
  let author: string | undefined;
  let items: OutlineItem[] = [];
  const close = () => {
    if (items.length > 0) parts.push({ kind: "app", key: items[0]?.id ?? "", author, items });
    items = [];
    author = undefined;
  };
  for (const step of steps) {
    if (step.type === "user_message") {
      close();
      parts.push({ kind: "person", id: step.id });
    } else if (isMessageType(step.type)) {
      if (author !== undefined && author !== step.name) close();
      author = step.name;
      items.push({ kind: "message", id: step.id });
    } else if (!isInsideWork(step, steps)) addWork(items, toNode(step.id, children));
  }
  close();
  return parts;
}

function addWork(items: OutlineItem[], node: TrailNode): void {
  const last = items.at(-1);
  const stepIds = [...flat(node)];
  if (last?.kind !== "trail") items.push({ kind: "trail", id: node.id, nodes: [node], stepIds });
  else items[items.length - 1] = { ...last, nodes: [...last.nodes, node], stepIds: [...last.stepIds, ...stepIds] };
}

function childrenOf(steps: readonly Step[]): Map<StepId, StepId[]> {
  const found = new Map<StepId, StepId[]>();
  for (const { id, parentId, type } of steps) {
    if (!parentId || isMessageType(type)) continue;
    const siblings = found.get(parentId);
    if (siblings) siblings.push(id);
    else found.set(parentId, [id]);
  }
  return found;
}

function isInsideWork(step: Step, steps: readonly Step[]): boolean {
  const parent = steps.find(({ id }) => id === step.parentId);
  return parent !== undefined && !isMessageType(parent.type);
}

function toNode(id: StepId, children: ReadonlyMap<StepId, readonly StepId[]>): TrailNode {
  return { id, children: (children.get(id) ?? []).map((child) => toNode(child, children)) };
}

function* flat(node: TrailNode): Generator<StepId> {
  yield node.id;
  for (const child of node.children) yield* flat(child);
}
