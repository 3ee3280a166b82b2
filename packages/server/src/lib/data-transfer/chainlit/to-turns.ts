// Chainlit's steps as turns. There a run of a handler is a step of type `run`, below the message it answers; here it is a turn, which has the
// message and all that came of it.
import {
  STEP_TYPES,
  type Step,
  type StepId,
  type StepType,
  type StepWithText,
  type Turn,
  type TurnId,
  type TurnKind,
} from "@colloquy/protocol";
import type { ChainlitStep } from "./chainlit-rows.ts";
import { derivedId, sameId } from "./derived-id.ts";

/** A chat's steps in their turns. */
export interface Turned {
  readonly turns: readonly Turn[];
  readonly steps: readonly StepWithText[];
  /** By Chainlit's ids: the step that stands for it here. A run has none; what was for it belongs to its last message. */
  readonly stepOf: ReadonlyMap<string, StepId>;
}

/** A turn while it is made. */
interface Made {
  readonly id: TurnId;
  readonly kind: TurnKind;
  readonly message: ChainlitStep | undefined;
  run: ChainlitStep | undefined;
  readonly steps: ChainlitStep[];
}

const FOREGROUND: ReadonlySet<TurnKind> = new Set(["chatStart", "message", "resume"]);
const KINDS: Readonly<Record<string, TurnKind>> = { on_chat_start: "chatStart", on_message: "message", on_chat_resume: "resume" };

/** The steps must be in the order of their times. */
export function toTurns(steps: readonly ChainlitStep[], fallback: string): Turned {
  const made = placed(steps);
  const turns: Turn[] = [];
  const rows: StepWithText[] = [];
  const stepOf = new Map<string, StepId>();
  let leaf: TurnId | undefined;
  for (const one of made) {
    const turn = toTurn(one, leaf, fallback);
    turns.push(turn);
    if (turn.foreground) leaf = turn.id;
    const ownRun = one.run?.id;
    const own = [...(one.message ? [one.message] : []), ...one.steps];
    const known = new Set(own.map(({ id }) => id));
    for (const step of own) {
      const isBelow =
        step.parentId !== undefined && step.parentId !== ownRun && step.parentId !== one.message?.id && known.has(step.parentId);
      const row = toStepRow(step, turn.id, isBelow ? sameId<StepId>(step.parentId ?? "") : undefined, turn.createdAt);
      rows.push(row);
      stepOf.set(step.id, row.id);
    }
    const last = one.steps.findLast(({ type }) => type === "assistant_message") ?? own.at(-1);
    if (ownRun !== undefined && last) stepOf.set(ownRun, sameId(last.id));
  }
  return { turns, steps: rows, stepOf };
}

/** Each step in the turn of the topmost step above it; what stands alone belongs to the turn before. */
function placed(steps: readonly ChainlitStep[]): Made[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const turnOf = new Map<string, Made>();
  const made: Made[] = [];
  const begin = (step: ChainlitStep, turn: Made) => {
    made.push(turn);
    turnOf.set(step.id, turn);
    return turn;
  };
  for (const step of steps) {
    const top = topOf(step, byId);
    const known = turnOf.get(top.id);
    if (top.type === "user_message") {
      const turn = known ?? begin(top, { id: derivedId(`turn ${top.id}`), kind: "message", message: top, run: undefined, steps: [] });
      if (step === top) continue;
      const isItsRun = step.type === "run" && step.parentId === top.id && turn.run === undefined;
      if (isItsRun) turn.run = step;
      else turn.steps.push(step);
    } else if (top.type === "run") {
      const kind = KINDS[top.name] ?? "run";
      const turn = known ?? begin(top, { id: derivedId(`turn ${top.id}`), kind, message: undefined, run: top, steps: [] });
      if (step !== top) turn.steps.push(step);
    } else {
      const before =
        known ??
        made.at(-1) ??
        begin(top, { id: derivedId(`turn ${top.id}`), kind: "chatStart", message: undefined, run: undefined, steps: [] });
      turnOf.set(top.id, before);
      before.steps.push(step);
    }
  }
  return made;
}

/** Steps may name one that is gone, or, in a broken database, each other. */
function topOf(step: ChainlitStep, byId: ReadonlyMap<string, ChainlitStep>): ChainlitStep {
  const seen = new Set<string>();
  let top = step;
  for (let above = byId.get(top.parentId ?? ""); above && !seen.has(above.id); above = byId.get(top.parentId ?? "")) {
    seen.add(above.id);
    top = above;
  }
  return top;
}

function toTurn({ id, kind, message, run, steps }: Made, leaf: TurnId | undefined, fallback: string): Turn {
  const first = message ?? run ?? steps[0];
  const createdAt = first?.createdAt ?? fallback;
  const ends = [message, run, ...steps].flatMap((step) => step?.end ?? step?.createdAt ?? []);
  const failed = run?.isError === true;
  return {
    id,
    ...(leaf !== undefined && { parentTurnId: leaf }),
    ...(message && { messageId: sameId<StepId>(message.id) }),
    kind,
    foreground: FOREGROUND.has(kind),
    state: failed ? "failed" : "done",
    createdAt,
    startedAt: run?.start ?? createdAt,
    endedAt: [createdAt, ...ends].sort().at(-1) ?? createdAt,
    ...(failed && { error: { message: run.output ?? "It failed." } }),
  };
}

function toStepRow(step: ChainlitStep, turnId: TurnId, parentId: StepId | undefined, fallback: string): StepWithText {
  const type = toType(step.type);
  const isMessage = /_message$/.test(type);
  const createdAt = step.createdAt ?? fallback;
  const { favorite: _favorite, ...metadata } = step.metadata;
  const modes = Object.entries(step.modes).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  const row: Step = {
    id: sameId(step.id),
    turnId,
    ...(parentId !== undefined && { parentId }),
    type,
    name: step.name,
    createdAt,
    ...(!isMessage && step.start !== undefined && { start: step.start }),
    end: step.end ?? step.start ?? createdAt,
    ...(step.isError && { isError: true }),
    ...(!isMessage && toShowInput(step.showInput)),
    ...(step.language !== undefined && { language: step.language }),
    ...(Object.keys(metadata).length > 0 && { metadata }),
    ...(step.tags.length > 0 && { tags: [...step.tags] }),
    ...(step.command !== undefined && { command: step.command }),
    ...(modes.length > 0 && { modes: Object.fromEntries(modes) }),
    ...(step.defaultOpen && { defaultOpen: true }),
    ...(step.autoCollapse && { autoCollapse: true }),
    ...(Object.keys(step.generation).length > 0 && { generation: step.generation }),
  };
  return {
    ...row,
    ...(!isMessage && step.input !== undefined && { input: { rev: 0, text: step.input } }),
    ...((isMessage || step.output !== undefined) && { output: { rev: 0, text: step.output ?? "" } }),
  };
}

function toType(type: string): StepType {
  return STEP_TYPES.find((one) => one === type) ?? "undefined";
}

/** A text there, in which a language stands for "yes, as code of it". */
function toShowInput(shown: string | undefined): { readonly showInput?: boolean | string } {
  const word = shown?.toLowerCase();
  if (shown === undefined || word === "none") return {};
  if (word === "false") return { showInput: false };
  return { showInput: word === "true" ? true : shown };
}
