// A chat of 2,000 messages with 10,000 elements, in a store that servers are started on, one after the other.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Element, type ElementId, newId, type StepId } from "@colloquy/protocol";
import type { BrowserContext } from "playwright-core";
import { writePastTurns } from "../../e2e/support/past-turns.ts";
import type { PageServer } from "./page-server.ts";

const TURNS = 1_000;
/** The last of what is written; the first turn is said. */
export const LAST_WORDS = `Answer ${TURNS - 2}, of a few words`;

/** Eight pictures and two files. */
function tenElements(index: number, forId: StepId): readonly Element[] {
  const common = { forId, display: "inline", url: "/favicon.svg", size: "small" } as const;
  return Array.from({ length: 10 }, (_, at) => ({
    ...common,
    id: newId<ElementId>(),
    type: at < 8 ? "image" : "file",
    name: `Element ${at} of ${index}`,
  }));
}

/** A folder for a store. */
export function makeStore(): { readonly folder: string; readonly file: string; readonly remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), "colloquy-bench-"));
  const file = path.join(folder, "data", "chats.sqlite");
  mkdirSync(path.dirname(file), { recursive: true });
  return { folder, file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Says the first turn in the page, and writes the others below it; resolves to the thread's id. The server is stopped then. */
export async function writeLongChat(person: BrowserContext, server: PageServer, folder: string): Promise<string> {
  const page = await person.newPage();
  await page.goto(server.url);
  await page.locator("#chat-input").fill("hello");
  await page.locator("#chat-input").press("Enter");
  await page.locator(".ai-message", { hasText: "Heard hello" }).waitFor();
  await page.waitForURL(/\/thread\/[\w-]+$/);
  const address = page.url();
  await page.close();
  await server.close();
  const answer = (index: number) => `Answer **${index}**, of a few words, with \`code\` and a list:\n\n- one\n- two`;
  await writePastTurns({ folder }, address, TURNS - 1, answer, tenElements);
  return path.basename(new URL(address).pathname);
}

/** Milliseconds from entering the address until these words are drawn and in view, and how many elements of the page there are then. */
export async function openUntilRead(
  person: BrowserContext,
  address: string,
  words: string,
): Promise<{ readonly ms: number; readonly nodes: number }> {
  const page = await person.newPage();
  await page.goto(address, { waitUntil: "commit" });
  const read = await page.evaluate(
    (wanted) =>
      new Promise<{ ms: number; nodes: number }>((resolve) => {
        const look = () => {
          const last = [...document.querySelectorAll(".ai-message")].findLast((one) => one.textContent.includes(wanted));
          const top = last?.getBoundingClientRect().top ?? Number.NaN;
          if (top >= 0 && top < innerHeight) resolve({ ms: performance.now(), nodes: document.querySelectorAll("*").length });
          else requestAnimationFrame(look);
        };
        look();
      }),
    words,
  );
  await page.close();
  return read;
}
