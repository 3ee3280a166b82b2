// How long a token takes from the handler to the client's code, on an idle line and beside other streams, and its bytes on the wire.
// All processes share the machine's monotonic clock, so a token carries the moment it was made.
import { type BenchClient, connectClient, connectClients, disconnectAll } from "./lib/bench-client.ts";
import { type MeasuredServer, startServer } from "./lib/measured-process.ts";
import { quantile, report } from "./lib/report.ts";
import { TOKEN_UNITS } from "./lib/stream-plan.ts";

const TOKENS = 500;

for (const others of [0, 100, 400]) {
  const servers = [
    { name: "Colloquy", server: await startServer("colloquy") },
    { name: "bare", server: await startServer("bare") },
  ];
  for (const { name, server } of servers) {
    const load = others === 0 ? "idle line" : `beside ${others} streams of 50/s`;
    await measure(server, 0, 100);
    const { delays, bytes } = await measure(server, others, TOKENS);
    report(`${name}, ${load}: token to client, p50`, quantile(delays, 0.5), "ms");
    report(`${name}, ${load}: token to client, p99`, quantile(delays, 0.99), "ms");
    if (others === 0) report(`${name}: on the wire for a token of ${TOKEN_UNITS} bytes`, bytes, "bytes");
  }
  await Promise.all(servers.map(({ server }) => server.stop()));
}

async function measure(server: MeasuredServer, others: number, tokens: number): Promise<{ delays: number[]; bytes: number }> {
  const [probe, crowd] = [await connectClient(server.port), await connectClients(server.port, others)];
  const long = tokens * 1.2;
  const running = crowd.map((client) => client.stream({ tokens: long, perSecond: 50 }, long * TOKEN_UNITS));
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
