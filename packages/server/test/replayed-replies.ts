// Answers of well-known servers as they were recorded, played back by address; what was asked is kept.
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import type { Egress, EgressInit } from "../src/lib/egress.ts";

/** One recorded answer. */
export type Reply = { readonly json: unknown } | { readonly text: string; readonly type: string } | { readonly status: number };

export interface Asked {
  readonly url: string;
  readonly form: Readonly<Record<string, string>>;
  readonly headers: Headers;
}

/** An egress that knows these addresses only. */
export function replay(replies: Readonly<Record<string, Reply>>): Egress & { readonly asked: Asked[] } {
  const asked: Asked[] = [];
  return {
    asked,
    async fetch(url, init: EgressInit = {}) {
      const reply = replies[String(url)];
      asked.push({
        url: String(url),
        form: Object.fromEntries(new URLSearchParams(String(init.body ?? ""))),
        headers: new Headers(init.headers),
      });
      if (!reply) throw new Error(`Nothing was recorded for ${String(url)}`);
      if ("status" in reply) return new Response(null, { status: reply.status });
      if ("json" in reply) return Response.json(reply.json);
      return new Response(reply.text, { headers: { "content-type": reply.type } });
    },
    close: async () => undefined,
  };
}

/** A server's keys: the set it publishes, and ID tokens signed with them. */
export async function recordedKeys() {
  const { publicKey, privateKey } = await generateKeyPair("RS256");
  const jwk = { ...(await exportJWK(publicKey)), kid: "k1", alg: "RS256", use: "sig" };
  return {
    jwks: { keys: [jwk] },
    sign: (claims: Readonly<Record<string, unknown>>) =>
      new SignJWT({ ...claims }).setProtectedHeader({ alg: "RS256", kid: "k1" }).setIssuedAt().setExpirationTime("1h").sign(privateKey),
  };
}
