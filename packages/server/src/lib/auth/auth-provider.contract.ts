// What every way of signing in must do. Call it in a test file of vitest; ours and anybody else's run the same suite.

import { describe, expect, it } from "vitest";
import { checkContract } from "../check-given.ts";
import type { Egress } from "../egress.ts";
import { checkPerson } from "./check-person.ts";
import type { AuthProvider, HeaderProvider, PasswordProvider, RedirectProvider, SignInRequest } from "./provider.ts";

interface PasswordContract {
  readonly create: () => PasswordProvider;
  readonly known: { readonly username: string; readonly password: string };
  /** Who that is. */
  readonly identifier: string;
}

interface HeaderContract {
  readonly create: () => HeaderProvider;
  /** What the proxy sends for somebody. */
  readonly headers: Readonly<Record<string, string>>;
  readonly identifier: string;
}

interface RedirectContract {
  readonly create: () => RedirectProvider;
  /** Plays the person at the other side: goes to the address, agrees, and resolves with the parameters the browser is sent back with. */
  readonly visit: (url: string) => Promise<URLSearchParams>;
  readonly identifier: string;
  readonly egress: Egress;
}

/** A provider, and somebody it knows. */
export type AuthProviderContractOptions = { readonly name: string } & (PasswordContract | HeaderContract | RedirectContract);

const REDIRECT_URI = "http://127.0.0.1:8000/auth/oauth/x/callback";
const request: SignInRequest = { headers: new Headers(), address: "192.0.2.1", https: true };

/** Describes and tests a way of signing in. */
export function authProviderContract(options: AuthProviderContractOptions): void {
  checkContract("authProviderContract", options);
  describe(`the auth provider "${options.name}"`, () => {
    it("says what it is: an id that fits into an address, and a name for people", () => {
      const provider: AuthProvider = options.create();
      expect(provider.id).toMatch(/^[a-z\d]+(-[a-z\d]+)*$/i);
      expect(provider.label.trim()).not.toBe("");
      expect(options.create().id).toBe(provider.id);
    });
    if ("known" in options) describePassword(options);
    else if ("headers" in options) describeHeader(options);
    else describeRedirect(options);
  });
}

function describePassword({ create, known, identifier }: PasswordContract): void {
  it("knows somebody by name and password", async () => {
    expect(checkPerson(await create().verify(known, request), "verify")).toMatchObject({ identifier });
  });

  it("says null to a wrong password, an unknown name and an empty one alike", async () => {
    const provider = create();
    for (const wrong of [
      { ...known, password: `${known.password}x` },
      { ...known, password: "" },
      { ...known, username: `${known.username}-unknown` },
      { ...known, username: "__proto__" },
    ])
      expect(await provider.verify(wrong, request)).toBeNull();
  });
}

function describeHeader({ create, headers, identifier }: HeaderContract): void {
  it("knows somebody by what the proxy says", async () => {
    const given = new Headers(headers);
    expect(checkPerson(await create().verify(given, { ...request, headers: given }), "verify")).toMatchObject({ identifier });
  });

  it("says null when the proxy says nothing, or nothing whole", async () => {
    const provider = create();
    for (const left of [{}, ...Object.keys(headers).map((name) => ({ ...headers, [name]: "" }))]) {
      const given = new Headers(left);
      expect(await provider.verify(given, { ...request, headers: given })).toBeNull();
    }
  });
}

function describeRedirect({ create, visit, identifier, egress }: RedirectContract): void {
  const begin = (provider: RedirectProvider, state: string) => provider.begin({ state, redirectUri: REDIRECT_URI, request, egress });

  it("sends people to an address with the state and the way back in it, and keeps little", async () => {
    const provider = create();
    const [one, two] = [await begin(provider, "state-one"), await begin(provider, "state-two")];
    const { searchParams } = new URL(one.url);
    expect([searchParams.get("state"), searchParams.get("redirect_uri")]).toEqual(["state-one", REDIRECT_URI]);
    expect(new URL(two.url).searchParams.get("state")).toBe("state-two");
    expect(JSON.stringify(one.keep ?? {}).length).toBeLessThan(2000);
    // What is a secret of one visit is not that of another.
    if (one.keep) expect(two.keep).not.toEqual(one.keep);
  });

  it("knows who came back, and shows the app what it was told", async () => {
    const provider = create();
    const { url, keep = {} } = await begin(provider, "state");
    const params = await visit(url);
    expect(params.get("state")).toBe("state");
    const identity = await provider.finish({ params, redirectUri: REDIRECT_URI, keep, request, egress });
    expect(checkPerson(identity.user, "finish")).toMatchObject({ identifier });
    expect(identity.profile).toBeTypeOf("object");
  });

  it("knows nobody by an answer of its own making", async () => {
    const provider = create();
    const { keep = {} } = await begin(provider, "state");
    const params = new URLSearchParams({ code: "made-up", state: "state" });
    await expect(provider.finish({ params, redirectUri: REDIRECT_URI, keep, request, egress })).rejects.toThrow();
  });

  it("knows nobody when what it kept is not what it kept", async () => {
    const provider = create();
    const [one, two] = [await begin(provider, "state"), await begin(provider, "state")];
    if (!one.keep) return;
    const params = await visit(one.url);
    await expect(provider.finish({ params, redirectUri: REDIRECT_URI, keep: two.keep ?? {}, request, egress })).rejects.toThrow();
  });
}
