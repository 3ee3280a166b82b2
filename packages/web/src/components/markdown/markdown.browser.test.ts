// The Markdown engine in a real Chromium: what it costs, what stays in place, and that no text can run anything.
import { createReadStream, existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildAsShipped } from "../../../test/build-as-shipped.ts";
import { CHROMIUM_ARGS, SMALL_CHROMIUM } from "../../../test/chromium.ts";
import type { Lab } from "./browser-fixture/page.tsx";

declare const lab: Lab;

const outDir = mkdtempSync(path.join(tmpdir(), "colloquy-markdown-"));
const types: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2" };
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'";

let server: Server;
let browser: Browser;
let page: Page;
let isAlive = false;
let trouble: string[] = [];
let address = "";

beforeAll(async () => {
  const root = fileURLToPath(new URL("./browser-fixture", import.meta.url));
  await buildAsShipped({
    configFile: false,
    root,
    logLevel: "error",
    plugins: [react()],
    build: { outDir, emptyOutDir: true, target: "es2022", assetsInlineLimit: 0 },
  });
  server = createServer((request, response) => {
    const asked = path.normalize(request.url?.split("?")[0] ?? "/");
    const file = path.join(outDir, asked === "/" ? "index.html" : asked);
    if (!existsSync(file)) {
      response.writeHead(204).end();
      return;
    }
    // The attacks run on a page without a policy, so that what gets past the sanitiser is not caught by it.
    const headers = request.url?.includes("?open") ? {} : { "content-security-policy": policy };
    response.writeHead(200, { "content-type": types[path.extname(file)] ?? "application/octet-stream", ...headers });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  // The next frame comes as soon as one is drawn: the tests wait for thousands of them, and nothing here moves by itself.
  const args = [...CHROMIUM_ARGS, "--disable-frame-rate-limit", "--disable-gpu-vsync"];
  browser = await chromium.launch({ executablePath: SMALL_CHROMIUM, args });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  server?.close();
  rmSync(outDir, { recursive: true, force: true });
});

beforeEach(async () => {
  if (!isAlive) page = await openPage();
  isAlive = true;
  trouble = [];
  await page.setViewportSize({ width: 1000, height: 900 });
  await page.goto(address);
  await page.waitForFunction("globalThis.lab");
});

/** The one page of these tests: each begins with loading it anew. */
async function openPage(): Promise<Page> {
  const opened = await browser.newPage();
  opened.on("crash", () => {
    isAlive = false;
  });
  opened.on("dialog", (dialog) => {
    trouble.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  opened.on("pageerror", (error) => trouble.push(`error: ${error.message}`));
  opened.on("console", (message) => {
    if (message.type() === "error") trouble.push(`console: ${message.text()}`);
  });
  opened.on("request", (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith("data:")) trouble.push(`request: ${request.url()}`);
  });
  return opened;
}

/** A figure for whoever reads the run's output. */
function report(line: string): void {
  process.stdout.write(`  ${line}\n`);
}

/** Text as models write it, in pieces of about four characters, with markup of every kind. */
function answer(tokens: number): string[] {
  const block = (n: number) =>
    `## Part ${n}\n\nOf 1,204 sailings, **87 left more than ten minutes late**. Two thirds of those were on a Saturday, and all but \`nine\` touch [the berth](https://example.org/${n}), where loading takes longer than planned.\n\n- one *soft* point\n- another point with words in it\n  - a deeper point\n\n\`\`\`js\nconst late = sailings.filter((s) => s.delay > ${n});\nreport(late.length);\n\`\`\`\n\n| Berth | Late |\n|---|--:|\n| Kinloch | ${n} |\n| Sanday | 6 |\n\n> A quoted remark, over one line.\n\n`;
  let text = "";
  for (let n = 1; text.length < tokens * 4; n += 1) text += block(n);
  return text.slice(0, tokens * 4).match(/[\s\S]{1,4}/g) ?? [];
}

interface Cost {
  /** All work of the main thread, in ms a piece: scripts, style, layout, paint. */
  readonly task: number;
  /** Our part of it. */
  readonly script: number;
}

/** What streaming costs the main thread for each piece. */
async function costOf(pieces: readonly string[]): Promise<Cost> {
  const client = await page.context().newCDPSession(page);
  await client.send("Performance.enable");
  const read = async (name: string) =>
    (await client.send("Performance.getMetrics")).metrics.find((metric) => metric.name === name)?.value ?? 0;
  const before = { task: await read("TaskDuration"), script: await read("ScriptDuration") };
  await page.evaluate((all) => lab.stream(all), pieces);
  const toMs = 1000 / pieces.length;
  const cost = {
    task: ((await read("TaskDuration")) - before.task) * toMs,
    script: ((await read("ScriptDuration")) - before.script) * toMs,
  };
  await client.detach();
  return cost;
}

function compare(name: string, few: Cost, many: Cost): void {
  const line = (kind: keyof Cost) =>
    `${kind} ${few[kind].toFixed(2)} → ${many[kind].toFixed(2)} ms (×${(many[kind] / few[kind]).toFixed(2)})`;
  report(`${name}: ${line("task")}, ${line("script")}`);
}

describe("Markdown in Chromium", () => {
  it("costs the same for a token after 30,000 tokens as after 6,000", { timeout: 180_000 }, async () => {
    const more = answer(240);
    const after = async (tokens: number) => {
      await page.evaluate((text) => lab.showStream(text), answer(tokens).join(""));
      await page.evaluate((pieces) => lab.stream(pieces), more.slice(0, 60));
      return costOf(more);
    };
    const short = await after(6_000);
    const long = await after(30_000);
    compare("a token after 6,000 and after 30,000", short, long);
    expect(long.script).toBeLessThan(Math.max(short.script * 4, 20));
    expect(long.task).toBeLessThan(Math.max(short.task * 4, 50));
  });

  // Laying out one long block is the browser's work and grows with the block; ours does not.
  it.each([
    { name: "a paragraph of 20,000 characters", open: "", piece: " word", few: 200, many: 4_000 },
    { name: "a paragraph with markup", open: "", piece: " **bold** and", few: 100, many: 1_500 },
    { name: "a line of brackets and stars that never close", open: "", piece: "**x [a](".repeat(8), few: 100, many: 1_500 },
    { name: "a line of addresses and brackets without a space", open: "", piece: "a.@[b_~!&".repeat(8), few: 100, many: 1_500 },
    { name: "code of 2,000 lines", open: "```js\n", piece: "const value = 1;\n", few: 100, many: 2_000 },
    { name: "a list of 1,000 items", open: "", piece: "- item **bold**\n", few: 50, many: 1_000 },
    { name: "a table of 1,000 rows", open: "| a | b |\n|---|---|\n", piece: "| some | `cells` |\n", few: 50, many: 1_000 },
  ])("stays flat within $name", { timeout: 120_000 }, async ({ name, open, piece, few, many }) => {
    const after = async (count: number) => {
      await page.evaluate((text) => lab.showStream(text), open);
      await page.evaluate(
        (pieces) => lab.stream(pieces, 100),
        Array.from({ length: count }, () => piece),
      );
      return costOf(Array.from({ length: 90 }, () => piece));
    };
    const short = await after(few);
    const long = await after(many);
    compare(name, short, long);
    // Twenty times the length: what grows with it would be far beyond this, what a busy machine adds is not.
    expect(long.script).toBeLessThan(Math.max(short.script * 10, 50));
  });

  it("removes nothing above the tail at 500 tokens a second, and renders once for a block", {
    timeout: 120_000,
  }, async () => {
    const pieces = answer(4_000);
    await page.evaluate(() => lab.showStream(""));
    const result = await page.evaluate((all) => lab.stream(all, 8), pieces);
    const renders = await page.evaluate(() => lab.renders());
    report(
      `4,000 tokens: ${JSON.stringify(result)}, ${renders} renders, ${(result.mutations / pieces.length).toFixed(2)} DOM changes a token`,
    );
    expect(result.removedAbove).toBe(0);
    const blocks = await page.evaluate(() => document.querySelectorAll(".md :is(p, h3, h4, li, ul, figure, tr, table, blockquote)").length);
    expect(renders).toBeLessThanOrEqual(blocks + 2);
  });

  it("keeps what is selected, above the tail and in it", async () => {
    await page.evaluate(() => lab.showStream("The first paragraph is here.\n\nThe live one"));
    const select = (selector: string, from: number, to: number) =>
      page.evaluate(
        ([css, start, end]) => {
          const node = document.querySelector(css)?.firstChild;
          if (node) getSelection()?.setBaseAndExtent(node, start, node, end);
        },
        [selector, from, to] as const,
      );
    const selected = () => page.evaluate(() => getSelection()?.toString());
    await select(".md-page > p", 4, 19);
    await page.evaluate((pieces) => lab.stream(pieces), answer(300));
    expect(await selected()).toBe("first paragraph");
    await page.evaluate(() => lab.showStream("Before.\n\nThe live **one"));
    await select(".md-slot > p", 4, 8);
    await page.evaluate(() => lab.stream([" goes", "** on", "\n", "\nnext", " block"]));
    expect(await selected()).toBe("live");
  });

  it("does not move what is above when the source closes", async () => {
    await page.evaluate((text) => lab.showStream(text), `${answer(400).join("")}\n\n\`\`\`js\n${"x = 1;\n".repeat(40)}`);
    await page.evaluate(() => lab.stream(["y = 2;\n", "z = 3;"]));
    const height = () => page.evaluate(() => document.querySelector(".md")?.getBoundingClientRect().height);
    const before = (await height()) ?? 0;
    await page.evaluate(() => lab.close());
    // The button that folds long code may come below it; nothing may go.
    expect(((await height()) ?? 0) - before).toBeLessThanOrEqual(37);
    expect((await height()) ?? 0).toBeGreaterThanOrEqual(before);
  });

  it.each([true, false])("ends with the same DOM as the static view (allowHtml %s)", { timeout: 120_000 }, async (allowHtml) => {
    const differing = await page.evaluate(async (html) => {
      const options = { allowHtml: html, latex: true };
      const wrong: string[] = [];
      await lab.loadAll();
      for (const text of lab.corpus) {
        await lab.showStatic(text, options);
        await lab.settle();
        await lab.settle();
        const fixed = lab.html();
        await lab.showStream("", options);
        await lab.stream(text.match(/[\s\S]{1,5}/g) ?? [], 4);
        await lab.close();
        await lab.settle();
        if (lab.html() !== fixed) wrong.push(`${fixed}\n---\n${lab.html()}`);
      }
      return wrong;
    }, allowHtml);
    expect(differing).toEqual([]);
  });

  it.each([true, false])("lets no text run or load anything (allowHtml %s)", { timeout: 120_000 }, async (allowHtml) => {
    await page.goto(`${address}?open`);
    await page.waitForFunction("globalThis.lab");
    const harm = await page.evaluate(async (html) => {
      const found: string[] = [];
      const options = { allowHtml: html, latex: true };
      for (const attack of lab.attacks) {
        await lab.showStatic(attack, options);
        found.push(...lab.findHarm());
        await lab.showStream("", options);
        await lab.stream(attack.match(/[\s\S]{1,7}/g) ?? [], 3);
        found.push(...lab.findHarm());
        await lab.close();
        found.push(...lab.findHarm());
        for (const element of document.querySelectorAll<HTMLElement>("#root a, #root b"))
          element.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
      }
      return found;
    }, allowHtml);
    expect(harm).toEqual([]);
    // What an attack asked for, or what its failing set off, has had its time.
    await page.waitForLoadState("networkidle");
    expect(trouble).toEqual([]);
  });

  it("fetches formulas and colours from its own site only", async () => {
    await page.evaluate(() => lab.showStatic("$x^2$\n\n```js\nconst a = 1;\n```", { latex: true }));
    await page.waitForSelector(".katex math");
    await page.waitForSelector(".hljs-keyword");
    expect(trouble).toEqual([]);
  });

  const arabic =
    "English.\n\nهذه فقرة.\n\n- عنصر\n- item\n\n> اقتباس\n\n## عنوان\n\n`code` ثم عربي\n\n`only code`\n\n| اسم | Age |\n|---|--:|\n| سعيد | 3 |\n";

  it.each(["whole", "streamed"])("reads each block in its own direction, %s", async (how) => {
    if (how === "whole") await page.evaluate((text) => lab.showStatic(text), arabic);
    else {
      await page.evaluate(() => lab.showStream(""));
      await page.evaluate((pieces) => lab.stream(pieces, 3), arabic.match(/[\s\S]{1,3}/g) ?? []);
      await page.evaluate(() => lab.close());
    }
    await page.waitForSelector("td");
    const read = () =>
      page.evaluate(() => {
        const of = (element: Element) => `${element.localName} ${getComputedStyle(element).direction}`;
        return {
          blocks: Array.from(document.querySelectorAll(".md-page > *, .md li"), of),
          // The marker stands on the side the item begins on.
          markers: Array.from(document.querySelectorAll("li"), (item) => {
            const { marginLeft, marginRight } = getComputedStyle(item);
            return Number.parseFloat(marginLeft) > Number.parseFloat(marginRight) ? "left" : "right";
          }),
          bar: Array.from(document.querySelectorAll("blockquote"), (quote) => Number.parseFloat(getComputedStyle(quote).borderRightWidth)),
          table: Array.from(document.querySelectorAll("table, th, td"), of),
          firstColumn: Array.from(document.querySelectorAll("th"), (cell) => cell.getBoundingClientRect().left),
          aligned: Array.from(document.querySelectorAll("th, td"), (cell) => {
            const { textAlign, direction, paddingLeft, paddingRight } = getComputedStyle(cell);
            const room = Number.parseFloat(paddingLeft) > Number.parseFloat(paddingRight) ? "left" : "right";
            return `${(textAlign === "start") === (direction === "ltr") ? "left" : "right"}, room at the ${room}`;
          }),
          code: Array.from(document.querySelectorAll("code"), of),
        };
      });
    const { blocks, markers, bar, table, firstColumn, aligned, code } = await read();
    expect(blocks).toEqual(["p ltr", "p rtl", "ul ltr", "li rtl", "li ltr", "blockquote rtl", "h4 rtl", "p rtl", "p ltr", "div rtl"]);
    expect(markers).toEqual(["right", "left"]);
    expect(bar[0]).toBeGreaterThan(0);
    expect(table).toEqual(["table rtl", "th rtl", "th ltr", "td rtl", "td rtl"]);
    expect(firstColumn[0] ?? 0).toBeGreaterThan(firstColumn[1] ?? 0);
    expect(aligned).toEqual(["right", "left", "right", "left"].map((side) => `${side}, room at the left`));
    expect(new Set(code)).toEqual(new Set(["code ltr"]));
    // What decides nothing reads as the page does.
    await page.evaluate(() => {
      document.documentElement.dir = "rtl";
    });
    expect((await read()).blocks[8]).toBe("p rtl");
  });

  it("takes its direction with the first letter that has one, and keeps it", async () => {
    await page.evaluate(() => lab.showStream(""));
    const seen: string[] = [];
    for (const piece of ["`", "co", "de`", " 1", "2 ", "**", "م", "رحبا** hello", " world", "\n\n"]) {
      await page.evaluate((text) => lab.stream([text]), piece);
      seen.push(await page.evaluate(() => document.querySelector(".md p")?.getAttribute("dir") ?? ""));
    }
    expect(seen).toEqual(["", "", "", "", "", "", "rtl", "rtl", "rtl", "rtl"]);
  });

  const notes = `Ships[^late] and berths[^2], again[^late]. Not one[^none].\n\n## Two words\n\n[go](#two-words) [again](#two-words-1)\n\n## Two words\n\n${"filler\n\n".repeat(80)}[^2]: Second.\n[^late]: First **note**.\n\n    - with a list\n\n    \`\`\`js\n    const x = 1;\n    \`\`\`\n[^unused]: never shown\n`;

  it.each(["whole", "streamed"])("leads from a footnote's number to what it says and back, %s", async (how) => {
    const text = notes.replaceAll("\\`", "`");
    if (how === "whole") await page.evaluate((all) => lab.showStatic(all), text);
    else {
      await page.evaluate(() => lab.showStream(""));
      await page.evaluate((pieces) => lab.stream(pieces, 20), text.match(/[\s\S]{1,6}/g) ?? []);
      await page.evaluate(() => lab.close());
    }
    await page.waitForSelector(".md-footnotes li");
    // A label that nothing defined is shown as it was written once no more text can come.
    await page.waitForFunction(() => document.querySelector(".md p")?.textContent?.includes("[^none]"));
    const heads = await page.evaluate(() => ({
      items: Array.from(document.querySelectorAll(".md-footnotes > ol > li"), (item) => item.querySelector("p")?.textContent),
      numbers: Array.from(document.querySelectorAll("[role=doc-noteref]"), (link) => link.textContent),
      labels: Array.from(document.querySelectorAll("[role=doc-noteref]"), (link) => link.getAttribute("aria-label")),
      inside: document.querySelectorAll(".md-footnotes li figure, .md-footnotes li li").length,
      text: document.querySelector("p")?.textContent,
      ids: Array.from(document.querySelectorAll("[id]"), ({ id }) => id),
    }));
    expect(heads.items).toEqual(["First note.", "Second."]);
    expect(heads.numbers).toEqual(["1", "2", "1"]);
    expect(heads.labels).toEqual(["Footnote 1", "Footnote 2", "Footnote 1"]);
    expect(heads.inside).toBe(2);
    expect(heads.text).toContain("[^none]");
    expect(new Set(heads.ids).size).toBe(heads.ids.length);
    const before = page.url();
    await page.locator("[role=doc-noteref]").nth(2).press("Enter");
    await page.waitForFunction(() => document.activeElement?.matches(".md-footnotes li"));
    expect(await page.evaluate(() => (document.activeElement?.getBoundingClientRect().top ?? 9999) < innerHeight)).toBe(true);
    const back = page.locator(".md-footnotes li").first().locator("[role=doc-backlink]");
    await expect.poll(() => back.count()).toBe(2);
    await back.nth(1).press("Enter");
    await page.waitForFunction(() => document.activeElement === document.querySelectorAll("[role=doc-noteref]")[2]);
    expect(page.url()).toBe(before);
  });

  it("leads from a link to a heading of the same text, not away from the page", async () => {
    await page.evaluate((text) => lab.showStatic(text), notes);
    const before = page.url();
    for (const [link, index] of [
      ["go", 0],
      ["again", 1],
    ] as const) {
      await page.getByRole("link", { name: link, exact: true }).click();
      await page.waitForFunction((at) => document.activeElement === document.querySelectorAll(".md h4")[at], index);
    }
    expect(page.url()).toBe(before);
  });

  const deep = (count: number, mark: string) =>
    Array.from({ length: count }, (_, level) => `${mark.repeat(level)}${mark} words of level ${level}`).join("\n");
  const wide =
    `| ${"a long head | ".repeat(12)}\n|${"---|".repeat(12)}\n| ${"cell with words | ".repeat(12)}\n\n\`\`\`js\n${"const veryLongName = 1; ".repeat(20)}\n\`\`\``.replaceAll(
      "\\`",
      "`",
    );
  const inside = (head: string) => `${head}text\n\n${wide.replace(/^/gm, " ".repeat(head.length))}`;

  it.each([
    ["a list of 60 levels", Array.from({ length: 60 }, (_, level) => `${"  ".repeat(level)}- words of level ${level}`).join("\n")],
    ["60 quotes in one another", deep(60, "> ")],
    ["60 alerts in one another", `${":::note\n".repeat(60)}words that are read`],
    ["tables and code in items", inside("- a\n  - b\n    - c\n      - ")],
    ["tables and code in a quote", wide.replace(/^/gm, "> ")],
    ["tables and code in an alert", `:::note\n${wide}\n:::`],
    ["tables and code", wide],
  ])("never scrolls a phone sideways for %s, and leaves room for words", async (_, text) => {
    await page.setViewportSize({ width: 390, height: 800 });
    await page.evaluate((all) => lab.showStatic(all), text);
    await page.waitForSelector(".md-page > *");
    const found = await page.evaluate(() => ({
      page: document.documentElement.scrollWidth - innerWidth,
      narrowest: Math.min(...Array.from(document.querySelectorAll(".md p, .md pre, .md-table-scroll"), ({ clientWidth }) => clientWidth)),
    }));
    expect(found.page).toBeLessThanOrEqual(0);
    expect(found.narrowest).toBeGreaterThan(130);
  });

  it.each([
    ["quotes", `${">".repeat(3000)} x`],
    ["lists", `${"- ".repeat(2000)}x`],
    ["alerts", ":::note\n".repeat(1000)],
    ["cells", `|${"a|".repeat(120)}\n|${"-|".repeat(120)}\n${"|\n".repeat(500)}`],
    ["headings", "# a\n".repeat(30_000)],
    ["formulas", "$x$ ".repeat(20_000)],
  ])("stays alive with a message of nothing but %s, whole and streamed", { timeout: 120_000 }, async (_, text) => {
    await page.evaluate((all) => lab.showStatic(all, { latex: true }), text);
    await page.waitForSelector(".md-page > *");
    expect(await page.evaluate(() => document.querySelectorAll("*").length)).toBeLessThan(120_000);
    await page.evaluate(() => lab.showStream("", { latex: true }));
    const size = Math.ceil(text.length / 20);
    await page.evaluate((pieces) => lab.stream(pieces), text.match(new RegExp(`[\\s\\S]{1,${size}}`, "g")) ?? []);
    await page.evaluate(() => lab.close());
    expect(await page.evaluate(() => document.querySelectorAll("*").length)).toBeLessThan(120_000);
  });

  it("keeps the text that is beyond what a page can hold behind a button for the keyboard", async () => {
    await page.evaluate((all) => lab.showStatic(all), `${"# a\n".repeat(30_000)}the very end`);
    const shown = page.locator(".md-rest-text");
    await page.locator(".md-rest > summary").press("Enter");
    await shown.waitFor({ state: "visible" });
    expect((await shown.textContent())?.endsWith("the very end")).toBe(true);
  });

  it("colours each line of code when it is whole, keeps what is selected, and changes nothing at its end", async () => {
    await page.evaluate(() => lab.showStream("```js\n"));
    await page.evaluate(() => lab.stream(["const a", " = 1;\n"]));
    await page.waitForSelector(".md-slot .hljs-keyword");
    await page.evaluate(() => {
      const node = document.querySelector(".md-slot .hljs-keyword")?.firstChild;
      if (node) getSelection()?.setBaseAndExtent(node, 0, node, 5);
    });
    await page.evaluate(() => lab.stream(["/* open\n", "const still = 1;\n", "over */ ", "const b = 2;\n", "let half"]));
    const live = await page.evaluate(() => ({
      selected: getSelection()?.toString(),
      html: document.querySelector(".md-slot code")?.innerHTML.replace(/<span class="md-code-box">|<\/?span>/g, ""),
      comments: document.querySelectorAll(".md-slot .hljs-comment").length,
      height: document.querySelector(".md-slot pre")?.getBoundingClientRect().height,
    }));
    expect(live.selected).toBe("const");
    expect(live.comments).toBe(1);
    await page.evaluate(() => lab.stream([" = 3;\n", "```\n"]));
    await page.waitForFunction(() => !document.querySelector(".md-slot pre"));
    const whole = await page.evaluate(() => ({
      selected: getSelection()?.toString(),
      keywords: Array.from(document.querySelectorAll(".hljs-keyword"), ({ textContent }) => textContent),
      height: document.querySelector("pre")?.getBoundingClientRect().height,
    }));
    expect(whole.keywords).toEqual(["const", "const", "let"]);
    expect(whole.selected).toBe("const");
    expect(Math.abs((whole.height ?? 0) - (live.height ?? 0))).toBeLessThanOrEqual(1);
  });

  it.each([
    ["lies in the code", "code", 3, "code", 20],
    ["was made from its end to its beginning", "code", 20, "code", 3],
    ["begins before the code", "before", 2, "code", 7],
    ["goes on behind the code", "code", 13, "behind", 4],
    ["was made from behind the code", "behind", 4, "code", 13],
    ["begins at the end of the code", "code", 25, "behind", 4],
    ["is the whole of the code", "code", 0, "code", 25],
    ["goes from before the code to behind it", "before", 0, "behind", 4],
  ] as const)("keeps a selection that %s when its colours come", async (_, from, start, to, end) => {
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const grammar = /\/rust-[^/]*\.js$/;
    await page.route(grammar, async (route) => {
      await released;
      await route.continue();
    });
    await page.evaluate((text) => lab.showStatic(text), "Before.\n\n```rust\nfn kept() {}\nlet two = 2;\n```\n\nBehind.");
    const text = page.locator("code.language-rust");
    expect(await text.locator("span").count()).toBe(0);
    const ends = { from, start, to, end };
    await page.evaluate((asked) => {
      const [before, behind] = document.querySelectorAll(".md p");
      const places = { before, behind, code: document.querySelector("code") };
      const [anchor, focus] = [places[asked.from]?.firstChild, places[asked.to]?.firstChild];
      if (anchor && focus) getSelection()?.setBaseAndExtent(anchor, asked.start, focus, asked.end);
    }, ends);
    const selected = () =>
      page.evaluate(() => {
        const selection = getSelection();
        const lengthTo = (node: Node | null | undefined, offset = 0) => {
          const range = new Range();
          range.setStart(document.body, 0);
          if (node) range.setEnd(node, offset);
          return range.toString().length;
        };
        return {
          text: selection?.toString(),
          anchor: lengthTo(selection?.anchorNode, selection?.anchorOffset),
          focus: lengthTo(selection?.focusNode, selection?.focusOffset),
        };
      });
    const before = await selected();
    expect(before.text).not.toBe("");
    release();
    await text.locator(".hljs-keyword").first().waitFor();
    expect(await selected()).toEqual(before);
    await page.unroute(grammar);
  });

  it.each(["ltr", "rtl"] as const)("shows at which side a table and code go on, until one is there, from %s", async (dir) => {
    await page.setViewportSize({ width: 390, height: 800 });
    const head = dir === "rtl" ? "عنوان طويل | " : "a long head | ";
    const text = `| ${head.repeat(12)}\n|${"---|".repeat(12)}\n| ${"1 | ".repeat(12)}\n\n\`\`\`js\n${"const veryLongName = 1; ".repeat(20)}\n\`\`\`\n\n| a |\n|---|\n| b |`;
    await page.evaluate((all) => lab.showStatic(all), text);
    const first = dir === "rtl" ? "left" : "right";
    await page.waitForSelector(`.md-table[data-more=${first}]`);
    await page.waitForSelector(".md-code[data-more=right]");
    await expect.poll(() => page.locator(".md-table").nth(1).getAttribute("data-more")).toBeNull();
    expect(await page.evaluate(() => getComputedStyle(document.querySelector(".md-table") as Element, "::after").pointerEvents)).toBe(
      "none",
    );
    const region = page.locator(".md-table-scroll").first();
    await region.focus();
    await expect.poll(() => region.getAttribute("aria-label")).toContain("Table");
    await region.evaluate((element, sign) => element.scrollTo({ left: sign * 150 }), dir === "rtl" ? -1 : 1);
    await page.waitForSelector(".md-table[data-more=both]");
    await region.evaluate((element, sign) => element.scrollTo({ left: sign * 99_999 }), dir === "rtl" ? -1 : 1);
    await page.waitForSelector(`.md-table[data-more=${dir === "rtl" ? "right" : "left"}]`);
  });
});
