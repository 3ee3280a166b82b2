// What leaves the server by a link. Every field is chosen here: what somebody adds to a step, a turn or an element later stays private until it is
// chosen, too.
import {
  type Audience,
  type ChatSnapshot,
  type Element,
  ERRORS,
  type FileKey,
  isMessageType,
  projectSnapshot,
  type SharedChat,
  type StepWithText,
  type Turn,
  type TurnBundle,
  type TurnId,
} from "@colloquy/protocol";
import { filesOf } from "../../data/element-files.ts";
import { withoutControls } from "./view-to-read.ts";

/** The part of a chat that can be shared. */
export type SharedContent = Pick<SharedChat, "title" | "turns" | "path">;

/** Which of it somebody sees. */
export interface SharedPart {
  /** How much of the work the chat's own person sees. */
  readonly cot: Audience["cot"];
  readonly steps: boolean;
  readonly files: boolean;
}

/** What can be shared of a chat, or of one answer; `frozen` when nothing will come after it. */
export function toSharedContent(
  snapshot: ChatSnapshot,
  { turnId, frozen }: { readonly turnId?: TurnId | undefined; readonly frozen: boolean },
): SharedContent {
  const wanted = snapshot.turns.filter(({ turn }) =>
    turnId === undefined ? turn.state !== "queued" : turn.id === turnId || (!turn.foreground && turn.parentTurnId === turnId),
  );
  const known = new Set<string>(wanted.map(({ turn }) => turn.id));
  const turns = wanted.map((bundle) => toSharedBundle(frozen ? closed(bundle) : bundle, known));
  const title = turnId === undefined ? titleOf(snapshot, turns) : undefined;
  return {
    ...(title !== undefined && { title }),
    turns,
    path: snapshot.path.filter((id) => known.has(id)),
  };
}

/** What the chat was named. Without a name it is listed under its first words, which may be those of another branch: here it has those of this one. */
function titleOf({ thread }: ChatSnapshot, turns: readonly TurnBundle[]): string | undefined {
  return thread.namedBy ? thread.name : beginningOf(turns);
}

/** The first words of what was asked. */
export function beginningOf(turns: readonly TurnBundle[]): string | undefined {
  const asked = turns.flatMap(({ steps }) => steps).find(({ type }) => type === "user_message");
  const line = asked?.output?.text.replace(/\s+/g, " ").trim() ?? "";
  return line === "" ? undefined : Array.from(line).slice(0, 255).join("");
}

/** The part of it that is shared, without what its owner's own page would not show. */
export function narrow(content: SharedContent, { cot, steps, files }: SharedPart): SharedContent {
  const audience: Audience = { cot: steps ? cot : "hidden", names: {}, readOnly: true, shared: true };
  const { turns } = projectSnapshot(asSnapshot(content), audience);
  return { ...content, turns: turns.map((bundle) => withElements(bundle, files)) };
}

/** The files that are in it. */
export function filesIn({ turns }: Pick<SharedContent, "turns">): FileKey[] {
  return [...new Set(turns.flatMap(({ elements = [] }) => elements.flatMap(filesOf)))];
}

function withElements({ elements = [], ...bundle }: TurnBundle, files: boolean): TurnBundle {
  const shown = elements.filter((element) => files || (element.url === undefined && filesOf(element).length === 0));
  const ids = new Set(shown.map(({ id }) => id));
  const steps = bundle.steps.map((step) => {
    if (!step.sources) return step;
    const sources = step.sources.map(({ elementId, ...source }) => (elementId && ids.has(elementId) ? { ...source, elementId } : source));
    return { ...step, sources };
  });
  return { ...bundle, steps, ...(shown.length > 0 && { elements: shown }) };
}

function asSnapshot({ turns, path }: SharedContent): ChatSnapshot {
  const thread = { id: "" as ChatSnapshot["thread"]["id"], createdAt: "" };
  return {
    epoch: 0,
    seq: 0,
    thread,
    turns: [...turns],
    path,
    queue: [],
    hasEarlier: false,
    elements: [],
    asks: [],
    calls: [],
    surface: {},
  };
}

/** What was on its way is as far as it had come. */
function closed({ turn, steps, ...rest }: TurnBundle): TurnBundle {
  const isOver = turn.state !== "running" && turn.state !== "waiting";
  return {
    ...rest,
    turn: isOver ? turn : { ...turn, state: "done", endedAt: turn.endedAt ?? turn.startedAt ?? turn.createdAt },
    steps: steps.map((step) => ({ ...step, end: step.end ?? step.start ?? step.createdAt })),
  };
}

function toSharedBundle({ turn, steps, elements = [] }: TurnBundle, known: ReadonlySet<string>): TurnBundle {
  const shown = elements.map(toSharedElement).filter((element) => element !== undefined);
  return { turn: toSharedTurn(turn, known), steps: steps.map(toSharedStep), ...(shown.length > 0 && { elements: shown }) };
}

/** Other branches are not named: neither in numbers nor as what came before. */
function toSharedTurn(turn: Turn, known: ReadonlySet<string>): Turn {
  const { id, kind, foreground, state, createdAt, startedAt, endedAt, messageId, parentTurnId, error } = turn;
  return {
    id,
    kind,
    foreground,
    state,
    createdAt,
    ...(startedAt !== undefined && { startedAt }),
    ...(endedAt !== undefined && { endedAt }),
    ...(messageId !== undefined && { messageId }),
    ...(parentTurnId !== undefined && known.has(parentTurnId) && { parentTurnId }),
    // What no author wrote for people says too much in development.
    ...(error && { error: { message: error.code === undefined ? ERRORS.INTERNAL.message : error.message } }),
  };
}

function toSharedStep(step: StepWithText): StepWithText {
  const { id, turnId, parentId, type, name, createdAt, start, end, isError, showInput, language, command, sources } = step;
  const { defaultOpen, autoCollapse, input, output, metadata } = step;
  const isMessage = isMessageType(type);
  return {
    id,
    turnId,
    ...(parentId !== undefined && { parentId }),
    type,
    name,
    createdAt,
    ...(start !== undefined && { start }),
    ...(end !== undefined && { end }),
    ...(isError !== undefined && { isError }),
    ...(showInput !== undefined && { showInput }),
    ...(language !== undefined && { language }),
    ...(command !== undefined && { command }),
    ...(sources && { sources: sources.map((source) => ({ ...source })) }),
    ...(defaultOpen !== undefined && { defaultOpen }),
    ...(autoCollapse !== undefined && { autoCollapse }),
    ...withFace(metadata),
    ...(input && !isMessage && showInput !== false && { input }),
    ...(output && { output }),
  };
}

/** Of metadata only the face that somebody speaks with. */
function withFace(metadata: StepWithText["metadata"]): Pick<StepWithText, "metadata"> {
  const face = Object.fromEntries(
    ["avatarName", "icon"].flatMap((key) => (typeof metadata?.[key] === "string" ? [[key, metadata[key]]] : [])),
  );
  return Object.keys(face).length > 0 ? { metadata: face } : {};
}

/** What only acts is not there: buttons, forms, and what an element may call. */
function toSharedElement(element: Element): Element | undefined {
  const { id, forId, type, name, display, mime, size, language, file, url, props, sandbox } = element;
  const shown = type === "view" ? withoutControls(props) : props;
  if (type === "view" && !shown) return undefined;
  return {
    id,
    ...(forId !== undefined && { forId }),
    type,
    name,
    display,
    ...(mime !== undefined && { mime }),
    ...(size !== undefined && { size }),
    ...(language !== undefined && { language }),
    ...(file && { file: { key: file.key, size: file.size } }),
    ...(url !== undefined && { url }),
    ...(shown && { props: shown }),
    ...(sandbox && { sandbox }),
  };
}
