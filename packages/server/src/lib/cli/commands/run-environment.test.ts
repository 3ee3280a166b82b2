// The command line as a deployment starts it: told by variables, and with a certificate of its own.
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runCli, startCli } from "../testing/run-cli.ts";

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

  it("logs each request with the logLevel debug, and only what matters otherwise", async () => {
    const logOf = async (env: Readonly<Record<string, string>>): Promise<string> => {
      await using run = start(["app.ts", "--port", "0"], { COLLOQUY_LOG: "json", ...env });
      const [, url] = await run.said(READY);
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
