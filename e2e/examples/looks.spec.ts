import { readFileSync } from "node:fs";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchSmallChromium, newPerson } from "../support/browser.ts";
import { ChatPage, seen } from "../support/chat-page.ts";
import { type RunningApp, runExample, runFiles } from "../support/running-app.ts";

let browser: Browser;
let app: RunningApp;
beforeAll(async () => {
  [browser, app] = await Promise.all([launchSmallChromium(), runExample("looks")]);
});
afterAll(async () => {
  await browser?.close();
  await app?.[Symbol.asyncDispose]();
});

const styleOf = (page: Page, selector: string, property: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
const token = (page: Page, name: string) => styleOf(page, "html", name);

async function openBy(scheme: "light" | "dark", setUp?: (person: BrowserContext) => Promise<void>) {
  const person = await browser.newContext({
    colorScheme: scheme,
    viewport: { width: 1100, height: 900 },
    locale: "en-GB",
    reducedMotion: "reduce",
  });
  await setUp?.(person);
  const chat = await ChatPage.open(person, app.url);
  return { chat, page: chat.page, [Symbol.asyncDispose]: () => person.close() };
}

describe("The looks example", () => {
  it("wears its theme by day and by night, before anything is drawn", async () => {
    // A browser that runs no script shows what stands in the page itself.
    const still = await browser.newContext({ colorScheme: "light", javaScriptEnabled: false });
    const bare = await still.newPage();
    await bare.goto(app.url);
    expect(await styleOf(bare, "html", "background-color")).toBe("rgb(250, 250, 245)");
    await still.close();

    await using day = await openBy("light");
    expect(await styleOf(day.page, "html", "background-color")).toBe("rgb(250, 250, 245)");
    expect(await token(day.page, "--primary")).toBe("hsl(142 45% 24%)");
    expect(await styleOf(day.page, "body", "font-family")).toContain("Iowan Old Style");
    await using night = await openBy("dark");
    expect(await styleOf(night.page, "html", "background-color")).toBe("rgb(20, 26, 22)");
    // What the theme says of the day only stays our night.
    expect(await token(night.page, "--muted-foreground")).not.toBe(await token(day.page, "--muted-foreground"));
    expect(await token(night.page, "--radius")).toBe("0.375rem");
    expect([day.chat.trouble, night.chat.trouble]).toEqual([[], []]);
  });

  it("has its footnote under the message box, in the language of the page", async () => {
    await using day = await openBy("light");
    const line = day.page.locator(".watermark");
    await line.getByText("Read the packet before you sow.").waitFor();
    await day.page.goto(`${app.url}/?lang=de-AT`);
    await line.getByText("Vor der Aussaat die Packung lesen.").waitFor();
    await expect.poll(() => line.count()).toBe(1);
  });

  it("shows its logo for the scheme that is on", async () => {
    await using day = await openBy("light");
    const logo = day.page.getByRole("navigation", { name: "Chats" }).getByRole("img", { name: "Fernhill Nursery" });
    await expect.poll(() => logo.getAttribute("src")).toBe("/logo?theme=light");
    await expect.poll(() => logo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    await day.page.getByRole("button", { name: "Theme" }).click();
    await day.page.getByRole("menuitemradio", { name: "Dark" }).click();
    await day.page.locator("html.dark").waitFor();
    await expect.poll(() => logo.getAttribute("src")).toBe("/logo?theme=dark");
  });

  it("shows each author's face, as large as the configuration says", async () => {
    await using day = await openBy("light");
    await day.chat.ask("tomatoes", "Frost until Thursday.");
    const faces = day.page.locator(".who img.face");
    const shown = () =>
      faces.evaluateAll((images) =>
        images.map((image) => [image.getAttribute("src"), image.clientWidth, (image as HTMLImageElement).naturalWidth > 0]),
      );
    // An image is there before its file is.
    await expect.poll(shown).toEqual([
      ["/avatars/fern", 28, true],
      ["/avatars/fern", 28, true],
      ["/avatars/weather", 28, true],
    ]);
    expect(day.chat.trouble).toEqual([]);
  });

  it("wins over the page's style with its own, without !important", async () => {
    await using day = await openBy("light");
    await day.chat.hears("Welcome to the nursery.");
    expect(await styleOf(day.page, ".who", "font-variant-caps")).toBe("small-caps");
    expect(await styleOf(day.page, ".ai-message strong", "color")).toBe("rgb(34, 89, 54)");
  });

  it("has its links in the header, and in a menu on a phone", async () => {
    await using day = await openBy("light");
    const link = day.page.getByRole("link", { name: "Calendar: Sowing calendar" });
    expect(await link.evaluate((a: HTMLAnchorElement) => [a.getAttribute("href"), a.target, a.rel])).toEqual([
      "/public/calendar.txt",
      "_blank",
      "noopener noreferrer",
    ]);
    await expect
      .poll(() => day.page.getByRole("link", { name: "Write to the nursery" }).getAttribute("href"))
      .toBe("mailto:nursery@example.com");
    await day.page.setViewportSize({ width: 390, height: 800 });
    await link.waitFor({ state: "hidden" });
    await day.page.getByRole("button", { name: "Links" }).click();
    await expect.poll(() => day.page.getByRole("menuitem", { name: "Calendar" }).getAttribute("href")).toBe("/public/calendar.txt");
  });

  it("has a theme to try: it shows at once, says what can be read, copies the file, and leaves no trace", async () => {
    await using day = await openBy("light", (person) => person.grantPermissions(["clipboard-read", "clipboard-write"]));
    const { page } = day;
    await page.getByRole("button", { name: "Theme" }).click();
    await page.getByRole("menuitem", { name: "Edit the theme" }).click();
    const panel = page.getByRole("complementary", { name: "Theme" });
    await panel.getByText("pairs can be read.").waitFor();
    await panel.getByLabel("Primary", { exact: true }).fill("#e0a020");
    await panel.getByText(/^\d+ of \d+ pairs are too weak\.$/).waitFor();
    await page.waitForFunction(() => getComputedStyle(document.documentElement).getPropertyValue("--primary") === "#e0a020");
    await panel.getByText("primary on background").first().waitFor();
    await panel.getByLabel("Page", { exact: true }).fill("nope");
    await panel.getByText("This is not a colour.").waitFor();
    await panel.getByRole("slider", { name: "Corners" }).fill("16");
    await panel.getByRole("radio", { name: "Night" }).check();
    await page.locator("html.dark").waitFor();
    await panel.getByRole("button", { name: "Copy theme.json" }).click();
    await seen(page, "Copied", { exact: true }).first().waitFor();
    const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText())) as {
      variables: Record<string, Record<string, string>>;
    };
    expect(copied.variables["light"]).toMatchObject({ "--primary": "#e0a020", "--radius": "1rem" });
    expect(copied.variables["light"]).not.toHaveProperty("--background");
    expect(copied.variables["dark"]).toMatchObject({ "--primary": "110 38% 68%" });
    await panel.getByRole("button", { name: "Close the panel" }).click();
    await page.locator("html:not(.dark)").waitFor();
    await page.waitForFunction(() => getComputedStyle(document.documentElement).getPropertyValue("--primary") === "hsl(142 45% 24%)");
    expect(day.chat.trouble).toEqual([]);
  });
});

describe("A theme", () => {
  const APP = 'import * as cl from "colloquy";\ncl.onMessage(async () => void (await new cl.Message("Here.").send()));\n';
  const themed = (light: object, fonts: unknown[] = []) => JSON.stringify({ custom_fonts: fonts, variables: { light } });

  it("brings a font of its own from public/, and scripts find it in window.theme", async () => {
    await using own = await runFiles({
      "app.ts": APP,
      "public/theme.json": themed({ "--font-sans": "Own, sans-serif" }, [{ family: "Own", src: "/public/own.woff2", weight: "100 900" }]),
      "colloquy.config.ts": 'export default { customJs: "/public/own.js" };\n',
      "public/own.js": "document.documentElement.dataset.found = JSON.stringify(window.theme.light);\n",
    });
    own.write("public/own.woff2", "");
    const { writeFileSync } = await import("node:fs");
    const font = readFileSync(new URL("../../packages/web/src/theme/fonts/hanken-grotesk-latin-wght-normal.woff2", import.meta.url));
    writeFileSync(`${own.folder}/public/own.woff2`, font);
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, own.url);
    await chat.page.waitForFunction(() => [...document.fonts].some((font) => font.family.includes("Own") && font.status === "loaded"));
    expect(await styleOf(chat.page, "html", "--font-sans")).toBe("Own, sans-serif");
    await expect.poll(() => chat.page.locator("html").getAttribute("data-found")).toBe('{"--font-sans":"Own, sans-serif"}');
    expect(chat.trouble).toEqual([]);
  });

  it("that is saved under run --watch is on the open page a moment later", async () => {
    await using own = await runFiles({ "app.ts": APP, "public/theme.json": themed({ "--primary": "#123456" }) }, { watch: true });
    await using person = await newPerson(browser);
    const chat = await ChatPage.open(person, own.url);
    expect(await token(chat.page, "--primary")).toBe("#123456");
    await chat.field.fill("what I was writing");
    own.write("public/theme.json", themed({ "--primary": "#654321" }));
    await chat.page.waitForFunction(() => getComputedStyle(document.documentElement).getPropertyValue("--primary") === "#654321");
    await expect.poll(() => chat.field.inputValue()).toBe("what I was writing");
  });
});
