// Addresses of files that prove themselves, for where no cookie and no header can travel: an image in a page of another site, a player of its own.
import { type FileKey, isUuid, type ThreadId } from "@colloquy/protocol";
import type { Clock } from "../clock.ts";
import type { KeyRing } from "../config/secret.ts";
import { createSigner, OUR_AUDIENCES } from "./signer.ts";

/** How long such an address is good for, in seconds: a film wants to be watched to its end. */
export const FILE_ADDRESS_S = 3600;

const FILE = `${OUR_AUDIENCES}file`;

/** One file of one chat. */
export interface FileClaims {
  readonly threadId: ThreadId;
  readonly key: FileKey;
}

/** Signs and checks them. Whether somebody may have one is asked before it is signed. */
export interface FileTokens {
  sign(claims: FileClaims): Promise<string>;
  /** What is not ours, changed or too old is `undefined`. */
  verify(token: string): Promise<FileClaims | undefined>;
}

export function createFileTokens(keys: KeyRing, clock: Clock): FileTokens {
  const signer = createSigner(keys, clock);
  return {
    sign: ({ threadId, key }) => signer.sign(FILE, { thread: threadId, sub: key }, signer.now() + FILE_ADDRESS_S),
    async verify(token) {
      const { thread, sub } = (await signer.verify(FILE, token))?.payload ?? {};
      return isUuid(thread) && isUuid(sub) ? { threadId: thread as ThreadId, key: sub as FileKey } : undefined;
    },
  };
}
