// Everything a data layer holds, as text: two layers whose dumps are equal hold the same.
import type { DataLayer } from "../data/data-layer.ts";
import { toLines } from "./lines.ts";
import { readLayer } from "./read-layer.ts";

/** All rows, one on each line: people by their ids, chats in the order they were first written. */
export async function dumpOf(layer: DataLayer): Promise<string> {
  const lines: string[] = [];
  for await (const unit of readLayer(layer)) lines.push(...toLines(unit));
  return lines.join("\n");
}
