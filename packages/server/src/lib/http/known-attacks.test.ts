// Attacks that servers of this kind have had, tried on every address that takes a name. docs/decisions/011 has the list.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../app/app.ts";
import { type ServedApp, serveApp } from "../testing/serve-app.ts";

const SECRET = "nobody may read this";
let root = "";
let served: ServedApp;
beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), "colloquy-attacks-"));
  const appDir = path.join(root, "app");
  for (const folder of ["public/avatars", ".colloquy", "translations", "dist"]) mkdirSync(path.join(appDir, folder), { recursive: true });
  for (const file of ["../secret.txt", "app.ts", ".env", "colloquy.config.ts", ".colloquy/secret", "public/.hidden", "colloquy_..md"])
    writeFileSync(path.join(appDir, file), SECRET);
  writeFileSync(path.join(appDir, "public/open.txt"), "anybody may read this");
  symlinkSync(path.join(root, "secret.txt"), path.join(appDir, "public/link.txt"));
  symlinkSync(root, path.join(appDir, "public/linked"));
  served = await serveApp(createApp(), { appDir, webRoot: path.join(appDir, "dist") });
});
afterAll(async () => {
  await served?.[Symbol.asyncDispose]();
  rmSync(root, { recursive: true, force: true });
});

const UPWARDS = [
  "../secret.txt",
  "..%2fsecret.txt",
  "%2e%2e/secret.txt",
  "%2e%2e%2fsecret.txt",
  "..%252fsecret.txt",
  "....//secret.txt",
  "..\\secret.txt",
  "..%5csecret.txt",
  "..%c0%afsecret.txt",
  "%00../secret.txt",
  "open.txt%00",
  "open.txt/../../secret.txt",
  "../../secret.txt",
  "../../../../../../../../etc/passwd",
  "/etc/passwd",
  "%2fetc%2fpasswd",
  "file:%2f%2f%2fetc%2fpasswd",
  "../.env",
  "../app.ts",
  "../colloquy.config.ts",
  "../.colloquy/secret",
  ".hidden",
  "link.txt",
  "linked/secret.txt",
];

/** Sent as it is: a client that knows addresses would tidy them up first. */
function sendRaw(target: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(served.port, "127.0.0.1", () =>
      socket.write(`GET ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nX-Client-Key: ${crypto.randomUUID()}\r\n\r\n`),
    );
    let answer = "";
    socket.setEncoding("latin1");
    socket.on("data", (chunk: string) => {
      answer += chunk;
    });
    socket.on("end", () => resolve(answer));
    socket.on("error", reject);
  });
}

describe("Arbitrary file read by a path in the address", () => {
  it("reads what is public, so that the rest of this proves something", async () => {
    expect(await sendRaw("/public/open.txt")).toContain("anybody may read this");
  });

  it.each([
    "/public/",
    "/assets/",
    "/avatars/",
    "/project/file/",
    "/api/threads/",
    "/api/threads/7d3f0a52-6b1d-4c64-9c51-0f3b5a7f9a11/files/",
    "/api/threads/7d3f0a52-6b1d-4c64-9c51-0f3b5a7f9a11/uploads/",
    "/api/signed-files/",
    "/",
    "/logo?theme=",
    "/api/readme?language=",
    "/api/texts?language=",
    "/project/translations?language=",
  ])("finds nothing beside what is public below %s", async (address) => {
    for (const name of UPWARDS) {
      const answer = await sendRaw(address + name);
      expect([name, answer.slice(0, 9)]).toEqual([name, "HTTP/1.1 "]);
      expect([name, answer.includes(SECRET), answer.includes("root:")]).toEqual([name, false, false]);
    }
  });
});

describe("a prefix that a proxy tells", () => {
  it("never leads up, or elsewhere", async () => {
    await using served = await serveApp(createApp(), { config: { rootPath: "/chat" } });
    const place = async (prefix: string) =>
      (await fetch(served.url, { redirect: "manual", headers: { "x-forwarded-prefix": prefix } })).headers.get("location");
    expect(await place("/team/one")).toBe("/team/one/chat/");
    for (const prefix of ["/..", "/team/..", "/./..", "//evil.example", "/team//x", "/%2e%2e", "/.", "/%09/x"])
      expect([prefix, await place(prefix)]).toEqual([prefix, "/chat/"]);
  });
});

/** One request under a name of the caller's choice, which `fetch` does not allow. */
function askAs(
  port: number,
  host: string,
  target: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; cookies: string[] }> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: "127.0.0.1", path: target, headers: { ...headers, host } }, (answer) => {
      answer.resume().on("end", () => resolve({ status: answer.statusCode ?? 0, cookies: answer.headers["set-cookie"] ?? [] }));
    });
    sent.on("error", reject).end();
  });
}

describe("a site whose name leads to this machine for a moment", () => {
  const POLLING = "/ws/socket.io/?EIO=4&transport=polling";

  it("is not answered by a development server, over HTTP or by a socket", async () => {
    await using served = await serveApp(createApp());
    for (const target of ["/healthz", "/api/config", POLLING]) {
      expect((await askAs(served.port, `localhost:${served.port}`, target)).status).toBe(200);
      expect((await askAs(served.port, `evil.example:${served.port}`, target)).status).toBe(403);
    }
  });
});

describe("a cookie that a sister domain planted", () => {
  it("is not read over HTTPS: there the host's own name guards it", async () => {
    await using served = await serveApp(createApp({ passwordAuth: ({ username }) => ({ identifier: username }) }));
    const https = { "x-forwarded-proto": "https" };
    const mallory = await served.signIn({ identifier: "mallory" });
    const who = (cookie: string, headers: Record<string, string> = {}) =>
      askAs(served.port, `localhost:${served.port}`, "/user", { cookie, ...headers });
    expect((await who(mallory.cookie)).status).toBe(200);
    expect((await who(mallory.cookie, https)).status).toBe(401);
    expect((await who(`__Host-${mallory.cookie}`, https)).status).toBe(200);
    expect((await who(`__Host-${mallory.cookie}`)).status).toBe(401);
  });

  it("has no such name where the chat lives below a path, which browsers would refuse", async () => {
    for (const [rootPath, name] of [
      ["", /^__Host-colloquy_sign_in_/],
      ["/chat", /^colloquy_sign_in_/],
    ] as const) {
      await using served = await serveApp(createApp({ passwordAuth: ({ username }) => ({ identifier: username }) }), {
        config: { rootPath },
      });
      const answer = await fetch(`${served.url}/login`, {
        method: "POST",
        headers: { "x-forwarded-proto": "https", "content-type": "application/json" },
        body: JSON.stringify({ username: "ada", password: "x" }),
      });
      expect(answer.headers.getSetCookie()[0]).toMatch(name);
      expect(answer.headers.getSetCookie()[0]).toContain(`Path=${rootPath || "/"}`);
    }
  });
});
