// What must survive a visit to another site and is nobody's business there or here: encrypted, for ten minutes. What encrypts is loaded
// when somebody first goes: most starts need none of it.
import { hkdfSync } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { KeyRing, SecretKey } from "../config/secret.ts";
import { OUR_AUDIENCES, orNothing } from "./signer.ts";

/** How long somebody may take at the other side, in seconds. */
export const SEALED_S = 600;

export interface SealedState {
  seal(claims: Readonly<Record<string, unknown>>): Promise<string>;
  /** What was sealed; undefined for what is not ours, changed or too old. */
  open(sealed: string): Promise<Readonly<Record<string, unknown>> | undefined>;
}

const AUDIENCE = `${OUR_AUDIENCES}redirect`;

export function createSealedState(keys: KeyRing, clock: Clock): SealedState {
  return {
    async seal(claims) {
      const { EncryptJWT } = await import("jose/jwt/encrypt");
      return new EncryptJWT({ ...claims })
        .setProtectedHeader({ alg: "dir", enc: "A256GCM", kid: keys.current.id })
        .setAudience(AUDIENCE)
        .setExpirationTime(Math.floor(clock.now() / 1000) + SEALED_S)
        .encrypt(toEncryptionKey(keys.current));
    },
    open: (sealed) =>
      orNothing(async () => {
        const { jwtDecrypt } = await import("jose/jwt/decrypt");
        const findKey = ({ kid = "" }: { kid?: string }) => {
          const key = keys.find(kid);
          if (!key) throw new TypeError("The state was sealed with a key that is gone.");
          return toEncryptionKey(key);
        };
        return (await jwtDecrypt(sealed, findKey, { audience: AUDIENCE, currentDate: new Date(clock.now()) })).payload;
      }),
  };
}

/** Another key than the one that signs. */
function toEncryptionKey({ bytes }: SecretKey): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", bytes, "", "colloquy sealed state", 32));
}
