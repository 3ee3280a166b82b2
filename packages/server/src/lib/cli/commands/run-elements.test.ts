// Custom elements from the command line: what is said of them, and what a change does.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ElementsApp, makeElementsApp } from "../../../../test/elements-app.ts";
import { OurClient } from "../../../../test/our-client.ts";
import { runCli, SERVED, startCli } from "../testing/run-cli.ts";

const READY = /→ (http:\S+)/;
const TICKET = `import { Button } from "@/components/ui/button";\nexport default () => <Button>Kinloch</Button>;\n`;

let app: ElementsApp;
beforeEach(() => {
  app = makeElementsApp({
    "app.ts": `import * as cl from "colloquy";\ncl.onMessage(async (message) => { await new cl.Message(message.content).send(); });\n`,
    "colloquy.config.ts": `export default { customBuild: "../web" };`,
    "public/elements/Ticket.tsx": TICKET,
  });
});
afterEach(() => app[Symbol.dispose]());

async function mapOf(url = ""): Promise<Readonly<Record<string, { readonly module?: string; readonly error?: string }>>> {
  const config = (await (await fetch(`${url}api/config`)).json()) as { customElements: Awaited<ReturnType<typeof mapOf>> };
  return config.customElements;
}

describe("colloquy run with custom elements", () => {
  it("says what it compiled and how long that took, in production too", async () => {
    app.write({ "public/elements/Card.jsx": "export default () => <b>{props.title}</b>;" });
    await using run = startCli(["run", "app.ts", "--port", "0"], { cwd: app.appDir, env: { NODE_ENV: "production" } });
    const [, url] = await run.said(SERVED);
    expect(Object.keys(await mapOf(url)).sort()).toEqual(["Card", "Ticket"]);
    await run.said(/"elements":\{("(Card|Ticket)":\d+,?){2}\}/);
  });

  it("says so in a line for people while they develop", async () => {
    app.write({ "public/elements/Card.jsx": "export default () => <b>{props.title}</b>;" });
    await using run = startCli(["run", "app.ts", "--port", "0"], { cwd: app.appDir });
    await run.said(/2 custom elements are compiled, after \d.*: (Card|Ticket) [\d.]+ m?s, (Card|Ticket) [\d.]+ m?s/);
  });

  it("does not start in production when one is broken, and shows the place", async () => {
    app.write({ "public/elements/Ticket.tsx": TICKET.replace("ui/button", "ui/butto") });
    const { code, stderr } = await runCli(["run", "app.ts", "--port", "0"], { cwd: app.appDir, env: { NODE_ENV: "production" } });
    expect(code).toBe(1);
    expect(JSON.parse(stderr)).toMatchObject({
      level: 50,
      msg: "There is no @/components/ui/butto.",
      file: "public/elements/Ticket.tsx",
      line: 1,
      column: 24,
      fix: expect.stringContaining("Did you mean @/components/ui/button?"),
    });
  });

  it("serves the rest while developing, and says in the terminal and to the page what is broken", async () => {
    app.write({ "public/elements/Bad.tsx": "export default () => <b>{</b>;" });
    await using run = startCli(["run", "app.ts", "--port", "0"], { cwd: app.appDir });
    const [, url] = await run.said(READY);
    await run.said(/SyntaxError[\s\S]+public\/elements\/Bad\.tsx:1:\d+/);
    const map = await mapOf(url);
    expect([map["Ticket"]?.error, map["Bad"]?.module]).toEqual([undefined, undefined]);
    expect(map["Bad"]?.error).toContain("public/elements/Bad.tsx:1:");
  });

  it("under --watch compiles what has changed, in the same process, and tells open pages", async () => {
    await using run = startCli(["run", "app.ts", "--port", "0", "--watch"], { cwd: app.appDir });
    const [, url = ""] = await run.said(READY);
    await run.said(/Ticket is compiled, after/);
    const { module: before } = (await mapOf(url))["Ticket"] ?? {};
    using page = new OurClient(url);
    await expect.poll(() => page.attached).toBeDefined();
    app.write({ "public/elements/Ticket.tsx": TICKET.replace("Kinloch", "Canna") });
    await expect.poll(() => page.traffic, { timeout: 10_000 }).toContain('"elements-changed"');
    const { module: after } = (await mapOf(url))["Ticket"] ?? {};
    expect(after).not.toBe(before);
    expect(page.traffic).toContain(after ?? "no module");
    expect(await (await fetch(url + after)).text()).toContain("Canna");

    app.write({ "public/elements/Ticket.tsx": TICKET.replace("<Button>Kin", "<Button>{Kin") });
    await run.said(/SyntaxError[\s\S]+public\/elements\/Ticket\.tsx:2:\d+/);
    await expect
      .poll(async () => (await mapOf(url))["Ticket"])
      .toMatchObject({ module: after, error: expect.stringContaining("Ticket.tsx:2:") });

    app.write({ "public/elements/lib/word.ts": `export const word = "Rum";` });
    app.write({ "public/elements/Ticket.tsx": `import { word } from "./lib/word";\nexport default () => <b>{word}</b>;` });
    await expect.poll(async () => (await mapOf(url))["Ticket"]?.error, { timeout: 10_000 }).toBeUndefined();
    const { module: mended = "" } = (await mapOf(url))["Ticket"] ?? {};
    app.write({ "public/elements/lib/word.ts": `export const word = "Eigg";` });
    await expect.poll(async () => (await mapOf(url))["Ticket"]?.module, { timeout: 10_000 }).not.toBe(mended);
    expect(run.stdout()).not.toContain("is served again");
    expect(page.frames).not.toContain("disconnect");
  });

  it("under --watch serves the last of many saves of many elements, and goes on when one of them ends the compilers", async () => {
    const names = ["A", "B", "C", "D", "E", "F"];
    const save = (version: number) =>
      app.write(
        Object.fromEntries(names.map((name) => [`public/elements/${name}.tsx`, `export default () => <b>{"version ${version}."}</b>;`])),
      );
    save(0);
    await using run = startCli(["run", "app.ts", "--port", "0", "--watch"], { cwd: app.appDir });
    const [, url = ""] = await run.said(READY);
    const served = async () => {
      const map = await mapOf(url);
      const texts = names.map(async (name) => (await fetch(url + map[name]?.module)).text());
      return (await Promise.all(texts)).map((text) => /version \d+\./.exec(text)?.[0]);
    };
    for (let version = 1; version <= 60; version += 1) {
      save(version);
      // Somebody else's turn: the next one is saved while these are compiled.
      if (version % 2 === 0) await served();
    }
    await expect.poll(served, { timeout: 20_000 }).toEqual(names.map(() => "version 60."));

    app.write({ "public/elements/C.tsx": `export default () => <b>{${"[".repeat(150_000)}${"]".repeat(150_000)}}</b>;` });
    await run.said(/The compiler cannot take this file[\s\S]+public\/elements\/C\.tsx\n/);
    expect(await served()).toEqual(names.map(() => "version 60."));
    save(61);
    await expect.poll(served, { timeout: 20_000 }).toEqual(names.map(() => "version 61."));
    expect((await mapOf(url))["C"]?.error).toBeUndefined();
  });
});
