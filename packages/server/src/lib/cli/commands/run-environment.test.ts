// The command line as a deployment starts it: told by variables, and with a certificate of its own.
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ownPackage } from "../../config/own-package.ts";
import { runCli, SERVED, startCli } from "../testing/run-cli.ts";

const APP = `import * as cl from "colloquy";\ncl.onMessage(async (message) => { await new cl.Message(message.content).send(); });\n`;
const READY = /→ (https?:\S+)/;
const TLS = path.resolve(import.meta.dirname, "../../../../test/tls");
const AUTHORITY = readFileSync(path.join(TLS, "cert.pem"), "utf8");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "colloquy-run-env-"));
  write("app.ts", APP);
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), text);
}

const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}) => startCli(["run", ...args], { cwd: folder, env });

/** Fails for a line that is none of JSON. */
function jsonLines(text: string): Record<string, unknown>[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** Asks over HTTPS, believing the certificate of the tests alone. */
function ask(url: string): Promise<{ readonly status: number | undefined; readonly body: string }> {
  return new Promise((resolve, reject) => {
    request(url, { ca: AUTHORITY, headers: { accept: "text/html" } }, (answer) => {
      let body = "";
      answer.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
      answer.on("end", () => resolve({ status: answer.statusCode, body }));
    })
      .on("error", reject)
      .end();
  });
}

describe("colloquy run, told by the environment", () => {
  it("knows the app, the port and the path", async () => {
    await using run = start([], { COLLOQUY_RUN_TARGET: "app.ts", COLLOQUY_PORT: "0", COLLOQUY_ROOT_PATH: "/chat" });
    const [, url] = await run.said(READY);
    expect(url).toMatch(/\/chat\/$/);
    expect((await fetch(`${url}healthz`)).status).toBe(200);
  });

  it("asks for the app when nobody names one", async () => {
    const { code, stderr } = await runCli(["run"], { cwd: folder });
    expect([code, stderr]).toEqual([1, expect.stringContaining("npx colloquy run app.ts")]);
  });

  it("watches with COLLOQUY_WATCH", async () => {
    await using run = start(["app.ts", "--port", "0"], { COLLOQUY_WATCH: "true" });
    await run.said(/watching app\.ts/);
  });

  it("runs on a build machine as anywhere else", async () => {
    await using run = start(["app.ts", "--port", "0"], { CI: "true" });
    await run.said(/app\.ts · development/);
  });

  it("reads another file of variables, from another folder", async () => {
    write("deploy/prod.env", "COLLOQUY_NAME=From the file\n");
    write("deploy/colloquy.config.ts", `export default { description: "elsewhere" };`);
    await using run = start(["app.ts", "--port", "0"], { COLLOQUY_APP_ROOT: "deploy", COLLOQUY_ENV_FILE: "prod.env" });
    const [, url] = await run.said(READY);
    expect(await (await fetch(`${url}api/config`)).json()).toMatchObject({ name: "From the file", description: "elsewhere" });
  });

  it("does not start with a variable that means nothing", async () => {
    const { code, stderr } = await runCli(["run", "app.ts"], { cwd: folder, env: { COLLOQUY_PORTT: "1" } });
    expect([code, stderr]).toEqual([1, expect.stringContaining("Did you mean COLLOQUY_PORT?")]);
  });

  it.runIf(process.platform === "linux")("listens to its host, and to no other address", async () => {
    await using run = start(["app.ts", "--port", "0"], { COLLOQUY_HOST: "127.0.0.2" });
    const [, url = ""] = await run.said(READY);
    expect((await fetch(`${url}healthz`)).status).toBe(200);
    await expect(fetch(url.replace("127.0.0.2", "127.0.0.1"))).rejects.toThrow();
  });

  it.each([
    ["in production", { NODE_ENV: "production" }],
    ["where COLLOQUY_LOG asks for it", { COLLOQUY_LOG: "json" }],
  ])("says everything as lines of JSON %s, from its start to its end", async (_when, how) => {
    write("colloquy.config.ts", `export default { name: "Shop", node: "chat-1" };`);
    const env = { COLLOQUY_AUTH_SECRET: "x".repeat(64), CHAINLIT_UNKNOWN: "1", ...how };
    await using run = start(["app.ts", "--port", "0"], env);
    const [, url = ""] = await run.said(SERVED);
    run.signal("SIGTERM");
    expect(await run.exited).toBe(0);
    expect(run.stdout()).toBe("");
    const lines = jsonLines(run.stderr());
    expect(lines.filter(({ url }) => url !== undefined)).toEqual([
      expect.objectContaining({
        url,
        name: "Shop",
        version: ownPackage().version,
        app: "app.ts",
        node: "chat-1",
        dataLayer: "sqlite",
        sessionStore: "sqlite",
        files: "file system",
        relay: "none",
      }),
    ]);
    expect(lines).toContainEqual(expect.objectContaining({ level: 40, msg: expect.stringContaining("CHAINLIT_UNKNOWN") }));
  });

  it("says as JSON too why it does not start", async () => {
    write("app.ts", `${APP}\nthrow new Error("No database");\n`);
    const env = { NODE_ENV: "production", COLLOQUY_AUTH_SECRET: "x".repeat(64) };
    const { code, stdout, stderr } = await runCli(["run", "app.ts", "--port", "0"], { cwd: folder, env });
    expect([code, stdout]).toEqual([1, ""]);
    expect(jsonLines(stderr)).toEqual([expect.objectContaining({ level: 50, msg: "No database", file: "app.ts", line: 4 })]);
    const wrong = await runCli(["run", "app.ts"], { cwd: folder, env: { ...env, COLLOQUY_PORTT: "1" } });
    expect(jsonLines(wrong.stderr)).toEqual([expect.objectContaining({ level: 50, msg: expect.stringContaining("COLLOQUY_PORT?") })]);
  });

  it("logs each request with the logLevel debug, and only what matters otherwise", async () => {
    const logOf = async (env: Readonly<Record<string, string>>): Promise<string> => {
      await using run = start(["app.ts", "--port", "0"], { COLLOQUY_LOG: "json", ...env });
      const [, url] = await run.said(SERVED);
      await (await fetch(`${url}healthz`)).text();
      run.signal("SIGTERM");
      await run.exited;
      return run.stderr();
    };
    expect(await logOf({ COLLOQUY_LOG_LEVEL: "debug" })).toContain("/healthz");
    expect(await logOf({})).not.toContain("/healthz");
  });

  it("says where people open it, when publicUrl does", async () => {
    await using run = start(["app.ts", "--port", "0"], { COLLOQUY_PUBLIC_URL: "https://chat.example.com" });
    await run.said(/https:\/\/chat\.example\.com\n/);
  });
});

describe("sslCert and sslKey", () => {
  beforeEach(() => {
    for (const name of ["cert.pem", "key.pem"]) copyFileSync(path.join(TLS, name), path.join(folder, name));
  });
  const HTTPS = `export default { sslCert: "cert.pem", sslKey: "key.pem" };`;

  it("make the server speak HTTPS", async () => {
    write("colloquy.config.ts", HTTPS);
    await using run = start(["app.ts", "--port", "0"]);
    const [, url = ""] = await run.said(READY);
    expect(url).toMatch(/^https:/);
    expect((await ask(`${url}healthz`)).status).toBe(200);
    await expect(fetch(url.replace("https:", "http:"))).rejects.toThrow();
  });

  it("hold under --watch too, where an error is shown over HTTPS as well", async () => {
    write("colloquy.config.ts", HTTPS);
    write("app.ts", `throw new Error("No tea.");`);
    await using run = start(["app.ts", "--port", "0", "--watch"]);
    await run.said(/No tea\./);
    write("app.ts", APP);
    const [, url = ""] = await run.said(READY);
    expect((await ask(`${url}healthz`)).status).toBe(200);
    write("app.ts", `throw new Error("No coffee.");`);
    await run.said(/No coffee\./);
    await expect.poll(async () => (await ask(url).catch(() => undefined))?.body).toContain("No coffee.");
  });

  it.each([
    [`{ sslCert: "cert.pem" }`, "sslCert is set, and sslKey is not."],
    [`{ sslCert: "cert.pem", sslKey: "none.pem" }`, "sslKey: none.pem cannot be read."],
    [`{ sslCert: "key.pem", sslKey: "key.pem" }`, "key.pem and key.pem are no certificate and its key."],
  ])("%s does not start", async (config, problem) => {
    write("colloquy.config.ts", `export default ${config};`);
    const { code, stderr } = await runCli(["run", "app.ts", "--port", "0"], { cwd: folder });
    expect([code, stderr]).toEqual([1, expect.stringContaining(problem)]);
  });
});
