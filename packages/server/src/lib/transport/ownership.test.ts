// Who gets to which chat over a socket, and what can be asked there about a chat of somebody else's: nothing.
import { type ClientRequest, clientRequestSchema, newId, toSnapshot } from "@colloquy/protocol";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { Browser, type Connection } from "../../../test/browser.ts";
import { StreamClient } from "../../../test/stream-client.ts";
import { TheirClient } from "../../../test/their-client.ts";
import { askUser, CustomElement, chatSettings, createApp, input, Message, setModes } from "../../index.ts";
import { type ServedApp, type SignedInTester, serveApp } from "../testing/serve-app.ts";

const settings = chatSettings({ tone: input.text({ label: "Tone", initial: "calm" }) });
const chat = createApp({
  passwordAuth: () => null,
  onChatStart: async () => {
    await settings.send();
    setModes([
      {
        id: "model",
        name: "Model",
        options: [
          { id: "small", name: "Small" },
          { id: "large", name: "Large" },
        ],
      },
    ]);
  },
  onMessage: async ({ content }) => {
    if (content === "ask me") {
      await new CustomElement({ name: "Ticket", props: { seats: 2 } }).send();
      await askUser("Which?", { timeout: 600 });
    } else await new Message(`You said ${content}`).send();
  },
});

type Ask = Extract<ClientRequest, { type: "answerAsk" }>["askId"];
type TurnId = Extract<ClientRequest, { type: "selectLeaf" }>["turnId"];
type ElementId = Extract<ClientRequest, { type: "updateElement" }>["elementId"];
type StepId = Extract<ClientRequest, { type: "editMessage" }>["messageId"];
interface Named {
  readonly turnId: TurnId;
  readonly stepId: StepId;
  readonly askId: Ask;
  readonly elementId: ElementId;
}

/** A request of every type, naming what belongs to Ada; what comes back to somebody else. Null: it is about their own chat only. */
const REQUESTS: {
  readonly [Type in ClientRequest["type"]]: readonly [
    request: (named: Named) => Extract<ClientRequest, { type: Type }>,
    code: string | null,
  ];
} = {
  sendMessage: [({ stepId }) => ({ type: "sendMessage", message: { id: stepId, text: "mine now" } }), null],
  editMessage: [({ stepId }) => ({ type: "editMessage", messageId: stepId, message: { id: newId(), text: "changed" } }), "NOT_FOUND"],
  regenerateTurn: [({ turnId }) => ({ type: "regenerateTurn", turnId }), "NOT_FOUND"],
  selectLeaf: [({ turnId }) => ({ type: "selectLeaf", turnId }), "NOT_FOUND"],
  stopTurn: [({ turnId }) => ({ type: "stopTurn", turnId }), null],
  resumeQueue: [() => ({ type: "resumeQueue" }), null],
  editArtifact: [({ stepId }) => ({ type: "editArtifact", baseId: stepId, stepId: newId(), content: "hers" }), "NOT_FOUND"],
  answerAsk: [({ askId }) => ({ type: "answerAsk", askId, answer: { kind: "text", stepId: newId(), text: "for her" } }), "ASK_CLOSED"],
  extendAsk: [({ askId }) => ({ type: "extendAsk", askId, deadlineAt: new Date().toISOString() }), "ASK_CLOSED"],
  runAction: [({ stepId }) => ({ type: "runAction", stepId, actionId: newId(), turnId: newId() }), "NOT_FOUND"],
  runMessageAction: [({ stepId }) => ({ type: "runMessageAction", name: "save", stepId, turnId: newId() }), "NOT_FOUND"],
  callAction: [({ elementId }) => ({ type: "callAction", elementId, name: "book", turnId: newId() }), "NOT_FOUND"],
  updateElement: [({ elementId }) => ({ type: "updateElement", elementId, props: { seats: 9 } }), "NOT_FOUND"],
  deleteElement: [({ elementId }) => ({ type: "deleteElement", elementId }), null],
  answerCall: [() => ({ type: "answerCall", callId: newId(), result: { ok: true, value: "hers" } }), "ASK_CLOSED"],
  sendWindowMessage: [() => ({ type: "sendWindowMessage", data: "hers" }), null],
  changeSettings: [() => ({ type: "changeSettings", settings: { tone: "loud" } }), null],
  editSettings: [() => ({ type: "editSettings", settings: { tone: "loud" } }), null],
  selectModes: [() => ({ type: "selectModes", modes: { model: "large" } }), null],
  selectProfile: [() => ({ type: "selectProfile", chatProfile: "none" }), "NOT_FOUND"],
  provideEnv: [() => ({ type: "provideEnv", env: {} }), null],
  findMentions: [() => ({ type: "findMentions", query: "" }), null],
  leave: [() => ({ type: "leave" }), null],
};

let served: ServedApp;
let people: Record<"ada" | "bob" | "carl" | "dora", SignedInTester>;
const open: Browser[] = [];
const clients: TheirClient[] = [];
const streams: StreamClient[] = [];
function as(person?: SignedInTester): Browser {
  const browser = new Browser(served.url);
  for (const pair of person?.cookie.split("; ") ?? []) browser.jar.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
  open.push(browser);
  return browser;
}
/** The same over plain HTTP. */
async function streamOf(person: SignedInTester | undefined, attach: Readonly<Record<string, unknown>> = {}): Promise<StreamClient> {
  const stream = new StreamClient(served.url, { attach, ...(person && { headers: { cookie: person.cookie } }) });
  streams.push(stream);
  await stream.until(() => stream.attached !== undefined || stream.refusal !== undefined);
  return stream;
}
const ask = ({ socket }: Connection, request: ClientRequest) =>
  socket.emitWithAck("request", request) as Promise<{ ok: boolean; error?: { code: string } }>;

let hers: Connection;
let named: Named;
const session = () => served.server.host.registry.byThread(hers.attached.threadId);

beforeAll(async () => {
  served = await serveApp(chat);
  const [ada, bob, carl, dora] = await Promise.all(["ada", "bob", "carl", "dora"].map((identifier) => served.signIn({ identifier })));
  if (!ada || !bob || !carl || !dora) throw new Error("Somebody could not sign in.");
  people = { ada, bob, carl, dora };
  await chat.users.disable(dora.user.id);
  await chat.users.signOut(carl.user.id);
  hers = await as(ada).connect();
  const stepId = newId<StepId>();
  await ask(hers, { type: "sendMessage", message: { id: stepId, text: "ask me" } });
  await vi.waitFor(() => expect(session()?.state.asks.size).toBe(1));
  const [waiting] = session()?.state.asks.values() ?? [];
  const [element] = session()?.state.elements.values() ?? [];
  if (!waiting || !element) throw new Error("Nothing was asked, or shown.");
  named = { stepId, turnId: waiting.turnId, askId: waiting.id, elementId: element.id };
});
afterAll(async () => {
  for (const one of open) one[Symbol.dispose]();
  for (const one of clients) one.socket.disconnect();
  for (const one of streams) one.cut();
  await served?.[Symbol.asyncDispose]();
});

describe("Getting into a chat of Ada's", () => {
  const ways = {
    "the handle of her connection": () => ({ handle: hers.attached.handle }),
    "the address of her thread": () => ({ threadId: hers.attached.threadId }),
  };

  it.each(Object.entries(ways))("by %s works for her", async (_, way) => {
    const again = await as(people.ada).connect(way());
    expect(again.attached.sessionId).toBe(hers.attached.sessionId);
    again.socket.disconnect();
  });

  it.each(Object.entries(ways))("by %s gives somebody else a chat of their own", async (_, way) => {
    const { attached } = await as(people.bob).connect(way());
    expect(attached.threadId).not.toBe(hers.attached.threadId);
    expect(attached.sessionId).not.toBe(hers.attached.sessionId);
  });

  it.each(Object.entries(ways))("by %s works for nobody who is not signed in", async (_, way) => {
    for (const person of [undefined, people.carl, people.dora])
      await expect(as(person).connect(way())).rejects.toMatchObject({ data: { code: "UNAUTHENTICATED" } });
  });

  it.each(Object.entries(ways))("by %s is no easier over a stream", async (_, way) => {
    const [again, his] = [await streamOf(people.ada, way()), await streamOf(people.bob, way())];
    expect(again.attached?.sessionId).toBe(hers.attached.sessionId);
    expect(his.attached?.sessionId).not.toBe(hers.attached.sessionId);
    for (const person of [undefined, people.carl, people.dora])
      expect((await streamOf(person, way())).refusal).toMatchObject({ code: "UNAUTHENTICATED" });
    again.cut();
  });

  it("is no easier for Chainlit's clients, by the thread or by her session", async () => {
    const { threadId, sessionId } = hers.attached;
    const client = (options: ConstructorParameters<typeof TheirClient>[1]) => {
      const one = new TheirClient(served.url, options);
      clients.push(one);
      return one;
    };
    const hersAgain = client({ threadId, cookie: people.ada.cookie });
    await expect.poll(() => hersAgain.names).toContain("resume_thread");
    const hisTry = client({ threadId, cookie: people.bob.cookie });
    await expect.poll(() => hisTry.names).toContain("resume_thread_error");
    const bySession = client({ sessionId, cookie: people.bob.cookie });
    await expect.poll(() => bySession.socket.connected || bySession.refused).toBeTruthy();
    const byHerSession = client({ sessionId: hersAgain.sessionId, cookie: people.bob.cookie });
    await expect.poll(() => byHerSession.socket.connected || byHerSession.refused).toBeTruthy();
    for (const one of [hisTry, bySession, byHerSession]) expect(JSON.stringify(one.payloads)).not.toContain("ask me");
    for (const cookie of [undefined, people.carl.cookie, people.dora.cookie]) {
      const nobody = client({ threadId, sessionId, ...(cookie && { cookie }) });
      await expect.poll(() => nobody.refused).toBeTruthy();
    }
    hersAgain.socket.disconnect();
  });
});

describe("Asking about a chat of Ada's from one's own", () => {
  it("has a row for every request there is", () => {
    expect(clientRequestSchema.def.options.map((option) => option.shape.type.def.values[0]).sort()).toEqual(Object.keys(REQUESTS).sort());
  });

  it.each(Object.entries(REQUESTS))("%s changes nothing of hers", async (_, [request, code]) => {
    const state = session()?.state;
    const before = JSON.stringify(state && toSnapshot(state));
    const his = await as(people.bob).connect();
    const answer = await ask(his, request(named));
    if (code !== null) expect(answer).toMatchObject({ ok: false, error: { code } });
    expect(JSON.stringify(state && toSnapshot(state))).toBe(before);
    expect(session()?.turns.running.length).toBe(1);
    expect(session()?.outlets.size).toBeGreaterThan(0);
  });

  it.each(Object.entries(REQUESTS))("%s by POST, with her handle, is refused before it is looked at", async (_, [request]) => {
    const state = session()?.state;
    const before = JSON.stringify(state && toSnapshot(state));
    const his = await streamOf(people.bob);
    const posted = await his.post({ handle: hers.attached.handle, pageId: his.pageId, request: request(named) });
    expect(posted).toMatchObject([404, { error: { code: "NOT_FOUND" } }]);
    expect(JSON.stringify(state && toSnapshot(state))).toBe(before);
    expect(session()?.outlets.size).toBeGreaterThan(0);
    his.cut();
  });

  it("works from her own", async () => {
    await expect(ask(hers, REQUESTS.answerAsk[0](named))).resolves.toMatchObject({ ok: true });
  });
});
