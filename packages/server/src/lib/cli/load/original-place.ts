// Where a place in compiled code stands in the author's file. The compiler keeps lines where it can, but imports are moved above all that stands
// before them, and what stood there moves behind them.
import { readFileSync } from "node:fs";
import { SourceMap, type SourceMapPayload } from "node:module";
import path from "node:path";
import { createMappingLoader } from "../../config/author-code.ts";

/** A place that an error passed through; line and column are counted from one. */
export interface Frame {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The same place in the file as it was written; the given one where there is no other. */
export function toOriginal(frame: Frame): Frame {
  if (!/\.[cm]?[jt]sx?$/.test(frame.file)) return frame;
  try {
    const entry = mapOf(frame.file)?.findEntry(frame.line - 1, frame.column - 1);
    if (entry === undefined || !("originalLine" in entry)) return frame;
    return { ...frame, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
  } catch {
    // A file that is gone, or no longer compiles: the place as it was told is better than none.
    return frame;
  }
}

function mapOf(file: string): SourceMap | undefined {
  const compiled = createMappingLoader(path.dirname(file)).transform({
    source: readFileSync(file, "utf8"),
    filename: file,
    ts: /tsx?$/.test(file),
    async: true,
    retainLines: true,
  });
  const encoded = /\/\/# sourceMappingURL=data:application\/json;charset=utf-8;base64,([\w+/=]+)\s*$/.exec(compiled)?.[1];
  return encoded === undefined ? undefined : new SourceMap(JSON.parse(Buffer.from(encoded, "base64").toString()) as SourceMapPayload);
}
