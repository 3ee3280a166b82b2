// Signs what leaves the server and is believed when it comes back. Each purpose has an audience of its own, so that a token made for
// one is worth nothing for another. The library's parts are imported by their own addresses: as a whole it has three times as many
// modules, which every start would load.
import type { JWTPayload } from "jose";
import { decodeProtectedHeader } from "jose/decode/protected_header";
import { JOSEError } from "jose/errors";
import { SignJWT } from "jose/jwt/sign";
import { jwtVerify } from "jose/jwt/verify";
import type { Clock } from "../clock.ts";
import type { KeyRing, SecretKey } from "../config/secret.ts";

/** What a token of ours says. */
export interface Verified {
  readonly payload: JWTPayload;
  /** The key that signed it. */
  readonly keyId: string;
}

export interface Signer {
  /** A token that expires at an instant, in seconds since 1970; without one it never does. */
  sign(audience: string, claims: Record<string, string>, expiresAt?: number): Promise<string>;
  /** What is not ours, changed or too old is `undefined`, never an error. */
  verify(audience: string, token: string): Promise<Verified | undefined>;
  /** Now, in seconds since 1970. */
  now(): number;
}

/** Every audience of ours begins so; a token for anybody else is no business of ours. */
export const OUR_AUDIENCES = "colloquy/";

/** Signs with the current key, believes the previous one too. */
export function createSigner(keys: KeyRing, clock: Clock): Signer {
  const now = () => Math.floor(clock.now() / 1000);
  return {
    now,
    async sign(audience, claims, expiresAt) {
      const { current } = keys;
      const token = new SignJWT(claims).setProtectedHeader({ alg: "HS256", kid: current.id }).setAudience(audience).setIssuedAt(now());
      if (expiresAt !== undefined) token.setExpirationTime(expiresAt);
      return token.sign(await toHmacKey(current));
    },
    verify: (audience, token) =>
      orNothing(async () => {
        const key = keys.find(decodeProtectedHeader(token).kid ?? "");
        if (!key) return undefined;
        const currentDate = new Date(clock.now());
        const { payload } = await jwtVerify(token, await toHmacKey(key), { algorithms: ["HS256"], audience, currentDate });
        return { payload, keyId: key.id };
      }),
  };
}

const HMAC_KEYS = new WeakMap<SecretKey, Promise<CryptoKey>>();

/** Imported once: with plain bytes each signature would import its key anew, which costs as much again as signing. */
export function toHmacKey(key: SecretKey): Promise<CryptoKey> {
  const known = HMAC_KEYS.get(key);
  if (known) return known;
  const imported = crypto.subtle.importKey("raw", Uint8Array.from(key.bytes), { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
  HMAC_KEYS.set(key, imported);
  return imported;
}

/** What a token's reader throws about the token is no error of ours. */
export async function orNothing<Result>(read: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof JOSEError || error instanceof TypeError) return undefined;
    throw error;
  }
}
