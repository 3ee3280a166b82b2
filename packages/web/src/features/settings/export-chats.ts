// All chats of a person in one file, read through the same endpoints as the page reads them.
import type { ApiClient } from "@colloquy/client";
import type { ThreadSummary, TurnBundle } from "@colloquy/protocol";

export interface ExportedChat {
  readonly thread: ThreadSummary;
  /** The active path, oldest first. */
  readonly turns: readonly TurnBundle[];
}

const PAGE = 100;

/** Every chat in the list, newest first. Throws a ChatError. */
export async function* allThreads(api: ApiClient, signal: AbortSignal): AsyncGenerator<ThreadSummary> {
  let cursor: string | undefined;
  do {
    const page = await api.call("listThreads", { limit: PAGE, ...(cursor !== undefined && { cursor }) }, { signal });
    yield* page.threads;
    cursor = page.nextCursor;
  } while (cursor !== undefined);
}

/** Reads them one after the other. `onProgress` hears how many are read. Throws a ChatError. */
export async function readAllChats(api: ApiClient, signal: AbortSignal, onProgress: (done: number) => void): Promise<ExportedChat[]> {
  const chats: ExportedChat[] = [];
  for await (const thread of allThreads(api, signal)) {
    const { turns } = await api.call("readThread", { threadId: thread.id }, { signal });
    chats.push({ thread, turns });
    onProgress(chats.length);
  }
  return chats;
}

interface MarkdownWords {
  readonly untitled: string;
  readonly you: string;
}

/** For people: names, and what was said. Steps are in the JSON only. */
export function toMarkdown(chats: readonly ExportedChat[], { untitled, you }: MarkdownWords): string {
  return chats
    .map(({ thread, turns }) => {
      const said = turns.flatMap(({ steps }) =>
        steps
          .filter(({ type }) => type === "user_message" || type === "assistant_message")
          .map((step) => `**${step.type === "user_message" ? you : step.name}**\n\n${step.output?.text ?? ""}\n`),
      );
      return `# ${thread.name ?? untitled}\n\n${thread.createdAt.slice(0, 10)}\n\n${said.join("\n")}`;
    })
    .join("\n---\n\n");
}
