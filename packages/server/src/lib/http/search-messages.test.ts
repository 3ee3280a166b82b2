import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type FoundMessage, newId, type StepId } from "@colloquy/protocol";
import { expect, it } from "vitest";
import { Browser } from "../../../test/browser.ts";
import { createApp } from "../../index.ts";
import { createSqliteDataLayer } from "../data/drivers/sqlite.ts";
import { serveApp } from "../testing/serve-app.ts";

it("a search that finds many long messages lets others have their turn, and finds all of them page by page", {
  timeout: 60_000,
}, async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "colloquy-search-"));
  {
    await using served = await serveApp(createApp({ onMessage: () => undefined }), {
      dataLayer: createSqliteDataLayer({ file: path.join(folder, "chats.db") }),
    });
    using ada = new Browser(served.url);
    await ada.post("/set-session-cookie", { session_id: newId() });
    const { socket } = await ada.connect();
    const said = Array.from({ length: 12 }, () => newId<StepId>());
    for (const id of said) await socket.emitWithAck("request", { type: "sendMessage", message: { id, text: `${"é".repeat(190_000)}z` } });
    socket.disconnect();

    // The server is in this process: while it computes, nothing here goes on either.
    let [last, longest] = [performance.now(), 0];
    const watch = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    });
    const found: StepId[] = [];
    const began = performance.now();
    for (let cursor: string | undefined = ""; cursor !== undefined; ) {
      const answer = await ada.fetch(`/api/search?query=z${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
      const page = (await answer.json()) as { messages: FoundMessage[]; nextCursor?: string };
      found.push(...page.messages.map(({ stepId }) => stepId));
      cursor = page.nextCursor;
    }
    const whole = performance.now() - began;
    clearInterval(watch);
    expect(found).toEqual(said.toReversed());
    expect(longest).toBeLessThan(whole / 2);
  }
  rmSync(folder, { recursive: true });
});
