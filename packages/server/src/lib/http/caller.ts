// Who makes a request, as far as it proves it: a person by their sign-in, a visitor by cookie, a client by its key.
import { ChatError } from "@colloquy/protocol";
import type { ActiveSignIn } from "../auth/checked-sign-ins.ts";
import { findSignIn } from "../auth/find-sign-in.ts";
import { toNetwork } from "../auth/network.ts";
import { bearerOwner, CLIENT_KEY_HEADER, ownerOf } from "../auth/owners.ts";
import { type User, userOwner } from "../auth/user.ts";
import type { HttpContext, HttpDeps } from "./http-deps.ts";

/** The one who asks. */
export interface Caller {
  /** Whose chats may be listed: the person's, else the visitor's; undefined for who is neither. */
  readonly owner: string | undefined;
  /** The signed-in person. */
  readonly user: User | null;
  readonly signIn: ActiveSignIn | undefined;
  /** True when what belongs to this owner is theirs. */
  owns(owner: string): boolean;
}

type CallerDeps = Pick<HttpDeps, "tokens" | "rates" | "auth">;

/** Finds out who asks, and counts the request as theirs. Throws UNAUTHENTICATED where nobody gets in without sign-in, unless `anyone` may ask. */
export async function identify(c: HttpContext, deps: CallerDeps, { anyone = false } = {}): Promise<Caller> {
  const { verdict, source } = c.var.edge;
  const signIn = await readSignIn(c, deps);
  const mayVisit = !deps.auth.methods.loginRequired;
  const visitor = mayVisit && verdict === "allowed" ? await ownerOf(deps.tokens, c.var.edge.cookies) : undefined;
  const owner = signIn ? userOwner(signIn.user.id) : visitor;
  const key = mayVisit && !signIn ? c.req.header(CLIENT_KEY_HEADER) : undefined;
  const bearer = key === undefined ? undefined : bearerOwner(key);
  await deps.rates.request(owner ?? toNetwork(source.address));
  if (!signIn && !mayVisit && !anyone) throw new ChatError("UNAUTHENTICATED");
  return { owner, user: signIn?.user ?? null, signIn, owns: (other) => other === owner || other === bearer };
}

type SignInDeps = Pick<HttpDeps, "tokens" | "auth">;

/** The sign-in that a request proves: by its cookie, when its page may use it; else by a bearer token, which no page sends unasked. */
export async function readSignIn(c: HttpContext, deps: SignInDeps): Promise<ActiveSignIn | undefined> {
  return (await byCookie(c, deps)) ?? (await byBearer(c, deps));
}

/** Every sign-in that a request proves, the one that counts first. */
export async function readSignIns(c: HttpContext, deps: SignInDeps): Promise<readonly ActiveSignIn[]> {
  return [await byCookie(c, deps), await byBearer(c, deps)].filter((signIn) => signIn !== undefined);
}

function byCookie(c: HttpContext, { tokens, auth }: SignInDeps): Promise<ActiveSignIn | undefined> {
  const cookie = c.var.edge.verdict === "allowed" ? c.var.edge.cookies : undefined;
  return findSignIn({ cookie, ticket: undefined }, { keys: tokens.keys, ...auth });
}

async function byBearer(c: HttpContext, { auth }: SignInDeps): Promise<ActiveSignIn | undefined> {
  const bearer = readBearer(c);
  if (bearer === undefined) return undefined;
  const secret = await auth.tokens.verifyReference(bearer);
  if (secret !== undefined) return auth.signIns.find(secret);
  const host = await auth.tokens.verifyHostToken(bearer);
  return host && auth.signIns.beginForToken(bearer, host.user, host.expiresAt);
}

function readBearer(c: HttpContext): string | undefined {
  return /^Bearer ([\w~+/.=-]{1,16384})$/i.exec(c.req.header("authorization") ?? "")?.[1];
}

/** Refuses, in the same words, what is not there and what belongs to somebody else. */
export function requireOwned<Owned extends { readonly owner: string }>(caller: Caller, found: Owned | undefined): Owned {
  if (found && caller.owns(found.owner)) return found;
  throw new ChatError("NOT_FOUND", "This chat isn’t here. It may be deleted, or belong to another account.");
}
