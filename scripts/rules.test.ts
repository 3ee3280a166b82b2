// A rule that never fires guards nothing: a small repository breaks each of them once, and this test reads the complaints.
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const repository = fileURLToPath(new URL("..", import.meta.url));

/** Each line is one forbidden import: the rule it must break, the file that imports, what it imports. */
const BROKEN: readonly (readonly [rule: string, file: string, imports: string])[] = [
  ["no-cycle", "packages/protocol/src/lib/one.ts", "./two.ts"],
  ["resolvable", "packages/protocol/src/lib/nowhere.ts", "./missing.ts"],
  ["public-entries-only", "packages/client/src/lib/reach.ts", "../../../protocol/src/lib/step.ts"],
  ["public-entries-only-outside", "e2e/reach.spec.ts", "../packages/server/src/lib/clock.ts"],
  ["public-entries-only-outside", "examples/reach/app.ts", "../../packages/server/src/lib/clock.ts"],
  ["lib-below-entries", "packages/server/src/lib/chat/entry.ts", "../../index.ts"],
  ["examples-are-leaves", "packages/server/src/lib/cli/example.ts", "../../../../../examples/reach/app.ts"],
  ["package-protocol", "packages/protocol/src/lib/up.ts", "@colloquy/client"],
  ["package-server", "packages/server/src/lib/cli/client.ts", "@colloquy/client"],
  ["package-client", "packages/client/src/lib/server.ts", "colloquy"],
  ["package-web", "packages/web/src/app/server.ts", "colloquy"],
  ["package-integrations", "packages/integrations/src/lib/ai-sdk/client.ts", "@colloquy/client"],
  ["package-adapters", "packages/adapters/src/lib/slack/client.ts", "@colloquy/client"],
  ["protocol-stays-small", "packages/protocol/src/lib/heavy.ts", "hono"],
  ["theme-is-apart", "packages/protocol/src/lib/painter.ts", "./theme/color.ts"],
  ["themes-come-late", "packages/server/src/lib/http/painter.ts", "../../../../protocol/src/theme.ts"],
  ["no-node-in-browser-code", "packages/client/src/lib/disk.ts", "node:fs"],
  ["layer-primitives", "packages/server/src/lib/clock.ts", "./config/settings.ts"],
  ["layer-sqlite", "packages/server/src/lib/sqlite/up.ts", "../data/data-layer.ts"],
  ["layer-postgres", "packages/server/src/lib/postgres/up.ts", "../data/data-layer.ts"],
  ["layer-redis", "packages/server/src/lib/redis/up.ts", "../data/data-layer.ts"],
  ["layer-config", "packages/server/src/lib/config/up.ts", "../session/session.ts"],
  ["layer-custom-elements", "packages/server/src/lib/custom-elements/up.ts", "../data/data-layer.ts"],
  ["layer-data", "packages/server/src/lib/data/up.ts", "../session/session.ts"],
  ["layer-blob-storage", "packages/server/src/lib/blob-storage/up.ts", "../session/session.ts"],
  ["layer-files", "packages/server/src/lib/files/up.ts", "../session/session.ts"],
  ["layer-counts", "packages/server/src/lib/counts/up.ts", "../session/session.ts"],
  ["layer-auth", "packages/server/src/lib/auth/up.ts", "../session/session.ts"],
  ["layer-session-store", "packages/server/src/lib/session-store/up.ts", "../session/session.ts"],
  ["layer-relay", "packages/server/src/lib/relay/up.ts", "../session/session.ts"],
  ["layer-session", "packages/server/src/lib/session/up.ts", "../chat/message.ts"],
  ["layer-chat", "packages/server/src/lib/chat/up.ts", "../app/app.ts"],
  ["layer-mcp", "packages/server/src/lib/mcp/up.ts", "../app/app.ts"],
  ["layer-app", "packages/server/src/lib/app/up.ts", "../server.ts"],
  ["layer-transport", "packages/server/src/lib/transport/up.ts", "../server.ts"],
  ["layer-metrics", "packages/server/src/lib/metrics/up.ts", "../server.ts"],
  ["layer-http", "packages/server/src/lib/http/up.ts", "../server.ts"],
  ["layer-wires", "packages/server/src/lib/wires/up.ts", "../server.ts"],
  ["wires-are-apart", "packages/server/src/lib/wires/colloquy/nosy.ts", "../chainlit/to-chainlit.ts"],
  ["layer-node", "packages/server/src/lib/node/up.ts", "../server.ts"],
  ["layer-server", "packages/server/src/lib/server.ts", "./cli/main.ts"],
  ["layer-mount", "packages/server/src/lib/mount/up.ts", "../cli/main.ts"],
  ["layer-testing", "packages/server/src/lib/testing/up.ts", "../cli/main.ts"],
  ["layer-data-transfer", "packages/server/src/lib/data-transfer/up.ts", "../cli/main.ts"],
  ["folder-has-a-layer", "packages/server/src/lib/helpers/help.ts", "../clock.ts"],
  ["drivers-see-only-their-seam", "packages/server/src/lib/data/drivers/nosy.ts", "../../config/settings.ts"],
  ["drivers-see-only-their-seam", "packages/server/src/lib/session-store/drivers/nosy.ts", "../../data/data-layer.ts"],
  ["drivers-see-only-their-seam", "packages/server/src/lib/relay/drivers/nosy.ts", "../../data/data-layer.ts"],
  ["drivers-are-named-at-the-edge", "packages/server/src/lib/server.ts", "./data/drivers/memory.ts"],
  ["vendors-in-their-places", "packages/server/src/lib/session/sql.ts", "kysely"],
  ["vendors-in-their-places", "packages/web/src/app/llm.ts", "ai"],
  ["one-vendor-ai-sdk", "packages/integrations/src/lib/ai-sdk/other.ts", "openai"],
  ["react-in-views", "packages/client/src/lib/store.ts", "react"],
  ["react-in-views", "packages/server/src/lib/chat/view.ts", "react"],
  ["components-know-no-chat", "packages/web/src/components/ui/button.tsx", "@colloquy/client"],
  ["components-know-no-chat", "packages/web/src/i18n/strings.ts", "../features/thread/thread.tsx"],
  ["files-and-sockets-in-node", "packages/server/src/lib/app/disk.ts", "node:fs"],
  ["no-dev-dependencies-shipped", "packages/server/src/lib/cli/extra.ts", "left-pad"],
];

/** Imports that look alike and are right. */
const SOUND: readonly (readonly [file: string, imports: string])[] = [
  ["packages/protocol/src/lib/step.ts", "zod"],
  ["packages/client/src/lib/react/use-chat.ts", "react"],
  ["packages/client/src/lib/chat-client.ts", "@colloquy/protocol"],
  ["packages/client/src/lib/chat-client.test.ts", "colloquy"],
  ["packages/server/src/lib/data/drivers/memory.ts", "../data-layer.ts"],
  ["packages/server/src/lib/data/drivers/sqlite.ts", "kysely"],
  ["packages/server/src/lib/session/session.ts", "../data/data-layer.ts"],
  ["packages/server/src/lib/session/session.test.ts", "../cli/main.ts"],
  ["packages/server/src/lib/cli/main.ts", "../data/drivers/memory.ts"],
  ["packages/server/src/lib/node/serve.ts", "node:http"],
  ["packages/integrations/src/lib/ai-sdk/stream.ts", "ai"],
  ["packages/web/src/features/thread/thread.tsx", "@colloquy/client"],
  ["examples/sound/app.ts", "colloquy"],
];

/** What the tables import from, and two modules that only know each other's types. */
const FILLER = {
  "packages/protocol/src/lib/two.ts": 'import { here } from "./one.ts";\nexport { here };\n',
  "packages/protocol/src/lib/kind.ts": 'import type { Other } from "./other.ts";\nexport type Kind = Other[];\n',
  "packages/protocol/src/lib/other.ts": 'import type { Kind } from "./kind.ts";\nexport type Other = { kind: Kind };\n',
  "packages/server/src/lib/config/settings.ts": "export const here = 1;\n",
  "packages/protocol/src/lib/theme/color.ts": "export const here = 1;\n",
  "packages/protocol/src/theme.ts": "export const here = 1;\n",
  "packages/server/src/lib/data/data-layer.ts": "export const here = 1;\n",
  "packages/server/src/lib/chat/message.ts": "export const here = 1;\n",
  "packages/server/src/lib/app/app.ts": "export const here = 1;\n",
  "packages/server/src/lib/wires/chainlit/to-chainlit.ts": "export const here = 1;\n",
};

const WORKSPACES = { protocol: "@colloquy/protocol", server: "colloquy", client: "@colloquy/client" };

let root: string;
let complaints: ReadonlySet<string>;

async function put(file: string, text: string): Promise<void> {
  const target = path.join(root, file);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, text);
}

/** The files of both tables, with as many imports as the tables give them; each also exports something, so that it is a module. */
async function putImports(): Promise<void> {
  const imports = new Map<string, string[]>();
  for (const [file, specifier] of [...BROKEN.map(([, file, specifier]) => [file, specifier] as const), ...SOUND]) {
    imports.set(file, [...(imports.get(file) ?? []), specifier]);
  }
  for (const [file, specifiers] of imports) {
    const lines = specifiers.map((specifier, index) => `import * as i${index} from ${JSON.stringify(specifier)};\nexport { i${index} };`);
    await put(file, `${lines.join("\n")}\nexport const here = 1;\n`);
  }
}

async function putFiller(): Promise<void> {
  for (const [file, text] of Object.entries(FILLER)) await put(file, text);
}

async function putPackages(): Promise<void> {
  const dependencies = Object.fromEntries(
    ["zod", "hono", "kysely", "ai", "openai", "react", ...Object.values(WORKSPACES)].map((n) => [n, "1.0.0"]),
  );
  for (const folder of ["protocol", "server", "client", "web", "integrations", "adapters"]) {
    const name = folder in WORKSPACES ? WORKSPACES[folder as keyof typeof WORKSPACES] : `@colloquy/${folder}`;
    await put(
      `packages/${folder}/package.json`,
      JSON.stringify({ name, type: "module", exports: { ".": "./src/index.ts" }, dependencies }),
    );
    await put(`packages/${folder}/src/index.ts`, "export const entry = 1;\n");
  }
  for (const name of ["zod", "hono", "kysely", "ai", "openai", "react", "left-pad"]) {
    await put(`node_modules/${name}/package.json`, JSON.stringify({ name, version: "1.0.0", type: "module", exports: "./index.js" }));
    await put(`node_modules/${name}/index.js`, "export const it = 1;\n");
  }
  await mkdir(path.join(root, "node_modules/@colloquy"), { recursive: true });
  for (const [folder, name] of Object.entries(WORKSPACES)) {
    await symlink(path.join(root, "packages", folder), path.join(root, "node_modules", name));
  }
  await put("package.json", JSON.stringify({ name: "broken", type: "module", dependencies }));
}

interface CruiseResult {
  readonly summary: {
    readonly violations: readonly { readonly rule: { readonly name: string }; readonly from: string; readonly to: string }[];
  };
}

function cruise(): Promise<CruiseResult> {
  const bin = path.join(repository, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const config = path.join(repository, ".dependency-cruiser.cjs");
  return new Promise((resolve, reject) => {
    const options = { cwd: root, maxBuffer: 64 * 1024 * 1024 };
    execFile(
      process.execPath,
      [bin, "--config", config, "--output-type", "json", "packages", "examples", "e2e"],
      options,
      (error, stdout, stderr) => {
        // The cruiser's exit code counts its complaints, so only an answer that is no JSON is a failure.
        if (stdout.startsWith("{")) resolve(JSON.parse(stdout) as CruiseResult);
        else reject(new Error(stderr || String(error)));
      },
    );
  });
}

beforeAll(async () => {
  root = await realpath(await mkdtemp(path.join(tmpdir(), "colloquy-rules-")));
  await putPackages();
  await putFiller();
  await putImports();
  const { summary } = await cruise();
  complaints = new Set(summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`));
}, 60_000);

afterAll(() => rm(root, { recursive: true, force: true }));

describe("the import rules", () => {
  it.each(BROKEN)("%s forbids that %s imports %s", (rule, file) => {
    expect([...complaints]).toContain(`${rule}: ${file}`);
  });

  it("are each shown to fire", () => {
    const config = createRequire(import.meta.url)("../.dependency-cruiser.cjs") as { forbidden: { name: string }[] };
    const shown = new Set(BROKEN.map(([rule]) => rule));
    const optional = /^one-vendor-(?!ai-sdk)/; // made by one template
    expect(config.forbidden.map(({ name }) => name).filter((name) => !shown.has(name) && !optional.test(name))).toEqual([]);
  });

  it.each(SOUND)("allow that %s imports %s", (file) => {
    expect([...complaints].filter((complaint) => complaint.endsWith(`: ${file}`))).toEqual([]);
  });

  it("allow two modules to know each other's types", () => {
    expect([...complaints].filter((complaint) => /(kind|other)\.ts$/.test(complaint) && complaint.startsWith("no-cycle"))).toEqual([]);
  });
});

/** Each line is what a file of the page or of the client must not use, and how a file might. */
const SECURE_PAGES_ONLY = [
  ["crypto.randomUUID", "export const here1 = crypto.randomUUID();"],
  ["randomUUID by name", "export const { randomUUID } = crypto;"],
  ["crypto.subtle", "export const here2 = globalThis.crypto.subtle;"],
  ["navigator.clipboard", "export const here3 = navigator.clipboard;"],
  ["navigator.locks", "export const here4 = navigator.locks;"],
  ["navigator.storage", "export const here5 = navigator.storage;"],
  ["navigator.serviceWorker", 'export const here6 = navigator["serviceWorker"];'],
  ["caches", 'export const here7 = caches.open("pages");'],
] as const;

describe("the lint rule about what browsers give to secure pages only", () => {
  let lines: ReadonlySet<string>;

  beforeAll(async () => {
    await put(".oxlintrc.json", await readFile(path.join(repository, ".oxlintrc.json"), "utf8"));
    const text = `${SECURE_PAGES_ONLY.map(([, line]) => line).join("\n")}\n`;
    for (const file of [
      "web/src/features/secure.tsx",
      "client/src/lib/secure.ts",
      "protocol/src/lib/secure.ts",
      "server/src/lib/secure.ts",
    ])
      await put(`packages/${file}`, text);
    await put("packages/client/src/lib/secure.test.ts", text);
    await put("packages/web/src/components/ui/copy-text.ts", text);
    lines = new Set(await lint());
  }, 60_000);

  it.each(SECURE_PAGES_ONLY.map(([what], index) => [what, index + 1] as const))(
    "forbids %s in the page, the client and the protocol",
    (_what, line) => {
      expect([...lines]).toEqual(
        expect.arrayContaining([
          `packages/web/src/features/secure.tsx:${line}`,
          `packages/client/src/lib/secure.ts:${line}`,
          `packages/protocol/src/lib/secure.ts:${line}`,
        ]),
      );
    },
  );

  it("says nothing of the server, of tests, and of its home", () => {
    expect([...lines].filter((line) => /server|test|copy-text/.test(line))).toEqual([]);
  });
});

/** Where the linter complains, as `file:line`. */
function lint(): Promise<string[]> {
  const bin = path.join(repository, "node_modules/oxlint/bin/oxlint");
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [bin, "--format", "unix", "packages"], { cwd: root }, (_error, stdout, stderr) => {
      const places = [...stdout.matchAll(/^(\S+?:\d+):\d+: /gm)].map(([, place = ""]) => path.relative(root, path.resolve(root, place)));
      if (places.length > 0) resolve(places);
      else reject(new Error(stdout + stderr));
    });
  });
}
