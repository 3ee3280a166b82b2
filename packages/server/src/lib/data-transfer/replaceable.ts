// An export takes the place of an earlier one of the same things, and of nothing else: a backup of everything must not become one of somebody.
import { createReadStream, existsSync } from "node:fs";
import { createGunzip } from "node:zlib";
import { ChatError } from "@colloquy/protocol";
import { linesOf } from "./lines-of.ts";

/** Throws BAD_INPUT where a file stands that does not begin with the same header. */
export async function assertReplaceable(file: string, header: string): Promise<void> {
  if (!existsSync(file)) return;
  const before = await firstLine(file);
  if (before === header) return;
  const what = before === undefined ? "is no export of Colloquy" : `is an export of something else (${scopeOf(before)})`;
  throw new ChatError("BAD_INPUT", `${file} ${what}, and is not overwritten.`, { fix: "Name another target, or move that one away." });
}

/** `undefined` where it is no header of an export. */
async function firstLine(file: string): Promise<string | undefined> {
  const raw = createReadStream(file);
  const text = file.endsWith(".gz") ? raw.pipe(createGunzip()) : raw;
  try {
    for await (const line of linesOf(text)) return line.startsWith('{"kind":"header","format":"colloquy-data",') ? line : undefined;
  } catch {
    // No gzip: no export either.
  } finally {
    raw.destroy();
  }
  return undefined;
}

function scopeOf(header: string): string {
  const { files, only } = JSON.parse(header) as { readonly files?: unknown; readonly only?: Readonly<Record<string, unknown>> };
  const limits = Object.entries(only ?? {}).map(([name, value]) => `${name === "threadId" ? "thread" : name} ${String(value)}`);
  return `${limits.length === 0 ? "everything" : limits.join(", ")}${files === true ? "" : ", without files"}`;
}
