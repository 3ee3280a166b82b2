// What custom elements cost a start: ten of them, compiled by `colloquy run` as an app in production does it; and beside it the start of an app without.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { median, report } from "./lib/report.ts";

const ROUNDS = 5;
const ELEMENTS = 10;
const PATIENCE_MS = 60_000;

const folder = makeApp();
const plain = makeApp();
try {
  mkdirSync(path.join(folder, "public/elements"), { recursive: true });
  for (let at = 0; at < ELEMENTS; at += 1) writeFileSync(path.join(folder, `public/elements/Ticket${at}.tsx`), ticket(at));
  const rounds: { total: number; slowest: number }[] = [];
  const starts = { with: [] as number[], without: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push(await compile());
    // In turns, so that what else the machine does meets both.
    starts.with.push(await untilReady(folder));
    starts.without.push(await untilReady(plain));
  }
  report("a start until it is ready, without elements", median(starts.without), "ms");
  report(`… with ${ELEMENTS} of them`, median(starts.with), "ms");
  report("… the difference, median of the rounds", median(starts.with.map((ms, at) => ms - (starts.without[at] ?? Number.NaN))), "ms");
  // The slowest one is the first: it loads the compilers, too.
  report(`${ELEMENTS} custom elements, compiled at a start`, median(rounds.map(({ total }) => total)), "ms");
  report("the first of them, with the compilers loaded", median(rounds.map(({ slowest }) => slowest)), "ms");
  report("each of the others", median(rounds.map(({ total, slowest }) => (total - slowest) / (ELEMENTS - 1))), "ms");
} finally {
  for (const one of [folder, plain]) rmSync(one, { recursive: true, force: true });
}

/** An app without elements. */
function makeApp(): string {
  const made = mkdtempSync(path.join(tmpdir(), "colloquy-bench-elements-"));
  writeFileSync(path.join(made, "package.json"), '{ "type": "module" }');
  writeFileSync(
    path.join(made, "app.ts"),
    `import * as cl from "colloquy";\ncl.onMessage(async () => { await new cl.Message("Hello").send(); });\n`,
  );
  return made;
}

/** `colloquy run` as in production. */
function run(appDir: string, port: number) {
  const command = path.resolve(import.meta.dirname, "../packages/server/bin/colloquy.mjs");
  const env = { ...process.env, NODE_ENV: "production", COLLOQUY_AUTH_SECRET: "x".repeat(64), NO_COLOR: "1" };
  return spawn(process.execPath, [command, "run", "app.ts", "--headless", "--port", String(port)], {
    cwd: appDir,
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** Milliseconds from the start of the process until it takes people in. */
async function untilReady(appDir: string): Promise<number> {
  const port = await freePort();
  const began = performance.now();
  const child = run(appDir, port);
  child.stdout.resume();
  const isReady = () =>
    fetch(`http://127.0.0.1:${port}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isReady())) {
    if (child.exitCode !== null || performance.now() - began > PATIENCE_MS) throw new Error("The app does not start.");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const took = performance.now() - began;
  child.kill("SIGTERM");
  await once(child, "exit");
  return took;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** An element of usual size: state, icons, parts of the page, a dozen classes. */
function ticket(at: number): string {
  return `import { Anchor, Ticket as Icon } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";

export default function Ticket${at}({ to }: { to: string }) {
  const [seats, setSeats] = useState(${at});
  return (
    <Card className="w-full max-w-md border-primary hover:bg-muted">
      <CardHeader><CardTitle className="flex gap-2 text-lg font-semibold"><Icon /><Anchor />{to}</CardTitle></CardHeader>
      <CardContent className="grid grid-cols-2 p-[13px] md:grid-cols-4">
        <Button onClick={() => { setSeats(seats + 1); void updateElement({ ...props, seats }); }}>{seats}</Button>
      </CardContent>
    </Card>
  );
}
`;
}

/** Starts the app, reads what it says of its elements, and stops it. In milliseconds. */
async function compile(): Promise<{ readonly total: number; readonly slowest: number }> {
  const child = run(folder, 0);
  let said = "";
  const told = new Promise<RegExpExecArray>((resolve, reject) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      const match = /custom elements are compiled, after (\S+ m?s): \w+ (\S+ m?s)/.exec(said);
      if (match) resolve(match);
    });
    child.once("exit", () => reject(new Error(`The app has ended: ${said}`)));
  });
  const [, total = "", slowest = ""] = await told;
  child.kill("SIGTERM");
  await once(child, "exit");
  return { total: toMs(total), slowest: toMs(slowest) };
}

function toMs(duration: string): number {
  const value = Number.parseFloat(duration);
  return duration.endsWith(" ms") ? value : value * 1000;
}
