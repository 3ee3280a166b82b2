// Programs as somebody runs them in a terminal of their own, and a server that is talked to until it is asked to end.
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import path from "node:path";
import { io } from "socket.io-client";
import { killGroup } from "../processes.mjs";

const STARTS_IN_MS = 60_000;

/** Runs the server while `use` talks to it; afterwards asks it to end and holds it to that. The port and that nobody wants a browser are in its environment. */
export async function serving(folder, command, args, use) {
  const port = await freePort();
  const server = start(command, args, folder, { PORT: String(port), COLLOQUY_HEADLESS: "1" });
  const url = `http://127.0.0.1:${port}`;
  try {
    await within(STARTS_IN_MS, "the server", async () => {
      if (server.child.exitCode !== null) throw Object.assign(new Error(`it ended with ${server.child.exitCode}`), { final: true });
      await fetch(url);
    });
    await use(url);
    killGroup(server.child.pid, "SIGTERM");
    await within(10_000, "a clean end", () => server.ended || Promise.reject(new Error("still running")));
  } catch (error) {
    throw new Error(
      `${error.message}\n  What ${path.basename(command)} ${args.join(" ")} said:\n${server.output().replace(/^/gm, "    ")}`,
      { cause: error },
    );
  } finally {
    killGroup(server.child.pid);
  }
}

export async function pageIsThere(url) {
  const response = await fetch(url);
  const page = await response.text();
  if (response.status !== 200 || !/<script[^>]+src=/.test(page)) fail(`GET / gave ${response.status}: ${page.slice(0, 200)}`);
  const script = page.match(/<script[^>]+src="([^"]+)"/)?.[1] ?? "";
  const loaded = await fetch(new URL(script, url));
  if (loaded.status !== 200 || !loaded.headers.get("content-type")?.includes("javascript")) fail(`${script} gave ${loaded.status}`);
}

export async function greetingOf(url, expected, timeoutMs = 10_000) {
  await chat(url, timeoutMs, (said) => said === expected, expected);
}

export async function answerTo(url, text) {
  let asked = false;
  const ask = (socket) => {
    asked = true;
    socket.emit("client_message", { message: { id: crypto.randomUUID(), threadId: "", name: "User", type: "user_message", output: text } });
  };
  await chat(url, 10_000, (said) => asked && said.length > 0, `an answer to "${text}"`, ask);
}

/** Opens a chat as any Socket.IO client would and waits for a message that is the wanted one. */
function chat(url, timeoutMs, isWanted, wanted, afterConnect = () => {}) {
  const auth = { clientType: "webapp", sessionId: crypto.randomUUID(), threadId: "", userEnv: "{}", chatProfile: "" };
  const socket = io(url, { path: "/ws/socket.io", transports: ["websocket"], reconnection: false, auth });
  const heard = [];
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`wanted ${wanted}, heard ${JSON.stringify(heard)}`)), timeoutMs);
    const hear = (step) => {
      if (step.type !== "assistant_message") return;
      heard.push(step.output);
      if (!isWanted(step.output)) return;
      clearTimeout(timer);
      resolve();
    };
    socket.on("connect_error", (error) => reject(new Error(`the socket was refused: ${error.message}`)));
    socket.on("new_message", hear).on("update_message", hear);
    socket.on("connect", () => {
      socket.emit("connection_successful");
      afterConnect(socket);
    });
  }).finally(() => socket.close());
}

export function start(command, args, cwd, more = {}) {
  // No repository on the path, no colours, no CI answers: the environment of somebody else's terminal.
  const env = { ...process.env, NO_COLOR: "1", NODE_PATH: "", NODE_ENV: "", ...more };
  for (const name of Object.keys(env)) if (name.startsWith("npm_") && !/registry|cache|userconfig/i.test(name)) delete env[name];
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"], shell: process.platform === "win32" });
  const lines = [];
  child.stdout.on("data", (data) => lines.push(data));
  child.stderr.on("data", (data) => lines.push(data));
  const started = { child, ended: undefined, output: () => Buffer.concat(lines).toString() };
  child.once("error", (error) => lines.push(Buffer.from(error.message)));
  child.once("close", (code) => {
    started.ended = Promise.resolve(code);
  });
  return started;
}

export async function end(started, timeoutMs = 60_000) {
  await within(timeoutMs, "an end", () => started.ended || Promise.reject(new Error(`still running: ${started.output()}`)));
  return { code: started.child.exitCode, output: started.output };
}

/** Tries until it holds; an error marked final ends the waiting at once. */
export async function within(timeoutMs, what, attempt) {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (error.final || Date.now() > deadline) throw new Error(`waited for ${what}: ${error.message}`, { cause: error });
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

export function fail(message) {
  throw new Error(message);
}
