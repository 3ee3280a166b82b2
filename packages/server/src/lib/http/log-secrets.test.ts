// What a sign-in hands out: none of it gets into the log, and each is good for its own purpose only.
import { expect, it } from "vitest";
import { Browser } from "../../../test/browser.ts";
import { createApp } from "../../index.ts";
import { createLogger } from "../logger.ts";
import { serveApp } from "../testing/serve-app.ts";

const PASSWORD = "engine-of-1837";

it("logs no password, cookie, ticket or handle, and takes none of them for another", async () => {
  const lines: string[] = [];
  const logger = createLogger({ level: "debug", destination: { write: (line) => lines.push(line) } });
  const app = createApp({ passwordAuth: ({ password }) => (password === PASSWORD ? { identifier: "ada" } : null), onMessage: () => {} });
  await using served = await serveApp(app, { logger });
  using browser = new Browser(served.url);
  expect((await browser.signIn("ada", `not-${PASSWORD}`))[0]).toBe(401);
  expect((await browser.signIn("ada", PASSWORD))[0]).toBe(200);
  const [[name, cookie] = ["", ""]] = [...browser.jar];
  const [, { ticket }] = (await browser.post("/api/auth/socket-ticket")) as [number, { ticket: string }];
  const { attached } = await browser.connect({ ticket });

  using stranger = new Browser(served.url);
  for (const token of [ticket, attached.handle]) {
    stranger.jar.set(name, token);
    expect((await stranger.get("/api/threads"))[0]).toBe(401);
    stranger.jar.clear();
    expect((await stranger.fetch("/api/threads", { headers: { authorization: `Bearer ${token}` } })).status).toBe(401);
    expect((await stranger.fetch("/auth/jwt", { method: "POST", headers: { authorization: `Bearer ${token}` } })).status).toBe(401);
  }
  for (const wrong of [cookie, attached.handle])
    await expect(stranger.connect({ ticket: wrong })).rejects.toMatchObject({ data: { code: "UNAUTHENTICATED" } });

  expect(lines.join("")).toContain("somebody signed in");
  expect(lines.join("")).toContain("socket-ticket");
  for (const secret of [PASSWORD, cookie, ticket, attached.handle]) expect(lines.join("")).not.toContain(secret);
});
