import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setImmediate } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { createElement, type FunctionComponent } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterEach, describe, expect, it } from "vitest";
import { type ElementsApp, makeElementsApp } from "../../../test/elements-app.ts";
import { silentLogger } from "../logger.ts";
import { CustomElements } from "./custom-elements.ts";

let app: ElementsApp;
afterEach(() => app[Symbol.dispose]());

type Scope = Readonly<Record<string, unknown>>;
type Factory = (scope: Scope) => { readonly default: FunctionComponent<Record<string, unknown>> };

function open(files: Readonly<Record<string, string>>, options: { readonly dev?: boolean } = {}): CustomElements {
  app = makeElementsApp(files);
  return new CustomElements({ appDir: app.appDir, webRoot: app.webRoot, dev: options.dev ?? true, logger: silentLogger });
}

/** Only what is wrong with it, by place. */
async function problemsOf(files: Readonly<Record<string, string>>): Promise<string[]> {
  const { problems } = await open(files).start();
  return problems.map(({ file, line, column, title, fix }) => `${path.relative(app.appDir, file)}:${line}:${column} ${title} ${fix}`);
}

/** Its module, run as a browser would: from an address beside the page's modules. */
async function load(elements: CustomElements, name: string): Promise<Factory> {
  const { module = "" } = elements.map[name] ?? {};
  const file = path.join(app.webRoot, module.replace(/\.js$/, ".mjs"));
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, textOf(elements, module).replace(/\/\/# sourceMappingURL.*/, ""));
  writeFileSync(path.join(app.webRoot, "package.json"), '{ "type": "module" }');
  return ((await import(/* @vite-ignore */ pathToFileURL(file).href)) as { default: Factory }).default;
}

const textOf = (elements: CustomElements, address = ""): string => elements.find(address.slice("elements/".length))?.text ?? "";
const draw = (factory: Factory, props: Record<string, unknown>, scope: Scope = {}): string =>
  renderToStaticMarkup(createElement(factory({ props, ...scope }).default, props));

describe("a custom element", () => {
  it("takes its props as arguments, in TypeScript, with files and packages of its own", async () => {
    const elements = open({
      "public/elements/Ticket.tsx": `import { Ticket as Icon } from "lucide-react";
        import { Button } from "@/components/ui/button";
        import { price } from "./lib/price";
        import data from "./lib/data.json";
        import shout from "shout";
        interface Props { seats: number }
        enum Kind { Single = "single" }
        export default function Ticket({ seats }: Props) {
          return <Button title={Kind.Single}><Icon />{shout(data.title)} {price(seats)}</Button>;
        }`,
      "public/elements/lib/price.ts": "export const price = (seats: number): string => String(seats * 12);",
      "public/elements/lib/data.json": '{ "title": "Kinloch" }',
      "node_modules/shout/package.json": '{ "name": "shout", "main": "index.js" }',
      "node_modules/shout/index.js":
        'const React = require("react"); module.exports = (text) => text.toUpperCase() + (React.useState ? "!" : "?");',
    });
    await elements.start();
    const ticket = await load(elements, "Ticket");
    expect(draw(ticket, { seats: 2 })).toBe('<button title="single"><svg class="lucide-ticket"></svg>KINLOCH! 24</button>');
    const text = textOf(elements, elements.map["Ticket"]?.module);
    expect(text).not.toContain("lucide-anchor");
    expect(text).toContain('from "../elements-kit/react.0a1b2c3d.js"');
  });

  it("takes its props from its scope, live, each one on the page its own", async () => {
    const elements = open({
      "public/elements/Counter.jsx": `let drawn = 0;
        export default function Counter() {
          drawn += 1;
          const { count } = props;
          const shown = ((props) => props.count)({ count: "inner" });
          return <button onClick={() => updateElement({ ...props, count: count + 1 })} data-props={shown}>{count} {drawn}</button>;
        }`,
    });
    await elements.start();
    const factory = await load(elements, "Counter");
    const updates: unknown[] = [];
    let props = { count: 1, title: "a" };
    const first = factory({
      get props() {
        return props;
      },
      updateElement: (next: unknown) => updates.push(next),
    });
    const other = factory({ props: { count: 7 } });
    const html = (component: FunctionComponent) => renderToStaticMarkup(createElement(component));
    expect([html(first.default as FunctionComponent), html(other.default as FunctionComponent)]).toEqual([
      '<button data-props="inner">1 1</button>',
      '<button data-props="inner">7 1</button>',
    ]);
    props = { count: 2, title: "b" };
    const drawn = (first.default as unknown as () => { props: { onClick(): void } })();
    drawn.props.onClick();
    expect(updates).toEqual([{ count: 3, title: "b" }]);
  });

  it("has a sheet with its classes, in our colours, and the sheets that it imports behind it", async () => {
    const elements = open({
      "public/elements/Card.jsx": `import "./card.css"; import "./more.css";
        export default () => <div className="p-[13px] bg-[hsl(var(--primary)/0.5)] not-a-class" style={{ color: "hsl(var(--primary) / 20%)", background: "hsl(var(--card))" }} />;`,
      "public/elements/card.css": ".card { color: hsl(var(--primary)); }",
      "public/elements/more.css": ".more { color: green; }",
    });
    await elements.start();
    const { css = "", module } = elements.map["Card"] ?? {};
    const sheet = textOf(elements, css);
    expect(sheet).toMatch(/:where\(\.element-kit\) \.p-\\\[13px\\\] \{\s*padding: 13px;/);
    expect(sheet).toContain("background-color: color-mix(in oklab,var(--primary) 50%,transparent)");
    expect(sheet).toMatch(/@layer author \{\n\.card \{ color: var\(--primary\); \}\n\}\n@layer author \{\n\.more/);
    expect(sheet).not.toContain("not-a-class");
    expect(textOf(elements, module)).toContain("color-mix(in oklab, var(--primary) 20%, transparent)");
    expect(textOf(elements, module)).toContain('background: "var(--card)"');
  });

  it("has an address that changes with its content, and a map to the author's lines only while developing", async () => {
    const source = "export default function One() { return <b>one</b>; }";
    const dev = open({ "public/elements/One.tsx": source });
    await dev.start();
    const { module: before = "" } = dev.map["One"] ?? {};
    const map = JSON.parse(textOf(dev, `${before}.map`)) as { sources: string[]; mappings: string };
    expect(map.sources).toEqual(["public/elements/One.tsx"]);
    expect(textOf(dev, before)).toContain(`//# sourceMappingURL=${before.slice("elements/".length)}.map`);
    expect((await dev.refresh()).changed).toBe(false);
    app.write({ "public/elements/One.tsx": source.replace("<b>one", "<b>two") });
    const report = await dev.refresh();
    expect([report.changed, report.compiled.map(({ name }) => name)]).toEqual([true, ["One"]]);
    expect(dev.map["One"]?.module).not.toBe(before);
    expect(textOf(dev, before)).toContain("one");
    app[Symbol.dispose]();
    const production = open({ "public/elements/One.tsx": source }, { dev: false });
    await production.start();
    expect(textOf(production, production.map["One"]?.module)).not.toContain("sourceMappingURL");
    expect(production.find(`${production.map["One"]?.module?.slice("elements/".length)}.map`)).toBeUndefined();
  });

  it("is compiled anew when a file that it was made of changes, and only then", async () => {
    const elements = open({
      "public/elements/A.tsx": `import { word } from "./lib/word"; export default () => <b>{word}</b>;`,
      "public/elements/B.tsx": "export default () => <b>b</b>;",
      "public/elements/lib/word.ts": `export const word = "one";`,
    });
    await elements.start();
    app.write({ "public/elements/lib/word.ts": `export const word = "two";` });
    expect((await elements.refresh()).compiled.map(({ name }) => name)).toEqual(["A"]);
    app.write({ "public/elements/C.tsx": "export default () => <b>c</b>;" });
    rmSync(path.join(app.appDir, "public/elements/B.tsx"));
    const report = await elements.refresh();
    expect([report.compiled.map(({ name }) => name), Object.keys(elements.map).sort()]).toEqual([["C"], ["A", "C"]]);
  });

  it("that is broken keeps its last good version while developing, and says what is wrong where", async () => {
    const elements = open({ "public/elements/One.tsx": "export default () => <b>one</b>;" });
    await elements.start();
    const { module } = elements.map["One"] ?? {};
    app.write({ "public/elements/One.tsx": "export default () => (\n  <b>{</b>\n);" });
    await elements.refresh();
    expect(elements.map["One"]?.module).toBe(module);
    expect(elements.map["One"]?.error).toMatch(/SyntaxError: [\s\S]+public\/elements\/One\.tsx:2:\d+\n[\s\S]+› 2 │ {3}<b>\{<\/b>/);
    app.write({ "public/elements/One.tsx": "export default () => <b>one</b>;" });
    await elements.refresh();
    expect(elements.map["One"]).toEqual({ module });
  });

  it("is written for Chainlit's page when it is compiled, however often anybody asks, and anew when it has changed", async () => {
    const elements = open({ "public/elements/One.tsx": "export default function One() { const a: number = 1; return <b>{a}</b>; }" });
    await elements.start();
    expect(elements.jsxOf("One")).toContain("const a = 1");
    app.write({ "public/elements/One.tsx": "export default function One() { const b: number = 2; return <b>{b}</b>; }" });
    await elements.refresh();
    expect(elements.jsxOf("One")).toContain("const b = 2");
    expect(elements.jsxOf("None")).toBeUndefined();
  });

  it("that is saved while another one is compiled is served as it was saved last, and so is each of many", async () => {
    const names = ["A", "B", "C", "D"];
    const save = (version: number) =>
      app.write(
        Object.fromEntries(names.map((name) => [`public/elements/${name}.tsx`, `export default () => <b>{"version ${version}."}</b>;`])),
      );
    const elements = open({});
    save(0);
    await elements.start();
    let version = 0;
    for (const round of [1, 2, 3]) {
      let looking = true;
      save(++version);
      const look = elements.refresh().finally(() => (looking = false));
      while (looking) {
        save(++version);
        await setImmediate();
      }
      await look;
      await elements.refresh();
      const served = names.map((name) => /version \d+\./.exec(textOf(elements, elements.map[name]?.module))?.[0]);
      expect(served, `round ${round}`).toEqual(names.map(() => `version ${version}.`));
    }
  });

  it("that waited for a file is there as soon as the file is", async () => {
    const elements = open({ "public/elements/One.tsx": `import { word } from "./lib/word"; export default () => <b>{word}</b>;` });
    await elements.start();
    expect(elements.map["One"]?.module).toBeUndefined();
    app.write({ "public/elements/lib/word.ts": `export const word = "there";` });
    await elements.refresh();
    expect(draw(await load(elements, "One"), {})).toBe("<b>there</b>");
  });

  it("that is broken does not let a production server start, which names the place", async () => {
    const elements = open({ "public/elements/Bad.tsx": `import { x } from "./none";\nexport default () => <b>{x}</b>;` }, { dev: false });
    await expect(elements.start()).rejects.toMatchObject({
      code: "BAD_APP",
      message: 'public/elements/Bad.tsx:1:19: There is no file for the import "./none".',
    });
  });
});

describe("an element that compilers go down with", () => {
  const deep = (open: string, middle: string, close: string) => open.repeat(100_000) + middle + close.repeat(100_000);
  const KINDS: readonly [kind: string, code: string][] = [
    ["brackets", deep("(", "1", ")")],
    ["lists", deep("[", "", "]")],
    ["tags", deep("<b>", "", "</b>")],
    ["operators", deep("", "1", "+1")],
    ["conditions", deep("1?2:", "3", "")],
    ["calls", deep("", "Number", "()")],
  ];

  it.each(KINDS)("of %s takes nothing else with it: the others are served, and it is when it is written flat", async (_kind, code) => {
    const elements = open({
      "public/elements/A.tsx": "export default () => <b>a</b>;",
      "public/elements/Deep.tsx": `export default () => <b>{${code}}</b>;`,
      "public/elements/Z.tsx": "export default () => <b>z</b>;",
    });
    const { problems, compiled } = await elements.start();
    expect(problems).toMatchObject([
      {
        file: path.join(app.appDir, "public/elements/Deep.tsx"),
        title: expect.stringMatching(/^The compiler (cannot take this file|failed)/),
      },
    ]);
    expect(compiled.map(({ name }) => name)).toEqual(["A", "Z"]);
    expect(elements.map["Deep"]?.error).toMatch(/public\/elements\/Deep\.tsx[\s\S]+nests too deep/);
    app.write({ "public/elements/Deep.tsx": "export default () => <b>flat</b>;" });
    expect(await elements.refresh()).toMatchObject({ compiled: [{ name: "Deep" }], problems: [] });
  });

  it.each([
    ["code", "lib/deep.ts", `export default ${deep("[", "", "]")};`],
    ["data", "lib/deep.json", deep("[", "", "]")],
  ])("because of %s that it imports is told of at that file", async (_kind, name, text) => {
    const elements = open({
      "public/elements/Deep.tsx": `import { word } from "./lib/word";\nimport data from "./${name}";\nexport default () => <b>{word}{data.length}</b>;`,
      "public/elements/lib/word.ts": `export const word = "word";`,
      [`public/elements/${name}`]: text,
    });
    const { problems } = await elements.start();
    expect(problems.map(({ file }) => path.relative(app.appDir, file))).toEqual([`public/elements/${name}`]);
    app.write({ [`public/elements/${name}`]: name.endsWith("json") ? "[1]" : "export default [1];" });
    expect(await elements.refresh()).toMatchObject({ compiled: [{ name: "Deep" }], problems: [] });
  });

  it("does not let a production server start, which names the place", async () => {
    const elements = open({ "public/elements/Deep.tsx": `export default () => <b>{${deep("(", "1", ")")}}</b>;` }, { dev: false });
    await expect(elements.start()).rejects.toMatchObject({
      code: "BAD_APP",
      message: expect.stringContaining("public/elements/Deep.tsx: The compiler cannot take this file"),
    });
  });
});

describe("what an element cannot import", () => {
  it.each([
    ["node:fs", "node:fs is a part of Node"],
    ["fs", "fs is a part of Node"],
    ["https://evil.example/x.js", "is loaded from elsewhere"],
    ["react-dom/server", "react-dom/server is not among the modules of the page"],
    ["colloquy", "colloquy runs on the server"],
    ["@colloquy/integrations/ai-sdk", "runs on the server"],
    ["@/components/ui/buton", "There is no @/components/ui/buton. Did you mean @/components/ui/button?"],
    [
      "left-pad",
      "There is no package left-pad. Install it, or take one that the page has: There are @/components/ui/button, @/components/ui/card",
    ],
    ["./none.ts", 'There is no file for the import "./none.ts"'],
  ])("%s is told at its place", async (id, told) => {
    const [problem, ...more] = await problemsOf({
      "public/elements/Bad.tsx": `import React from "react";\nimport * as it from ${JSON.stringify(id)};\nexport default () => <b>{String(it)}</b>;`,
    });
    expect(problem).toMatch(/^public\/elements\/Bad\.tsx:2:21 /);
    expect(problem).toContain(told);
    expect(more).toEqual([]);
  });

  it("is all told at once, also what is imported later and what a package needs", async () => {
    const problems = await problemsOf({
      "public/elements/Bad.tsx": `import fs from "node:fs";\nimport pad from "pad";\nexport default () => <b onClick={() => import("net")}>{fs}{pad}</b>;`,
      "node_modules/pad/package.json": '{ "name": "pad", "main": "index.js" }',
      "node_modules/pad/index.js": 'module.exports = require("path");',
    });
    expect(problems.map((problem) => problem.split(".")[0])).toEqual(
      expect.arrayContaining(["public/elements/Bad", "node_modules/pad/index"]),
    );
    expect(problems).toHaveLength(3);
  });

  it("is the app itself, whose secrets would be sent to everybody", async () => {
    const [problem] = await problemsOf({
      "app.ts": `import * as cl from "colloquy";\nexport const secret = process.env.KEY;\ncl.onMessage(() => {});`,
      "public/elements/Bad.tsx": `import { secret } from "../../app";\nexport default () => <b>{secret}</b>;`,
    });
    expect(problem).toMatch(/^app\.ts:1:21 colloquy runs on the server/);
  });

  it.each([
    "../../account.json",
    "../../notes.txt",
    "../../.env",
    "shout/../../account.json",
    "./linked.json",
    "/etc/hostname",
    "../.kept.json",
  ])("is data that the app keeps to itself: %s would be sent to everybody", async (id) => {
    const elements = open({
      "account.json": '{ "key": "a secret" }',
      "notes.txt": "a secret",
      ".env": "KEY=secret",
      "public/.kept.json": '{ "key": "a secret" }',
      "node_modules/shout/package.json": '{ "name": "shout", "main": "index.js" }',
      "node_modules/shout/index.js": "module.exports = 1;",
      "public/elements/Spy.tsx": `import it from ${JSON.stringify(id)};\nexport default () => <b>{String(it)}</b>;`,
    });
    symlinkSync(path.join(app.appDir, "account.json"), path.join(app.appDir, "public/elements/linked.json"));
    const { problems } = await elements.start();
    expect(problems).toMatchObject([
      { title: `${id} is data outside of public/, and what an element imports is sent to everybody.`, line: 1 },
    ]);
    expect(elements.map["Spy"]?.module).toBeUndefined();
  });

  it("is code outside of the app's folder, also by a link, and code that is for the server by its name", async () => {
    const elements = open({
      "public/elements/Spy.tsx": `import { a } from "../../../shared/prices";
        import { b } from "./linked";
        import { c } from "../../lib/prices.server";
        import { d } from "../../.kept/prices";
        import { e } from "../../lib/prices";
        export default () => <b>{a}{b}{c}{d}{e}</b>;`,
      "lib/prices.server.ts": "export const c = 1;",
      ".kept/prices.ts": "export const d = 1;",
      "lib/prices.ts": "export const e = 1;",
    });
    const shared = path.join(path.dirname(app.appDir), "shared");
    mkdirSync(shared);
    writeFileSync(path.join(shared, "prices.ts"), "export const a = 1; export const b = 1;");
    symlinkSync(path.join(shared, "prices.ts"), path.join(app.appDir, "public/elements/linked.ts"));
    const { problems } = await elements.start();
    const outside = "lies outside of the app's folder, and what an element imports is sent to everybody.";
    const server = "is for the server only, by its name, and what an element imports is sent to everybody.";
    expect(problems.map(({ title, line = 0 }) => [line, title] as const).sort(([a], [b]) => a - b)).toEqual([
      [1, `../../../shared/prices ${outside}`],
      [2, `./linked ${outside}`],
      [3, `../../lib/prices.server ${server}`],
      [4, `../../.kept/prices ${server}`],
    ]);
    expect(elements.map["Spy"]?.module).toBeUndefined();
  });

  it("is neither of them by the app's own name", async () => {
    const elements = open({
      "package.json": '{ "name": "ferries", "exports": { "./*": "./*" } }',
      "account.json": '{ "key": "a secret" }',
      "lib/prices.server.ts": 'export const key = "a secret";',
      "lib/prices.ts": "export const single = 12;",
      "public/elements/Spy.tsx": `import account from "ferries/account.json";
        import { key } from "ferries/lib/prices.server.ts";
        import { single } from "ferries/lib/prices.ts";
        export default () => <b>{account.key}{key}{single}</b>;`,
    });
    const { problems } = await elements.start();
    expect(problems.map(({ title, line }) => `${line} ${title}`).sort()).toEqual([
      "1 ferries/account.json is data outside of public/, and what an element imports is sent to everybody.",
      "2 ferries/lib/prices.server.ts is for the server only, by its name, and what an element imports is sent to everybody.",
    ]);
    expect(elements.map["Spy"]?.module).toBeUndefined();
  });

  it("is not what lies in public/ anyway, nor what a package of the workspace has", async () => {
    const elements = open({
      "public/prices.json": '{ "single": "12" }',
      "node_modules/.keep": "",
      "public/elements/Ticket.tsx": `import { single } from "../prices.json";\nimport { word } from "words";\nexport default () => <b>{word}{single}</b>;`,
    });
    const workspace = path.join(path.dirname(app.appDir), "words");
    mkdirSync(workspace);
    writeFileSync(path.join(workspace, "package.json"), '{ "name": "words", "main": "index.ts" }');
    writeFileSync(path.join(workspace, "index.ts"), 'import data from "./data.json";\nexport const word: string = data.word;');
    writeFileSync(path.join(workspace, "data.json"), '{ "word": "Single " }');
    symlinkSync(workspace, path.join(app.appDir, "node_modules/words"));
    expect((await elements.start()).problems).toEqual([]);
    expect(draw(await load(elements, "Ticket"), {})).toBe("<b>Single 12</b>");
  });
});

describe("a file that is no element", () => {
  it.each([
    ["export function Name() { return null; }", "It has no default export."],
    ["const data = await fetch('/x');\nexport default () => <b>{String(data)}</b>;", "An element cannot wait at its top level."],
    [`export default () => <b>${"x".repeat(1024 * 1024)}</b>;`, "The file is larger than 1 MB."],
  ])("is told of: %.40s", async (source, told) => {
    const [problem] = await problemsOf({ "public/elements/Name.tsx": source });
    expect(problem).toContain(told);
  });

  it("is told of when its name is none, also for a line break or what a terminal obeys in it, or when there are two of it", async () => {
    const problems = await problemsOf({
      "public/elements/Two.tsx": "export default () => null;",
      "public/elements/Two.jsx": "export default () => null;",
      "public/elements/1 bad.tsx": "export default () => null;",
      "public/elements/Line\nBreak.tsx": "export default () => null;",
      "public/elements/Red\u001b[31m.jsx": "export default () => null;",
    });
    expect(problems).toEqual([
      expect.stringContaining('"1 bad" cannot be the name of an element.'),
      expect.stringContaining('"Line\\u{a}Break" cannot be the name of an element.'),
      expect.stringContaining('"Red\\u{1b}[31m" cannot be the name of an element.'),
      expect.stringContaining("There are two elements of the name Two."),
    ]);
  });

  it("is not looked at when it lies in a folder below, is hidden, or is a link that leads out", async () => {
    const elements = open({
      "public/elements/lib/Part.tsx": "no code",
      "public/elements/.Hidden.tsx": "no code",
      "public/elements/helper.ts": "no code",
      "secret.tsx": "no code",
    });
    symlinkSync(path.join(app.appDir, "secret.tsx"), path.join(app.appDir, "public/elements/Link.tsx"));
    expect(await elements.start()).toEqual({ compiled: [], problems: [], changed: false });
  });
});
