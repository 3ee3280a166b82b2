// The table's own thread: it fetches the content, reads it and answers for it.
import { TableError } from "./column.ts";
import { TableEngine } from "./table-engine.ts";
import type { TableAnswer, TableQuestion, TableQuestions } from "./table-messages.ts";

let engine: TableEngine | undefined;

addEventListener("message", ({ data }: MessageEvent<TableQuestion>) => void answer(data));

async function answer(question: TableQuestion): Promise<void> {
  const { id } = question;
  try {
    tell({ id, answer: await answerTo(question) });
  } catch (error) {
    tell({ id, problem: error instanceof TableError ? error.problem : "unreadable" });
  }
}

function tell(answer: TableAnswer): void {
  postMessage(answer);
}

async function answerTo({ name, asks }: TableQuestion): Promise<unknown> {
  switch (name) {
    case "ping":
      return undefined;
    case "open":
      return open(asks);
    case "arrange":
      return opened().arrange(asks);
    case "rows":
      return opened().rows(asks.from, asks.to);
    case "copy": {
      const parts = await opened().copy(asks.range, asks.format, asks.withHead);
      return new Blob([...parts], { type: asks.format === "html" ? "text/html" : "text/plain" });
    }
    default:
      return name satisfies never;
  }
}

function opened(): TableEngine {
  if (!engine) throw new TableError("unreadable");
  return engine;
}

async function open({ url, hints, words }: TableQuestions["open"]["asks"]): Promise<unknown> {
  engine = new TableEngine(await load(url), hints, words);
  return engine.facts();
}

async function load(url: string): Promise<Uint8Array> {
  try {
    const response = await fetch(url);
    if (!response.ok) throw new TableError("notLoaded");
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw cause instanceof TableError ? cause : new TableError("notLoaded", cause);
  }
}
