// Content that means harm, in a browser, as an app may hand it on from a model or a stranger: nothing of it runs as ours, calls anybody, or takes the
// page away, also where the page came without its policy, so that what is behind it is tried by itself.
import { fileURLToPath } from "node:url";
import { Artifact, createApp, Dataframe, File, Image, Message, Pdf, Plotly, Text, Video } from "colloquy";
import { type ServedApp, serveApp } from "colloquy/testing";
import type { Browser, Frame, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ArtifactContent, hostileDiagrams, hostileDocuments, leavingDocuments } from "./hostile/documents.ts";
import { confusedFiles, FORMULAS, HOSTILE_NAMES, hostileDrawings, hostileFigure, hostilePdf, lyingTables } from "./hostile/files.ts";
import { type Listener, openListener } from "./hostile/listener.ts";
import { hostileWords, payload } from "./hostile/words.ts";
import { launchChromium, newPerson } from "./support/browser.ts";
import { ChatPage, seen } from "./support/chat-page.ts";

let browser: Browser;
let listener: Listener;
let served: ServedApp;
beforeAll(async () => {
  [browser, listener] = await Promise.all([launchChromium(), openListener()]);
  const webRoot = fileURLToPath(new URL("../packages/server/dist/web", import.meta.url));
  served = await serveApp(makeApp(), { webRoot, config: { features: { unsafeAllowHtml: true, latex: true } } });
});
afterAll(async () => {
  await browser?.close();
  await served?.[Symbol.asyncDispose]();
  await listener?.[Symbol.asyncDispose]();
});

/** Says, shows and hands out what it is asked for. */
function makeApp() {
  const run = () => payload(listener.url);
  const does: Readonly<Record<string, () => Promise<void>>> = {
    words: async () => {
      for (const [n, text] of hostileWords(listener.url).entries()) {
        const answer = new Message({ content: n % 2 === 0 ? text : "", author: `"><img src=x onerror=${run()}>` });
        // Every second one as a model writes it.
        if (n % 2 === 1)
          for (const piece of text.match(text.length < 2_000 ? /[\s\S]{1,7}/gu : /[\s\S]{1,500}/gu) ?? []) await answer.streamToken(piece);
        await answer.send();
      }
    },
    files: async () => {
      const elements = [
        ...hostileDrawings(listener.url, run()).map(
          (svg, n) => new Image({ name: `drawing ${n}`, bytes: bytes(svg), alt: `<img src=x onerror=${run()}>` }),
        ),
        new Pdf({ name: "acting.pdf", bytes: hostilePdf(listener.url) }),
        new Plotly({ name: "figure", figure: hostileFigure(listener.url, run()) as never }),
        new Text({ name: "text", content: hostileWords(listener.url).join("\n\n") }),
        new Text({ name: "code", language: `"><img src=x onerror=${run()}>`, content: `</code><script>${run()}</script>` }),
        ...confusedFiles(run()).map(({ name, bytes }) => new File({ name, bytes })),
        ...HOSTILE_NAMES.map(({ given }) => new File({ name: given, bytes: bytes("x") })),
      ];
      await new Message({ content: "Shown.", elements }).send();
      for (const { name, bytes } of confusedFiles(run()))
        for (const make of [
          () => new Image({ name, bytes, decorative: true }),
          () => new Video({ name, bytes }),
          () => new Pdf({ name, bytes }),
        ])
          await make()
            .send()
            .catch(() => undefined);
    },
    tables: async () => {
      const cell = `<img src=x onerror=${run()}>`;
      const rows = FORMULAS.map(([text]) => ({ [cell]: cell, f: text }));
      await new Message({ content: "Formulas.", elements: [new Dataframe({ name: "formulas", data: rows })] }).send();
      const lies = lyingTables().map(({ name, bytes }) => new Dataframe({ name, data: bytes }));
      await new Message({ content: "Lies.", elements: lies }).send();
    },
    written: async () => {
      const rows = FORMULAS.map(([text]) => `| ${text.replaceAll(/[|\\]/g, "\\$&").replaceAll(/\s/g, " ")} |`);
      await new Message(["| x |", "|---|", ...rows].join("\n")).send();
    },
  };
  const documents = (word: string, at: number): ArtifactContent | undefined => {
    if (word === "document") return hostileDocuments(listener, served.url)[at];
    const leaving = leavingDocuments(listener, served.url)[at];
    if (word === "leaving" && leaving !== undefined) return { type: "html", title: `leaving ${at}`, content: leaving };
    const diagram = hostileDiagrams(listener.url, run())[at];
    if (word === "endless") return { type: "html", title: word, content: "<h1>Begun.</h1><script>for (;;);</script>" };
    if (word === "diagram" && diagram !== undefined) return { type: "mermaid", title: `diagram ${at}`, content: diagram };
    return word === "diagram" ? honestDiagram : undefined;
  };
  return createApp({
    onMessage: async ({ content }) => {
      const [word = "", at = ""] = content.split(" ");
      const document = documents(word, Number(at));
      if (document) await new Artifact({ key: content, ...document }).send();
      await does[word]?.();
      await new Message(`Done: ${content}`).send();
    },
  });
}

const honestDiagram = { type: "mermaid", title: "Crossing", content: "flowchart LR\n  Kinloch --> Ellary[Port Ellary]" } as const;

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Somebody whose pages come with their policy, or without. */
async function newVisitor(
  hasPolicy: boolean,
): Promise<{ readonly chat: ChatPage; readonly trouble: string[]; readonly hasPolicy: boolean } & AsyncDisposable> {
  const person = await newPerson(browser);
  // Each says a hundred things at once, on a machine that may have others to serve.
  person.setDefaultTimeout(60_000);
  await person.grantPermissions(["clipboard-read", "clipboard-write"]);
  const trouble: string[] = [];
  person.on("dialog", (dialog) => {
    trouble.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  if (!hasPolicy)
    await person.route(
      (url) => url.origin === served.url && (url.pathname === "/" || url.pathname.startsWith("/thread/")),
      async (route) => {
        const response = await route.fetch();
        const { "content-security-policy": _policy, ...headers } = response.headers();
        await route.fulfill({ response, headers });
      },
    );
  const chat = await ChatPage.open(person, served.url);
  person.on("page", (page) => void trouble.push(`window ${page.url()}`));
  chat.page.on("download", (download) => download.suggestedFilename().includes("pwned.txt") && trouble.push("download"));
  chat.page.on("framenavigated", (frame: Frame) => {
    if (frame === chat.page.mainFrame() && !frame.url().startsWith(served.url)) trouble.push(`gone to ${frame.url()}`);
  });
  return { chat, trouble, hasPolicy, [Symbol.asyncDispose]: () => person.close() };
}

/** Nothing has run in the page, nobody was called, and whoever chats goes on chatting. */
async function isUntouched({ chat, trouble, hasPolicy }: Awaited<ReturnType<typeof newVisitor>>): Promise<void> {
  const words = `still here ${Math.random()}`;
  await chat.ask(words, `Done: ${words}`);
  const found = await chat.page.evaluate(async () => ({
    marker: "pwned" in window,
    title: document.title.includes("pwned"),
    stored: [localStorage.getItem("pwned"), sessionStorage.getItem("pwned"), document.cookie.includes("pwned")],
    databases: (await indexedDB.databases()).map(({ name }) => name).filter((name) => name === "pwned"),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    copied: (await navigator.clipboard.readText().catch(() => "")).includes("pwned"),
    address: location.href.includes("pwned"),
  }));
  expect(found).toEqual({
    marker: false,
    title: false,
    stored: [null, null, false],
    databases: [],
    caches: [],
    workers: 0,
    copied: false,
    address: false,
  });
  expect(trouble).toEqual([]);
  expect(listener.heard).toEqual([]);
  // Without the page's policy an image may be begun and given up before it is asked for: a line is opened over which nothing is said.
  if (hasPolicy) expect(listener.visits()).toBe(0);
}

/** Draws what is far away as well, and touches everything that is no link as a person may. */
async function drawAndTouchAll(page: Page): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(() => {
        dispatchEvent(new Event("beforeprint"));
        for (const image of document.images) image.loading = "eager";
        return document.querySelectorAll('.log :is(figure.element:empty, figure.element[aria-busy="true"])').length;
      }),
    )
    .toBe(0);
  await page.evaluate(() => {
    const events = ["mouseover", "mouseenter", "focus", "focusin", "toggle", "animationstart", "load", "error", "click"];
    for (const element of document.querySelectorAll(".log .md *, .log .element *"))
      if (!element.closest("a, button, summary, video, audio")) for (const name of events) element.dispatchEvent(new Event(name));
  });
}

const panel = (page: Page) => page.getByRole("complementary");

describe.each([
  ["with its policy", true],
  ["without its policy", false],
])("A page %s", { timeout: 180_000 }, (_name, hasPolicy) => {
  it("shows words that mean harm, and runs, loads and restyles nothing", async () => {
    await using visitor = await newVisitor(hasPolicy);
    const { chat } = visitor;
    await chat.ask("words", "Done: words");
    await expect.poll(() => chat.page.locator(".log .md-html").count()).toBeGreaterThan(5);
    await drawAndTouchAll(chat.page);
    const links = await chat.page.locator(".log .md a[href]").evaluateAll((all) =>
      (all as HTMLAnchorElement[]).map(({ protocol, target, rel, origin, ping }) => ({
        leaves: origin !== location.origin,
        safe: /^(https?|mailto|tel):$/.test(protocol) && ping === "",
        apart: target === "_blank" && rel.includes("noopener"),
      })),
    );
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter(({ leaves, safe, apart }) => !safe || (leaves && !apart))).toEqual([]);
    await isUntouched(visitor);
  });

  it("shows files and tables that mean harm, by names that do, and they stay what they are", async () => {
    await using visitor = await newVisitor(hasPolicy);
    const { chat } = visitor;
    const { page } = chat;
    await chat.ask("files", "Done: files");
    await page.locator(".log figure.element").first().waitFor();
    await drawAndTouchAll(page);
    const figure = (name: string) => page.getByRole("log").getByRole("figure", { name, exact: true });
    const pictures = page.locator(".log .picture img");

    await expect
      .poll(() => pictures.evaluateAll((all) => all.filter((one) => (one as HTMLImageElement).naturalWidth > 0).length))
      .toBeGreaterThan(3);
    await figure("figure").locator(".main-svg").first().waitFor();
    const names = page.locator(".log a.file bdi");
    expect(await names.allTextContents()).toEqual(expect.arrayContaining(HOSTILE_NAMES.map(({ read }) => read)));
    for (const { read, saved } of [{ read: "both.html", saved: "both.html" }, ...HOSTILE_NAMES].filter(({ saved }) => saved !== "")) {
      const file = page.locator(".log a.file").filter({ has: seen(page, read, { exact: true }) });
      const [download] = await Promise.all([page.waitForEvent("download"), file.click()]);
      expect(download.suggestedFilename()).toBe(saved);
    }

    // The document with everything it does when it is opened, looked at and pressed: of its links those are left that lead to the web.
    await page.getByRole("button", { name: "Open acting.pdf" }).click();
    const links = panel(page).locator(".pdf-viewer a[href]:not([download])");
    const leads = () =>
      links.evaluateAll((all) => (all as HTMLAnchorElement[]).map((link) => [link.href.split("#")[0], link.target, link.rel]));
    await expect.poll(leads).toEqual([
      [`${listener.url}/other.pdf`, "_blank", "noopener noreferrer"],
      ["https://harbour.example/timetable", "_blank", "noopener noreferrer"],
    ]);
    await isUntouched(visitor);
  });

  it("shows tables that lie as what they are, and copies no formula", async () => {
    await using visitor = await newVisitor(hasPolicy);
    const { chat } = visitor;
    const { page } = chat;
    const cell = `<img src=x onerror=${payload(listener.url)}>`;
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
    await chat.ask("tables", "Done: tables");
    await page.locator(".log figure.element").nth(lyingTables().length).waitFor();
    await drawAndTouchAll(page);
    await expect.poll(() => page.locator(".log figure.inline-dataframe [role=alert]").count()).toBe(lyingTables().length);
    await page.getByRole("figure", { name: "formulas" }).getByRole("button", { name: "Show all rows" }).click();
    await panel(page).getByRole("button", { name: "Copy as CSV" }).click();
    await expect.poll(clipboard).toContain("12.5");
    expect(await clipboard()).toBe([`${cell},f`, ...FORMULAS.map(([, copied]) => `${cell},${copied}`), ""].join("\r\n"));
    await chat.ask("written", "Done: written");
    await page.getByRole("log").getByRole("button", { name: "Copy as CSV" }).last().click();
    await expect.poll(clipboard).toMatch(/^x/);
    expect((await clipboard()).split("\r\n").filter((line) => /^"?[=+@]/.test(line))).toEqual([]);
    await isUntouched(visitor);
  });

  it("runs documents that try everything to reach it, and none of them does", async () => {
    await using visitor = await newVisitor(hasPolicy);
    const { chat } = visitor;
    const { page } = chat;
    const focused = () => page.evaluate(() => document.activeElement?.id);
    for (const [n, { title }] of hostileDocuments(listener, served.url).entries()) {
      await chat.ask(`document ${n}`, `Done: document ${n}`);
      // To look into its frame would be a press in it to the browser.
      await panel(page).getByRole("status").filter({ hasText: "All tried." }).waitFor();
      await expect.poll(focused).toBe("chat-input");
      await innermost(page, title).getByRole("heading", { name: "All tried." }).waitFor();
    }
    for (const [n, content] of leavingDocuments(listener, served.url).entries()) {
      await chat.ask(`leaving ${n}`, `Done: leaving ${n}`);
      await page.locator(`.artifact-frame[title="leaving ${n}"]`).waitFor();
      // What may not be gone to leaves an empty place; what may not be sent leaves the document.
      if (content.includes("form")) await innermost(page, `leaving ${n}`).locator("form").waitFor({ state: "attached" });
      else await expect.poll(() => page.frames().map((frame) => frame.url())).toContain("chrome-error://chromewebdata/");
    }
    // One that never ends has a process of its own.
    await chat.ask("endless", "Done: endless");
    await page.locator('.artifact-frame[title="endless"]').waitFor();
    await isUntouched(visitor);
  });

  it("draws diagrams that mean harm, which neither run in it nor restyle it", async () => {
    await using visitor = await newVisitor(hasPolicy);
    const { chat } = visitor;
    const { page } = chat;
    for (const n of hostileDiagrams(listener.url, "").keys()) {
      await chat.ask(`diagram ${n}`, `Done: diagram ${n}`);
      if (n > 0) await expect.poll(() => panel(page).getByRole("combobox", { name: "Document" }).inputValue()).toBe(`diagram ${n}`);
      await panel(page).locator(".artifact-frame, .artifact .callout").first().waitFor();
    }
    // Whatever the others said of colours, letters and safety, the last one is drawn as if it were the first.
    const { title } = honestDiagram;
    await chat.ask("diagram honest", "Done: diagram honest");
    await innermost(page, title).getByText("Port Ellary").waitFor();
    await isUntouched(visitor);
  });
});

/** The document in the frame, which stands in a frame of ours. */
function innermost(page: Page, title: string) {
  return page.frameLocator(`.artifact-frame[title="${title}"]`).frameLocator("iframe");
}
