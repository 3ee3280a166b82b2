import { describe, expect, it } from "vitest";
import { toChatConfig } from "./chat-config.ts";
import { toAppConfig } from "./config.ts";

const CONFIG = toAppConfig({ name: "Ferry desk", cot: "full", features: { latex: true } });

describe("the settings of a chat", () => {
  it("are the app's, the very object, when the profile changes nothing", () => {
    expect(toChatConfig(CONFIG, undefined)).toBe(CONFIG);
    expect(toChatConfig(CONFIG, {})).toBe(CONFIG);
  });

  it("are the profile's where it says something, feature by feature, and the app's elsewhere", () => {
    const chat = toChatConfig(CONFIG, { name: "Poet", features: { editMessage: false } });
    expect(chat).toEqual({ ...CONFIG, name: "Poet", features: { ...CONFIG.features, editMessage: false } });
    expect(chat.features.latex).toBe(true);
    const { uploads } = toChatConfig(CONFIG, { uploads: { accept: ["image/*"], maxFiles: undefined } });
    expect(uploads).toEqual({ ...CONFIG.uploads, accept: ["image/*"] });
  });

  it("are one object as long as neither changes", () => {
    const overrides = { name: "Poet" };
    expect(toChatConfig(CONFIG, overrides)).toBe(toChatConfig(CONFIG, overrides));
    expect(toChatConfig(CONFIG, { name: "Clerk" }).name).toBe("Clerk");
  });
});
