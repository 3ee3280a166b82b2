// The contract of providers, with one of each kind as an author would write it.

import { createHash, randomBytes } from "node:crypto";
import { ChatError } from "@colloquy/protocol";
import type { Egress } from "../egress.ts";
import { authProviderContract } from "./auth-provider.contract.ts";

authProviderContract({
  name: "a password file",
  create: () => ({
    id: "file",
    kind: "password",
    label: "Password",
    verify: async ({ username, password }) => (new Map([["ada", "engine"]]).get(username) === password ? { identifier: username } : null),
  }),
  known: { username: "ada", password: "engine" },
  identifier: "ada",
});

authProviderContract({
  name: "a proxy",
  create: () => ({
    id: "proxy",
    kind: "header",
    label: "Proxy",
    verify: async (headers) => (headers.get("x-user") && headers.get("x-mail") ? { identifier: headers.get("x-mail") ?? "" } : null),
  }),
  headers: { "x-user": "ada", "x-mail": "ada@example.com" },
  identifier: "ada@example.com",
});

/** The other side, with a challenge for each visit. */
const codes = new Map<string, string>();
const hash = (text: string) => createHash("sha256").update(text).digest("hex");
const unused: Egress = { fetch: () => Promise.reject(new Error("Nothing is fetched here.")), close: async () => {} };

authProviderContract({
  name: "a site of its own",
  create: () => ({
    id: "corp-sso",
    kind: "redirect",
    label: "Corp",
    async begin({ state, redirectUri }) {
      const verifier = randomBytes(16).toString("hex");
      const query = new URLSearchParams({ state, redirect_uri: redirectUri, challenge: hash(verifier) });
      return { url: `https://corp.example/?${query}`, keep: { verifier } };
    },
    async finish({ params, keep }) {
      if (codes.get(params.get("code") ?? "") !== hash(keep["verifier"] ?? "")) throw new ChatError("UNAUTHENTICATED");
      return { user: { identifier: "ada" }, profile: { login: "ada" } };
    },
  }),
  async visit(url) {
    const { searchParams } = new URL(url);
    const code = randomBytes(8).toString("hex");
    codes.set(code, searchParams.get("challenge") ?? "");
    return new URLSearchParams({ code, state: searchParams.get("state") ?? "" });
  },
  identifier: "ada",
  egress: unused,
});
