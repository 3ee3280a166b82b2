import { createHash } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { makeElementsApp } from "../../../test/elements-app.ts";
import { PLACES, serveAt } from "../../../test/places.ts";
import { createApp } from "../app/app.ts";

const folders = makeElementsApp({
  "public/elements/Ticket.tsx": `import { Button } from "@/components/ui/button"; export default ({ seats }: { seats: number }) => <Button className="p-4">Kinloch {seats}</Button>;`,
});
afterAll(() => folders[Symbol.dispose]());
const { appDir, webRoot } = folders;

interface Shown {
  readonly customElements: Readonly<Record<string, { readonly module: string; readonly css: string; readonly error?: string }>>;
  readonly elementsKit?: { readonly style?: string };
}

describe.each(Object.keys(PLACES))("custom elements %s", (name) => {
  const open = () => serveAt(name, createApp({ onMessage: () => undefined }), { appDir, webRoot });

  it("are told to the page, and served for good, to frames without an origin too", async () => {
    await using at = await open();
    const shown = (await (await at.get("/api/config")).json()) as Shown;
    const { module = "", css = "" } = shown.customElements["Ticket"] ?? {};
    expect(shown.elementsKit).toEqual({ style: "elements-kit/style.0a1b2c3d.css" });
    expect(await (await at.get("/", { headers: { accept: "text/html" } })).text()).toContain(module);
    for (const [address, type, text] of [
      [module, "text/javascript; charset=utf-8", "Kinloch"],
      [css, "text/css; charset=utf-8", "padding"],
      ["elements-kit/react.0a1b2c3d.js", "text/javascript; charset=utf-8", "useState"],
    ] as const) {
      const answer = await at.get(`/${address}`, { headers: { origin: "null" } });
      const headers = Object.fromEntries(answer.headers);
      expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining(text)]);
      expect(headers).toMatchObject({
        "content-type": type,
        "cache-control": "public, max-age=31536000, immutable",
        "access-control-allow-origin": "*",
        "cross-origin-resource-policy": "cross-origin",
        "x-content-type-options": "nosniff",
      });
      expect(headers["access-control-allow-credentials"]).toBeUndefined();
    }
  });

  it("import what the page has by addresses that hold at any root", async () => {
    await using at = await open();
    const { customElements } = (await (await at.get("/api/config")).json()) as Shown;
    const module = `${at.url}/${customElements["Ticket"]?.module}`;
    const imports = [...(await (await fetch(module)).text()).matchAll(/from"([^"]+)"/g)].map(([, id = ""]) => new URL(id, module).href);
    expect(imports).toHaveLength(2);
    for (const address of imports) expect((await fetch(address)).status).toBe(200);
  });

  it("are drawn in a page that was open when a new version of the app started, and that asks for the version before", async () => {
    await using at = await open();
    const { customElements } = (await (await at.get("/api/config")).json()) as Shown;
    const { module = "", css = "" } = customElements["Ticket"] ?? {};
    for (const address of [module, css]) {
      const before = await at.get(`/${address.replace(/\.[\da-f]{12}\./, ".0123456789ab.")}`, { headers: { origin: "null" } });
      expect(before.status).toBe(200);
      expect(await before.text()).toBe(await (await at.get(`/${address}`)).text());
      // Under this address it is not to stay.
      expect(before.headers.get("cache-control")).toBe("no-store");
      expect(before.headers.get("access-control-allow-origin")).toBe("*");
    }
    for (const name of ["None", "constructor"]) expect((await at.get(`/elements/${name}.0123456789ab.js`)).status).toBe(404);
  });

  it("are there for Chainlit's page as it reads them: an author's text, without its types", async () => {
    await using at = await open();
    const answer = await at.get("/public/elements/Ticket.jsx");
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/javascript; charset=utf-8"]);
    const text = await answer.text();
    expect(text).toContain('<Button className="p-4">');
    expect(text).not.toContain("seats: number");
    // Not as a script of a frame that has no origin.
    const { "cross-origin-resource-policy": policy, "access-control-allow-origin": allowed } = Object.fromEntries(answer.headers);
    expect([policy, allowed]).toEqual(["same-origin", undefined]);
    expect((await at.get("/public/elements/None.jsx")).status).toBe(404);
    expect((await at.get("/public/elements/..%2fTicket.jsx")).status).toBe(404);
    expect(await (await at.get("/public/elements/Ticket.tsx")).text()).toContain("seats: number");
  });

  it("have no other addresses: neither above, nor below, nor by another spelling", async () => {
    await using at = await open();
    const { customElements } = (await (await at.get("/api/config")).json()) as Shown;
    const module = customElements["Ticket"]?.module ?? "";
    for (const address of [
      "/elements/Ticket.tsx",
      "/elements/Ticket.js",
      `/${module.toLowerCase()}`,
      `/${module}.map`,
      "/elements/..%2f..%2fapp.ts",
      "/elements/..%5c..%5capp.ts",
      "/elements/__proto__",
      "/elements/constructor",
      "/elements-kit/..%2findex.html",
      "/elements-kit/../../app/package.json",
      "/elements-kit/.hidden",
      "/elements-frame/None",
      "/elements-frame/ticket",
      "/elements-frame/__proto__",
      "/elements-frame/constructor",
      "/elements-frame/Ticket%2f..",
    ]) {
      const answer = await at.raw(address);
      expect([address, answer.status === 404 || answer.body.includes("colloquy-config")]).toEqual([address, true]);
    }
  });

  it("have a frame that runs nothing but them, keeps them where they are, and is nobody", async () => {
    await using at = await open();
    const holder = await at.get("/elements-frame/Ticket");
    const inner = await at.get("/elements-frame/Ticket?inner");
    const html = await inner.text();
    const policies = [holder, inner].map((answer) => answer.headers.get("content-security-policy") ?? "");
    for (const policy of policies) expect(policy).toMatch(/^sandbox allow-scripts; default-src 'none'; /);
    expect(policies[0]).toMatch(/script-src 'sha256-[^ ]+'; .*frame-src 'self'; frame-ancestors 'self'$/);
    const [, narrows = ""] = /<script>([^<]+)<\/script>/.exec(html) ?? [];
    expect(policies[1]).toContain(`script-src 'self' 'sha256-${createHash("sha256").update(narrows).digest("base64")}'; `);
    expect(policies[1]).toContain("connect-src 'none'; frame-src 'none'; worker-src 'none'");
    for (const [, address = ""] of html.matchAll(/(?:src|href)="([^"]+)"/g))
      expect((await fetch(new URL(address, at.url))).status).toBe(200);
    expect([holder, inner].map(({ headers }) => headers.get("set-cookie"))).toEqual([null, null]);
    for (const { headers } of [holder, inner]) expect(headers.get("connection-allowlist")).toBe("(response-origin)");
  });
});

describe("an app without custom elements", () => {
  it("tells the page of none, and has no frame", async () => {
    using bare = makeElementsApp({ "public/note.txt": "a note" });
    await using at = await serveAt("at the root", createApp({ onMessage: () => undefined }), {
      appDir: bare.appDir,
      webRoot: bare.webRoot,
    });
    const shown = (await (await at.get("/api/config")).json()) as Shown;
    expect([shown.customElements, shown.elementsKit, (await at.get("/elements-frame/Ticket")).status]).toEqual([{}, undefined, 404]);
  });
});
