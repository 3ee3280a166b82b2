// Signs what leaves the server and is believed when it comes back. Each purpose has an audience of its own, so that a token made for
// one is worth nothing for another.
import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify, SignJWT } from "jose";
import type { Clock } from "../clock.ts";
import type { KeyRing } from "../config/secret.ts";

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
    sign(audience, claims, expiresAt) {
      const { id, bytes } = keys.current;
      const token = new SignJWT(claims).setProtectedHeader({ alg: "HS256", kid: id }).setAudience(audience).setIssuedAt(now());
      if (expiresAt !== undefined) token.setExpirationTime(expiresAt);
      return token.sign(bytes);
    },
    verify: (audience, token) =>
      orNothing(async () => {
        const key = keys.find(decodeProtectedHeader(token).kid ?? "");
        if (!key) return undefined;
        const currentDate = new Date(clock.now());
        const { payload } = await jwtVerify(token, key.bytes, { algorithms: ["HS256"], audience, currentDate });
        return { payload, keyId: key.id };
      }),
  };
}

/** What a token's reader throws about the token is no error of ours. */
export async function orNothing<Result>(read: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) return undefined;
    throw error;
  }
}
