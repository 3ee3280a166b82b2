// An app whose every message says what its answer does, one letter for each thing, so that random text is a random app.
import type { AskKind, TurnId } from "@colloquy/protocol";
import { type App, createApp } from "../../app/app.ts";
import type { HandlerName } from "../../app/handlers.ts";
import { Action } from "../../chat/actions/action.ts";
import { askAction } from "../../chat/asks/ask-action.ts";
import { askApproval } from "../../chat/asks/ask-approval.ts";
import { askChoice } from "../../chat/asks/ask-choice.ts";
import { askConfirm } from "../../chat/asks/ask-confirm.ts";
import { askElement } from "../../chat/asks/ask-element.ts";
import { askFile } from "../../chat/asks/ask-file.ts";
import { askForm } from "../../chat/asks/ask-form.ts";
import { askUser } from "../../chat/asks/ask-user.ts";
import { chatSettings } from "../../chat/controls/chat-settings.ts";
import { input } from "../../chat/controls/setting-inputs.ts";
import { setModes } from "../../chat/controls/surface-controls.ts";
import { Element } from "../../chat/elements/element.ts";
import type { AskSchema } from "../../chat/forms/read-schema.ts";
import { Message } from "../../chat/message.ts";
import { userSession } from "../../chat/user-session.ts";
import { type Clock, wait } from "../../clock.ts";
import { requireContext } from "../../session/context.ts";
import type { Session } from "../../session/session.ts";
import { ASKED_WITH } from "./altered-elements.ts";
import { type DocumentWatch, ScriptedDocuments } from "./scripted-documents.ts";
import { type ElementWatch, ScriptedElements } from "./scripted-elements.ts";

/** `count` grows with every save, so that an older one is told from a newer. */
const settings = chatSettings({ count: input.number({ label: "Count" }) });
const MODE = { id: "tone", name: "Tone", options: ["plain", "warm"].map((id) => ({ id, name: id })) };

/** What a letter of a script does. */
export const LETTERS = {
  s: "says something",
  t: "streams three tokens, one every 50 ms",
  u: "streams into a message and leaves it open",
  w: "works for 400 ms",
  W: "works for seven seconds, whatever anybody says",
  a: "asks, for 30 seconds",
  A: "asks, for ever",
  k: "asks with a key, for a minute",
  q: "lets choose, with a key",
  y: "asks for a yes or no, beside a choice",
  b: "asks whether a tool may run",
  f: "asks for a file",
  F: "asks with a form, with a key",
  L: "asks with an element",
  g: "puts buttons under a message",
  B: "asks with buttons, reminds, and takes it back after a while",
  v: "sets a value",
  o: "changes a value in place",
  l: "says something after its end",
  e: "shows something with a message",
  E: "shows something beside the chat",
  p: "shows something with the person's message",
  c: "changes something that was shown",
  r: "takes something away that was shown",
  d: "says something, takes it back and says it again",
  m: "writes a document, in pieces",
  n: "goes on with a document",
  h: "begins a version of a document and leaves it open",
  x: "throws",
} as const;

export type Letter = keyof typeof LETTERS;

/** How the handlers of one run of the world behave. */
export interface AppHabits {
  readonly startMs: number;
  readonly endMs: number;
  readonly resumeMs: number;
  readonly takesLateAnswers: boolean;
}

/** Told when a handler begins, with the session it was given, and what it shows. */
export interface AppWatch {
  readonly began: (handler: HandlerName, session: Session) => void;
  readonly asks: AskWatch;
  readonly elements: ElementWatch;
  readonly documents: DocumentWatch;
}

/** Told what came of questions and buttons. */
export interface AskWatch {
  /** Code that asked, without a key, was given an answer; or the handler for late ones was. */
  readonly given: (session: Session, question: string) => void;
  readonly late: (kind: AskKind) => void;
  readonly pressed: (session: Session, turnId: TurnId) => void;
}

/** What the buttons of a message do when they are pressed. */
const HOW_PRESSED = ["at once", "slowly", "asks", "throws"] as const;
const FORM: AskSchema<{ word: string }> = {
  "~standard": {
    version: 1,
    vendor: "world",
    validate: (value) => ({ value: value as { word: string } }),
    jsonSchema: {
      input: () => ({ type: "object", properties: { word: { type: "string" } }, required: ["word"] }),
    },
  },
};

/** An element of the author's own. */
class Ticket extends Element {
  constructor() {
    super({ type: "custom", where: "Ticket", options: { name: ASKED_WITH }, source: { content: "" }, props: {} });
  }
}

/** A message of a person, as the app reads it. */
export function toScript(owner: string, number: number, letters: string): string {
  return `${owner} ${number} ${letters}`;
}

/** Makes the app for one process. */
export function createScriptedApp(
  habits: AppHabits,
  clock: Clock,
  { began, asks, elements: watch, documents: documentWatch }: AppWatch,
): App {
  const app = createApp();
  const elements = new ScriptedElements(watch);
  const documents = new ScriptedDocuments(documentWatch, clock);
  app.onChatStart(async ({ session }) => {
    began("onChatStart", session);
    userSession.set("owner", session.owner);
    userSession.set("list", []);
    userSession.set("shown", []);
    elements.beside(session.owner);
    await settings.send();
    setModes([MODE]);
    await new Message(`${session.owner} is welcome`).send();
    if (habits.startMs > 0) await wait(clock, habits.startMs);
  });
  app.onMessage(async (message, { session }) => {
    began("onMessage", session);
    const [owner = "", number = "", letters = ""] = message.content.split(" ");
    userSession.set("owner", owner);
    const said: Said = { id: message.id, mark: `${owner} ${number}`, number: Number(number) };
    for (const letter of letters) await act(letter as Letter, said, { asks, elements, documents, clock });
  });
  app.onArtifactEdit(async ({ version }, { session }) => {
    began("onArtifactEdit", session);
    if (version % 4 === 0) await documents.goOn(session.owner, version);
  });
  app.onChatEnd(async ({ session }) => {
    began("onChatEnd", session);
    userSession.set("ended", true);
    if (habits.endMs > 0) await wait(clock, habits.endMs);
    await new Message(`${session.owner} goes`).send();
  });
  const resumed = (name: HandlerName) => async (context: { readonly session: Session }) => {
    began(name, context.session);
    if (habits.resumeMs > 0) await wait(clock, habits.resumeMs);
  };
  app.onChatResume(resumed("onChatResume"));
  app.onSessionRestore(resumed("onSessionRestore"));
  app.onStop(({ session }) => began("onStop", session));
  app.onSettingsUpdate(async ({ count }, { session }) => {
    began("onSettingsUpdate", session);
    await wait(clock, 50);
    if (Number(count) % 3 === 0) await new Message(`${session.owner} saved`).send();
  });
  app.onSettingsEdit(async ({ count }, { session }) => {
    began("onSettingsEdit", session);
    if (Number(count) % 5 === 0) await new Message(`${session.owner} fills in`).send();
    await wait(clock, 100);
    settings.refresh({ count: Number(count) });
  });
  app.onDisconnect(({ session }) => began("onDisconnect", session));
  app.onReconnect(({ session }) => began("onReconnect", session));
  if (habits.takesLateAnswers)
    app.onAskAnswer(({ key, kind, question }, { session }) => {
      began("onAskAnswer", session);
      asks.late(kind);
      if (key === undefined) asks.given(session, question);
    });
  app.actionCallback("press", async ({ payload }, { session, turnId }) => {
    asks.pressed(session, turnId);
    const { mark, how } = payload as { readonly mark: string; readonly how: (typeof HOW_PRESSED)[number] };
    if (how === "slowly") await wait(clock, 400);
    if (how === "asks" && (await askConfirm(`${mark} pressed?`, { timeout: 60 })) !== undefined) asks.given(session, `${mark} pressed?`);
    if (how === "throws") throw new Error(`${mark} thrown`);
    await new Message(`${mark} pressed`).send();
  });
  return app;
}

interface Said {
  readonly id: string;
  /** Who said it, and how many were before it. */
  readonly mark: string;
  readonly number: number;
}

interface Means {
  readonly asks: AskWatch;
  readonly elements: ScriptedElements;
  readonly documents: ScriptedDocuments;
  readonly clock: Clock;
}

async function act(letter: Letter, { id, mark, number }: Said, { asks, elements, documents, clock }: Means): Promise<unknown> {
  /** Tells of an answer that came. */
  const asking = async <Answer>(question: string, ask: (question: string) => PromiseLike<Answer>): Promise<void> => {
    const { session } = requireContext();
    if ((await ask(question)) !== undefined) asks.given(session, question);
  };
  switch (letter) {
    case "s":
      return new Message(`${mark} said`).send();
    case "t":
    case "u": {
      const message = new Message(`${mark} `);
      for (const token of ["one ", "two ", "three"]) {
        await message.streamToken(token);
        await wait(clock, 50);
      }
      return letter === "t" ? message.send() : undefined;
    }
    case "w":
      return wait(clock, 400);
    case "W":
      return wait(clock, 7000);
    case "a":
      return asking(`${mark} a?`, (question) => askUser(question, { timeout: 30 }));
    case "A":
      return asking(`${mark} A?`, (question) => askUser(question, { timeout: null }));
    case "k":
      return askUser(`${mark} k?`, { timeout: 60, key: "k" });
    case "q":
      return askChoice(`${mark} q?`, ["one", "two"], { key: "q", multiple: true, other: true });
    case "y":
      return Promise.all([
        asking(`${mark} y?`, (question) => askConfirm(question, { timeout: 60, extend: 30 })),
        asking(`${mark} y or?`, (question) => askChoice(question, ["one", "two"])),
      ]);
    case "b":
      return asking(`${mark} b?`, async (question) => {
        const answer = await askApproval({ tool: `tool ${number % 3}`, input: { mark }, question });
        // What is allowed from now on is not asked the next time.
        return answer?.decision === "once" || answer?.decision === "deny" ? answer : undefined;
      });
    case "B": {
      const pressed = askAction(`${mark} B?`, [{ name: "yes", payload: { mark } }, { name: "no" }]);
      void wait(clock, 8000)
        .then(() => pressed.remind())
        .then(() => wait(clock, 60_000))
        .then(() => pressed.cancel())
        // The chat is over.
        .catch(() => undefined);
      return asking(`${mark} B?`, () => pressed);
    }
    case "f":
      return asking(`${mark} f?`, (question) => askFile(question, { accept: ["text/*"] }));
    case "F":
      return askForm(FORM, { question: `${mark} F?`, key: "F" });
    case "L":
      return asking(`${mark} L?`, (question) => askElement(question, new Ticket()));
    case "g": {
      const actions = HOW_PRESSED.map((how) => new Action({ name: "press", payload: { mark, how } }));
      return new Message({ content: `${mark} g`, actions }).send();
    }
    case "v":
      return userSession.set("number", mark);
    case "o":
      return userSession.get<string[]>("list", []).push(mark);
    case "l":
      void wait(clock, 300)
        .then(() => new Message(`${mark} late`).send())
        // The chat is over, or the turn was stopped: then it is not said.
        .catch(() => undefined);
      return undefined;
    case "e":
      return elements.withMessage(mark);
    case "E":
      return elements.beside(mark);
    case "p":
      return elements.withPersons(mark, id);
    case "c":
      return elements.change(mark, number);
    case "r":
      return elements.remove(number);
    case "d":
      return elements.takenBack(mark, wait(clock, number % 2 === 0 ? 0 : 1100));
    case "m":
    case "h":
      return documents.stream(mark, number, { open: letter === "h" });
    case "n":
      return documents.goOn(mark, number);
    case "x":
      throw new Error(`${mark} thrown`);
    default:
      return letter satisfies never;
  }
}
