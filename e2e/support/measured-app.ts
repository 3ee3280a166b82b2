// A server that tells what it has cost so far: its processor time, what it keeps in memory, and how long it lets others wait.
import { request as httpRequest } from "node:http";
import { type RunningApp, runFiles } from "./running-app.ts";

/** What a server was asked to bear, and what it cost it. */
export interface Cost {
  /** What the attacker put on the wire. */
  readonly sentBytes: number;
  readonly cpuMs: number;
  /** How much more it kept while the attacker held on, in bytes, garbage collected. */
  readonly heldBytes: number;
  /** How much more it kept when the attacker was gone, in bytes, garbage collected. */
  readonly keptBytes: number;
  /** The longest that somebody else waited for `/healthz`, in milliseconds. */
  readonly slowestMs: number;
}

/** An attack that goes on holding what it has opened until it is let go. */
export interface Attack {
  readonly sentBytes: number;
  /** Gives everything up, as an attacker who leaves. */
  letGo(): Promise<void> | void;
}

export interface MeasuredApp extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** Runs an attack, prints what it cost for each byte sent, and returns it. */
  costOf(name: string, attack: () => Promise<Attack>): Promise<Cost>;
}

interface Usage {
  /** Processor time before and after garbage was collected, in milliseconds. */
  readonly cpuBefore: number;
  readonly cpuAfter: number;
  /** The heap and what lies outside it, in bytes. */
  readonly memory: number;
}

/** Put into the app's process: answers on a port of its own, so that no limit of the server is in the way. */
const METER = `import { createServer } from "node:http";
const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
createServer(async (_request, response) => {
  const cpuBefore = cpu();
  for (let n = 0; n < 3; n++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const { heapUsed, external } = process.memoryUsage();
  response.end(JSON.stringify({ cpuBefore, cpuAfter: cpu(), memory: heapUsed + external }));
}).listen(0, "127.0.0.1", function () {
  console.log("meter at " + this.address().port);
});
`;

/** Serves an app with a meter in it. */
export async function runMeasured(app: string, config: string): Promise<MeasuredApp> {
  const running = await runFiles(
    { "app.ts": `import "./meter.ts";\n${app}`, "meter.ts": `// @ts-nocheck\n${METER}`, "colloquy.config.ts": config },
    { env: { NODE_OPTIONS: "--expose-gc" } },
  );
  const [, meter = ""] = await running.process().said(/meter at (\d+)/);
  const usage = async (): Promise<Usage> => JSON.parse((await get(Number(meter), "/")).text) as Usage;
  const port = Number(new URL(running.url).port);
  return {
    url: running.url,
    port,
    costOf: async (name, attack) => {
      const before = await usage();
      const others = watchOthers(port);
      const { sentBytes, letGo } = await attack();
      const held = await usage();
      const slowestMs = await others.stop();
      await letGo();
      const after = await settled(usage, before.memory);
      const cost = {
        sentBytes,
        cpuMs: held.cpuBefore - before.cpuAfter,
        heldBytes: Math.max(0, held.memory - before.memory),
        keptBytes: Math.max(0, after.memory - before.memory),
        slowestMs,
      };
      console.log(`${name}: ${describe(cost)}`);
      return cost;
    },
    [Symbol.asyncDispose]: () => running[Symbol.asyncDispose](),
  } satisfies MeasuredApp & { readonly url: RunningApp["url"] };
}

function describe({ sentBytes, cpuMs, heldBytes, keptBytes, slowestMs }: Cost): string {
  const per = (amount: number, unit: string) => `${(amount / sentBytes).toFixed(2)} ${unit} per byte`;
  return [
    `${(sentBytes / 1000).toFixed(1)} KB sent`,
    `${cpuMs.toFixed(0)} ms of processor (${per(cpuMs * 1000, "µs")})`,
    `${(heldBytes / 1e6).toFixed(1)} MB held (${per(heldBytes, "bytes")})`,
    `${(keptBytes / 1e6).toFixed(1)} MB kept afterwards`,
    `others waited ${slowestMs.toFixed(0)} ms at most`,
  ].join(", ");
}

/** What is to be freed takes a moment: connections end, timers run out. */
async function settled(usage: () => Promise<Usage>, before: number): Promise<Usage> {
  let now = await usage();
  for (let tries = 0; tries < 10 && now.memory > before * 1.05; tries++) now = await usage();
  return now;
}

/** Somebody who asks for the server's health again and again. */
function watchOthers(port: number): { stop(): Promise<number> } {
  let over = false;
  let slowestMs = 0;
  const watching = (async () => {
    while (!over) {
      const startedAt = performance.now();
      await get(port, "/healthz");
      slowestMs = Math.max(slowestMs, performance.now() - startedAt);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  return {
    async stop() {
      over = true;
      await watching;
      return slowestMs;
    },
  };
}

/** One request on a connection of its own. */
export function get(port: number, path: string): Promise<{ readonly status: number; readonly text: string }> {
  return send(port, { method: "GET", path });
}

/** One request, as raw as Node makes it. */
export function send(
  port: number,
  request: { readonly method: string; readonly path: string; readonly headers?: Record<string, string>; readonly body?: string },
): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const { body, ...options } = request;
    const sent = httpRequest({ host: "127.0.0.1", port, agent: false, ...options }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => (text += chunk));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
      response.on("error", reject);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
