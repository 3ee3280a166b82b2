// The variables that mean something and are no settings, and the names Chainlit has for some of ours.
import { ChatError } from "@colloquy/protocol";

/** Variables by their names. */
export type Environment = Record<string, string | undefined>;

/** Names of ours that are read elsewhere. */
export const OTHER_NAMES = [
  "COLLOQUY_AUTH_SECRET",
  "COLLOQUY_AUTH_SECRET_PREVIOUS",
  "COLLOQUY_ENV_FILE",
  "COLLOQUY_APP_ROOT",
  "COLLOQUY_LOG",
  "COLLOQUY_RUN_TARGET",
  "COLLOQUY_WATCH",
  "COLLOQUY_HEADLESS",
  "COLLOQUY_DEBUG",
] as const;

/** What our own tests are run with. An app that a test serves may see it, and has no reason to mind. */
export const TEST_NAMES = ["COLLOQUY_CHROMIUM", "COLLOQUY_SEED", "COLLOQUY_SOAK"] as const;

/** Settings that a deployment of Chainlit names already; ours win. */
export const CHAINLIT_SETTINGS: Readonly<Record<string, string>> = {
  host: "CHAINLIT_HOST",
  port: "CHAINLIT_PORT",
  rootPath: "CHAINLIT_ROOT_PATH",
  sslCert: "CHAINLIT_SSL_CERT",
  sslKey: "CHAINLIT_SSL_KEY",
  publicUrl: "CHAINLIT_URL",
};

/** Other names of Chainlit's that are read elsewhere. */
export const CHAINLIT_OTHERS = ["CHAINLIT_ENV_FILE", "CHAINLIT_APP_ROOT"] as const;

/** A variable of ours under our name, else under Chainlit's; undefined when it is empty. */
export function readName(env: Environment, name: "ENV_FILE" | "APP_ROOT"): string | undefined {
  return env[`COLLOQUY_${name}`] || env[`CHAINLIT_${name}`] || undefined;
}

/** A variable that turns something on. Throws BAD_CONFIG for a text that is neither yes nor no. */
export function readSwitch(env: Environment, name: (typeof OTHER_NAMES)[number]): boolean {
  const text = env[name] ?? "";
  const value = text === "" ? false : toBoolean(text);
  if (value !== undefined) return value;
  throw new ChatError("BAD_CONFIG", `${name} must be true or false, not ${JSON.stringify(text)}.`, {
    fix: "Write true or false, or unset it.",
  });
}

/** Undefined for a text that says neither. */
export function toBoolean(text: string): boolean | undefined {
  if (/^(true|1|yes|on)$/i.test(text)) return true;
  return /^(false|0|no|off)$/i.test(text) ? false : undefined;
}
