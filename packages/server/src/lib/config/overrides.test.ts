import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { resolveConfig } from "./load-config.ts";
import { type ConfigOverrides, configOverridesSchema, toPublicOverrides, withConfigOverrides } from "./overrides.ts";
import { fieldAt, settingPaths } from "./setting-paths.ts";

const WHOLE = {
  name: "Poet",
  description: "Answers in verse.",
  footnote: "Verses may limp.",
  cot: "hidden",
  alertStyle: "classic",
  layout: "wide",
  concurrency: "parallel",
  features: {
    editMessage: false,
    latex: true,
    unsafeAllowHtml: true,
    userMessageMarkdown: false,
    userMessageAutoscroll: false,
    assistantMessageAutoscroll: false,
  },
  uploads: { enabled: true, accept: ["image/*"], maxFiles: 1, maxSize: 1000, maxTotalSize: 1000 },
} satisfies ConfigOverrides;

describe("the settings that a profile may change", () => {
  it("are settings of the app, under the same names and with the same values", () => {
    expect(Object.keys(WHOLE).sort()).toEqual(Object.keys(configOverridesSchema.shape).sort());
    const paths = Object.entries<unknown>(WHOLE).flatMap(([key, value]) =>
      typeof value === "object" && value !== null
        ? Object.entries<unknown>({ ...value }).map(([inner, at]) => ({ path: [key, inner], at }))
        : [{ path: [key], at: value }],
    );
    for (const { path, at } of paths) {
      expect(settingPaths()).toContainEqual(path);
      expect(fieldAt(path)(at)).toBe(true);
    }
  });

  it("stand in place of the app's, and what they do not name stays", () => {
    const config = resolveConfig({ name: "App", description: "An app.", features: { latex: true, editMessage: false } });
    expect(withConfigOverrides(config, WHOLE)).toEqual({
      ...config,
      ...WHOLE,
      features: { ...config.features, ...WHOLE.features },
      uploads: { ...config.uploads, ...WHOLE.uploads },
    });
    expect(withConfigOverrides(config, {})).toEqual(config);
    expect(withConfigOverrides(config, { name: "Other", features: { latex: undefined } })).toEqual({ ...config, name: "Other" });
  });

  it("are told to pages as far as those can use them, under the names they know", () => {
    expect(toPublicOverrides(WHOLE)).toEqual({
      name: "Poet",
      description: "Answers in verse.",
      footnote: "Verses may limp.",
      cot: "hidden",
      alertStyle: "classic",
      layout: "wide",
      features: {
        editMessage: false,
        latex: true,
        allowHtml: true,
        userMessageMarkdown: false,
        userMessageAutoscroll: false,
        assistantMessageAutoscroll: false,
      },
      uploads: { enabled: true, accept: ["image/*"], maxFiles: 1, maxSize: 1000, maxTotalSize: 1000 },
    });
    expect(toPublicOverrides({ concurrency: "queue", features: {}, uploads: {} })).toEqual({});
  });

  it("are no others, and no other values", () => {
    for (const wrong of [
      { port: 1 },
      { cot: "some" },
      { features: { history: true } },
      { name: "" },
      { userEnv: [] },
      { uploads: { accept: ["image"] } },
    ])
      expect(z.safeParse(configOverridesSchema, wrong).success).toBe(false);
  });
});
