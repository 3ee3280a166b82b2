// Nothing private leaves by a link: secrets are put wherever a chat can have them, everything that a link serves is fetched, and its bytes are searched.
import {
  type Action,
  type ActionId,
  type AskId,
  type ElementId,
  newId,
  type Share,
  type SharedChat,
  type StepId,
  type ThreadId,
  type TurnId,
} from "@colloquy/protocol";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Browser } from "../../../../test/browser.ts";
import { makeFolders } from "../../../../test/places.ts";
import { createApp, Message, Step, userSession } from "../../../index.ts";
import type { Session } from "../../session/session.ts";
import { type ServedApp, serveApp } from "../../testing/serve-app.ts";

const SECRET = "Xsecretx";
let count = 0;
const secret = () => `${SECRET}${count++}`;
const secrets = () => ({ kept: secret(), deep: { kept: [secret()] } });
const button = (): Action => ({ id: newId<ActionId>(), name: "go", label: "Go", payload: secrets(), tooltip: secret() });

const chat = createApp({
  passwordAuth: ({ username }) => ({ identifier: username, displayName: username, metadata: { image: `https://a.example/${username}` } }),
  authorRename: (name) => (name.startsWith(SECRET) ? "Somebody" : name),
  onChatStart: () => void userSession.set(secret(), secrets()),
  onMessage: async ({ content }) => {
    userSession.set("of the turn", secrets());
    {
      await using hidden = new Step({ name: "think", type: "llm" });
      hidden.output = secret();
      hidden.generation = { prompt: secret() } as never;
    }
    {
      await using tool = new Step({ name: secret(), type: "tool", showInput: false });
      tool.input = secret();
      tool.output = "worked";
      tool.metadata = secrets();
    }
    await new Message({ content: `re ${content}`, author: secret(), metadata: secrets(), tags: [secret()] }).send();
    if (content.startsWith("fail")) throw new Error(secret());
  },
});

const { remove, ...folders } = makeFolders();
let served: ServedApp;
const browsers: Browser[] = [];
const browser = () => {
  const one = new Browser(served.url);
  browsers.push(one);
  return one;
};
beforeAll(async () => {
  const limits = { requestsPerSecond: 100_000, addressRequestsPerSecond: 100_000 };
  served = await serveApp(chat, {
    ...folders,
    config: { cot: "tool_call", sessionTimeout: 0.1, limits, features: { allowThreadSharing: true, shareWithAnyone: true } },
  });
});
afterAll(async () => {
  for (const one of browsers) one[Symbol.dispose]();
  remove();
  await served?.[Symbol.asyncDispose]();
});

it("nothing of the user session, of hidden steps, of other branches, and of what is only its owner's is in any byte that a link serves, nor in a copy", async () => {
  const ada = browser();
  const [, { user }] = (await ada.signIn(secret(), "any")) as [number, { user: { id: string } }];
  const { attached, socket } = await ada.connect();
  const { threadId } = attached;
  const session = () => served.server.host.registry.byThread(threadId) as Session;
  const isQuiet = () => [...session().state.turns.values()].every(({ turn }) => turn.endedAt !== undefined);
  const ask = async (request: object) => {
    await socket.emitWithAck("request", request);
    await expect.poll(isQuiet).toBe(true);
  };
  const first = newId<StepId>();
  await ask({ type: "sendMessage", message: { id: first, text: secret(), metadata: secrets() } });
  // What was said before is another branch now.
  await ask({ type: "editMessage", messageId: first, message: { id: newId(), text: "fail kindly" } });
  await ask({ type: "sendMessage", message: { id: newId(), text: "hello", metadata: secrets() } });
  const { path, steps } = session().state;
  const answer = [...steps.values()].findLast(({ step }) => step.type === "assistant_message")?.step;
  if (!answer) throw new Error("There is no answer.");
  const uploaded = await ada.fetch(`/api/threads/${threadId}/files?name=shown.txt`, { method: "POST", body: "shown bytes" });
  const apart = await ada.fetch(`/api/threads/${threadId}/files?name=apart.txt`, { method: "POST", body: secret() });
  const [file, other] = (await Promise.all([uploaded.json(), apart.json()])) as { key: never; size: number }[];
  const shown = { forId: answer.id, display: "inline" } as const;
  const view = {
    type: "Card",
    children: [
      { type: "Text", text: "to be read" },
      { type: "Button", label: secret(), action: button() },
      { type: "Form", action: button(), children: [{ type: "Text", text: secret() }] },
    ],
  };
  session().emit(
    { type: "thread-set", thread: { metadata: secrets(), tags: [secret()] } },
    {
      type: "step-set",
      step: {
        ...answer,
        metadata: { ...secrets(), avatarName: "Face" },
        generation: secrets(),
        tags: [secret()],
        modes: { [secret()]: secret() },
        mentions: [{ id: secret(), label: secret() }],
        actions: [button()],
        closedAsk: {
          id: newId<AskId>(),
          spec: { kind: "text" },
          outcome: "answered",
          at: answer.createdAt,
          key: secret(),
        },
      },
    },
    { type: "element-set", element: { ...shown, id: newId<ElementId>(), type: "view", name: "View", props: { view, other: secret() } } },
    {
      type: "element-set",
      element: { ...shown, id: newId<ElementId>(), type: "custom", name: "Own", props: { a: 1 }, actions: [secret()] },
    },
    {
      type: "element-set",
      element: {
        ...shown,
        id: newId<ElementId>(),
        type: "file",
        name: "shown.txt",
        ...(file && { file: { key: file.key, size: file.size } }),
      },
    },
    { type: "element-set", element: { id: newId<ElementId>(), type: "tasklist", name: secret(), display: "side", props: secrets() } },
    { type: "surface-set", surface: { settings: secrets(), chatProfile: secret() } },
  );
  await session().recorder.commit();

  const share = async (wishes: object) => {
    const [, made] = (await ada.post(`/api/threads/${threadId}/shares`, { steps: true, files: true, title: true, ...wishes })) as [
      number,
      { share: Share },
    ];
    return made.share.id;
  };
  const ofAnswer = path.at(-1) as TurnId;
  const links = [await share({}), await share({ live: true }), await share({ turnId: ofAnswer })];
  await ada.fetch("/project/thread/share", {
    method: "PUT",
    body: JSON.stringify({ threadId, isShared: true }),
    headers: { "content-type": "application/json" },
  });
  // Both while somebody has the chat open, and when its session has ended and everything of it is stored.
  const whileOpen = await everything([...links, threadId], file?.key ?? "");
  socket.disconnect();
  await expect.poll(() => served.server.host.registry.byThread(threadId)).toBeUndefined();
  const stored = await everything([...links, threadId], file?.key ?? "");

  const forbidden = [
    SECRET,
    user.id,
    attached.sessionId,
    attached.handle,
    other?.key ?? "",
    ...[...(await served.server.host.services.dataLayer.loadTurns(threadId))].map(({ id }) => id).filter((id) => !path.includes(id)),
  ];
  for (const [where, bytes] of [...whileOpen, ...stored])
    for (const word of forbidden)
      expect(
        bytes.includes(word),
        `${word} in ${where}: ${bytes.slice(Math.max(0, bytes.indexOf(word) - 150), bytes.indexOf(word) + 60)}`,
      ).toBe(false);
  const words = [...whileOpen, ...stored].map(([, bytes]) => bytes).join("\n");
  for (const word of ["fail kindly", "re hello", "worked", "to be read", "shown bytes", "Somebody"]) expect(words).toContain(word);
  for (const [where, bytes] of whileOpen)
    if (links.some((id) => where.includes(id))) expect(bytes.includes(threadId), `the chat's id in ${where}`).toBe(false);

  const eve = browser();
  await eve.signIn("eve", "any");
  for (const id of links) {
    const copy = newId<ThreadId>();
    await eve.post(`/api/shared/${id}/copy`, { threadId: copy });
    const { dataLayer } = served.server.host.services;
    const turns = await dataLayer.loadTurns(copy);
    const turnIds = turns.map((turn) => turn.id);
    const rows = await dataLayer.loadSteps(copy, { turnIds });
    const elements = await dataLayer.loadElements(copy, { stepIds: rows.map((row) => row.id), ofThread: true });
    const bytes = JSON.stringify([await dataLayer.loadThread(copy), turns, rows, elements]);
    for (const word of [...forbidden, threadId]) expect(bytes.includes(word), `${word} in the copy of ${id}`).toBe(false);
    expect(bytes).toContain("re hello");
  }
});

/** All that these links serve, by its address. */
async function everything(ids: readonly string[], key: string): Promise<[string, string][]> {
  const viewer = browser();
  const found: [string, string][] = [];
  const take = async (where: string, accept = "*/*") => {
    const answer = await viewer.fetch(where, { headers: { accept } });
    const bytes = await answer.text();
    found.push([where, `${answer.status} ${JSON.stringify([...answer.headers])} ${bytes}`]);
    return { status: answer.status, bytes };
  };
  for (const id of ids) {
    await take(`/share/${id}`, "text/html");
    const { status, bytes } = await take(`/api/shared/${id}`);
    expect(status).toBe(200);
    const { chat: read } = JSON.parse(bytes) as { chat: SharedChat };
    for (const turn of read.turns) for (const { file } of turn.elements ?? []) if (file) await take(`/api/shared/${id}/files/${file.key}`);
    expect((await take(`/api/shared/${id}/files/${key}`)).status).toBe(200);
    const theirs = await take(`/project/share/${id}`);
    expect(theirs.status).toBe(200);
    const { elements } = JSON.parse(theirs.bytes) as { elements: { url: string | null }[] };
    for (const { url } of elements) if (url) await take(url);
  }
  return found;
}
