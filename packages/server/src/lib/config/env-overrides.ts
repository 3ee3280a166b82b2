// COLLOQUY_* variables: every setting that is not a driver object, under its name in capitals (features.latex is COLLOQUY_FEATURES_LATEX).
import { nearestName } from "../nearest-name.ts";
import type { Environment } from "./env-names.ts";
import { CHAINLIT_OTHERS, CHAINLIT_SETTINGS, OTHER_NAMES, readSwitch, TEST_NAMES, toBoolean } from "./env-names.ts";
import { isOAuthVariable } from "./oauth-variables.ts";
import { fieldAt, settingPaths } from "./setting-paths.ts";

/** A setting's place in the configuration, what was given, and where. */
export interface Override {
  readonly path: readonly string[];
  readonly value: unknown;
  readonly source: string;
}

/** What the environment says about settings, also under Chainlit's names. `PORT` is understood too, as hosting platforms set it. */
export function readOverrides(env: Environment): Override[] {
  const overrides: Override[] = [];
  for (const path of settingPaths()) {
    const source = namesOf(path).find((name) => (env[name] ?? "") !== "");
    const text = source === undefined ? undefined : env[source];
    if (source !== undefined && text !== undefined) overrides.push({ path, value: toValue(text, path), source });
  }
  if (readSwitch(env, "COLLOQUY_DEBUG")) overrides.push({ path: ["logLevel"], value: "debug", source: "COLLOQUY_DEBUG" });
  return overrides;
}

/** What is wrong with variables that look like ours and mean nothing. */
export function unknownVariables(env: Environment): string[] {
  const known = [...settingPaths().map(variableName), ...OTHER_NAMES];
  const unknown = Object.keys(env).filter(
    (name) => name.startsWith("COLLOQUY_") && !isOAuthVariable(name) && ![...known, ...TEST_NAMES].includes(name),
  );
  return unknown.map((name) => {
    // What all of them begin with says nothing about which one was meant.
    const meant = nearestName(withoutPrefix(name), known.map(withoutPrefix));
    return `${name} is set, but no setting has that name. ${meant === undefined ? "Unset it." : `Did you mean COLLOQUY_${meant}?`}`;
  });
}

const withoutPrefix = (name: string): string => name.slice("COLLOQUY_".length);

/** Warnings about variables of Chainlit's that a deployment still sets, and that mean nothing here. */
export function chainlitVariables(env: Environment): string[] {
  const known: readonly string[] = [...Object.values(CHAINLIT_SETTINGS), ...CHAINLIT_OTHERS];
  const unknown = Object.keys(env).filter((name) => name.startsWith("CHAINLIT_") && !known.includes(name));
  return unknown.map((name) => `${name} is set, and means nothing here.`);
}

/** In the order in which they win. */
function namesOf(path: readonly string[]): string[] {
  const key = path.join(".");
  const theirs = CHAINLIT_SETTINGS[key];
  return [variableName(path), ...(theirs === undefined ? [] : [theirs]), ...(key === "port" ? ["PORT"] : [])];
}

export function variableName(path: readonly string[]): string {
  return `COLLOQUY_${path.map((key) => key.replace(/[A-Z]/g, "_$&").toUpperCase()).join("_")}`;
}

/** The first reading of the text that the setting accepts; the text itself when none does, so that the check names it. */
function toValue(text: string, path: readonly string[]): unknown {
  const accepts = fieldAt(path);
  const readings: unknown[] = [text, toNumber(text), toBoolean(text), text.split(",").map((part) => part.trim()), toJson(text)];
  return readings.find((reading) => reading !== undefined && accepts(reading)) ?? toNumber(text) ?? text;
}

/** Lists of objects have no shorter form. */
function toJson(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Then it is read as a text, and the check names it.
  }
}

function toNumber(text: string): number | undefined {
  const number = Number(text);
  return text.trim() === "" || Number.isNaN(number) ? undefined : number;
}
