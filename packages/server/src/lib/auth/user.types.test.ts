// What must and must not compile about people. With declared metadata that is seen in a project of its own.
import { describe, expect, it } from "vitest";
import { compileAuthor } from "../testing/compile-author.ts";

describe("an author's handlers of sign-in", () => {
  it("compile with declared metadata, which is then asked for and known everywhere", { timeout: 120_000 }, async () => {
    const said = await compileAuthor(`
      import * as cl from "colloquy";
      declare module "colloquy" {
        interface UserMetadata { readonly team: string; readonly seats?: number }
      }
      cl.passwordAuth(({ username, password }) => (password === "x" ? { identifier: username, metadata: { team: "a" } } : null));
      cl.headerAuth(async (headers, request) => ({ identifier: headers.get("x-user") ?? request.address, roles: ["r"], metadata: { team: "a", seats: 2 } }));
      cl.oauth(({ user, providerId }) => (providerId === "github" ? { ...user, displayName: "D" } : null));
      cl.onLogout(({ responseHeaders, user }) => { responseHeaders.append("x", user?.metadata.team ?? ""); });
      cl.onMessage(async () => {
        const team: string | undefined = cl.userSession.user?.metadata.team;
        const admin: boolean = cl.hasRole(cl.userSession.user, "admin");
        await cl.users.update("id", { roles: ["x"], displayName: null, metadata: { team: String(team) + admin } });
      });
      cl.addAuthProvider({ id: "a", kind: "password", label: "A", verify: async () => null });

      // @ts-expect-error metadata that is declared is not left out
      cl.passwordAuth(({ username }) => ({ identifier: username }));
      // @ts-expect-error nor of another type
      cl.passwordAuth(() => ({ identifier: "x", metadata: { team: 1 } }));
      // @ts-expect-error a person has an identifier
      cl.headerAuth(() => ({ displayName: "x", metadata: { team: "a" } }));
      // @ts-expect-error roles are a list
      cl.oauth(({ user }) => ({ ...user, roles: "admin" }));
      // @ts-expect-error a person is changed by users.update
      if (cl.userSession.user) cl.userSession.user.identifier = "x";
      // @ts-expect-error there is no such kind
      cl.addAuthProvider({ id: "a", kind: "magic", label: "A" });
    `);
    expect(said).toEqual([]);
  });

  it("need no metadata when none is declared", { timeout: 120_000 }, async () => {
    const said = await compileAuthor(`
      import * as cl from "colloquy";
      cl.passwordAuth(({ username }) => ({ identifier: username }));
      cl.oauth((info) => info.user);
      const image: string | undefined = cl.userSession.user?.metadata.image;
      export { image };
    `);
    expect(said).toEqual([]);
  });
});
