// Whatever strangers send to any address of a server: an answer that is meant, no file of the machine, no stack trace, and no failure
// that is not in the log with its cause.
import { Agent, request as httpRequest } from "node:http";
import { ChatError, newId, PROTOCOL, SOCKET_PATH } from "@colloquy/protocol";
import { createApp, Message } from "colloquy";
import { type ServedApp, serveApp } from "colloquy/testing";
import { io } from "socket.io-client";
import { describe, expect, it } from "vitest";
import { count, seeded, seedOfRun } from "../support/soak.ts";

const REQUESTS = count(6_000, 1_000_000);
const AT_ONCE = 64;
const random = seeded(seedOfRun());
const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)] as Value;

const NAMES = [
  "..",
  "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
  "..%5c..%5cwindows%5cwin.ini",
  "....//....//etc/passwd",
  "%00",
  "%c0%ae%c0%ae",
  "%ff",
  "%",
  "%7B%22%24ne%22%3Anull%7D",
  "a".repeat(3000),
  "C:",
  "file:%2f%2f%2fetc%2fpasswd",
  "'%20OR%201=1--",
  "%F0%9F%92%A3",
  "con",
  "0",
];
const TYPES = [
  "application/json",
  "application/json; charset=utf-16",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "multipart/form-data",
  "text/plain",
  "application/octet-stream",
  "application/offset+octet-stream",
  "",
  "\u00ff",
];
const TEXTS = [
  "",
  "{",
  "[]",
  "null",
  "0",
  '"x"',
  "\ud800",
  "--x\r\n\r\n--x--",
  "a=b&a=c",
  "%",
  "x".repeat(5000),
  '{"__proto__":{"polluted":"yes"}}',
];

function value(depth = 0): unknown {
  const kind = random();
  if (depth > 3 || kind < 0.5)
    return pick([null, -1, 1e308, true, "", "../../etc/passwd", newId(), "x".repeat(500), "http://169.254.169.254/"]);
  if (kind < 0.65) return Array.from({ length: Math.floor(random() * 4) }, () => value(depth + 1));
  const keys = [
    "threadId",
    "name",
    "pagination",
    "first",
    "filter",
    "cursor",
    "username",
    "password",
    "session_id",
    "action",
    "sessionId",
    "url",
    "path",
    "__proto__",
    "constructor",
  ];
  return Object.fromEntries(Array.from({ length: 3 }, () => [pick(keys), value(depth + 1)]));
}

interface Attack {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: string | Buffer;
}

/** What there is to attack: a server, who is signed in there, and chats of theirs. */
interface Target {
  readonly origin: string;
  readonly routes: readonly string[];
  readonly cookies: readonly string[];
  readonly threads: readonly string[];
}

function attack({ origin, routes, cookies, threads }: Target): Attack {
  const [named = "GET", template = "/"] = pick(routes).split(" ");
  const method =
    random() < 0.85 && named !== "ALL" ? named : pick(["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "PROPFIND"]);
  const fill = () => pick([newId(), ...NAMES]);
  const thread = () => (random() < 0.5 ? pick(threads) : fill());
  const path = template
    .replace(":threadId", thread)
    .replace(/:\w+/g, fill)
    .replace("*", () => `${fill()}/${fill()}`);
  const query =
    random() < 0.4 ? `?${pick(["before", "limit", "cursor", "language", "search", "returnTo", "code", "state", "x"])}=${fill()}` : "";
  const headers: Record<string, string> = {};
  const set = (name: string, choices: readonly string[], odds: number) => {
    if (random() < odds) headers[name] = pick(choices);
  };
  set("cookie", [...cookies, "x=y", "=", `colloquy_sign_in_x=${"a".repeat(3500)}`], 0.6);
  set("origin", [origin, origin, origin, origin, "https://evil.example", "null", "http://127.0.0.1", "file://", "x"], 0.6);
  set("content-type", TYPES, 0.8);
  set("authorization", ["Bearer x", "Bearer eyJhbGciOiJub25lIn0.e30.", "Basic eDp5", "Bearer"], 0.2);
  set("range", ["bytes=0-", "bytes=5-1", "bytes=-99999999999", "bytes=0-0,1-1", "x"], 0.1);
  set("accept-encoding", ["gzip", "br", "identity;q=0", "x"], 0.2);
  set("accept-language", ["de", "x".repeat(1000), "*"], 0.1);
  set("x-forwarded-for", ["1.2.3.4", "127.0.0.1, x", "::1"], 0.2);
  set("x-forwarded-host", ["evil.example", "a b", ""], 0.1);
  set("x-forwarded-prefix", ["/../..", "//evil.example"], 0.1);
  set("tus-resumable", ["1.0.0", "1.0.0", "0.2.2"], 0.3);
  set("upload-length", ["5", "0", "-1", "1e9", "99999999999999999999", "x"], 0.3);
  set("upload-offset", ["0", "5", "-1", "x"], 0.3);
  set("upload-metadata", ["filename Li4vLi4vZXRjL3Bhc3N3ZA==", "filename", "=", "filename ***", "a ".repeat(1000)], 0.2);
  set("x-file-name", ["..%2f..%2fetc%2fpasswd", "%", "a".repeat(3000), "%00"], 0.1);
  set("if-range", ["*", '"x"', "W/"], 0.1);
  set("if-none-match", ["*", '"x"', "W/"], 0.1);
  const kind = random();
  if (method === "GET" || method === "HEAD" || kind < 0.1) return { method, path: path + query, headers };
  const body =
    kind < 0.6
      ? JSON.stringify(value())
      : kind < 0.9
        ? pick(TEXTS)
        : Buffer.from(Array.from({ length: 200 }, () => Math.floor(random() * 256)));
  return { method, path: path + query, headers, body };
}

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

function send(port: number, { method, path, headers, body }: Attack): Promise<{ status: number; text: string; nosniff: boolean }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ port, host: "127.0.0.1", method, path, agent, headers }, (response) => {
      let text = "";
      response.setEncoding("latin1");
      response.on("data", (chunk: string) => (text += text.length < 20_000 ? chunk : ""));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, text, nosniff: response.headers["x-content-type-options"] === "nosniff" }),
      );
      response.on("error", reject);
    });
    request.on("error", reject);
    request.end(body);
  });
}

/** What nobody may read: a file of the machine, where our code lies, what was put into every object. */
const LEAKS = /root:x:0|\[extensions\]|at [\w.<>]+ \(|node_modules|file:\/\/\/|"polluted"/;

describe("a server that is attacked over HTTP", () => {
  it(`answers ${REQUESTS} fuzzed requests on all of its addresses, and its owner is served on`, async () => {
    const logged: { readonly path: unknown; readonly cause: unknown }[] = [];
    const note = (fields: object) => logged.push({ path: (fields as { path?: unknown }).path, cause: (fields as { err?: unknown }).err });
    const app = createApp({
      passwordAuth: ({ username, password }) => (username === "ada" && password === "engine" ? { identifier: "ada" } : null),
      headerAuth: () => null,
      onMessage: async ({ content }) => {
        await new Message(content).send();
      },
    });
    const many = 1_000_000_000;
    await using served = await serveApp(app, {
      dev: false,
      logger: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: note },
      config: {
        limits: {
          signInsPerMinute: many,
          newVisitorsPerMinute: many,
          requestsPerSecond: many,
          addressRequestsPerSecond: many,
          messagesPerMinute: many,
          openChatsPerVisitor: many,
        },
      },
    });
    let [cookie, thread] = await comeAnew(served);
    const routes = served.server.routes.filter((route) => !route.startsWith("ALL /*"));
    const tally = new Map<number, number>();
    const trouble: unknown[] = [];
    const flood = async (requests: number) => {
      let left = requests;
      const worker = async () => {
        while (left-- > 0) {
          // Whoever attacks signs her out and deletes her chat sooner or later.
          if (left % 200 === 0) [cookie, thread] = await comeAnew(served);
          const sent = attack({ origin: served.url, routes, cookies: [cookie, cookie], threads: [thread] });
          const answer = await send(served.port, sent).catch((error: unknown) => ({ status: 0, text: String(error), nosniff: true }));
          tally.set(answer.status, (tally.get(answer.status) ?? 0) + 1);
          if (isTrouble(answer)) trouble.push([sent, answer]);
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
    };
    await flood(5_000);
    const before = heap();
    await flood(REQUESTS);
    const after = heap();
    console.log(`${JSON.stringify(Object.fromEntries([...tally].sort()))}; heap ${before.toFixed(1)} → ${after.toFixed(1)} MB`);
    expect(trouble.slice(0, 5)).toEqual([]);
    // An unexpected failure is in the log with its cause, once for each answer.
    expect(logged.filter(({ cause }) => !(cause instanceof Error))).toEqual([]);
    expect(tally.get(500) ?? 0).toBe(logged.filter(({ cause }) => !(cause instanceof ChatError)).length);
    expect(tally.get(500) ?? 0).toBe(0);
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
    expect(await stillServed(served)).toBe(200);
    expect(after).toBeLessThan(before * 1.3 + 20);
  });
});

/** Ada’s cookie, and a chat of hers in which nothing was said. */
async function comeAnew({ url, signIn }: ServedApp): Promise<[cookie: string, threadId: string]> {
  const { cookie } = await signIn({ identifier: "ada" });
  const socket = io(url, {
    path: SOCKET_PATH,
    auth: { protocol: PROTOCOL, pageId: newId() },
    extraHeaders: { cookie, origin: url },
    transports: ["websocket"],
    reconnection: false,
    forceNew: true,
  });
  const attached = await new Promise<{ threadId: string }>((resolve, reject) =>
    socket.once("attached", resolve).once("connect_error", reject),
  );
  socket.disconnect();
  return [cookie, attached.threadId];
}

function isTrouble({ status, text, nosniff }: { status: number; text: string; nosniff: boolean }): boolean {
  // 400 may come from Node's own parser, before there is a request to answer.
  if (status === 400 && text === "") return false;
  return status === 0 || status === 500 || status === 502 || LEAKS.test(text) || !nosniff;
}

async function stillServed(served: ServedApp): Promise<number> {
  const { cookie } = await served.signIn({ identifier: "bob" });
  const response = await fetch(`${served.url}/api/threads`, { headers: { cookie } });
  await response.arrayBuffer();
  return response.status;
}

/** In MB, after what is garbage is gone. */
function heap(): number {
  for (let n = 0; n < 3; n++) globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
}
