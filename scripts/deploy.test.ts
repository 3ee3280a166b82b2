// There is no container engine where the tests run. So the files in deploy/ are read as their programs read them, and asked what goes wrong without
// anybody noticing: a variable that means nothing, a probe at an address that is not there, a grace that is too short. The proxies are started.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createApp, Message } from "colloquy";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { parseAllDocuments } from "yaml";
import { OTHER_NAMES } from "../packages/server/src/lib/config/env-names.ts";
import { unknownVariables } from "../packages/server/src/lib/config/env-overrides.ts";
import { loadConfig } from "../packages/server/src/lib/config/load-config.ts";
import type { ResolvedConfig } from "../packages/server/src/lib/config/schema.ts";
import { type ServedApp, serveApp } from "../packages/server/src/lib/testing/serve-app.ts";
import { freePort } from "../packages/server/test/free-port.ts";
import { Person } from "../packages/server/test/person.ts";
import { repository } from "./doc-pages.ts";
import { findProxy, startProxy } from "./testing/proxies.ts";

const deploy = path.join(repository, "deploy");
const read = (file: string): string => readFileSync(path.join(deploy, file), "utf8");

type Texts = Readonly<Record<string, string>>;

/** A service of the Compose file, as far as it is asked about. */
interface Service {
  readonly environment: Texts;
  readonly build: { readonly context: string };
  readonly command: readonly string[];
  readonly depends_on?: readonly string[] | Readonly<Record<string, unknown>>;
  readonly volumes?: readonly string[];
  readonly networks: readonly string[];
  readonly ports?: readonly string[];
  readonly stop_grace_period: string;
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly networks: { readonly chat: { readonly ipam: { readonly config: readonly [{ readonly subnet: string }] } } };
}

interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string };
}

interface Container {
  readonly args: readonly string[];
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
  readonly envFrom: unknown;
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly startupProbe: Probe;
  readonly livenessProbe: Probe;
  readonly readinessProbe: Probe;
  readonly lifecycle: { readonly preStop: { readonly exec: { readonly command: readonly string[] } } };
  readonly volumeMounts: readonly { readonly name: string }[];
}

interface Pods {
  readonly metadata: { readonly labels: Texts; readonly annotations: Texts };
  readonly spec: {
    readonly containers: readonly [Container];
    readonly volumes: readonly { readonly name: string }[];
    readonly terminationGracePeriodSeconds: number;
  };
}

/** A part of the manifests, as far as it is asked about: each kind has some of these. */
interface Resource {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly stringData: Texts;
  readonly spec: {
    readonly template: Pods;
    readonly selector: unknown;
    readonly podSelector: unknown;
    readonly sessionAffinity: string;
    readonly ports: readonly { readonly name: string; readonly targetPort: string }[];
    readonly ingress: readonly { readonly ports: readonly unknown[]; readonly from?: unknown }[];
    readonly scaleTargetRef: unknown;
    readonly metrics: readonly [
      { readonly pods: { readonly metric: { readonly name: string; readonly selector: { readonly matchLabels: Texts } } } },
    ];
  };
}

/** All documents of a file, as YAML; a mistake in it fails. */
function documents<Document>(file: string): Document[] {
  return parseAllDocuments(read(file), { merge: true, strict: true }).map((document) => {
    expect(document.errors, file).toEqual([]);
    expect(document.warnings, file).toEqual([]);
    return document.toJS() as Document;
  });
}

/** Variables that are no settings of ours and mean something all the same; where each is read. */
const READ_ELSEWHERE: Readonly<Record<string, string>> = {
  NODE_ENV: "packages/server/src/lib/cli/project.ts",
  PORT: "packages/server/src/lib/config/env-overrides.ts",
  DATABASE_URL: "packages/server/src/lib/mount/default-drivers.ts",
  BLOB_URL: "packages/server/src/lib/mount/default-drivers.ts",
  REDIS_URL: "packages/server/src/lib/mount/choose-relay.ts",
  AWS_ACCESS_KEY_ID: "packages/server/src/lib/blob-storage/drivers/s3-options.ts",
  AWS_SECRET_ACCESS_KEY: "packages/server/src/lib/blob-storage/drivers/s3-options.ts",
};

/** What the server reads of these variables: throws for a value that cannot be, fails for a name that nobody knows. */
async function settingsOf(env: Readonly<Record<string, string>>): Promise<ResolvedConfig> {
  expect(unknownVariables({ ...env })).toEqual([]);
  for (const name of Object.keys(env).filter((one) => !one.startsWith("COLLOQUY_"))) {
    const source = READ_ELSEWHERE[name];
    expect(source, name).toBeDefined();
    expect(readFileSync(path.join(repository, source ?? ""), "utf8"), name).toContain(name);
  }
  const appDir = mkdtempSync(path.join(tmpdir(), "colloquy-deploy-"));
  onTestFinished(() => rmSync(appDir, { recursive: true }));
  return (await loadConfig({ appDir, env: { ...env } })).config;
}

/** What is left when the time for running answers is over, in seconds: five for handlers that were stopped, ten for the last writes. */
const LAST_WRITES = 15;

const seconds = (text: string): number => Number(/^(\d+)s$/.exec(text)?.[1]);

const TOKEN = "a-token-of-the-test";
let served: ServedApp;
beforeAll(async () => {
  const app = createApp({ onMessage: (message) => new Message(`re ${message.content}`).send() });
  // Without long polling there is no chat where upgrades do not pass.
  served = await serveApp(app, { config: { transports: ["websocket"], metrics: { token: TOKEN } } });
});
afterAll(() => served?.[Symbol.asyncDispose]());

describe("deploy/compose.yaml", () => {
  const [compose] = documents<Compose>("compose.yaml") as [Compose];
  const { services } = compose;
  const nodes = Object.entries(services).filter(([name]) => name.startsWith("chat-"));
  const chat = services["chat-1"] as Service;

  it("has three nodes that differ in their names alone", () => {
    expect(nodes.map(([name]) => name)).toEqual(["chat-1", "chat-2", "chat-3"]);
    for (const [name, node] of nodes) expect({ ...node, hostname: "" }, name).toEqual({ ...chat, hostname: "" });
  });

  it("sets variables that the server reads, to values that it takes", async () => {
    const config = await settingsOf(chat.environment);
    expect(config).toMatchObject({ host: "0.0.0.0", port: 8000, metrics: { host: "0.0.0.0", port: 9464 } });
    expect(config.trustProxy).toEqual([compose.networks.chat.ipam.config[0].subnet]);
  });

  it("names services, volumes and networks that are there, and publishes nothing but the proxy", () => {
    for (const [name, { depends_on: needs = {}, volumes = [], networks, ports }] of Object.entries(services)) {
      const needed = Array.isArray(needs) ? (needs as readonly string[]) : Object.keys(needs);
      expect(Object.keys(services), name).toEqual(expect.arrayContaining([...needed]));
      for (const source of volumes.map((volume) => volume.replace(/:.*/, "")))
        expect(source.startsWith("./") ? readdirSync(deploy) : Object.keys(compose.volumes), name).toContain(source.replace("./", ""));
      expect(networks, name).toEqual(["chat"]);
      expect(ports !== undefined, name).toBe(name === "proxy");
    }
  });

  it("gives a node its drainTimeout and the last writes before it is killed", async () => {
    const { drainTimeout } = await settingsOf(chat.environment);
    expect(seconds(chat.stop_grace_period)).toBeGreaterThanOrEqual(drainTimeout + LAST_WRITES);
  });

  it("hands the proxy where people open it, and publishes the ports that a certificate needs", () => {
    const { environment, ports, volumes } = services["proxy"] as Service;
    expect(environment).toEqual({ SITE_ADDRESS: "${SITE_ADDRESS:-:80}" });
    expect(read("Caddyfile")).toContain("{$SITE_ADDRESS::80}");
    expect(ports).toEqual(["${HTTP_PORT:-8080}:80", "${HTTPS_PORT:-8443}:443"]);
    expect(volumes).toContain("certificates:/data");
  });

  it("asks for every secret, and .env.example names them all", () => {
    const asked = new Set([...read("compose.yaml").matchAll(/\$\{(\w+):[?-]/g)].map(([, name = ""]) => name));
    const named = new Set([...read(".env.example").matchAll(/^(\w+)=/gm)].map(([, name = ""]) => name));
    expect([...named].sort()).toEqual([...asked].sort());
    expect(read(".env.example").match(/^(COLLOQUY_AUTH_SECRET|POSTGRES_PASSWORD|STORAGE_SECRET)=.+$/m)).toBeNull();
  });

  it("has a Redis that forgets all or nothing", () => {
    expect(services["redis"]?.command.join(" ")).toContain("--maxmemory-policy noeviction");
  });

  it("builds the image of the repository's Dockerfile, which has the libraries of the versions that are tested", () => {
    expect(path.resolve(deploy, chat.build.context)).toBe(path.resolve(repository));
    const dockerfile = readFileSync(path.join(repository, "Dockerfile"), "utf8");
    const { devDependencies } = JSON.parse(readFileSync(path.join(repository, "packages/server/package.json"), "utf8"));
    for (const name of ["@redis/client", "prom-client"]) expect(dockerfile).toContain(`${name}@${devDependencies[name]}`);
  });
});

describe("deploy/kubernetes", () => {
  it("has no secret that is applied with the rest: it would be put over the real one", () => {
    const applied = readdirSync(path.join(deploy, "kubernetes")).filter((file) => /\.(ya?ml|json)$/.test(file));
    expect(applied.flatMap((file) => documents<Resource>(`kubernetes/${file}`)).filter(({ kind }) => kind === "Secret")).toEqual([]);
  });

  const all = readdirSync(path.join(deploy, "kubernetes")).flatMap((file) => documents<Resource>(`kubernetes/${file}`));
  const of = (kind: string, name: string) => all.find((one) => one.kind === kind && one.metadata.name === name) as Resource;
  const pods = of("Deployment", "chat").spec.template;
  const [container] = pods.spec.containers;
  const env: Record<string, string> = {
    ...of("Secret", "chat").stringData,
    ...Object.fromEntries(container.env.map(({ name, value }) => [name, value])),
  };

  it("sets variables that the server reads, to values that it takes", async () => {
    expect(container.envFrom).toEqual([{ secretRef: { name: "chat" } }]);
    expect(Object.keys(env)).toEqual(expect.arrayContaining(["COLLOQUY_AUTH_SECRET", "DATABASE_URL", "REDIS_URL", "BLOB_URL"]));
    expect(OTHER_NAMES).toContain("COLLOQUY_AUTH_SECRET");
    const config = await settingsOf({ ...env, BLOB_URL: "s3://chat-files?region=eu-central-1" });
    const ports = Object.fromEntries(container.ports.map(({ name, containerPort }) => [name, containerPort]));
    expect(ports).toEqual({ http: config.port, metrics: config.metrics.port });
    expect(pods.metadata.annotations).toEqual({
      "prometheus.io/scrape": "true",
      "prometheus.io/port": String(config.metrics.port),
      "prometheus.io/path": "/metrics",
    });
  });

  it("asks addresses that the server has", () => {
    for (const probe of ["startupProbe", "livenessProbe", "readinessProbe"] as const) {
      const { path: at, port } = container[probe].httpGet;
      expect(served.server.routes, probe).toContain(`GET ${at}`);
      expect(port).toBe("http");
    }
    expect(container.livenessProbe.httpGet.path).not.toBe(container.readinessProbe.httpGet.path);
  });

  it("gives a pod its preStop, its drainTimeout and the last writes before it is killed", async () => {
    const { drainTimeout } = await settingsOf({ ...env, BLOB_URL: "s3://chat-files" });
    const [sleep, before] = container.lifecycle.preStop.exec.command;
    expect(sleep).toBe("sleep");
    expect(pods.spec.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(Number(before) + drainTimeout + LAST_WRITES);
  });

  it("leads from each part to one that is there", () => {
    const labels = { app: "chat" };
    expect(pods.metadata.labels).toEqual(labels);
    expect(of("Deployment", "chat").spec.selector).toEqual({ matchLabels: labels });
    expect(of("Service", "chat").spec.selector).toEqual(labels);
    expect(of("PodDisruptionBudget", "chat").spec.selector).toEqual({ matchLabels: labels });
    expect(of("NetworkPolicy", "chat").spec.podSelector).toEqual({ matchLabels: labels });
    expect(of("HorizontalPodAutoscaler", "chat").spec.scaleTargetRef).toMatchObject({ kind: "Deployment", name: "chat" });
    expect(of("Service", "chat").spec.ports[0]?.targetPort).toBe("http");
    expect(new URL(env["REDIS_URL"] ?? "").hostname).toBe(of("Service", "redis").metadata.name);
    const redis = of("Deployment", "redis").spec.template;
    expect(of("Service", "redis").spec.selector).toEqual(redis.metadata.labels);
    const volumes = pods.spec.volumes.map(({ name }) => name);
    expect(container.volumeMounts.map(({ name }) => name)).toEqual(volumes);
  });

  it("keeps nobody at a node, shows metrics to watchers only, and has a Redis that forgets all or nothing", () => {
    expect(of("Service", "chat").spec.sessionAffinity).toBe("None");
    const open = of("NetworkPolicy", "chat").spec.ingress.filter(({ from }) => from === undefined);
    expect(open.flatMap(({ ports }) => ports)).toEqual([{ port: "http" }]);
    expect(of("Service", "chat").spec.ports.map(({ name }) => name)).toEqual(["http"]);
    expect(of("Deployment", "redis").spec.template.spec.containers[0].args.join(" ")).toContain("--maxmemory-policy noeviction");
    expect(of("NetworkPolicy", "redis").spec.ingress).toEqual([
      { ports: [{ port: "redis" }], from: [{ podSelector: { matchLabels: { app: "chat" } } }] },
    ]);
  });

  it("grows by a metric that the server has, and has no secret in it", async () => {
    const [{ pods: by }] = of("HorizontalPodAutoscaler", "chat").spec.metrics;
    const answer = await fetch(`${served.url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } });
    const [[label, value]] = Object.entries(by.metric.selector.matchLabels) as [[label: string, value: string]];
    expect(await answer.text()).toMatch(new RegExp(`^${by.metric.name}\\{${label}="${value}"\\} \\d+$`, "m"));
    for (const [name, secret] of Object.entries(of("Secret", "chat").stringData))
      if (name !== "REDIS_URL") expect(secret, name).toContain("CHANGE-ME");
  });
});

describe("the files of the proxies", () => {
  const stickiness = /ip_hash|sticky|\bcookie\b|lb_policy (?!round_robin)/;

  it("keep nobody at a node", () => {
    expect(read("nginx.conf")).not.toMatch(stickiness);
    expect(read("Caddyfile")).not.toMatch(stickiness);
  });

  const nodesAt = (file: string, url: string) => file.replaceAll(/chat-\d:8000/g, new URL(url).host);

  /** What has to come through, whichever proxy is before it. */
  async function expectChat(url: string): Promise<void> {
    using person = new Person(url);
    expect(await person.ask("hello")).toBe("re hello");
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    // The node itself would say 401.
    expect((await fetch(`${url}/metrics`)).status).toBe(404);
  }

  const nginx = findProxy("nginx");
  it.skipIf(nginx === undefined)("nginx takes its file, and a chat comes through it", async () => {
    const port = await freePort();
    const settings = nodesAt(read("nginx.conf"), served.url).replace("listen 80;", `listen 127.0.0.1:${port};`);
    const inFolder = settings.replace("pid /tmp/nginx.pid;", "daemon off; pid nginx.pid;");
    await using proxy = await startProxy(nginx ?? "", { settings: inFolder, args: (file) => ["-p", path.dirname(file), "-c", file], port });
    await expectChat(proxy.url);
  });

  it.skipIf(nginx === undefined)("nginx sends what is for a node that is gone to another one, also what changes something", async () => {
    const [port, gone] = [await freePort(), await freePort()];
    const settings = read("nginx.conf")
      .replace("chat-1:8000", `127.0.0.1:${gone}`)
      .replaceAll(/chat-\d:8000/g, new URL(served.url).host)
      // So that each request may find it gone.
      .replaceAll("fail_timeout=5s", "fail_timeout=0")
      .replace("listen 80;", `listen 127.0.0.1:${port};`)
      .replace("pid /tmp/nginx.pid;", "daemon off; pid nginx.pid;");
    await using proxy = await startProxy(nginx ?? "", { settings, args: (file) => ["-p", path.dirname(file), "-c", file], port });
    for (let round = 0; round < 6; round += 1) {
      await expectChat(proxy.url);
      const asked = await fetch(`${proxy.url}/api/requests`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: "{}",
      });
      // The word of the node, whatever it is.
      expect(asked.status).toBeLessThan(500);
    }
  });

  const caddy = findProxy("caddy");
  /** What Caddy makes of the file, with these variables. */
  const adapted = (env: Texts): string =>
    execFileSync(caddy ?? "", ["adapt", "--adapter", "caddyfile", "--config", path.join(deploy, "Caddyfile")], {
      encoding: "utf8",
      env: { ...process.env, ...env },
    });
  it.skipIf(caddy === undefined)("Caddy takes the name of the site and other nodes from its environment", () => {
    const dials = (text: string) => [...text.matchAll(/"dial":"([^"]+)"/g)].map(([, dial]) => dial);
    const plain = adapted({});
    expect([plain.includes('":80"'), dials(plain)]).toEqual([true, ["chat-1:8000", "chat-2:8000", "chat-3:8000"]]);
    const named = adapted({ SITE_ADDRESS: "chat.example.com", NODES: "127.0.0.1:8001 127.0.0.1:8002" });
    expect([named.includes('"host":["chat.example.com"]'), named.includes('":443"')]).toEqual([true, true]);
    expect(dials(named)).toEqual(["127.0.0.1:8001", "127.0.0.1:8002"]);
  });

  it.skipIf(caddy === undefined)("Caddy takes its file, and a chat comes through it", async () => {
    const port = await freePort();
    const settings = nodesAt(read("Caddyfile"), served.url).replace("{$SITE_ADDRESS::80}", `{\n\tadmin off\n}\nhttp://127.0.0.1:${port}`);
    await using proxy = await startProxy(caddy ?? "", {
      settings,
      args: (file) => ["run", "--adapter", "caddyfile", "--config", file],
      port,
    });
    await expectChat(proxy.url);
    expect(adapted({})).toContain('"round_robin"');
  });
});
