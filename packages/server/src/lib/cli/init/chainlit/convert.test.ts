import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { resolveConfig } from "../../../config/load-config.ts";
import { settingPaths } from "../../../config/setting-paths.ts";
import { convertSettings } from "./convert-settings.ts";
import { convertTexts } from "./convert-texts.ts";
import { readChainlit } from "./read-chainlit.ts";
import { SETTING_MAP } from "./setting-map.ts";
import { TEXT_MAP } from "./text-map.ts";

const fixture = path.join(import.meta.dirname, "__fixtures__/harbour");
const ours = new Set(settingPaths().map((keys) => keys.join(".")));

describe("Chainlit's settings", () => {
  it("become ours, where ours mean the same", async () => {
    const { config, taken } = convertSettings((await readChainlit(fixture)).settings);
    expect(config).toMatchObject({
      name: "Harbourmaster",
      description: "Knows the tides",
      sessionTimeout: 7200,
      persistUserEnv: true,
      userEnv: ["HARBOUR_KEY"],
      allowOrigins: ["https://harbour.example"],
      transports: ["polling"],
      defaultTheme: "light",
      language: "fr-FR",
      layout: "wide",
      defaultSidebarState: "closed",
      chatSettingsLocation: "composer",
      defaultChatSettingsOpen: true,
      confirmNewChat: true,
      cot: "tool_call",
      alertStyle: "classic",
      customMetaUrl: "https://harbour.example",
      customMetaImageUrl: "https://harbour.example/pier.png",
      customCss: "/public/harbour.css",
      customCssAttributes: 'media="screen"',
      customJs: "/public/harbour.js",
      customJsAttributes: "async",
      loginPageImage: "/public/pier.jpg",
      loginPageImageFilter: "brightness-50",
      loginPageImageDarkFilter: "contrast-200",
      logoFileUrl: "https://harbour.example/logo.svg",
      defaultAvatarFileUrl: "https://harbour.example/face.png",
      avatarSize: 24,
      headerLinks: [
        { name: "Timetable", displayName: "Times", iconUrl: "/public/clock.svg", url: "https://harbour.example/times", target: "_self" },
      ],
      auth: { signInLifetime: 86_400 },
      features: {
        unsafeAllowHtml: true,
        latex: true,
        userMessageMarkdown: false,
        userMessageAutoscroll: false,
        assistantMessageAutoscroll: false,
        autoTagThread: false,
        editMessage: false,
      },
    });
    expect(taken).toBeGreaterThan(22);
    expect(resolveConfig(config)).toMatchObject({
      name: "Harbourmaster",
      loginPageImageFilter: "brightness(50%)",
      loginPageImageDarkFilter: "contrast(200%)",
    });
  });

  it("that have no counterpart are told, each with its reason", async () => {
    const { left } = convertSettings((await readChainlit(fixture)).settings);
    const reasons = new Map(left.map(({ key, text }) => [key, text]));
    expect(reasons.get("UI.github")).toContain("shows it nowhere");
    expect(reasons.get("project.cache")).toContain("LangChain");
    expect(reasons.get("UI.custom_build")).toContain("customBuild");
    expect(reasons.get("features.audio.enabled")).toContain("comes with voice");
    expect(reasons.has("meta.generated_by")).toBe(false);
  });

  it("are said to come only while there is no such setting", () => {
    const stale = Object.entries(SETTING_MAP).filter(([, { to, missing }]) => to !== undefined && missing !== undefined && ours.has(to));
    expect(stale.map(([key]) => key)).toEqual([]);
  });

  it("all have a row: what every key becomes, or why it does not come along", async () => {
    const { settings } = await readChainlit(fixture);
    const { left } = convertSettings(settings);
    expect(left.filter(({ text }) => text.includes("that we know"))).toEqual([]);
    const silent = Object.entries(SETTING_MAP).filter(
      ([, { to, missing }]) => missing === undefined && !(to !== undefined && ours.has(to)),
    );
    expect(silent.map(([key]) => key)).toEqual(["meta.generated_by"]);
  });

  it("that only look alike are told: the star of allow_origins is left out", () => {
    const { config, changed } = convertSettings({ project: { allow_origins: ["*"] } });
    expect(config).toEqual({});
    expect(changed).toEqual([{ key: "project.allow_origins", text: expect.stringContaining("lets no other page in") }]);
  });

  it("with a value we do not take are left and told, as are keys nobody knows", () => {
    const { config, left } = convertSettings({ UI: { layout: "narrow", name: "A", shape: "round" } });
    expect(config).toEqual({ name: "A" });
    expect(left).toEqual([
      { key: "UI.layout", text: 'layout does not take "narrow"' },
      { key: "UI.shape", text: "is not a setting of Chainlit 2 that we know" },
    ]);
  });

  it("that are empty say nothing", () => {
    expect(convertSettings({ UI: { name: "A", description: "" } }).config).toEqual({ name: "A" });
  });
});

describe("Chainlit's texts", () => {
  it("take their place on our page", async () => {
    const { translations } = await readChainlit(fixture);
    const { texts, taken, left } = convertTexts(translations.get("fr-FR"));
    expect(texts).toEqual({
      common: { cancel: "Renoncer" },
      composer: { placeholder: "Votre question au port", send: "Envoyer", stop: "Arrêter" },
      history: { today: "Ce jour", week: "Cette semaine" },
      markdown: { alert: { tip: "Bon à savoir" } },
    });
    expect([taken, left]).toEqual([7, ["common.actions.goBack", "chat.watermark", "auth.provider.continue"]]);
  });

  it("have places that our page has", () => {
    const page = path.resolve(import.meta.dirname, "../../../../../../web/src/i18n/en.json");
    const english = JSON.parse(readFileSync(page, "utf8")) as Record<string, unknown>;
    const at = (place: string) =>
      place.split(".").reduce<unknown>((tree, key) => (tree as Record<string, unknown> | undefined)?.[key], english);
    expect(
      Object.values(TEXT_MAP)
        .flat()
        .filter((place) => typeof at(place) !== "string"),
    ).toEqual([]);
  });
});
