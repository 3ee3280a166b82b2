import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { createApp } from "../app/app.ts";
import { openChat } from "../testing/open-chat.ts";
import { serveApp } from "../testing/serve-app.ts";
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
