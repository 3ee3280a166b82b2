// The Markdown engine in a real Chromium: what it costs, what stays in place, and that no text can run anything.
import { createReadStream, existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { type Browser, chromium, type Page } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Lab } from "./browser-fixture/page.tsx";

declare const lab: Lab;

const outDir = mkdtempSync(path.join(tmpdir(), "colloquy-markdown-"));
const types: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2" };
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'";

let server: Server;
let browser: Browser;
let page: Page;
let trouble: string[] = [];
let address = "";

beforeAll(async () => {
  const root = fileURLToPath(new URL("./browser-fixture", import.meta.url));
  // Built as it is shipped: the development build of React spends most of its time on checks.
  await build({
    configFile: false,
    root,
    mode: "production",
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
  browser = await chromium.launch({
    executablePath: process.env["COLLOQUY_CHROMIUM"] ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  server?.close();
  rmSync(outDir, { recursive: true, force: true });
});

beforeEach(async () => {
  await page?.close();
  page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
  trouble = [];
  page.on("dialog", (dialog) => {
    trouble.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("pageerror", (error) => trouble.push(`error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") trouble.push(`console: ${message.text()}`);
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith("data:")) trouble.push(`request: ${request.url()}`);
  });
  await page.goto(address);
  await page.waitForFunction("globalThis.lab");
});

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
    expect(trouble).toEqual([]);
  });

  it("fetches formulas and colours from its own site only", async () => {
    await page.evaluate(() => lab.showStatic("$x^2$\n\n```js\nconst a = 1;\n```", { latex: true }));
    await page.waitForSelector(".katex math");
    await page.waitForSelector(".hljs-keyword");
    expect(trouble).toEqual([]);
  });
});
