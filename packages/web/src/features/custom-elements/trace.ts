// Where in the author's files something broke: the stack says where in the module that was built of them, and its map where in the files. Only while
// developing are there maps.

export interface Trace {
  /** The first place in the author's files, as `public/elements/Ticket.jsx:12:5`. */
  readonly place?: string;
  /** The lines around it. */
  readonly lines?: string;
  /** The stack with places in the author's files. */
  readonly stack: string;
}

const PLACE = /((?:https?:\/\/|\/)[^\s()]*?\/elements\/[^\s()/?]+\.js)(?:\?[^\s():]*)?:(\d+):(\d+)/;
const AROUND = 2;
const LONGEST_STACK = 4_000;

interface Found {
  readonly place: string;
  readonly lines: string | undefined;
}

type Locate = (line: number, column: number) => Found | undefined;

export async function traceOf(error: unknown): Promise<Trace> {
  const stack = (error instanceof Error ? (error.stack ?? "") : "").slice(0, LONGEST_STACK);
  const maps = new Map<string, Promise<Locate | undefined>>();
  let first: Found | undefined;
  const lines: string[] = [];
  for (const line of stack.split("\n")) {
    const found = await locate(line, maps);
    first ??= found;
    lines.push(found ? line.replace(PLACE, found.place) : line);
  }
  return { ...(first && { place: first.place }), ...(first?.lines !== undefined && { lines: first.lines }), stack: lines.join("\n") };
}

async function locate(line: string, maps: Map<string, Promise<Locate | undefined>>): Promise<Found | undefined> {
  const [, address, row, column] = PLACE.exec(line) ?? [];
  if (address === undefined) return undefined;
  const map = maps.get(address) ?? readMap(address);
  maps.set(address, map);
  return (await map)?.(Number(row), Number(column) - 1);
}

async function readMap(address: string): Promise<Locate | undefined> {
  try {
    const [{ TraceMap, originalPositionFor, sourceContentFor }, response] = await Promise.all([
      import("@jridgewell/trace-mapping"),
      fetch(`${address}.map`),
    ]);
    if (!response.ok) return undefined;
    const map = new TraceMap((await response.json()) as ConstructorParameters<typeof TraceMap>[0]);
    return (line, column) => {
      const at = originalPositionFor(map, { line, column });
      if (at.source === null) return undefined;
      const content = sourceContentFor(map, at.source);
      return { place: `${at.source}:${at.line}:${at.column + 1}`, lines: content === null ? undefined : linesAround(content, at.line) };
    };
  } catch {
    return undefined;
  }
}

function linesAround(content: string, line: number): string {
  const all = content.split("\n");
  const from = Math.max(1, line - AROUND);
  const to = Math.min(all.length, line + AROUND);
  const width = String(to).length;
  return all
    .slice(from - 1, to)
    .map((text, index) => `${from + index === line ? ">" : " "} ${String(from + index).padStart(width)} | ${text}`)
    .join("\n");
}
