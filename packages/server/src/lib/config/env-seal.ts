// How keys of a person's own lie in the session store: encrypted with a key made from the app's secret, so that whoever
// gets hold of the file alone has nothing.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import type { KeyRing, SecretKey } from "./secret.ts";

/** Encrypts what people typed in, for the session it belongs to. */
export interface EnvSeal {
  /** One text, to be kept in the record of that session. */
  seal(env: Readonly<Record<string, string>>, sessionId: string): string;
  /** What was sealed; undefined when it is another session's, was changed, or its secret is not known any more. */
  open(sealed: string, sessionId: string): Readonly<Record<string, string>> | undefined;
}

const VERSION = "1";
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Seals with the current secret; opens what the previous one sealed too. */
export function createEnvSeal(keys: KeyRing): EnvSeal {
  return {
    seal(env, sessionId) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv("aes-256-gcm", keyFor(keys.current), iv).setAAD(Buffer.from(sessionId));
      const sealed = Buffer.concat([cipher.update(JSON.stringify(env), "utf8"), cipher.final()]);
      return [VERSION, keys.current.id, Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64url")].join(".");
    },
    open(sealed, sessionId) {
      const [version, keyId = "", data = ""] = sealed.split(".");
      const key = version === VERSION ? keys.find(keyId) : undefined;
      if (!key) return undefined;
      const bytes = Buffer.from(data, "base64url");
      if (bytes.length < IV_BYTES + TAG_BYTES) return undefined;
      const decipher = createDecipheriv("aes-256-gcm", keyFor(key), bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(sessionId))
        .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      try {
        const text = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString("utf8");
        return JSON.parse(text) as Record<string, string>;
      } catch {
        return undefined;
      }
    },
  };
}

const DERIVED = new WeakMap<SecretKey, Buffer>();

/** Not the secret itself, which signs tokens: a key for this purpose only. */
function keyFor(key: SecretKey): Buffer {
  const known = DERIVED.get(key);
  if (known) return known;
  const derived = Buffer.from(hkdfSync("sha256", key.bytes, "", "colloquy/user-env", 32));
  DERIVED.set(key, derived);
  return derived;
}
