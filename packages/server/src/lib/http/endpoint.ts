// Joins our endpoints, which are data, with the functions that do them: input is parsed here and nowhere else.
import { ChatError, type Endpoint, isChatError, parseUntrusted } from "@colloquy/protocol";
import type { Hono } from "hono";
import type * as z from "zod/mini";
import { type Caller, identify } from "./caller.ts";
import type { HttpContext, HttpDeps, HttpEnv } from "./http-deps.ts";
import { readJsonOrNothing } from "./read-json.ts";

type Answer<Input extends z.ZodMiniType, Output extends z.ZodMiniType> = (
  input: z.infer<Input>,
  caller: Caller,
  c: HttpContext,
) => Promise<z.infer<Output>>;

/** Serves an endpoint of the protocol. Path parameters, query and body are one input; the path wins. */
export function serveEndpoint<Input extends z.ZodMiniType, Output extends z.ZodMiniType>(
  routes: Hono<HttpEnv>,
  deps: HttpDeps,
  endpoint: Endpoint<Input, Output>,
  answer: Answer<Input, Output>,
): void {
  routes.on(endpoint.method, endpoint.path, async (c) => {
    const caller = await identify(c, deps, { anyone: endpoint.public ?? false });
    const inQuery = endpoint.method === "GET" || endpoint.method === "DELETE";
    const given = inQuery ? c.req.query() : await readJsonObject(c);
    const parsed = parseUntrusted(endpoint.input, { ...given, ...c.req.param() });
    if (!parsed.success) throw new ChatError("BAD_REQUEST", `${firstProblem(parsed.error)} is not valid.`, { cause: parsed.error });
    c.header("cache-control", "no-store");
    return c.json(await answer(parsed.data, caller, c));
  });
}

/** Says, at addresses that exist, which methods they take; register it after all of them. */
export function refuseOtherMethods(routes: Hono<HttpEnv>, endpoints: readonly { readonly method: string; readonly path: string }[]): void {
  for (const path of new Set(endpoints.map((endpoint) => endpoint.path))) {
    const methods = endpoints.filter((endpoint) => endpoint.path === path).map(({ method }) => (method === "GET" ? "GET, HEAD" : method));
    const allow = methods.join(", ");
    routes.all(path, (c) => {
      const error = new ChatError("BAD_REQUEST", `This address does not take ${c.req.method.slice(0, 20)}.`, { fix: `It takes ${allow}.` });
      return c.json(error.toJSON(), 405, { allow });
    });
  }
}

/** The JSON object in a request's body, empty without one; throws BAD_REQUEST. */
export async function readJsonObject(c: HttpContext): Promise<Record<string, unknown>> {
  const body = await readJsonOrNothing(c).catch((cause: unknown) => {
    throw isChatError(cause) ? cause : new ChatError("BAD_REQUEST", "The body is not JSON.", { cause });
  });
  if (typeof body === "object" && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  throw new ChatError("BAD_REQUEST", "The body is not a JSON object.");
}

function firstProblem(error: z.core.$ZodError): string {
  const path = error.issues[0]?.path ?? [];
  return path.length > 0 ? `“${path.map(String).join(".").slice(0, 100)}”` : "The request";
}
