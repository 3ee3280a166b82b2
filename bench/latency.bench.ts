// How long a token takes from the handler to the client's code, on an idle line and beside other streams, and its bytes on the wire.
// All processes share the machine's monotonic clock, so a token carries the moment it was made. The other streams have begun before anything
// is measured, and the two servers take turns: what beginning a hundred chats costs is another bench's.
import { setTimeout as sleep } from "node:timers/promises";
import { type BenchClient, connectClient, connectClients, disconnectAll, eachClient } from "./lib/bench-client.ts";
import { type MeasuredServer, startServer } from "./lib/measured-process.ts";
import { quantile, report } from "./lib/report.ts";
import { TOKEN_UNITS } from "./lib/stream-plan.ts";

const TOKENS = 500;
const ROUNDS = Number(process.env["BENCH_ROUNDS"] ?? 3);
const GOAL = 1.5;
/** What the first answers leave to be written is written by then. */
const SETTLED_MS = 1500;

for (const others of [0, 100, 400]) {
  const load = others === 0 ? "idle line" : `beside ${others} streams of 50/s`;
  const servers = { Colloquy: await startServer("colloquy"), bare: await startServer("bare") };
  const found = { Colloquy: { delays: [] as number[], bytes: 0 }, bare: { delays: [] as number[], bytes: 0 } };
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const name of ["Colloquy", "bare"] as const) {
      const { delays, bytes } = await measure(servers[name], round < 0 ? 0 : others, round < 0 ? 100 : TOKENS);
      // The first round only has the code compiled.
      if (round >= 0) found[name].delays.push(...delays);
      found[name].bytes = bytes;
    }
  }
  for (const share of [0.5, 0.99]) {
    const [ours, bare] = [quantile(found.Colloquy.delays, share), quantile(found.bare.delays, share)];
    const quantileName = `p${share * 100}`;
    report(`${load}: token to client, ${quantileName}: Colloquy`, ours, "ms");
    report(`${load}: token to client, ${quantileName}: bare`, bare, "ms");
    report(`${load}: token to client, ${quantileName}, times bare`, ours / bare, "×", GOAL);
  }
  if (others === 0) {
    for (const name of ["Colloquy", "bare"] as const)
      report(`${name}: on the wire for a token of ${TOKEN_UNITS} bytes`, found[name].bytes, "bytes");
  }
  await Promise.all(Object.values(servers).map((server) => server.stop()));
}

async function measure(server: MeasuredServer, others: number, tokens: number): Promise<{ delays: number[]; bytes: number }> {
  const [probe, crowd] = [await connectClient(server.port), await connectClients(server.port, others)];
  const long = tokens * 1.2;
  await eachClient(crowd, 50, (client) => client.stream({ tokens: long, perSecond: 50, gated: true }, TOKEN_UNITS));
  await sleep(SETTLED_MS);
  const running = crowd.map((client) => client.hear((long - 1) * TOKEN_UNITS));
  await server.ask("go");
  const count = countBytes(probe);
  const delays: number[] = [];
  await probe.stream({ tokens, perSecond: 50, stamped: true }, tokens * TOKEN_UNITS, (text) => {
    const now = process.hrtime.bigint();
    // Under pressure tokens come joined; each has its own stamp.
    for (let at = 0; at < text.length; at += TOKEN_UNITS) {
      delays.push(Number(now - BigInt(text.slice(at, at + TOKEN_UNITS).trim())) / 1e6);
    }
  });
  await Promise.all(running);
  disconnectAll([probe, ...crowd]);
  return { delays, bytes: count.bytes / tokens };
}

/** Counts what token frames weigh: payload, Engine.IO's type, and the WebSocket header. */
function countBytes({ socket }: BenchClient): { bytes: number } {
  const count = { bytes: 0 };
  socket.io.engine.on("packet", ({ data }: { data?: unknown }) => {
    if (typeof data !== "string" || !data.startsWith('2["t",')) return;
    const payload = Buffer.byteLength(data) + 1;
    count.bytes += payload + (payload < 126 ? 2 : 4);
  });
  return count;
}
