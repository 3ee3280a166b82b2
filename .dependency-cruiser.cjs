// The architecture as rules: who may import whom, types included. docs/architecture.md says why; scripts/rules.test.ts shows that each rule fires.

const SERVER = "^packages/server/src/";
const LIB = `${SERVER}lib/`;
const TESTS = "\\.(test|test-d|spec)\\.tsx?$";
const DRIVERS = `${LIB}(data|blob-storage|session-store|relay|counts)/drivers/|${LIB}auth/providers/`;
const PRIMITIVES = `${LIB}(?!server\\.ts)[^/]+\\.tsx?$`;

/** A package by its name, as a path pattern that matches it resolved or not. */
const npm = (...names) => `(^|/node_modules/|^node_modules/)(${names.join("|")})(/|$)`;

/** Which packages of ours a package may import, besides itself. */
const PACKAGES = {
  protocol: [],
  server: ["protocol"],
  client: ["protocol"],
  web: ["client", "protocol"],
  integrations: ["server", "protocol"],
  adapters: ["server", "protocol"],
};

/** The server's folders from the ground up: each may import only what stands before it. */
const LAYERS = [
  ["primitives", PRIMITIVES],
  ["sqlite", `${LIB}sqlite/`],
  ["postgres", `${LIB}postgres/`],
  ["redis", `${LIB}redis/`],
  ["config", `${LIB}config/`],
  ["custom-elements", `${LIB}custom-elements/`],
  ["data", `${LIB}data/`],
  ["blob-storage", `${LIB}blob-storage/`],
  ["files", `${LIB}files/`],
  ["counts", `${LIB}counts/`],
  ["auth", `${LIB}auth/`],
  ["session-store", `${LIB}session-store/`],
  ["relay", `${LIB}relay/`],
  ["session", `${LIB}session/`],
  ["chat", `${LIB}chat/`],
  ["mcp", `${LIB}mcp/`],
  ["app", `${LIB}app/`],
  ["transport", `${LIB}transport/`],
  ["metrics", `${LIB}metrics/`],
  ["http", `${LIB}http/`],
  ["wires", `${LIB}wires/`],
  ["node", `${LIB}node/`],
  ["server", `${LIB}server\\.ts$`],
  ["mount", `${LIB}mount/`],
  ["testing", `${LIB}testing/`],
  ["data-transfer", `${LIB}data-transfer/`],
  ["cli", `${LIB}cli/`],
];

/** The one vendor each integration speaks to. */
const INTEGRATIONS = {
  "ai-sdk": ["ai", "@ai-sdk/[^/]+"],
  openai: ["openai"],
  anthropic: ["@anthropic-ai/sdk"],
  langchain: ["langchain", "@langchain/[^/]+"],
};

const VENDORS = npm(
  "kysely",
  "libsql",
  "better-sqlite3",
  "pg",
  "postgres",
  "redis",
  "ioredis",
  "@redis/[^/]+",
  "@aws-sdk/[^/]+",
  "@modelcontextprotocol/[^/]+",
  "@slack/[^/]+",
  "discord\\.js",
  "@microsoft/[^/]+",
  ...Object.values(INTEGRATIONS).flat(),
);

const forbid = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

module.exports = {
  forbidden: [
    forbid(
      "no-cycle",
      "Modules that need each other at run time are one module in two files: move what they share below both.",
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    ),
    forbid(
      "resolvable",
      "An import must lead somewhere. What custom elements import is the page's, and declared in packages/client/elements-ui.d.ts.",
      {},
      { couldNotResolve: true, pathNot: "^virtual:|^\\.\\./dist/|^@/(components|lib)/|^(recoil|@chainlit/react-client)$" },
    ),
    forbid(
      "public-entries-only",
      "Another package is used through its entries (src/*.ts), never through its src/lib.",
      { path: "^packages/([^/]+)/" },
      { path: "^packages/[^/]+/src/lib/", pathNot: "^packages/$1/" },
    ),
    forbid(
      "public-entries-only-outside",
      "Examples, browser tests and benches are authors too: they use public entries.",
      { path: "^(examples|e2e|bench)/" },
      { path: "^packages/[^/]+/src/lib/" },
    ),
    forbid(
      "lib-below-entries",
      "Entries re-export lib; lib never imports an entry.",
      { path: "^packages/([^/]+)/src/lib/", pathNot: TESTS },
      { path: "^packages/$1/src/(?!lib/)" },
    ),
    forbid(
      "examples-are-leaves",
      "Nothing is built upon an example, a test or a bench.",
      { path: "^packages/" },
      { path: "^(examples|e2e|bench|scripts)/" },
    ),
    ...Object.entries(PACKAGES).map(([name, allowed]) =>
      forbid(
        `package-${name}`,
        allowed.length === 0
          ? `${name} imports no other package of ours.`
          : `${name} imports no package of ours but ${allowed.join(" and ")}.`,
        { path: `^packages/${name}/src/`, pathNot: TESTS },
        { path: "^packages/", pathNot: `^packages/(${[name, ...allowed].join("|")})/` },
      ),
    ),
    forbid(
      "protocol-stays-small",
      "The protocol is loaded by browsers: the schema library and nothing else.",
      { path: "^packages/protocol/src/", pathNot: [TESTS, "^packages/protocol/src/lib/theme/"] },
      { path: "node_modules/", pathNot: npm("zod") },
    ),
    forbid(
      "theme-is-apart",
      "Themes know colours, and the library for them: only the entry for themes leads there.",
      { path: "^packages/protocol/src/", pathNot: [TESTS, "^packages/protocol/src/lib/theme/", "^packages/protocol/src/theme\\.ts$"] },
      { path: "^packages/protocol/src/lib/theme/", dependencyTypesNot: ["type-only"] },
    ),
    forbid(
      "themes-come-late",
      "Reading colours takes 150 modules: the server loads them for an app that has a theme, after it has begun.",
      { path: "^packages/server/src/", pathNot: TESTS },
      { path: "^packages/protocol/src/theme\\.ts$", dependencyTypesNot: ["type-only", "dynamic-import"] },
    ),
    forbid(
      "no-node-in-browser-code",
      "protocol, client and web run in browsers.",
      { path: "^packages/(protocol|client|web)/src/", pathNot: TESTS },
      { dependencyTypes: ["core"] },
    ),
    ...LAYERS.slice(0, -1).map(([name, path], index) =>
      forbid(
        `layer-${name}`,
        `In the server a folder imports only what stands above it in the list of layers; above ${name} there is: ${
          LAYERS.slice(0, index)
            .map(([below]) => below)
            .join(", ") || "nothing"
        }.`,
        { path, pathNot: TESTS },
        {
          path: LAYERS.slice(index + 1)
            .map(([, above]) => above)
            .join("|"),
        },
      ),
    ),
    forbid(
      "wires-are-apart",
      "A wire is one protocol and could be deleted: it knows no other wire.",
      { path: `${LIB}wires/([^/]+)/`, pathNot: TESTS },
      { path: `${LIB}wires/[^/]+/`, pathNot: `${LIB}wires/$1/` },
    ),
    forbid(
      "folder-has-a-layer",
      "A new folder in the server's lib takes its place in the list of layers.",
      { path: LIB, pathNot: LAYERS.map(([, path]) => path).join("|") },
      {},
    ),
    forbid(
      "drivers-see-only-their-seam",
      "A driver could have been written by an outsider: it sees its seam, sqlite/, postgres/, redis/, the primitives and the protocol.",
      { path: `${LIB}([^/]+)/(drivers|providers)/`, pathNot: TESTS },
      { path: "^packages/", pathNot: [`${LIB}$1/`, `${LIB}(sqlite|postgres|redis)/`, PRIMITIVES, "^packages/protocol/", "node_modules/"] },
    ),
    forbid(
      "drivers-are-named-at-the-edge",
      "Only entries, the command line and the test kit choose a driver; everybody else is handed one.",
      { path: "^packages/", pathNot: [DRIVERS, `${SERVER}(?!lib/)`, `${LIB}(cli|data-transfer|mount|testing)/`, TESTS] },
      { path: DRIVERS },
    ),
    forbid(
      "vendors-in-their-places",
      "Database, cloud, platform and LLM libraries live in drivers, sqlite/, postgres/, redis/, mcp/, data-transfer/, adapters and integrations.",
      {
        path: "^packages/",
        pathNot: [DRIVERS, `${LIB}(sqlite|postgres|redis|mcp|data-transfer)/`, "^packages/(adapters|integrations|server/test)/", TESTS],
      },
      { path: VENDORS },
    ),
    ...Object.entries(INTEGRATIONS).map(([folder, vendor]) =>
      forbid(
        `one-vendor-${folder}`,
        `integrations/src/lib/${folder} knows ${vendor[0]} and no other library.`,
        { path: `^packages/integrations/src/lib/${folder}/`, pathNot: TESTS },
        { path: "node_modules/", pathNot: npm(...vendor) },
      ),
    ),
    forbid(
      "react-in-views",
      "Views are thin: React stays in web and under the client's react and elements entries.",
      {
        path: "^packages/",
        pathNot: ["^packages/web/", "^packages/client/src/(react|elements)\\.ts$", "^packages/client/src/lib/(react|elements)/", TESTS],
      },
      { path: npm("react", "react-dom", "@types/react", "@types/react-dom") },
    ),
    forbid(
      "components-know-no-chat",
      "components/, theme/ and i18n/ could serve any app: they know no feature, no client, no protocol. Addresses are the web's.",
      { path: "^packages/web/src/(components|theme|i18n)/", pathNot: TESTS },
      { path: "^packages/(client|protocol)/|^packages/web/src/(features|app)/", pathNot: "^packages/protocol/src/address\\.ts$" },
    ),
    forbid(
      "files-and-sockets-in-node",
      "node:http, node:net and node:fs belong to node/, cli/, config/, custom-elements/, data-transfer/, drivers and the test kit; the rest runs wherever fetch does.",
      {
        path: SERVER,
        pathNot: [
          DRIVERS,
          `${LIB}(node|cli|config|custom-elements|data-transfer|sqlite|postgres|testing)/`,
          `${LIB}(postgres|blob-storage|relay)/testing/`,
          TESTS,
        ],
      },
      { path: "^(node:)?(http|https|http2|net|fs)(/|$)", dependencyTypes: ["core"], dependencyTypesNot: ["type-only"] },
    ),
    forbid(
      "no-dev-dependencies-shipped",
      "What people install has only its own dependencies.",
      { path: "^packages/(protocol|server|client|integrations|adapters)/src/", pathNot: [TESTS, "\\.contract\\.ts$"] },
      {
        dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"],
        dependencyTypesNot: ["npm", "npm-peer", "npm-optional", "type-only"],
        pathNot: npm("@types/[^/]+"),
      },
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^packages/[^/]+/dist/|/__fixtures__/|^e2e/chainlit-client/" },
    moduleSystems: ["es6"],
    tsPreCompilationDeps: true,
    detectProcessBuiltinModuleCalls: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".js", ".mjs", ".css", ".json"],
    },
  },
};
