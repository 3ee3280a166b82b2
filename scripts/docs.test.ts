// What the docs say in tables and links is compared with what is there.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { ENDPOINTS, ERRORS } from "../packages/protocol/src/index.ts";
import { serverEventSchema } from "../packages/protocol/src/lib/events.ts";
import { clientRequestSchema } from "../packages/protocol/src/lib/requests.ts";
import * as cl from "../packages/server/src/index.ts";
import { PROXY_HEADERS } from "../packages/server/src/lib/auth/forwarded.ts";
import { SETTING_MAP } from "../packages/server/src/lib/cli/init/chainlit/setting-map.ts";
import { OTHER_NAMES } from "../packages/server/src/lib/config/env-names.ts";
import { configSchema } from "../packages/server/src/lib/config/schema.ts";
import { settingPaths } from "../packages/server/src/lib/config/setting-paths.ts";
import { codeIn, type DocPage, findPage, readPages, repository, tableRows } from "./doc-pages.ts";

const pages = readPages();
const exported: ReadonlyMap<string, unknown> = new Map(Object.entries(cl));

describe("links in the docs", () => {
  const links = pages.flatMap((page) => linksOf(page).map((target) => ({ page, target })));

  it("lead to files of the repository, and to headings that are there", () => {
    expect(links.length).toBeGreaterThan(30);
    expect(links.filter(({ page, target }) => !resolves(page, target)).map(({ page, target }) => `${page.file}: ${target}`)).toEqual([]);
  });

  it("lead to every page of the guide from its index", () => {
    const index = linksOf(findPage("docs/guide/README.md"));
    const guide = readdirSync(path.join(repository, "docs/guide")).filter((name) => name !== "README.md");
    expect(guide.filter((name) => !index.includes(name))).toEqual([]);
  });
});

describe("decisions", () => {
  it("have a number of their own, which their heading says too", () => {
    const folder = path.join(repository, "docs/decisions");
    const files = readdirSync(folder).filter((name) => /^\d/.test(name));
    const numbers = files.map((name) => name.slice(0, 3));
    expect(new Set(numbers).size).toBe(files.length);
    const headings = files.map((name) => readFileSync(path.join(folder, name), "utf8").slice(2, 5));
    expect(headings).toEqual(numbers);
  });
});

describe("the proxy in the docs", () => {
  it("sets or takes away every header that is believed of it, so that no caller can make one up", () => {
    const file =
      /```nginx\n([\s\S]*?)```/.exec(readFileSync(path.join(repository, "docs/guide/mounting-and-deploying.md"), "utf8"))?.[1] ?? "";
    const set = [...file.matchAll(/^\s*proxy_set_header (\S+)/gm)].map(([, name = ""]) => name.toLowerCase());
    expect(PROXY_HEADERS.filter((name) => !set.includes(name))).toEqual([]);
    // The caller's own text is at most a part of what is sent on: nginx appends whom it was asked by.
    expect(file.match(/\$http_(?!host|upgrade)\w+/g)).toBeNull();
  });
});

describe("tables in the docs", () => {
  it("name every setting, with its default", () => {
    const rows = tableRows(findPage("docs/guide/configuration.md"), "Setting");
    const told = rows.map(([setting, value]) => [codeIn(setting)[0], codeIn(value)[0]]);
    const defaults = configSchema.parse({}) as Readonly<Record<string, unknown>>;
    const real = settingPaths().map((keys) => [keys.join("."), JSON.stringify(valueAt(defaults, keys))]);
    expect(told.sort()).toEqual(real.sort());
  });

  it("name every variable of the environment that is no setting", () => {
    const told = tableRows(findPage("docs/guide/configuration.md"), "Variable").map(([name]) => codeIn(name)[0]);
    expect(told.sort()).toEqual([...OTHER_NAMES, "BLOB_URL", "DATABASE_URL", "NODE_ENV", "PORT", "REDIS_URL"].sort());
  });

  it("say of every setting of Chainlit what it is here, or why it is not", () => {
    const rows = tableRows(findPage("docs/guide/coming-from-chainlit.md"), "config.toml");
    const settings = new Set(settingPaths().map((keys) => keys.join(".")));
    const told = rows.map(([theirs, ours, why]) => [codeIn(theirs)[0], codeIn(ours)[0], why?.replaceAll("`", "") ?? ""]);
    const real = Object.entries(SETTING_MAP).map(([key, { to, missing = "" }]) =>
      to !== undefined && settings.has(to) ? [key, to, ""] : [key, undefined, missing],
    );
    expect(told).toEqual(real.filter(([key]) => key !== "meta.generated_by"));
  });

  it("name every option of the command line", () => {
    const page = findPage("docs/guide/running.md");
    const told = tableRows(page, "Option").flatMap(([option]) => codeIn(option));
    expect([...optionsOf("run")].sort()).toEqual(told.sort());
    expect([...optionsOf("hello")].sort()).toEqual(told.filter((option) => !["-w", "--watch"].includes(option)).sort());
    expect(optionsOf("init")).toContain("--yes");
  });

  it("name every command", () => {
    const told = tableRows(findPage("docs/guide/running.md"), "Command").map(([command]) => codeIn(command)[0]?.split(" ")[0]);
    const commands = [...help().matchAll(/^ {2}([a-z-]+)(?= .*\S)/gm)].map(([, name]) => name);
    expect(commands.filter((name) => name !== "help").sort()).toEqual(told.sort());
  });

  it("name every error, with its status, its message and its repair", () => {
    const rows = tableRows(findPage("docs/guide/errors-and-stopping.md"), "Code");
    const told = rows.map(([code, status, message, fix]) => [codeIn(code)[0], Number(status), message, fix?.replaceAll("`", "")]);
    expect(told).toEqual(Object.entries(ERRORS).map(([code, { status, message, fix }]) => [code, status, message, fix]));
  });

  it("of troubles name codes, settings and variables that there are", () => {
    const words = codeIn(findPage("docs/guide/troubleshooting.md").text.replaceAll(/^```[\s\S]*?^```$/gm, ""));
    const settings = new Set(settingPaths().flatMap((keys) => [keys.join("."), ...keys]));
    const codes = words.filter((word) => /^[A-Z]+(_[A-Z]+)*$/.test(word) && word.length > 4 && !word.startsWith("COLLOQUY"));
    const named = words.filter((word) => /^(limits|sockets|auth|features)\.\w+$/.test(word));
    expect(codes.length).toBeGreaterThan(10);
    expect(codes.filter((code) => !Object.hasOwn(ERRORS, code))).toEqual([]);
    expect(named.filter((name) => !settings.has(name))).toEqual([]);
  });

  it("name handlers that are exported", () => {
    const told = tableRows(findPage("docs/guide/life-of-a-chat.md"), "Handler").map(([call]) => codeIn(call)[0]?.split("(")[0] ?? "");
    expect(told.length).toBeGreaterThan(10);
    expect(told.filter((name) => typeof exported.get(name) !== "function")).toEqual([]);
  });

  it("give a Chainlit author names that are exported", () => {
    const rows = tableRows(findPage("docs/guide/coming-from-chainlit.md"), "Chainlit");
    const missing = rows.flatMap(([, ours]) => codeIn(ours)).filter((name) => !isExported(name));
    expect(rows.length).toBeGreaterThan(15);
    expect(missing).toEqual([]);
  });

  it("name every fact, request and endpoint of the protocol", () => {
    const page = findPage("docs/protocol.md");
    const first = (header: string) => tableRows(page, header).map(([cell]) => codeIn(cell)[0]);
    expect(first("Fact").sort()).toEqual(literals(serverEventSchema).sort());
    expect(first("Request").sort()).toEqual(literals(clientRequestSchema).sort());
    const endpoints = Object.values(ENDPOINTS).map(({ method, path: route }) => `${method} ${route}`);
    expect(first("Endpoint")).toEqual(expect.arrayContaining(endpoints));
  });
});

describe("docs/dependencies.md", () => {
  it("has a reason for every package that ours depend on", () => {
    const { text } = findPage("docs/dependencies.md");
    const told = text
      .split("\n")
      .filter((line) => line.startsWith("|"))
      .flatMap((line) => (line.split("|")[1] ?? "").split(",").map((name) => name.trim()));
    const own = new Set(["colloquy", ...manifests().map(({ name }) => name)]);
    const needed = new Set(
      manifests()
        .flatMap(({ dependencies }) => dependencies)
        .filter((name) => !own.has(name)),
    );
    expect([...needed].filter((name) => !told.includes(name)).sort()).toEqual([]);
  });
});

function linksOf({ text }: DocPage): string[] {
  const prose = text.replace(/^```[\s\S]*?^```$/gm, "").replace(/`[^`\n]*`/g, "");
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target).filter((target) => !/^https?:/.test(target));
}

function resolves(page: DocPage, target: string): boolean {
  const [file = "", heading] = target.split("#");
  const found = file === "" ? path.join(repository, page.file) : path.join(repository, path.dirname(page.file), file);
  if (!existsSync(found)) return false;
  return heading === undefined || headings(readFileSync(found, "utf8")).includes(heading);
}

/** As the sites that show Markdown make them. */
function headings(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replace(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );
}

function valueAt(config: Readonly<Record<string, unknown>>, [key = "", inner]: readonly string[]): unknown {
  const value = config[key];
  return inner === undefined ? value : (value as Readonly<Record<string, unknown>>)[inner];
}

function help(...args: string[]): string {
  return execFileSync(process.execPath, [path.join(repository, "packages/server/bin/colloquy.mjs"), ...args, "--help"], {
    encoding: "utf8",
  });
}

function optionsOf(command: string): string[] {
  const lines = help(command).match(/^ {2}-.*$/gm) ?? [];
  const options = lines.flatMap(
    (line) =>
      line
        .trim()
        .split(/ {2,}/)[0]
        ?.match(/(?<=^|[ ,])--?[a-z-]+/g) ?? [],
  );
  return options.filter((option) => option !== "-h" && option !== "--help");
}

/** `Message.streamToken` is a method of an exported class, `userSession.createAccessor` one of an object. */
function isExported(name: string): boolean {
  const [outer = "", inner] = name.split(".");
  const value = exported.get(outer);
  if (value === undefined || inner === undefined) return value !== undefined;
  const holder = typeof value === "function" ? (value.prototype as object) : (value as object);
  return inner in holder;
}

/** The names that tell the members of a union apart. */
function literals({ def }: typeof serverEventSchema | typeof clientRequestSchema): string[] {
  return def.options.map((member) => String(member.def.shape.type.def.values[0]));
}

interface Manifest {
  readonly name: string;
  readonly dependencies: readonly string[];
}

function manifests(): Manifest[] {
  const folders = ["packages", "examples"].flatMap((parent) =>
    readdirSync(path.join(repository, parent)).map((name) => path.join(parent, name)),
  );
  return [".", "e2e", "bench", ...folders]
    .map((folder) => path.join(repository, folder, "package.json"))
    .filter((file) => existsSync(file))
    .map((file) => {
      const manifest = JSON.parse(readFileSync(file, "utf8")) as { readonly name: string } & Record<string, Record<string, string>>;
      const kinds = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"];
      return { name: manifest.name, dependencies: kinds.flatMap((kind) => Object.keys(manifest[kind] ?? {})) };
    });
}
