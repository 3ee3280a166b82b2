// COLLOQUY_* variables: every setting that is not a driver object, under its name in capitals (features.latex is COLLOQUY_FEATURES_LATEX).
import type { Environment } from "./env-file.ts";
import { nearestName } from "./nearest-name.ts";
import { fieldAt, settingPaths } from "./setting-paths.ts";

/** A setting's place in the configuration, what was given, and where. */
export interface Override {
  readonly path: readonly string[];
  readonly value: unknown;
  readonly source: string;
}

/** Names with a meaning of their own, read elsewhere. */
const OTHER_NAMES = ["COLLOQUY_AUTH_SECRET", "COLLOQUY_AUTH_SECRET_PREVIOUS", "COLLOQUY_ENV_FILE", "COLLOQUY_APP_ROOT", "COLLOQUY_LOG"];

/** What the environment says about settings. `PORT` is understood too, as hosting platforms set it. */
export function readOverrides(env: Environment): Override[] {
  const overrides: Override[] = [];
  for (const path of settingPaths()) {
    const source = env[variableName(path)] === undefined && path.join() === "port" ? "PORT" : variableName(path);
    const text = env[source];
    if (text !== undefined && text !== "") overrides.push({ path, value: toValue(text, path), source });
  }
  return overrides;
}

/** Warnings about variables that look like ours and mean nothing. */
export function unknownVariables(env: Environment): string[] {
  const known = [...settingPaths().map(variableName), ...OTHER_NAMES];
  const unknown = Object.keys(env).filter((name) => name.startsWith("COLLOQUY_") && !known.includes(name));
  return unknown.map((name) => {
    const meant = nearestName(name, known);
    return `${name} is set, but no setting has that name.${meant === undefined ? "" : ` Did you mean ${meant}?`}`;
  });
}

export function variableName(path: readonly string[]): string {
  return `COLLOQUY_${path.map((key) => key.replace(/[A-Z]/g, "_$&").toUpperCase()).join("_")}`;
}

/** The first reading of the text that the setting accepts; the text itself when none does, so that the check names it. */
function toValue(text: string, path: readonly string[]): unknown {
  const accepts = fieldAt(path);
  const readings: unknown[] = [text, toNumber(text), toBoolean(text), text.split(",").map((part) => part.trim())];
  return readings.find((reading) => reading !== undefined && accepts(reading)) ?? toNumber(text) ?? text;
}

function toNumber(text: string): number | undefined {
  const number = Number(text);
  return text.trim() === "" || Number.isNaN(number) ? undefined : number;
}

function toBoolean(text: string): boolean | undefined {
  if (/^(true|1|yes|on)$/i.test(text)) return true;
  return /^(false|0|no|off)$/i.test(text) ? false : undefined;
}
