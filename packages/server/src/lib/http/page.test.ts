import { createHash } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { makeFolders, PLACES, PUBLIC_HOST, SECRET, serveAt } from "../../../test/places.ts";
import { createApp } from "../app/app.ts";

const folders = makeFolders();
afterAll(() => folders.remove());
const HTML = { headers: { accept: "text/html,*/*" } };

describe.each(Object.keys(PLACES))("the page %s", (name) => {
  const open = (config = {}) => serveAt(name, createApp(), { ...folders, config });

  it("knows where it lives, what it is called and how it is set", async () => {
    await using at = await open({ name: `<Bob> & "friends"`, description: "It's <good>" });
    const { root } = at.place;
    const answer = await at.get("/", HTML);
    const html = await answer.text();
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/html; charset=UTF-8"]);
    expect(html).not.toContain("%COLLOQUY");
    expect(html).toContain(`<meta name="colloquy-root" content="${root}">`);
    expect(html).toContain(`href="${root}/assets/font-3c4d.woff2"`);
    expect(html).toContain(`src="${root}/assets/app-1a2b.js"`);
    expect(html).toContain(`<meta property="og:root_path" content="${root}">`);
    expect(html).not.toMatch(/<Bob>|<good>/);
    const title = readEntities(/<title>(.*)<\/title>/.exec(html)?.[1]);
    const config = readEntities(/name="colloquy-config" content="([^"]*)"/.exec(html)?.[1]);
    expect(title).toBe(`<Bob> & "friends"`);
    expect(JSON.parse(config)).toMatchObject({ name: title, rootPath: root, dev: false });
  });

  it("is what every address that is nothing else shows, and is never kept unasked", async () => {
    await using at = await open();
    const page = await (await at.get("/", HTML)).text();
    for (const path of ["/thread/8f14e45f-ceea-467f-a9b6-3c0f2b0a7d11", "/index.html", "/anything/else.html", "/manifest.json", "/?q=1"]) {
      const answer = await at.get(path, HTML);
      expect([answer.status, await answer.text()]).toEqual([200, page]);
      expect(answer.headers.get("cache-control")).toBe("no-cache, private");
    }
    expect(page).not.toContain(SECRET);
  });

  it("has its files where it says, and is redirected to from the root without a slash", async () => {
    await using at = await open();
    const page = await (await at.get("/", HTML)).text();
    const files = [...page.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, file]) => file);
    expect(files).toHaveLength(2);
    for (const file of files) expect((await fetch(new URL(file ?? "", at.url))).status).toBe(200);
    const redirect = await at.get("?x=1", HTML);
    if (at.place.config.rootPath !== undefined) {
      expect([redirect.status, redirect.headers.get("location")]).toEqual([307, `${at.place.root}/?x=1`]);
    } else expect(redirect.status).toBe(200);
  });

  it("runs no script but its own: every inline one is named by its hash, and nothing else is let in", async () => {
    await using at = await open({ cspScriptHosts: ["https://cdn.example"], imageHosts: ["https://images.example"] });
    const answer = await at.get("/", HTML);
    const policy = readPolicy(answer.headers.get("content-security-policy"));
    const scripts = [...(await answer.text()).matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, code]) => code ?? "");
    expect(scripts).toHaveLength(2);
    const hashes = scripts.map((code) => `'sha256-${createHash("sha256").update(code).digest("base64")}'`);
    expect(policy["script-src"]).toEqual(["'self'", ...hashes, "https://cdn.example"]);
    expect(policy["img-src"]).toEqual(["'self'", "data:", "blob:", "https://images.example"]);
    const host = at.place.seesThrough ? PUBLIC_HOST : new URL(at.url).host;
    expect(policy["connect-src"]).toEqual(["'self'", `ws://${host}`, `wss://${host}`]);
    expect([policy["object-src"], policy["base-uri"], policy["default-src"]]).toEqual([["'none'"], ["'none'"], ["'self'"]]);
    expect(policy["frame-ancestors"]).toEqual(["'self'"]);
  });

  it("plays what the app's hosts have, and frames the players of the sites that the app names and of no others", async () => {
    await using none = await open();
    const strict = readPolicy((await none.get("/", HTML)).headers.get("content-security-policy"));
    expect([strict["media-src"], strict["frame-src"]]).toEqual([["'self'", "data:", "blob:"], ["'self'"]]);
    await using at = await open({ mediaHosts: ["https://media.example"], videoSites: ["vimeo"] });
    const policy = readPolicy((await at.get("/", HTML)).headers.get("content-security-policy"));
    expect(policy["media-src"]).toEqual(["'self'", "data:", "blob:", "https://media.example"]);
    expect(policy["frame-src"]).toEqual(["'self'", "https://player.vimeo.com"]);
    expect(await (await at.get("/api/config")).json()).toMatchObject({ mediaHosts: ["https://media.example"], videoSites: ["vimeo"] });
  });

  it("may be framed by the pages that allowOrigins names, and a star names none", async () => {
    await using at = await open({ allowOrigins: ["*", "https://shop.example"] });
    const policy = readPolicy((await at.get("/", HTML)).headers.get("content-security-policy"));
    expect(policy["frame-ancestors"]).toEqual(["'self'", "https://shop.example"]);
  });

  it("brings an identity to who has none, over a cookie that only this server's pages send back", async () => {
    await using at = await open();
    const first = await at.get("/", HTML);
    const [cookie = "", ...more] = first.headers.getSetCookie();
    expect(more).toEqual([]);
    const [pair = "", ...attributes] = cookie.split("; ");
    expect(pair).toMatch(/^colloquy_visitor_[0-9a-f]{8}=[\w.-]+$/);
    const secure = at.place.seesThrough ? ["Secure"] : [];
    expect(attributes.sort()).toEqual(["HttpOnly", "Max-Age=31536000", `Path=${at.place.root || "/"}`, "SameSite=Lax", ...secure].sort());
    const again = await at.get("/", { headers: { ...HTML.headers, cookie: pair } });
    expect(again.headers.getSetCookie()).toEqual([]);
    const forged = await at.get("/", { headers: { ...HTML.headers, cookie: `${pair}x` } });
    expect(forged.headers.getSetCookie()).toHaveLength(1);
  });

  it("gives none to programs that only look whether somebody is there", async () => {
    await using at = await open();
    expect((await at.get("/")).headers.getSetCookie()).toEqual([]);
    const head = await at.get("/", { method: "HEAD", ...HTML });
    expect([head.status, head.headers.getSetCookie(), await head.text()]).toEqual([200, [], ""]);
  });

  it("is not for too many new people from one address, and those who are known still come", async () => {
    await using at = await open({ limits: { newVisitorsPerMinute: 2 } });
    const from = (address: string, cookie = "") => at.get("/", { headers: { ...HTML.headers, cookie, "x-forwarded-for": address } });
    const known = (await from("203.0.113.1")).headers.getSetCookie()[0]?.split(";")[0] ?? "";
    expect((await from("203.0.113.1")).status).toBe(200);
    const third = await from("203.0.113.1");
    expect([third.status, await third.text()]).toEqual([429, expect.stringContaining("Too many new visitors")]);
    expect(Number(third.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await from("203.0.113.1", known)).status).toBe(200);
    // Nobody gets around it by naming another address, unless a trusted proxy says so. Who connects directly from this machine is one.
    const isBelieved = at.place.config.trustProxy !== false;
    expect((await from("203.0.113.2")).status).toBe(isBelieved ? 200 : 429);
  });
});

describe("a page nobody built", () => {
  it("is told of, with the way to build it", async () => {
    await using at = await serveAt("at the root", createApp(), { appDir: folders.appDir });
    const answer = await at.get("/", HTML);
    expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining("npm run build")]);
  });
});

function readPolicy(header: string | null): Record<string, string[]> {
  return Object.fromEntries((header ?? "").split("; ").map((directive) => [directive.split(" ")[0], directive.split(" ").slice(1)]));
}

function readEntities(text = ""): string {
  return text.replace(/&#(\d+);/g, (_whole, code: string) => String.fromCharCode(Number(code)));
}
