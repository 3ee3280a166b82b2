// Chainlit's config.toml as a configuration of ours, and what is to be said about each key that did not simply come along.
import * as z from "zod/mini";
import { fieldAt, settingPaths } from "../../../config/setting-paths.ts";
import { SETTING_MAP } from "./setting-map.ts";

/** Something a person should know about one key. */
export interface SettingNote {
  /** Their key, as "UI.github". */
  readonly key: string;
  readonly text: string;
}

export interface ConvertedSettings {
  /** Ours, sections as objects. */
  readonly config: Readonly<Record<string, unknown>>;
  /** How many keys have their counterpart. */
  readonly taken: number;
  /** What came along otherwise than it was. */
  readonly changed: readonly SettingNote[];
  /** What did not come along. */
  readonly left: readonly SettingNote[];
}

const known = new Set(settingPaths().map((keys) => keys.join(".")));
const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  z.safeParse(z.record(z.string(), z.unknown()), value).success;

/** Converts what a config.toml says. What this version does not accept is left out and told. */
export function convertSettings(toml: Readonly<Record<string, unknown>>): ConvertedSettings {
  const config: Record<string, unknown> = {};
  const changed: SettingNote[] = [];
  const left: SettingNote[] = [];
  let taken = 0;
  for (const [key, value] of leaves(toml)) {
    const mapped = SETTING_MAP[key];
    if (mapped === undefined) {
      left.push({ key, text: "is not a setting of Chainlit 2 that we know" });
      continue;
    }
    const { to, convert = (given: unknown) => given, note, missing } = mapped;
    if (to === undefined || !known.has(to)) {
      if (missing !== undefined) left.push({ key, text: missing });
      continue;
    }
    const ours = convert(value);
    // Chainlit's generated file holds empty texts for what is not set.
    if (ours === undefined || ours === "") {
      if (ours === undefined && note !== undefined) changed.push({ key, text: note });
      continue;
    }
    if (!fieldAt(to.split("."))(ours)) {
      left.push({ key, text: `${to} does not take ${JSON.stringify(ours)}` });
      continue;
    }
    setAt(config, to, ours);
    taken += 1;
    if (note !== undefined && JSON.stringify(ours) !== JSON.stringify(value)) changed.push({ key, text: note });
  }
  return { config, taken, changed, left };
}

/** Every value by its path; a list is a value, and so is a table that one setting holds. */
function leaves(table: Readonly<Record<string, unknown>>, at: readonly string[] = []): [string, unknown][] {
  return Object.entries(table).flatMap(([key, value]): [string, unknown][] => {
    const path = [...at, key];
    const name = path.join(".");
    return isTable(value) && !Object.hasOwn(SETTING_MAP, name) ? leaves(value, path) : [[name, value]];
  });
}

function setAt(config: Record<string, unknown>, path: string, value: unknown): void {
  const [key = "", inner] = path.split(".");
  const section = config[key];
  config[key] = inner === undefined ? value : { ...(isTable(section) ? section : {}), [inner]: value };
}
