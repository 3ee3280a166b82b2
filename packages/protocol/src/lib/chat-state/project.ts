// What one audience may see of an event or a snapshot. Nothing hidden leaves the server, so this is its last step.
import type { ServerEvent } from "../events.ts";
import type { StepId } from "../ids.ts";
import { isMessageType, type Step, type StepType, type StepWithText } from "../step.ts";
import type { TurnBundle } from "../turn.ts";
import type { ChatState } from "./chat-state.ts";
import type { ChatSnapshot } from "./snapshot.ts";

/** Who looks, as data. */
export interface Audience {
  /** Which steps are shown: all, only tools, or none but messages. */
  readonly cot: "full" | "tool_call" | "hidden";
  /** What `authorRename` answered, by original name. */
  readonly names: Readonly<Record<string, string>>;
  /** Looks on, cannot answer. */
  readonly readOnly: boolean;
  /** Came by a shared link: sees the conversation only. */
  readonly shared: boolean;
}

/** One's own chat with everything shown. */
export const FULL_AUDIENCE: Audience = { cot: "full", names: {}, readOnly: false, shared: false };

/**
 * The event as this audience may see it; undefined when it may not. Call it after the event was applied to `state`.
 * A removal may name the id of something hidden, and nothing else of it.
 */
export function projectEvent(event: ServerEvent, audience: Audience, state: ChatState): ServerEvent | undefined {
  switch (event.type) {
    case "step-set":
      if (!isVisible(event.step.type, audience)) return undefined;
      return { ...event, step: projectStep(event.step, audience, (id) => state.steps.get(id)?.step) };
    case "step-text": {
      const step = state.steps.get(event.stepId)?.step;
      return step && isVisible(step.type, audience) ? event : undefined;
    }
    case "element-set": {
      if (!event.element.forId) return audience.shared ? undefined : event;
      const step = state.steps.get(event.element.forId)?.step;
      return event.ofMessage || (step && isVisible(step.type, audience)) ? event : undefined;
    }
    case "element-patch": {
      const element = state.elements.get(event.elementId);
      return element && projectEvent({ type: "element-set", seq: event.seq, element }, audience, state) && event;
    }
    case "leaf-set":
      return { ...event, turns: projectBundles(event.turns, audience) };
    case "thread-set":
      return audience.shared ? { ...event, thread: { ...(event.thread.name !== undefined && { name: event.thread.name }) } } : event;
    case "mark-set":
      return isOwn(audience) ? event : undefined;
    case "ask-start":
    case "ask-set":
    case "ask-end":
    case "call-start":
    case "call-end":
    case "window-message":
      return audience.readOnly || audience.shared ? undefined : event;
    case "surface-set":
    case "toast-show":
      return audience.shared ? undefined : event;
    // What leaves bears the names to show.
    case "name-set":
      return undefined;
    // Who only looks on sees the queue too: a message is stated while its turn waits, and could not be told later.
    case "turn-queued":
    case "turn-removed":
    case "turn-start":
    case "turn-set":
    case "turn-end":
    case "step-removed":
    case "element-removed":
      return event;
    default:
      return event satisfies never;
  }
}

/** The snapshot as this audience may see it. */
export function projectSnapshot(snapshot: ChatSnapshot, audience: Audience): ChatSnapshot {
  const closed = audience.readOnly || audience.shared;
  const turns = projectBundles(snapshot.turns, audience);
  const { metadata: _metadata, tags: _tags, ...sharedThread } = snapshot.thread;
  const { names: _names, ...shown } = snapshot;
  return {
    ...shown,
    thread: audience.shared ? sharedThread : snapshot.thread,
    turns,
    elements: audience.shared ? [] : snapshot.elements,
    asks: closed ? [] : snapshot.asks,
    ...(closed && { calls: [] }),
    surface: audience.shared ? {} : snapshot.surface,
  };
}

/** What a person makes of messages is theirs alone. */
function isOwn({ readOnly, shared }: Audience): boolean {
  return !readOnly && !shared;
}

/** The name under which this audience reads an author, or a step. */
export function shownAuthor(name: string, { names }: Pick<Audience, "names">): string {
  return (Object.hasOwn(names, name) ? names[name] : undefined) ?? name;
}

/** True when this audience sees steps of this type at all. */
export function isVisible(type: StepType, audience: Audience): boolean {
  if (isMessageType(type) || audience.cot === "full") return true;
  return audience.cot === "tool_call" && type === "tool";
}

function projectBundles(bundles: readonly TurnBundle[], audience: Audience): TurnBundle[] {
  const byId = new Map(bundles.flatMap(({ steps }) => steps.map((step) => [step.id, step])));
  const project = (step: StepWithText) => projectStep(step, audience, (id) => byId.get(id));
  return bundles.map(({ turn, steps, elements = [], marks = [] }) => {
    const visible = steps.filter(({ type }) => isVisible(type, audience));
    const ids = new Set<StepId | undefined>(visible.map(({ id }) => id));
    const shown = elements.filter(({ forId }) => ids.has(forId));
    const own = isOwn(audience) ? marks.filter(({ stepId }) => ids.has(stepId)) : [];
    return { turn, steps: visible.map(project), ...(shown.length > 0 && { elements: shown }), ...(own.length > 0 && { marks: own }) };
  });
}

/** Renames its author, and hangs it on the nearest ancestor that is shown. */
function projectStep<S extends Step>(step: S, audience: Audience, find: (id: StepId) => Step | undefined): S {
  const name = shownAuthor(step.name, audience);
  const parentId = shownParent(step, audience, find);
  const { parentId: _parentId, actions, closedAsk, ...rest } = step;
  return {
    ...rest,
    name,
    ...(parentId && { parentId }),
    // Who cannot press anything is shown nothing to press; what a question was about is its person's.
    ...(actions && !audience.readOnly && !audience.shared && { actions }),
    ...(closedAsk && !audience.shared && { closedAsk }),
  } as S;
}

function shownParent(step: Step, audience: Audience, find: (id: StepId) => Step | undefined): StepId | undefined {
  const passed = new Set<StepId>([step.id]);
  let { parentId } = step;
  // An author may tie parents to a ring; each is passed once.
  while (parentId && !passed.has(parentId)) {
    const parent = find(parentId);
    // A parent that is not known might be a hidden one: only who sees everything is told its id.
    if (!parent) return audience.cot === "full" ? parentId : undefined;
    if (isVisible(parent.type, audience)) return parentId;
    passed.add(parentId);
    parentId = parent.parentId;
  }
  return undefined;
}
