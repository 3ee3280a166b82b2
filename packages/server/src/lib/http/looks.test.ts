import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeFolders, serveAt } from "../../../test/places.ts";
import { createApp } from "../app/app.ts";
import type { ColloquyConfig } from "../config/schema.ts";
import type { Logger } from "../logger.ts";

const HTML = { headers: { accept: "text/html" } };
let folder: string;
let log: { level: string; message: string }[];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "colloquy-looks-"));
  log = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, text: string) => {
  const file = path.join(folder, "public", name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
};
const putTheme = (theme: unknown) => put("theme.json", typeof theme === "string" ? theme : JSON.stringify(theme));

async function open({ config = {}, dev = false, at = "at a sub-path" }: { config?: ColloquyConfig; dev?: boolean; at?: string } = {}) {
  const note = (level: string) => (_fields: object, message: string) => void log.push({ level, message });
  const logger: Logger = { debug: () => undefined, info: () => undefined, warn: note("warn"), error: note("error") };
  const { webRoot, remove } = makeFolders();
  const placed = await serveAt(at, createApp(), { appDir: folder, webRoot, config, dev, logger });
  return {
    page: async () => {
      const answer = await placed.get("/", HTML);
      return { html: await answer.text(), policy: answer.headers.get("content-security-policy") ?? "" };
    },
    config: async () => (await placed.get("/api/config")).json() as Promise<Record<string, Record<string, unknown>>>,
    settings: async () => (await placed.get("/project/settings")).json(),
    [Symbol.asyncDispose]: async () => {
      await placed[Symbol.asyncDispose]();
      remove();
    },
  };
}
const said = () => log.map(({ level, message }) => `${level} ${message}`);
const directive = (policy: string, name: string) => policy.split("; ").find((part) => part.startsWith(`${name} `)) ?? "";

describe("public/theme.json", () => {
  it("stands in the page as a style sheet, with its fonts below the server's path", async () => {
    putTheme({
      custom_fonts: [{ family: "Literata", src: "/public/literata.woff2" }, "/public/more.css"],
      variables: { light: { "--primary": "150 60% 20%", "--font-sans": "Literata, serif" }, dark: { "--background": "#0a0f0c" } },
    });
    await using server = await open();
    const { html } = await server.page();
    const css = /<style id="app-theme">([^<]*)<\/style>/.exec(html)?.[1];
    expect(css).toContain('url("/chat/public/literata.woff2")');
    expect(css).toContain("--primary: hsl(150 60% 20%);");
    expect(html).toContain('<link rel="stylesheet" href="/chat/public/more.css">');
    expect(html.indexOf("app-theme")).toBeLessThan(html.indexOf("</head>"));
    // The font of ours is not fetched for nothing.
    expect(html).not.toContain("font-3c4d.woff2");
    expect((await server.config())["theme"]?.["variables"]).toEqual({
      light: { "--primary": "150 60% 20%", "--font-sans": "Literata, serif" },
      dark: { "--background": "#0a0f0c" },
    });
    expect(said()).toEqual([]);
  });

  it("is not missed where there is none", async () => {
    await using server = await open();
    expect((await server.page()).html).not.toContain("app-theme");
    expect(await server.config()).not.toHaveProperty("theme");
    expect(said()).toEqual([]);
  });

  it("is checked at the start: the log names file and variable, and the page stands without what is wrong", async () => {
    putTheme({ variables: { light: { "--primary": "blu", "--card": "#fffffe" } } });
    await using server = await open();
    expect(said()).toEqual([
      expect.stringMatching(/^error public\/theme\.json: variables\.light\.--primary must be a colour.*, not "blu"\.$/),
    ]);
    expect((await server.page()).html).toContain(":where(:root:not(.dark), :host(:not(.dark))) { --card: #fffffe; }");
    expect(log).toHaveLength(1);
  });

  it("that is no JSON leaves the page as it is", async () => {
    putTheme("{ oh");
    await using server = await open();
    expect(said()).toEqual([expect.stringMatching(/^error public\/theme\.json: This is not JSON/)]);
    expect((await server.page()).html).not.toContain("app-theme");
  });

  it("is taken anew when the file changes, and said to be wrong once", async () => {
    putTheme({ variables: { light: { "--radius": "4px" } } });
    await using server = await open();
    expect((await server.page()).html).toContain("--radius: 4px;");
    putTheme({ variables: { light: { "--radius": "very round" } } });
    for (let time = 0; time < 3; time++) expect((await server.page()).html).not.toContain("--radius");
    expect(log).toHaveLength(1);
    rmSync(path.join(folder, "public/theme.json"));
    expect(await server.config()).not.toHaveProperty("theme");
  });

  it("is measured while one works on it: colours that are hard to read are named", async () => {
    putTheme({ variables: { light: { "--primary": "#facc15" } } });
    await using server = await open({ dev: true });
    expect(said()).toEqual([
      expect.stringMatching(/^warn public\/theme\.json: hard to read in light: .*--link on --background 1\.\d\d, at least 4\.5/),
    ]);
    log = [];
    await using live = await open({ dev: false });
    expect([said(), (await live.page()).html === "", (await server.page()).html === ""]).toEqual([[], false, false]);
  });

  it("takes fonts from another host only when the configuration names it", async () => {
    const sheet = "https://fonts.example/css2?family=Literata&display=swap";
    putTheme({ custom_fonts: [sheet] });
    await using closed = await open();
    expect(said()).toEqual([expect.stringMatching(/custom_fonts names fonts\.example.*fontHosts: \["fonts\.example", …\]/)]);
    expect((await closed.page()).html).not.toContain("fonts.example");
    await using server = await open({ config: { fontHosts: ["fonts.example", "files.example"] } });
    const { html, policy } = await server.page();
    expect(html).toContain('<link rel="stylesheet" href="https://fonts.example/css2?family=Literata&#38;display=swap">');
    expect(directive(policy, "style-src")).toBe("style-src 'self' 'unsafe-inline' fonts.example files.example");
    expect(directive(policy, "font-src")).toBe("font-src 'self' data: fonts.example files.example");
  });
});

describe("An app's own files in the page", () => {
  it("come after everything of ours, with their attributes, and nothing more is let in than they need", async () => {
    await using server = await open({
      config: {
        customCss: "/public/own.css",
        customCssAttributes: 'media="screen" data-own',
        customJs: "https://cdn.example/lib/own;1.js?v=2",
        customJsAttributes: "type=module crossorigin",
        logoFileUrl: "https://images.example/logo.svg",
        headerLinks: [{ name: "Help", url: "https://help.example", iconUrl: "https://icons.example/a,b.png?size=2" }],
      },
    });
    const { html, policy } = await server.page();
    const head = html.slice(0, html.indexOf("</head>"));
    expect(
      head
        .trim()
        .split("\n")
        .slice(-2)
        .map((line) => line.trim()),
    ).toEqual([
      '<link rel="stylesheet" href="/chat/public/own.css" media="screen" data-own>',
      '<script src="https://cdn.example/lib/own;1.js?v=2" type="module" crossorigin></script>',
    ]);
    expect(directive(policy, "style-src")).toBe("style-src 'self' 'unsafe-inline'");
    expect(directive(policy, "script-src")).toMatch(/ https:\/\/cdn\.example\/lib\/own%3B1\.js$/);
    expect(directive(policy, "img-src")).toBe("img-src 'self' data: blob: https://images.example/logo.svg https://icons.example/a%2Cb.png");
  });

  it.each([
    ["customJsAttributes", 'onload="steal()"'],
    ["customJsAttributes", 'src="https://evil.example/x.js"'],
    ["customCssAttributes", 'media="a" ><script>'],
    ["customCss", "javascript:alert(1)"],
    ["customCss", "style.css"],
    ["loginPageImageFilter", "url(#x)"],
    ["logoFileUrl", '/public/a"b.svg'],
  ])("are refused where they are something else: %s %s", async (setting, value) => {
    await expect(open({ config: { [setting]: value } })).rejects.toThrow(new RegExp(`${setting} must be .*, not `));
  });

  it.each([
    [[{ name: "Help", url: "javascript:alert(1)" }]],
    [[{ name: "", url: "https://help.example" }]],
    [[{ name: "Help", url: "//evil.example" }]],
    [[{ name: "Help", url: "/help", target: "everywhere" }]],
    [[{ name: "x", url: "/\t/evil.example/x" }]],
    [[{ name: "x", url: "/.//evil.example" }]],
    [[{ name: "x", url: "ht\ttp://evil.example/x" }]],
    [[{ name: "x", url: "java\nscript:alert(1)" }]],
    [[{ name: "x", url: "/terms", iconUrl: "/public/../\t/evil.example" }]],
  ])("links that lead nowhere stop the start: %j", async (headerLinks) => {
    await expect(open({ config: { headerLinks } as ColloquyConfig })).rejects.toThrow(/headerLinks\.0\.\w+ must be/);
  });
});

describe("The page is told of the app's pictures", () => {
  it("and of nothing where there are none", async () => {
    await using server = await open();
    expect((await server.config())["looks"]).toEqual({ avatars: [], headerLinks: [] });
  });

  it("by the addresses a browser can use", async () => {
    put("logo_light.svg", "<svg/>");
    put("favicon.png", "png");
    for (const name of ["my_bot.png", "الميناء.svg", "Upper.png", "notes.txt", ".hidden.png", "my_bot.webp"]) put(`avatars/${name}`, "x");
    await using server = await open({
      config: {
        defaultAvatarFileUrl: "/public/face.svg",
        avatarSize: 32,
        headerLinks: [{ name: "Terms", url: "/public/terms.pdf", iconUrl: "scale" }],
        loginPageImage: "/public/sea.jpg",
        loginPageImageDarkFilter: "grayscale brightness-50 blur",
      },
    });
    expect((await server.config())["looks"]).toEqual({
      // One drawing serves both when there is no other.
      logo: { light: "/chat/logo?theme=light", dark: "/chat/logo?theme=light" },
      icon: "/chat/favicon",
      avatars: ["my_bot", "الميناء"],
      defaultAvatar: "/chat/public/face.svg",
      avatarSize: 32,
      headerLinks: [{ name: "Terms", url: "/chat/public/terms.pdf", iconUrl: "scale", target: "_blank" }],
      loginPage: { image: "/chat/public/sea.jpg", filter: "none", darkFilter: "grayscale(100%) brightness(50%) blur(8px)" },
    });
  });

  it("and Chainlit's clients in their words", async () => {
    await using server = await open({
      at: "at the root",
      config: {
        customCss: "/public/own.css",
        avatarSize: 40,
        headerLinks: [{ name: "Docs", url: "https://docs.example", iconUrl: "book" }],
      },
    });
    const settings = (await server.settings()) as { ui: object };
    expect(settings.ui).toMatchObject({
      custom_css: "/public/own.css",
      custom_js_attributes: "defer",
      avatar_size: 40,
      header_links: [{ name: "Docs", url: "https://docs.example", icon_url: "", display_name: null, target: "_blank" }],
    });
  });
});
