// Tells in development which handler holds the event loop while it still does: a loop that never ends would never be told of otherwise.
// A second thread looks at a counter that the event loop moves. It writes to standard error itself, as nothing else of the process runs.
import { Worker } from "node:worker_threads";

/** Room for the names of what runs. */
const NAME_BYTES = 1024;
const HEADER_BYTES = 8;

/** Without the process having computed, it was the machine that stood still: asleep, busy with others, or in a debugger. */
const WATCH = `
const { workerData } = require("node:worker_threads");
const { writeSync } = require("node:fs");
const header = new Int32Array(workerData, 0, 2);
const computed = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
let seen = -1, since = 0, computedBefore = 0, told = false;
setInterval(() => {
  const beat = Atomics.load(header, 0);
  if (beat !== seen) {
    seen = beat; since = performance.now(); computedBefore = computed(); told = false;
    return;
  }
  const length = Atomics.load(header, 1);
  const ms = performance.now() - since;
  if (told || length === 0 || ms < 2000 || computed() - computedBefore < 1000) return;
  told = true;
  const names = Buffer.from(workerData, ${HEADER_BYTES}, length).toString();
  writeSync(2, names + " has held the event loop for " + Math.round(ms / 1000) + " s and still does; every chat stands still. " +
    "Look for a loop that does not end, or move the work to a worker thread. If it never ends: kill -9 " + process.pid + "\\n");
}, 250);
`;

interface Watch {
  readonly header: Int32Array;
  readonly names: Buffer;
}

let watch: Watch | undefined;

/** Begins to watch this process's event loop; call the result to end it. */
export function tellEndlessLoops(): () => void {
  const shared = new SharedArrayBuffer(HEADER_BYTES + NAME_BYTES);
  const worker = new Worker(WATCH, { eval: true, workerData: shared, execArgv: [] });
  worker.unref();
  // Without the thread nothing is told; the app works as well.
  worker.on("error", () => undefined);
  const own = { header: new Int32Array(shared, 0, 2), names: Buffer.from(shared, HEADER_BYTES) };
  watch = own;
  return () => {
    if (watch === own) watch = undefined;
    void worker.terminate();
  };
}

/** The event loop runs, and these handlers may be what it runs next. Cheap, and nothing at all unless somebody watches. */
export function noteRunning(handlers: () => Iterable<string>): void {
  if (!watch) return;
  Atomics.store(watch.header, 1, watch.names.write([...new Set(handlers())].join(", ")));
  Atomics.add(watch.header, 0, 1);
}
