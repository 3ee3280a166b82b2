// The app's settings as they hold in one chat: a profile may change some of them.
import type { Overrides } from "@colloquy/protocol";
import type { AppConfig } from "./config.ts";

let last: { readonly config: AppConfig; readonly overrides: Overrides; readonly merged: AppConfig } | undefined;

/** What is not named in the overrides is as the app has it. The same two give the same object, so that views can compare by `===`. */
export function toChatConfig(config: AppConfig, overrides: Overrides | undefined): AppConfig {
  if (!overrides || Object.keys(overrides).length === 0) return config;
  if (last?.config === config && last.overrides === overrides) return last.merged;
  const { features, uploads, ...rest } = overrides;
  const merged: AppConfig = {
    ...config,
    ...defined(rest),
    features: { ...config.features, ...defined(features ?? {}) },
    uploads: { ...config.uploads, ...defined(uploads ?? {}) },
  };
  last = { config, overrides, merged };
  return merged;
}

/** A key that is there without a value says nothing. */
function defined<Part extends object>(part: Part): { readonly [Key in keyof Part]?: Exclude<Part[Key], undefined> } {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as {
    readonly [Key in keyof Part]?: Exclude<Part[Key], undefined>;
  };
}
