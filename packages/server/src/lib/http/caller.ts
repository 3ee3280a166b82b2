// Who makes a request, as far as it proves it: a visitor by cookie, a client by its key.
import { ChatError } from "@colloquy/protocol";
import { bearerOwner, CLIENT_KEY_HEADER, ownerOf } from "../auth/owners.ts";
import type { HttpContext, HttpDeps } from "./http-deps.ts";

/** The one who asks. */
export interface Caller {
  /** Their cookie's owner, whose chats may be listed. */
  readonly visitor: string | undefined;
  /** True when what belongs to this owner is theirs. */
  owns(owner: string): boolean;
}

/** Finds out who asks, and counts the request as theirs. */
export async function identify(c: HttpContext, { tokens, rates }: Pick<HttpDeps, "tokens" | "rates">): Promise<Caller> {
  const { verdict, source } = c.var.edge;
  const key = c.req.header(CLIENT_KEY_HEADER);
  const visitor = verdict === "allowed" ? await ownerOf(tokens, c.req.header("cookie")) : undefined;
  const bearer = key === undefined ? undefined : bearerOwner(key);
  await rates.request(`http ${visitor ?? source.address}`);
  return { visitor, owns: (owner) => owner === visitor || owner === bearer };
}

/** Refuses, in the same words, what is not there and what belongs to somebody else. */
export function requireOwned<Owned extends { readonly owner: string }>(caller: Caller, found: Owned | undefined): Owned {
  if (found && caller.owns(found.owner)) return found;
  throw new ChatError("NOT_FOUND", "This chat isn’t here. It may be deleted, or belong to another account.");
}
