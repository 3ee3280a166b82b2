// Keys of the person's own: what was given becomes `userSession.env`, what is missing keeps the chat from beginning.
import { type ByLanguage, ChatError, type EnvInput, inLanguage, isChatError, type MissingEnv } from "@colloquy/protocol";
import type { UserEnvKey } from "../config/user-env.ts";
import type { Session } from "../session/session.ts";
import { describeThrown } from "../thrown.ts";
import { askApp } from "./ask-app.ts";
import type { Asking } from "./offer.ts";
import type { EnvProblems, Visitor } from "./profile-handlers.ts";

/** How long `checkUserEnv` may take: it may ask another server. */
export const CHECK_MS = 10_000;

/** Values of keys, by their names. */
export type Env = Readonly<Record<string, string>>;

/** What is wrong with keys: of single ones, or with all together. */
export interface EnvRefusal {
  readonly message?: string | undefined;
  readonly fields: Env;
}

/** True while a chat waits for keys: nothing of the app has run in it yet, or since it came back. */
export function isHeld(session: Session): boolean {
  return (session.state.surface.missingEnv?.length ?? 0) > 0;
}

/** Of what was given, what the app asks for and is not empty. */
export function pickDeclared(declared: readonly UserEnvKey[], given: Env): Env {
  const taken: [string, string][] = [];
  for (const { name } of declared) {
    const value = Object.hasOwn(given, name) ? given[name]?.trim() : undefined;
    if (value) taken.push([name, value]);
  }
  return Object.fromEntries(taken);
}

/** The names that have no value yet. */
export function missingNames(declared: readonly UserEnvKey[], env: Env): string[] {
  return declared.map(({ name }) => name).filter((name) => !Object.hasOwn(env, name));
}

/** Asks the app about a whole set of keys; undefined when it has nothing against them. */
export async function checkEnv(env: Env, visitor: Visitor, asking: Asking): Promise<EnvRefusal | undefined> {
  const { checkUserEnv } = asking.handlers;
  if (!checkUserEnv) return undefined;
  let refused: EnvRefusal | undefined;
  const answer = await askApp(
    "checkUserEnv",
    async () => {
      try {
        return await checkUserEnv(Object.freeze({ ...env }), visitor);
      } catch (error) {
        // What the author throws as ChatError is for the person, as what they return is.
        if (!isChatError(error)) throw withoutValues(error, env);
        refused = { message: error.message, fields: { ...error.fields } };
        return undefined;
      }
    },
    asking,
    { limitMs: CHECK_MS, language: visitor.language },
  );
  if (refused) return refused;
  if ("failed" in answer) return { message: "These keys could not be checked. Try again in a moment.", fields: {} };
  return toRefusal(answer.value);
}

/** What pages are told of each key: whether it is there, never its value. */
export function toEnvInputs(declared: readonly UserEnvKey[], env: Env, language: string): EnvInput[] {
  return declared.map(({ label, help, placeholder, ...key }) => ({
    ...key,
    ...spoken({ label, help, placeholder }, language),
    set: Object.hasOwn(env, key.name),
  }));
}

/** The words about a key in the language of who types it in. */
function spoken(words: { readonly [name: string]: ByLanguage | undefined }, language: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(words).flatMap(([name, said]) => {
      const text = said === undefined ? "" : inLanguage(said, language);
      return text === "" ? [] : [[name, text]];
    }),
  );
}

/** The keys a chat waits for, with what was wrong with those that were given. */
export function toMissingEnv(declared: readonly UserEnvKey[], env: Env, refusal: EnvRefusal | undefined, language: string): MissingEnv[] {
  return toEnvInputs(declared, env, language)
    .filter(({ set }) => !set)
    .map((input) => {
      const message = refusal?.fields[input.name] ?? refusal?.message;
      return { ...input, ...(message !== undefined && { message }) };
    });
}

/** The refusal in the words of a request's answer. */
export function toInvalidValues({ message, fields }: EnvRefusal): ChatError {
  return new ChatError("INVALID_VALUES", message, { fix: "Correct the keys and send them again.", fields });
}

function toRefusal(problems: EnvProblems): EnvRefusal | undefined {
  if (typeof problems === "string") return { message: problems, fields: {} };
  if (typeof problems !== "object" || problems === null || Object.keys(problems).length === 0) return undefined;
  return { fields: Object.fromEntries(Object.entries(problems).map(([name, problem]) => [name, String(problem)])) };
}

/** An error may quote the key it is about, and errors are logged. */
function withoutValues(error: unknown, env: Env): Error {
  const hide = (text: string) =>
    Object.entries(env).reduce((hidden, [name, value]) => (value.length < 4 ? hidden : hidden.replaceAll(value, `[${name}]`)), text);
  const clean = new Error(hide(describeThrown(error)));
  if (error instanceof Error) {
    clean.name = error.name;
    if (error.stack !== undefined) clean.stack = hide(error.stack);
  }
  return clean;
}
