// `run --watch` with the page open: the author breaks the file, reads what is wrong, mends it, and the chat is as it was.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchSmallChromium, newPerson } from "./support/browser.ts";
import { ChatPage } from "./support/chat-page.ts";
import { runFiles } from "./support/running-app.ts";

const app = (words: string) => `import * as cl from "colloquy";

cl.onChatStart(() => {
  cl.userSession.set("counter", 0);
});

cl.onMessage(async ({ content }) => {
  if (content === "box") {
    await new cl.Message({ content: "A box:", elements: [new cl.CustomElement({ name: "Box" })] }).send();
    return;
  }
  const counter = cl.userSession.get("counter", 0) + 1;
  cl.userSession.set("counter", counter);
  await new cl.Message(\`${words} \${counter}\`).send();
});
`;
const box = (words: string) => `import { useState } from "react";

export default function Box() {
  const [count, setCount] = useState(0);
  return <button type="button" onClick={() => setCount(count + 1)}>${words} {count}</button>;
}
`;
const SYNTAX_ERROR = app("Broken").replace("const counter =", "const counter = = ");
const THROWS_AT_LOAD = `${app("Thrown")}\nthrow new Error("The price list is missing.");\n`;

let browser: Browser;
beforeAll(async () => {
  browser = await launchSmallChromium();
});
afterAll(() => browser?.close());

describe("An author who edits an app with the page open", () => {
  it("sees a syntax error above the message box while the last good version goes on, mends it, and the chat is intact", async () => {
    await using running = await runFiles({ "app.ts": app("First"), "public/elements/Box.jsx": box("Box") }, { watch: true });
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, running.url);
    await chat.ask("a", "First 1");
    const address = await chat.threadUrl();

    running.write("app.ts", SYNTAX_ERROR);
    const error = chat.page.locator(".loaderror");
    await error.getByText("The last change has an error").waitFor();
    // Where it is, in the file's own words.
    await error
      .locator("pre")
      .filter({ hasText: /app\.ts:12/ })
      .filter({ hasText: "const counter = =" })
      .waitFor();
    await chat.ask("b", "First 2");

    running.write("app.ts", app("Second"));
    await error.waitFor({ state: "detached" });
    await chat.ask("c", "Second 3");
    await expect.poll(() => chat.answers.allTextContents()).toEqual(["First 1", "First 2", "Second 3"]);
    expect(chat.page.url()).toBe(address);

    // A custom element changes in the open chat, and what it remembers stays; a broken one is told of, and the last good one goes on.
    await chat.say("box");
    const shown = chat.page.getByRole("region", { name: "Box" });
    await shown.getByRole("button", { name: "Box 0" }).click();
    await shown.getByRole("button", { name: "Box 1" }).waitFor();
    running.write("public/elements/Box.jsx", box("Crate"));
    await shown.getByRole("button", { name: "Crate 1" }).click();
    await shown.getByRole("button", { name: "Crate 2" }).waitFor();
    running.write("public/elements/Box.jsx", box("Chest").replace("useState(0)", "useState(0"));
    await chat.page.locator(".custom-broken pre").filter({ hasText: "public/elements/Box.jsx:" }).waitFor();
    await shown.getByRole("button", { name: "Crate 2" }).waitFor();
    running.write("public/elements/Box.jsx", box("Chest"));
    await shown.getByRole("button", { name: "Chest 2" }).waitFor();
    await chat.page.locator(".custom-broken").waitFor({ state: "detached" });
    expect(chat.trouble).toEqual([]);
  });

  it("sees what the app threw while loading, mends it, and goes on where the chat was", async () => {
    await using running = await runFiles({ "app.ts": app("First") }, { watch: true });
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, running.url);
    await chat.ask("a", "First 1");
    const address = await chat.threadUrl();
    const from = running.process().output().length;

    running.write("app.ts", THROWS_AT_LOAD);
    await running.process().said(/The price list is missing\./, from);
    // The open page says that the server is away; one that is opened now says why.
    await chat.page.locator(".conn, #session-error").first().waitFor();
    const fresh = await person.newPage();
    await fresh.goto(address);
    await fresh.getByRole("alert").filter({ hasText: "The price list is missing." }).waitFor();
    await fresh.locator("pre").filter({ hasText: "app.ts:" }).waitFor();

    running.write("app.ts", app("Second"));
    await fresh.locator(".ai-message").filter({ hasText: "First 1" }).waitFor();
    await chat.ask("b", "Second 2");
    await fresh.locator(".ai-message").filter({ hasText: "Second 2" }).waitFor();
    await expect.poll(() => chat.answers.allTextContents()).toEqual(["First 1", "Second 2"]);
  });
});
