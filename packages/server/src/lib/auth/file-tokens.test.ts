import { type FileKey, newId, type ThreadId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { createSecret, loadSecret } from "../config/secret.ts";
import { createManualClock } from "../manual-clock.ts";
import { createFileTokens, FILE_ADDRESS_S } from "./file-tokens.ts";
import { createTokens } from "./tokens.ts";

const newKeys = () => loadSecret({ appDir: "", env: { COLLOQUY_AUTH_SECRET: createSecret() }, dev: true });
const claims = () => ({ threadId: newId<ThreadId>(), key: newId<FileKey>() });

describe("an address that proves itself", () => {
  it("names one file of one chat, for an hour", async () => {
    const clock = createManualClock();
    const tokens = createFileTokens(newKeys(), clock);
    const file = claims();
    const token = await tokens.sign(file);
    expect(await tokens.verify(token)).toEqual(file);
    await clock.advance((FILE_ADDRESS_S - 1) * 1000);
    expect(await tokens.verify(token)).toEqual(file);
    await clock.advance(2000);
    expect(await tokens.verify(token)).toBeUndefined();
  });

  it("is nobody else’s to make, to change, or to use for anything else", async () => {
    const clock = createManualClock();
    const keys = newKeys();
    const tokens = createFileTokens(keys, clock);
    const token = await tokens.sign(claims());
    expect(await createFileTokens(newKeys(), clock).verify(token)).toBeUndefined();
    const [head, body = "", signature] = token.split(".");
    const payload = JSON.parse(Buffer.from(body, "base64url").toString()) as Record<string, unknown>;
    for (const change of [{ sub: newId() }, { thread: newId() }, { exp: Number(payload["exp"]) + 1 }]) {
      const forged = Buffer.from(JSON.stringify({ ...payload, ...change })).toString("base64url");
      expect(await tokens.verify([head, forged, signature].join("."))).toBeUndefined();
    }
    const unsigned = [Buffer.from('{"alg":"none"}').toString("base64url"), body, ""].join(".");
    for (const other of ["", "x", "a.b.c", unsigned, await createTokens(keys, clock).signVisitor(newId())])
      expect(await tokens.verify(other)).toBeUndefined();
    expect(await createTokens(keys, clock).verifyVisitor(token)).toBeUndefined();
  });
});
