import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { createApp } from "../app/app.ts";
import { openChat } from "../testing/open-chat.ts";
import { serveApp } from "../testing/serve-app.ts";
import { Texts } from "../texts.ts";
import { Message } from "./message.ts";
import { translate } from "./translate.ts";

const translations = {
  en: {
    app: {
      hello: "Hello {{name}}",
      boats_one: "{{count}} boat",
      boats_other: "{{count}} boats",
      price: "{{amount, number}}",
      only: "English",
    },
  },
  de: { app: { hello: "Hallo {{name}}", price: "{{amount, number}}" } },
  "zh-TW": { app: { hello: "你好 {{name}}" } },
};

async function said(key: string, values: Record<string, unknown>, language?: string): Promise<string> {
  const app = createApp();
  app.onMessage(() => new Message(translate(key, values, language === undefined ? {} : { language })).send());
  await using chat = await openChat(app, { translations });
  return await chat.send("hi");
}

describe("translate", () => {
  it("says a text in the nearest language that has it", async () => {
    expect(await said("hello", { name: "Ada" }, "de-CH")).toBe("Hallo Ada");
    expect(await said("hello", { name: "Ada" }, "zh-HK")).toBe("你好 Ada");
    expect(await said("hello", { name: "Ada" }, "fr")).toBe("Hello Ada");
    expect(await said("only", {}, "de")).toBe("English");
  });

  it("speaks the person's language by itself", async () => {
    expect(await said("hello", { name: "<Ada & Bob>" })).toBe("Hello <Ada & Bob>");
  });

  it("counts, and writes numbers, as the language does", async () => {
    expect(await said("boats", { count: 1 }, "en")).toBe("1 boat");
    expect(await said("boats", { count: 3 }, "de")).toBe("3 boats");
    expect(await said("price", { amount: 1234.5 }, "de")).toBe("1.234,5");
    expect(await said("price", { amount: 1234.5 }, "en")).toBe("1,234.5");
  });

  it.each([
    ["en-US", "11/20/2025, Nov 20, 2025", "in 3 days", "tea, milk, and jam"],
    ["en-GB", "20/11/2025, 20 Nov 2025", "in 3 days", "tea, milk and jam"],
    ["de", "20.11.2025, 20.11.2025", "in 3 Tagen", "tea, milk und jam"],
    ["de-CH", "20.11.2025, 20.11.2025", "in 3 Tagen", "tea, milk und jam"],
    ["fr", "11/20/2025, Nov 20, 2025", "in 3 days", "tea, milk, and jam"],
  ])("writes dates, times, prices and lists as a person of %s does", (language, day, soon, list) => {
    const formats = {
      day: "{{day, datetime}}, {{day, datetime(dateStyle: medium)}}",
      soon: "{{days, relativetime(day)}}",
      cost: "{{amount, currency(EUR)}}",
      basket: "{{things, list}}",
    };
    const texts = new Texts({ en: { app: formats }, de: { app: formats } });
    expect(texts.say("day", { day: new Date(2025, 10, 20) }, language)).toBe(day);
    expect(texts.say("soon", { days: 3 }, language)).toBe(soon);
    const price = new Intl.NumberFormat(language === "fr" ? "en" : language, { style: "currency", currency: "EUR" });
    expect(texts.say("cost", { amount: 1234.5 }, language)).toBe(price.format(1234.5));
    expect(texts.say("basket", { things: ["tea", "milk", "jam"] }, language)).toBe(list);
  });

  it("writes a date in the language of the person also where the text does not ask for it", async () => {
    expect(await said("hello", { name: new Date(2025, 10, 20) }, "de")).toBe("Hallo 20.11.2025");
    expect(await said("hello", { name: new Date(2025, 10, 20) }, "en-GB")).toBe("Hello 20/11/2025");
  });

  it.each([
    "lng",
    "lngs",
    "ns",
    "defaultValue",
    "returnObjects",
    "returnDetails",
    "__proto__",
    "constructor",
    "interpolation",
    "postProcess",
    "replace",
    "fallbackLng",
    "keySeparator",
    "nsSeparator",
    "ordinal",
    "joinArrays",
    "skipInterpolation",
    "nest",
    "formatParams",
    "locale",
    "style",
    "currency",
    "dateStyle",
    "day",
    "toString",
    "i18nResolved",
    "appendNamespaceToCIMode",
    "contextSeparator",
    "hasOwnProperty",
  ])("puts in a value that is called %s, and lets it mean nothing else", (name) => {
    const texts = new Texts({
      en: { app: { odd: `[{{${name}}}] {{amount, number}} {{when, datetime}}` } },
      de: { app: { odd: `<{{${name}}}> {{amount, number}} {{when, datetime}}` } },
    });
    for (const value of ["fr", "en", "x", { a: 1 }, ["fr"], true, 7]) {
      const values = JSON.parse(
        JSON.stringify({ amount: 1234.5, when: 0 }).replace("{", `{${JSON.stringify(name)}:${JSON.stringify(value)},`),
      );
      values.when = new Date(2025, 10, 20);
      expect(texts.say("odd", values, "de")).toBe(`<${String(value)}> 1.234,5 20.11.2025`);
    }
  });

  it("reads nothing in a value: what looks like a placeholder or another text stands as it is", async () => {
    for (const name of ["{{other}}", "$t(only)", '$t(only, { "lng": "en" })', "$&$1", "<b>&"])
      expect(await said("hello", { name, other: "no" }, "de")).toBe(`Hallo ${name}`);
  });

  it("says what a translator misspelt plainly, a missing value not at all", () => {
    const texts = new Texts({ en: { app: { odd: "{{n, nummer}}|{{n, currency(EURO)}}|{{word, number}}|{{gone}}|{{-n}}|{{a.b}}" } } });
    expect(texts.say("odd", { n: 1234, word: "many", a: { b: "deep" } }, "en")).toBe("1234|1234|many||1234|deep");
  });

  it("puts another text of the app into a text, with the same values, and not without end", () => {
    const texts = new Texts({ en: { app: { hello: "Hello {{name}}", both: "$t(hello)! $t(loop)$t(gone)", loop: "($t(loop))" } } });
    expect(texts.say("both", { name: "$t(loop)" }, "en")).toMatch(/^Hello \$t\(loop\)! \(+\)+$/);
  });

  it("chooses by context, and finds no text in what is none", () => {
    const texts = new Texts({ en: { app: { guest: "guest", guest_she: "she", group: { a: "A" }, "a:b": "colon" } } });
    expect(texts.say("guest", { context: "she" }, "en")).toBe("she");
    expect(texts.say("guest", { context: "they" }, "en")).toBe("guest");
    expect(texts.say("a:b", {}, "en")).toBe("colon");
    for (const key of ["group", "constructor", "__proto__", "", "toString.name"]) expect(texts.say(key, {}, "en")).toBeUndefined();
    expect(new Texts().say("guest", {}, "cimode")).toBeUndefined();
    expect(texts.say("guest", {}, "cimode")).toBe("guest");
  });

  it("names a key that no language has, and how to add it", async () => {
    const app = createApp();
    const seen: unknown[] = [];
    app.onMessage(() => new Message(translate("helo")).send());
    app.onError((error) => void seen.push(error));
    await using chat = await openChat(app, { translations });
    await chat.send("hi");
    expect(seen).toEqual([
      expect.objectContaining({
        code: "BAD_INPUT",
        message: 'No file in translations/ has the text "helo".',
        fix: expect.stringContaining('"helo"'),
      }),
    ]);
  });

  it("speaks to who waits for their chat: in the providers of profiles and starters", async () => {
    const app = createApp({
      chatProfiles: () => [{ name: "one", displayName: translate("hello", { name: "Ada" }) }],
      starters: ({ language }) => [{ label: translate("hello", { name: language }), message: "hi" }],
    });
    await using chat = await openChat(app, { translations, language: "de-CH" });
    expect(chat.profiles.map(({ displayName }) => displayName)).toEqual(["Hallo Ada"]);
    expect(chat.starters.map(({ label }) => label)).toEqual(["Hallo de-CH"]);
  });

  it("throws outside of a chat", () => {
    expect(() => translate("hello")).toThrowError(expect.objectContaining({ code: "NO_CHAT_CONTEXT" }));
  });
});

describe("an app's words for the page", () => {
  it("are given to it in the nearest language, without the app's own texts", async () => {
    const appDir = mkdtempSync(path.join(tmpdir(), "colloquy-texts-"));
    try {
      mkdirSync(path.join(appDir, "translations"));
      writeFileSync(
        path.join(appDir, "translations", "de.json"),
        JSON.stringify({ welcome: { title: "Ahoi!" }, app: { secret: "Hallo" } }),
      );
      await using served = await serveApp(createApp(), { appDir });
      const ask = async (language: string) => (await fetch(`${served.url}/api/texts?language=${language}`)).json();
      expect(await ask("de-AT")).toEqual({ welcome: { title: "Ahoi!" } });
      expect(await ask("fr")).toEqual({});
      const config = await (await fetch(`${served.url}/api/config`)).json();
      expect(config).toMatchObject({ textLanguages: ["de"] });
    } finally {
      rmSync(appDir, { recursive: true, force: true });
    }
  });
});
