// The log as people read it while they write their app: a line each, and for an error the place in their own code.
// Whether it is people who read what the server says, or programs.
import picocolors from "picocolors";
import type { Environment } from "../config/env-names.ts";
import type { LogDestination } from "../logger.ts";
import { formatProblem } from "./load/format-problem.ts";
import { framesOf, type LoadProblem } from "./load/load-problem.ts";
import { toOriginal } from "./load/original-place.ts";
import { isAuthorFile } from "./load/problems-of.ts";

interface Look {
  readonly cwd: string;
  readonly colors: boolean;
}

interface Entry {
  readonly level: number;
  readonly time: number;
  readonly msg?: string;
  readonly err?: unknown;
  readonly [field: string]: unknown;
}

/** Whether all that a server says is for programs, a JSON object for each line: in production, and where `COLLOQUY_LOG` asks for it. */
export function speaksJson({ env, dev }: { readonly env: Environment; readonly dev: boolean }): boolean {
  return !dev || (env["COLLOQUY_LOG"] || "pretty") !== "pretty";
}

/** Where a log for people goes. Colours are for terminals, unless `FORCE_COLOR` asks for them. */
export function readableLog(options: {
  readonly stream: { readonly isTTY?: boolean; write(text: string): unknown };
  readonly cwd: string;
  readonly env?: Environment;
}): LogDestination {
  const { stream, cwd, env = {} } = options;
  const colors = picocolors.isColorSupported && (stream.isTTY === true || env["FORCE_COLOR"] !== undefined);
  return { write: (line) => void stream.write(`${formatEntry(line, { cwd, colors })}\n`) };
}

/** One line of the JSON log, for people. */
export function formatEntry(line: string, look: Look): string {
  const { dim, bold } = picocolors.createColors(look.colors);
  const { level, time, msg = "", err, pid: _, hostname: __, reference, ...fields } = JSON.parse(line, harmless) as Entry;
  const shown = [
    dim(new Date(time).toTimeString().slice(0, 8)),
    markOf(level, look),
    msg,
    ...(reference === undefined ? [] : [bold(`reference=${toText(reference)}`)]),
    ...Object.entries(ofChat(fields)).map(([key, value]) => dim(`${key}=${toText(value)}`)),
  ].join(" ");
  if (err === undefined) return `  ${shown}`;
  const problem = formatProblem(toProblem(err), look).replaceAll(/^(?=.)/gm, "    ");
  return `  ${shown}\n${problem}\n`;
}

/** The ids of a chat are as long as the line; the first of them tell two chats apart, and the whole ones stand in the JSON log. */
function ofChat({ sessionId, threadId, turnId, ...fields }: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const chat = threadId ?? sessionId;
  return { ...fields, ...(chat !== undefined && { chat: toShort(chat) }), ...(turnId !== undefined && { turn: toShort(turnId) }) };
}

const toShort = (id: unknown): unknown => (typeof id === "string" ? id.slice(0, SHORT) : id);
const SHORT = 8;

/** A text from outside must not steer the terminal. */
const harmless = (_key: string, value: unknown): unknown =>
  typeof value === "string" ? value.replaceAll(/(?![\n\t])\p{Cc}/gu, "") : value;

function markOf(level: number, { colors }: Look): string {
  const { cyan, dim, red, yellow } = picocolors.createColors(colors);
  if (level >= 50) return red("✗");
  if (level >= 40) return yellow("!");
  return level >= 30 ? cyan("•") : dim("·");
}

function toText(value: unknown): string {
  return typeof value === "string" && /^[^\s"]+$/.test(value) ? value : JSON.stringify(value);
}

/** What was thrown, without the frames of others. A ChatError that the author made says all by itself and has no place. */
function toProblem(err: unknown): LoadProblem {
  if (typeof err !== "object" || err === null) return { title: toText(err) };
  const { type, name = type, message, code, fix, stack } = err as Readonly<Record<string, unknown>>;
  const kind = name === undefined || name === "Error" || name === "ChatError" ? "" : `${String(name)}: `;
  const title = `${kind}${message === undefined ? toText(err) : String(message)}${code === undefined ? "" : ` (${toText(code)})`}`;
  const frames = framesOf(typeof stack === "string" ? stack : "");
  const inApp = frames.filter(({ file }) => isAuthorFile(file));
  const onPurpose = name === "ChatError" && frames[0] === inApp[0];
  const own = onPurpose ? [] : inApp.map(toOriginal);
  const [place] = own;
  return {
    title,
    file: place?.file,
    line: place?.line,
    fix: typeof fix === "string" ? fix : undefined,
    stack: own.map(({ file, line }) => `${file}:${line}`),
  };
}
