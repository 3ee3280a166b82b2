// What cannot be drawn stays where it stands: a turn, an element of a message, a component of a view. All else goes on, and what is mended is drawn again.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findings } from "../packages/web/test/axe.ts";
import { type StatePages, serveStates } from "./page/state-pages.ts";
import { launchSmallChromium, newPerson } from "./support/browser.ts";
import { seen } from "./support/chat-page.ts";

let browser: Browser;
let states: StatePages;
beforeAll(async () => {
  [browser, states] = await Promise.all([launchSmallChromium(), serveStates()]);
});
afterAll(async () => {
  await browser?.close();
  await states?.[Symbol.asyncDispose]();
});

async function open(state: string): Promise<AsyncDisposable & { readonly page: Page }> {
  const person = await newPerson(browser);
  const page = await person.newPage();
  await page.goto(states.address(state));
  await page.locator(".log .md").first().waitFor();
  return { page, [Symbol.asyncDispose]: () => person.close() };
}

/** What the page of states has for scripts. */
interface Scripted {
  readonly chat: {
    emit(...facts: object[]): void;
    say(text: string): object;
    answer(turn: object, text: string): string;
    end(turn: object): void;
    readonly store: { getStep(id: string): object };
  };
}

/** Asks, and is answered; which message the answer is. */
function ask(page: Page, question: string, said: string): Promise<string> {
  return page.evaluate(
    ([question, said]) => {
      const { chat } = window as unknown as Scripted;
      const turn = chat.say(question);
      const id = chat.answer(turn, said);
      chat.end(turn);
      return id;
    },
    [question, said] as const,
  );
}

/** A name that is none is nothing that a page can write. */
function name(page: Page, stepId: string, name: unknown): Promise<void> {
  return page.evaluate(
    ([stepId, name]) => {
      const { chat } = window as unknown as Scripted;
      chat.emit({ type: "step-set", step: { ...chat.store.getStep(stepId), name } });
    },
    [stepId, name] as const,
  );
}

function show(page: Page, forId: string, elements: readonly object[]): Promise<void> {
  return page.evaluate(
    ([forId, elements]) => {
      const { chat } = window as unknown as Scripted;
      for (const element of elements)
        chat.emit({ type: "element-set", element: { id: crypto.randomUUID(), forId, display: "inline", name: "", ...element } });
    },
    [forId, elements] as const,
  );
}

describe("What cannot be drawn", () => {
  it("is told in the place of its turn, with the plain text; the other turns and the message box go on, and it is drawn again once it can be", async () => {
    await using opened = await open("rest");
    const { page } = opened;
    const rows = page.locator(".log .turn-row");
    const stepId = await ask(page, "And the tide?", "High water is at **11:40**.");
    const answer = rows.last();
    await answer.getByText("11:40", { exact: true }).waitFor();
    const others = await rows.count();
    await name(page, stepId, { never: "a name" });
    await answer.getByText("This part could not be shown.").waitFor();
    expect(await rows.count()).toBe(others);
    expect(await findings(page, { within: ".log" })).toEqual([]);
    await answer.getByText("Show the plain text").click();
    await answer.getByText("High water is at **11:40**.").waitFor();
    await ask(page, "And the wind?", "From the north-west.");
    await seen(page, "From the north-west.").waitFor();
    const field = page.getByRole("textbox", { name: "Message", exact: true });
    await field.fill("Thank you.");
    await field.press("Enter");
    await page.locator(".bubble", { hasText: "Thank you." }).waitFor();
    const broken = rows.filter({ hasText: "This part could not be shown." });
    await name(page, stepId, "Harbourmaster");
    await broken.getByRole("button", { name: "Try to show it again" }).click();
    await rows.getByText("11:40", { exact: true }).waitFor();
    await broken.waitFor({ state: "detached" });
  });

  it("is one element of its message: its words and the elements beside it are there, and it can be tried again", async () => {
    await using opened = await open("rest");
    const { page } = opened;
    const stepId = await ask(page, "Show me the figures.", "Here they are:");
    await show(page, stepId, [
      { type: "view", name: "Seats", props: { view: { type: "Facts", items: [["Seats", 4]] } } },
      { type: "dataframe", name: "Sailings", props: { columns: 7, rows: "none" } },
      { type: "chart", name: "Minutes", props: { kind: "bar" } },
    ]);
    const row = page.locator(".log .turn-row").last();
    for (const name of ["Sailings", "Minutes"])
      await row
        .getByRole("alert")
        .filter({ hasText: new RegExp(`${name}.* could not be shown`) })
        .getByRole("button", { name: "Try again" })
        .waitFor();
    await row.getByText("Here they are:").waitFor();
    await row.getByRole("definition").filter({ hasText: "4" }).waitFor();
    expect(await findings(page, { within: ".log" })).toEqual([]);
    await row.getByRole("button", { name: "Try again" }).first().click();
    await row.getByRole("alert").filter({ hasText: "Sailings" }).waitFor();
  });

  it("is one component of a view: it is shown by its words, and what stands around it and in it is drawn", async () => {
    await using opened = await open("views");
    const { page } = opened;
    const card = page.getByRole("group", { name: "Broken" });
    await card.scrollIntoViewIfNeeded();
    for (const words of [
      "A component of a newer server",
      "What stands in it is shown.",
      "these are not facts",
      "just words",
      "a name of the language",
    ])
      await card.getByText(words, { exact: true }).waitFor();
    // Its rows may be wrong, and it is told by what they say.
    await card.getByText(/a · b/).waitFor();
    expect(await card.getByRole("table").count()).toBe(0);
    expect(await findings(page, { within: ".log" })).toEqual([]);
  });
});
