import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type ElementId, newId, type StepId } from "@colloquy/protocol";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { Browser } from "../../../test/browser.ts";
import { createApp, Message } from "../../index.ts";
import { type ServedApp, serveApp } from "../testing/serve-app.ts";

const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';

/** Another server of the internet; what it was asked for, and by whom. */
const asked: { readonly url: string; readonly cookie: string | undefined; readonly referer: string | undefined }[] = [];
const elsewhere = createServer(({ url = "", headers }, response) => {
  asked.push({ url, cookie: headers.cookie, referer: headers.referer });
  if (url.startsWith("/sea.png")) response.setHeader("content-type", "text/html").end(PNG);
  else if (url === "/evil.svg") response.setHeader("content-type", "image/svg+xml").end(SVG);
  else if (url === "/page.png") response.setHeader("content-type", "image/png").end("<!doctype html><script>alert(1)</script>");
  else if (url === "/away.png") response.writeHead(302, { location: "http://10.0.0.1/secret.png" }).end();
  else if (url === "/large.png") response.end(Buffer.concat([PNG, Buffer.alloc(11 * 1024 * 1024)]));
  else if (url.startsWith("/never.png")) unanswered.push(response);
  else response.writeHead(404).end();
});
/** Those that wait for a picture, until they are given it. */
const unanswered: ServerResponse[] = [];

let host: string;
let served: ServedApp;
let ada: Browser;
let chat: { readonly threadId: string; readonly stepId: string };
beforeAll(async () => {
  await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
  host = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
  const words = [`![The sea](${host}/sea.png?a=1&amp;b=2 "At noon")`, `![x](<${host}/evil.svg>)`, `![y][two]`];
  words.push(`[two]: ${host}/page.png`, `${host}/large.png`, `${host}/away.png`, `http://127.0.0.2:1/sea.png`);
  const app = createApp({ onMessage: () => new Message(words.join("\n\n")).send() });
  served = await serveApp(app, { config: { egressAllow: ["127.0.0.1/32"] } });
  ada = new Browser(served.url);
  await ada.post("/set-session-cookie", { session_id: newId() });
  const { attached, socket } = await ada.connect();
  await socket.emitWithAck("request", { type: "sendMessage", message: { id: newId<StepId>(), text: "show me" } });
  const session = served.server.host.registry.byThread(attached.threadId);
  await vi.waitFor(() =>
    expect([...(session?.state.steps.values() ?? [])].some(({ step }) => step.type === "assistant_message" && step.end)).toBe(true),
  );
  const said = [...(session?.state.steps.values() ?? [])].find(({ step }) => step.type === "assistant_message");
  const shown = {
    id: newId<ElementId>(),
    forId: said?.step.id ?? newId<StepId>(),
    type: "image",
    name: "The sea",
    display: "inline",
  } as const;
  session?.emit({ type: "element-set", element: { ...shown, url: `${host}/sea.png?shown` } });
  const picture = { type: "Image", src: `${host}/sea.png?cover`, alt: "The sea" } as const;
  const note = { type: "Markdown", text: `![The sea](${host}/sea.png?told)` } as const;
  const view = { type: "Card", children: [{ type: "Row", children: [picture] }, note] } as const;
  session?.emit({ type: "element-set", element: { ...shown, id: newId<ElementId>(), type: "view", name: "", props: { view } } });
  chat = { threadId: attached.threadId, stepId: said?.step.id ?? "" };
  socket.disconnect();
});
afterAll(async () => {
  ada[Symbol.dispose]();
  await served?.[Symbol.asyncDispose]();
  elsewhere.closeAllConnections();
  await new Promise((resolve) => elsewhere.close(resolve));
});

const address = (url: string, { threadId, stepId } = chat) =>
  `/api/threads/${threadId}/image?${new URLSearchParams({ step: stepId, url })}`;
/** Status and error code. */
async function refusal(who: Browser, path: string): Promise<[number, string]> {
  const answer = await who.fetch(path);
  return [answer.status, ((await answer.json()) as { code: string }).code];
}

describe("A picture of another server, in a message", () => {
  it("is shown by this one, as what it is by its own bytes, and its server learns nothing of the person", async () => {
    const answer = await ada.fetch(address(`${host}/sea.png?a=1&b=2`));
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/png"]);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(PNG);
    expect(answer.headers.get("content-security-policy")).toContain("sandbox");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer.headers.get("cache-control")).toContain("private");
    expect(asked.at(-1)).toEqual({ url: "/sea.png?a=1&b=2", cookie: undefined, referer: undefined });
  });

  it("is shown where the message shows it beside its words, by the address that the app gave and by no other", async () => {
    expect((await ada.fetch(address(`${host}/sea.png?shown`))).status).toBe(200);
    expect(await refusal(ada, address(`${host}/sea.png?show`))).toEqual([404, "NOT_FOUND"]);
    expect(await refusal(ada, address(`${host}/sea.png?shown`, { ...chat, stepId: newId() }))).toEqual([404, "NOT_FOUND"]);
  });

  it("is shown where it stands in a view of the message, also in a text of it, and no other is", async () => {
    for (const which of ["cover", "told"]) expect((await ada.fetch(address(`${host}/sea.png?${which}`))).status).toBe(200);
    for (const other of ["sea.png?cove", "sea.png?tol", "other.png?cover"])
      expect(await refusal(ada, address(`${host}/${other}`))).toEqual([404, "NOT_FOUND"]);
  });

  it.each(["/evil.svg", "/page.png"])("is nothing that could run, whatever it calls itself: %s", async (path) => {
    expect(await refusal(ada, address(host + path))).toEqual([502, "EGRESS_FAILED"]);
  });

  it("is not fetched from addresses of one's own network, also not by a detour", async () => {
    for (const url of [`${host}/away.png`, "http://127.0.0.2:1/sea.png"])
      expect(await refusal(ada, address(url))).toEqual([expect.any(Number), "EGRESS_REFUSED"]);
  });

  it("is no larger than it may be", async () => {
    expect((await refusal(ada, address(`${host}/large.png`)))[1]).toBe("TOO_LARGE");
  });

  it("is fetched for nobody whose chat it is not, and only where a message names the whole of its address", async () => {
    const before = asked.length;
    using stranger = new Browser(served.url);
    await stranger.post("/set-session-cookie", { session_id: newId() });
    await stranger.connect();
    expect(await refusal(stranger, address(`${host}/sea.png?a=1&b=2`))).toEqual([404, "NOT_FOUND"]);
    for (const url of [`${host}/other.png`, `${host}/sea.png`, host]) expect(await refusal(ada, address(url))).toEqual([404, "NOT_FOUND"]);
    expect(await refusal(ada, address(`${host}/page.png`, { ...chat, stepId: newId() }))).toEqual([404, "NOT_FOUND"]);
    for (const url of [
      "file:///etc/passwd",
      "data:image/png;base64,AAAA",
      "",
      `${host}/sea.png?a=1&b=2 "At noon"`,
      `${host}/${"a".repeat(5_000)}`,
    ])
      expect(await refusal(ada, address(url))).toEqual([400, "BAD_REQUEST"]);
    expect(asked.length).toBe(before);
  });

  it("costs nobody else their answer when its address and the message are the same sign over and over", async () => {
    const { attached, socket } = await ada.connect();
    const stepId = newId<StepId>();
    await socket.emitWithAck("request", { type: "sendMessage", message: { id: stepId, text: "/".repeat(200_000) } });
    const began = performance.now();
    const wanted = address(`http:${"/".repeat(4_000)}`, { threadId: attached.threadId, stepId });
    expect(await refusal(ada, wanted)).toEqual([404, "NOT_FOUND"]);
    // It took four seconds, of the one process that serves all.
    expect(performance.now() - began).toBeLessThan(2_000);
    socket.disconnect();
  });

  it("is there for others while somebody waits for as many as may be waited for, of a server that never answers", async () => {
    const wait = (n: number) => `${host}/never.png?${n}`;
    const { attached, socket } = await ada.connect();
    const stepId = newId<StepId>();
    const text = [1, 2, 3, 4].map((n) => `![](${wait(n)})`).join(" ");
    await socket.emitWithAck("request", { type: "sendMessage", message: { id: stepId, text } });
    const hers = { threadId: attached.threadId, stepId };
    const waiting = [1, 2, 3].map((n) => ada.fetch(address(wait(n), hers)));
    await vi.waitFor(() => expect(unanswered).toHaveLength(3));
    expect(await refusal(ada, address(wait(4), hers))).toEqual([429, "OVERLOADED"]);
    using bob = new Browser(served.url);
    await bob.post("/set-session-cookie", { session_id: newId() });
    const his = await bob.connect();
    await his.socket.emitWithAck("request", { type: "sendMessage", message: { id: stepId, text: `![](${host}/sea.png)` } });
    expect((await bob.fetch(address(`${host}/sea.png`, { threadId: his.attached.threadId, stepId }))).status).toBe(200);
    for (const response of unanswered) response.end(PNG);
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([200, 200, 200]);
    // Who has what they waited for may ask again.
    expect((await ada.fetch(address(`${host}/sea.png?a=1&b=2`))).status).toBe(200);
    socket.disconnect();
  });

  it("is one of so many in a minute", async () => {
    const codes = new Set<string>();
    for (let tries = 0; tries < 40; tries++) codes.add((await refusal(ada, address(`${host}/other.png`)))[1]);
    expect([...codes]).toContain("OVERLOADED");
  });
});
