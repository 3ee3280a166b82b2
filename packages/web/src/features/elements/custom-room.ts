// How tall an author's own element was when it was drawn last, on this page or before it was loaded anew: it has that room at once the next time.
const KEY = "colloquy:element-heights";
const MOST = 300;
const WRITE_AFTER_MS = 500;

let heights: Map<string, number> | undefined;
let isWaiting = false;

export function heightOf(elementId: string): number | undefined {
  return read().get(elementId);
}

export function rememberHeight(elementId: string, height: number): void {
  const known = read();
  if (height <= 0 || known.get(elementId) === height) return;
  known.delete(elementId);
  known.set(elementId, height);
  const oldest = known.keys().next().value;
  if (known.size > MOST && oldest !== undefined) known.delete(oldest);
  if (!isWaiting) setTimeout(write, WRITE_AFTER_MS);
  isWaiting = true;
}

function read(): Map<string, number> {
  heights ??= new Map(parse());
  return heights;
}

function parse(): readonly [string, number][] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
    const entries = typeof kept === "object" && kept !== null ? Object.entries(kept) : [];
    return entries.filter((entry): entry is [string, number] => typeof entry[1] === "number");
  } catch {
    return [];
  }
}

function write(): void {
  isWaiting = false;
  try {
    sessionStorage.setItem(KEY, JSON.stringify(Object.fromEntries(read())));
  } catch {
    // Storage is full or not allowed: after a reload the room is guessed.
  }
}
