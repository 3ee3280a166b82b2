// The tokens of sign-in: the reference in the cookie, the ticket of one connection, and what an embedding product's own server signs.
import { newId, parseUntrusted } from "@colloquy/protocol";
import { jwtVerify } from "jose/jwt/verify";
import * as z from "zod/mini";
import type { Clock } from "../clock.ts";
import type { KeyRing } from "../config/secret.ts";
import type { SharedCounts } from "../counts/shared-counts.ts";
import { createSigner, OUR_AUDIENCES, orNothing, toHmacKey } from "./signer.ts";
import type { SignedInUser } from "./user.ts";

/** How long a ticket is good for, in seconds. */
export const TICKET_S = 60;

/** What an embedding product says about one of its people. */
export interface HostClaims {
  readonly user: SignedInUser;
  /** When the token ends, in ISO 8601. */
  readonly expiresAt: string;
}

export interface SignInTokens {
  /** For the cookie: the sign-in's secret, and nothing about the person. */
  signReference(secret: string, expiresAt: string): Promise<string>;
  /** The secret; undefined for what is not ours, changed or too old. */
  verifyReference(token: string): Promise<string | undefined>;
  signTicket(signInId: string): Promise<string>;
  /** The id of the sign-in. A ticket is good once, and this is the once. */
  redeemTicket(token: string): Promise<string | undefined>;
  /** A JWT that the embedding product signed with the app's secret: HS256 with `identifier` and `exp`. */
  verifyHostToken(token: string): Promise<HostClaims | undefined>;
}

const REFERENCE = `${OUR_AUDIENCES}sign-in`;
const TICKET = `${OUR_AUDIENCES}ticket`;

const hostSchema = z.object({
  identifier: z.string().check(z.minLength(1), z.maxLength(500)),
  display_name: z.optional(z.nullable(z.string().check(z.maxLength(500)))),
  roles: z.optional(z.array(z.string().check(z.maxLength(200))).check(z.maxLength(100))),
  metadata: z.optional(z.record(z.string(), z.unknown())),
  // Up to the year 9999: later moments are written with a sign, and are no dates to anybody else.
  exp: z.number().check(z.positive(), z.maximum(253_402_300_799)),
  aud: z.optional(z.union([z.string(), z.array(z.string())])),
});

export function createSignInTokens(keys: KeyRing, clock: Clock, counts: SharedCounts): SignInTokens {
  const signer = createSigner(keys, clock);
  // Until they would be too old anyway.
  const used = counts.marks({ name: "tickets", seconds: TICKET_S + 1 });

  async function readHostToken(token: string): Promise<HostClaims | undefined> {
    for (const key of [keys.current, keys.previous]) {
      const read =
        key &&
        (await orNothing(async () =>
          jwtVerify(token, await toHmacKey(key), { algorithms: ["HS256"], currentDate: new Date(clock.now()) }),
        ));
      if (!read) continue;
      const { data } = parseUntrusted(hostSchema, read.payload);
      // What we sign ourselves says who holds it in another way; nobody may make one out of the other.
      if (!data || [data.aud ?? []].flat().some((audience) => audience.startsWith(OUR_AUDIENCES))) return undefined;
      const { identifier, display_name: displayName, roles, metadata, exp } = data;
      const user = { identifier, ...(displayName != null && { displayName }), ...(roles && { roles }), ...(metadata && { metadata }) };
      return { user, expiresAt: new Date(exp * 1000).toISOString() };
    }
    return undefined;
  }

  return {
    // To the next full second: a sign-in ends by its row, to the millisecond, and never before it.
    signReference: (secret, expiresAt) => signer.sign(REFERENCE, { sid: secret }, Math.ceil(Date.parse(expiresAt) / 1000)),
    async verifyReference(token) {
      const sid = (await signer.verify(REFERENCE, token))?.payload["sid"];
      return typeof sid === "string" ? sid : undefined;
    },
    signTicket: (signInId) => signer.sign(TICKET, { sub: signInId, jti: newId() }, signer.now() + TICKET_S),
    async redeemTicket(token) {
      const { sub, jti } = (await signer.verify(TICKET, token))?.payload ?? {};
      if (sub === undefined || jti === undefined) return undefined;
      return (await used.set(jti)) ? sub : undefined;
    },
    verifyHostToken: readHostToken,
  };
}
