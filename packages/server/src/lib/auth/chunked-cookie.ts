// A cookie whose value may be longer than browsers take: then it is cut into several, name_0, name_1, and so on, as Chainlit's are.
import { parse, serialize } from "hono/utils/cookie";
import { toHostName } from "./host-cookies.ts";

/** Browsers take about 4 KiB with name and attributes. */
const PIECE = 3000;

export interface CookieOptions {
  /** Where it counts; empty for the whole host. */
  readonly rootPath: string;
  readonly secure: boolean;
  readonly sameSite: "lax" | "strict" | "none";
}

/** The value: the whole cookie if there is one, else its pieces up to the first gap. */
export function readChunked(cookieHeader: string | undefined, name: string): string | undefined {
  if (!cookieHeader?.includes(name)) return undefined;
  const cookies = parse(cookieHeader);
  if (cookies[name]) return cookies[name];
  const pieces: string[] = [];
  for (let piece = cookies[`${name}_0`]; piece; piece = cookies[`${name}_${pieces.length}`]) pieces.push(piece);
  return pieces.length > 0 ? pieces.join("") : undefined;
}

/** `Set-Cookie` headers that set the value, and take away what is left of an earlier one of another length. */
export function setChunked(
  cookieHeader: string | undefined,
  name: string,
  value: string,
  options: CookieOptions & { readonly maxAge: number },
): string[] {
  const pieces = value.length <= PIECE ? [value] : (value.match(new RegExp(`.{1,${PIECE}}`, "g")) ?? []);
  const names = pieces.length === 1 ? [name] : pieces.map((_, index) => `${name}_${index}`);
  return [
    ...pieces.map((piece, index) =>
      serialize(toHostName(names[index] ?? name, options), piece, { ...attributes(options), maxAge: options.maxAge }),
    ),
    ...clear(cookieHeader, name, options, names),
  ];
}

/** `Set-Cookie` headers that take the cookie away, with every piece the browser has. */
export function clearChunked(cookieHeader: string | undefined, name: string, options: CookieOptions): string[] {
  return clear(cookieHeader, name, options, []);
}

function clear(cookieHeader: string | undefined, name: string, options: CookieOptions, kept: readonly string[]): string[] {
  const there = Object.keys(parse(cookieHeader ?? "")).filter((one) => one === name || (one.startsWith(`${name}_`) && /_\d+$/.test(one)));
  return there
    .filter((one) => !kept.includes(one))
    .map((one) => serialize(toHostName(one, options), "", { ...attributes(options), maxAge: 0 }));
}

function attributes({ rootPath, secure, sameSite }: CookieOptions) {
  return {
    path: rootPath === "" ? "/" : rootPath,
    httpOnly: true,
    sameSite: ({ lax: "Lax", strict: "Strict", none: "None" } as const)[sameSite],
    // Browsers refuse "none" without it.
    secure: secure || sameSite === "none",
  };
}
