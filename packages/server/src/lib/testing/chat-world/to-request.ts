// What a tab can ask for, given what is on its page: the request of an act.
import {
  type ActionId,
  type Ask,
  type AskAnswer,
  type AskId,
  type ChatState,
  type ClientRequest,
  type FileKey,
  newId,
  type StepId,
  type TurnId,
  toArtifactVersion,
} from "@colloquy/protocol";
import { choose, type TabAct } from "./acts.ts";
import type { Tab, TabConnection } from "./tab.ts";

/** A message as a person sends it. */
export interface Said {
  readonly id: StepId;
  readonly text: string;
}

/** A version of a document that is shown, edited; one in three times the person takes up what it says again. */
function toArtifactEdit({ owner }: Tab, state: ChatState, pick: number, number: number): ClientRequest | undefined {
  const versions = [...state.elements.values()].map(toArtifactVersion).filter((version) => version !== undefined);
  const base = choose(versions, pick);
  if (!base) return undefined;
  const known = state.steps.get(base.stepId)?.texts.output?.read() ?? "";
  const edit = pick % 3 === 0 ? { content: known, restoredFrom: base.version } : { content: `${owner} edits ${number}` };
  return { type: "editArtifact", baseId: base.stepId, stepId: newId<StepId>(), ...edit };
}

/** What a page asks for; undefined when it has nothing to choose from. */
export function toRequest(
  tab: Tab,
  { state }: TabConnection,
  act: TabAct,
  say: (script: string) => Said,
  asked: AskId[],
  count: () => number,
): ClientRequest | undefined {
  const turns = [...state.turns.values()].map(({ turn }) => turn);
  const pick = "pick" in act ? act.pick : 0;
  switch (act.does) {
    case "send":
      tab.outbox = say(act.script);
      return { type: "sendMessage", message: tab.outbox };
    case "resend":
      return tab.outbox && { type: "sendMessage", message: tab.outbox };
    case "stop":
      return { type: "stopTurn" };
    case "goOn":
      return { type: "resumeQueue" };
    case "stopOne": {
      const turn = choose(turns, pick);
      return turn && { type: "stopTurn", turnId: turn.id };
    }
    case "edit": {
      const messageIds = turns.flatMap((turn) => turn.messageId ?? []);
      const messageId = choose(messageIds, pick);
      return messageId && { type: "editMessage", messageId, message: say("ws") };
    }
    case "rewrite":
      return toArtifactEdit(tab, state, pick, count());
    case "regenerate":
    case "select": {
      const branches = turns.filter((turn) => turn.messageId).flatMap((turn) => [turn.id, ...(turn.siblingIds ?? [])]);
      const turnId = choose(branches, pick);
      return turnId && { type: act.does === "select" ? "selectLeaf" : "regenerateTurn", turnId };
    }
    case "answer": {
      const known = [...asked, ...state.asks.keys()];
      asked.push(...state.asks.keys());
      const askId = choose([...state.asks.keys(), ...known.slice(-2)], pick);
      const ask = askId && state.asks.get(askId);
      // One that is closed by now is answered all the same, in words: too late.
      return askId && { type: "answerAsk", askId, answer: answerTo(ask, tab.owner, pick) };
    }
    case "press": {
      const buttons = [...state.steps.values()].flatMap(({ step }) =>
        (step.actions ?? []).map(({ id }) => ({ stepId: step.id, actionId: id })),
      );
      const button = choose(buttons, pick);
      tab.press = button && { type: "runAction", ...button, turnId: newId<TurnId>() };
      return tab.press;
    }
    case "pressAgain":
      return tab.press;
    case "extend": {
      const ask = choose([...state.asks.values()], pick);
      return ask && { type: "extendAsk", askId: ask.id, deadlineAt: ask.deadlineAt ?? "" };
    }
    case "save":
      return { type: "changeSettings", settings: { count: count() } };
    case "fill":
      return { type: "editSettings", settings: { count: pick } };
    case "choose":
      return { type: "selectModes", modes: { tone: pick % 2 === 0 ? "warm" : "plain" } };
    default:
      return undefined;
  }
}

/** Stands for a file that is uploaded before the answer is sent. */
export const UPLOAD = "00000000-0000-4000-8000-000000000000" as FileKey;

/** What a page sends for a question of this kind; now and then something that the question does not take. */
function answerTo(ask: Ask | undefined, owner: string, pick: number): AskAnswer {
  switch (ask?.kind) {
    case "choice":
      return { kind: "choice", values: pick % 5 === 4 ? ["three"] : ["two"] };
    case "confirm":
      return { kind: "confirm", confirmed: pick % 2 === 0 };
    case "approval":
      return { kind: "approval", decision: (["once", "chat", "always", "deny"] as const)[pick % 4] ?? "deny" };
    case "action":
      return { kind: "action", actionId: choose(ask.actions, pick)?.id ?? newId<ActionId>() };
    case "element":
      return { kind: "element", submitted: pick % 2 === 0, props: { given: owner } };
    case "form":
      return { kind: "form", values: pick % 5 === 4 ? { word: 1 } : { word: owner } };
    case "file":
      return { kind: "file", files: [pick % 5 === 4 ? newId<FileKey>() : UPLOAD] };
    default:
      return { kind: "text", stepId: newId<StepId>(), text: `${owner} answers`, ...(pick % 3 === 2 && { files: [UPLOAD] }) };
  }
}
