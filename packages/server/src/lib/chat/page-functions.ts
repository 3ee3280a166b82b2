// What the app asks of the page around the chat, or of a custom element in it, and what it says to it.
import { ChatError } from "@colloquy/protocol";
import { atLeast, check, checkOptions, type Kind, object, signal, word } from "../check-given.ts";
import { onlyReadsError, requireContext } from "../session/context.ts";
import { callPage } from "../session/page-calls.ts";
import { invalidIssues } from "./actions/check-payload.ts";
import { givenJson } from "./actions/given-json.ts";
import type { OutputOf, PayloadSchema } from "./actions/payload-schema.ts";
import { requireSession } from "./controls/surface-controls.ts";
import { judge } from "./judge.ts";

/** How long a function of the page may take, and what it must return. */
export interface CallOptions<Schema extends PayloadSchema = PayloadSchema> {
  /** Seconds until the page is given up. Default 300. */
  readonly timeout?: number;
  /** Checks and types what comes back. Default: it is of unknown type. */
  readonly schema?: Schema;
  /** Gives it up earlier. */
  readonly signal?: AbortSignal;
}

const OPTIONS: Readonly<Record<keyof CallOptions, Kind>> = {
  timeout: atLeast(0.001, "seconds"),
  schema: {
    words: "a schema",
    fits: (value) => (typeof value === "object" || typeof value === "function") && value !== null && "~standard" in value,
  },
  signal,
};
const HOW = 'Write callFunction("openMap", { place: "Oslo" }).';

/**
 * Calls a function of the page around the chat, or of a custom element, and waits for what it returns. A page that knows the function answers;
 * with several pages open the first answer counts. It goes with the turn that called it, and is not asked again after a restart.
 *
 * @throws ASK_TIMED_OUT when no page answers in time. NOT_SUPPORTED with the page's own words when its function fails. INVALID_VALUES when what
 * it returns does not fit the schema. BAD_INPUT for arguments that are no plain data. An AbortError when the person stops the turn; let it pass.
 * @example
 * const { zoom } = await callFunction("openMap", { place: "Oslo" }, { schema: z.object({ zoom: z.number() }) });
 */
export async function callFunction<Schema extends PayloadSchema>(
  name: string,
  args: Readonly<Record<string, unknown>> | undefined,
  options: CallOptions<Schema> & { readonly schema: Schema },
): Promise<OutputOf<Schema>>;
export async function callFunction(name: string, args?: Readonly<Record<string, unknown>>, options?: CallOptions): Promise<unknown>;
export async function callFunction(
  name: string,
  args: Readonly<Record<string, unknown>> = {},
  options: CallOptions = {},
): Promise<unknown> {
  check("callFunction", "the name", name, word, HOW);
  if (name.length > 200) throw new ChatError("BAD_INPUT", "callFunction: the name of a function may have 200 characters.");
  check("callFunction", "the arguments", args, object, HOW);
  checkOptions("callFunction", options, OPTIONS);
  const given = givenJson(args, "The arguments of a function") as Record<string, unknown>;
  const { session, turnId, onlyReads } = requireContext();
  if (onlyReads) throw onlyReadsError();
  const result = await callPage(session, { turnId, name, args: given, timeoutMs: (options.timeout ?? 300) * 1000, signal: options.signal });
  if (!result.ok)
    throw new ChatError("NOT_SUPPORTED", `The page could not run ${name}: ${result.message}`, { fix: "Mend the function of the page." });
  if (!options.schema) return result.value;
  const { issues, value } = await judge(options.schema, result.value, session.services.clock);
  invalidIssues(issues);
  return value;
}

/**
 * Says something to the page around the chat: the page that shows it in a frame, or has it as a widget. Nothing of it is kept.
 *
 * @throws BAD_INPUT for what is no plain data, TOO_LARGE beyond 64 Ki characters; NO_CHAT_CONTEXT outside of a chat.
 */
export function sendWindowMessage(data: unknown): void {
  const given = givenJson(data, "A window message");
  requireSession().emit({ type: "window-message", data: given });
}
