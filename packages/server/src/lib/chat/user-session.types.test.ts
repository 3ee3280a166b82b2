// What must and must not compile. With declared keys that is seen in a project of its own: here a declaration would hold for every file.
import { describe, expect, expectTypeOf, it } from "vitest";
import type { User } from "../auth/user.ts";
import type { Session } from "../session/session.ts";
import { compileAuthor } from "../testing/compile-author.ts";
import type { Accessor } from "./accessor.ts";
import { context } from "./ambient.ts";
import { userSession } from "./user-session.ts";

const DECLARED = `
import { userSession } from "colloquy";
declare module "colloquy" {
  interface UserSessionValues { counter: number; history: string[]; name: string | null }
}
`;

describe("with declared keys", () => {
  it("right calls compile with the declared types, wrong keys, wrong values and reserved keys do not", { timeout: 120_000 }, async () => {
    const said = await compileAuthor(`${DECLARED}
      import type { User } from "colloquy";
      type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
      const is = <Type>() => <Value>(_value: Value, _equal: Equal<Type, Value>): void => undefined;

      is<number | undefined>()(userSession.get("counter"), true);
      is<number>()(userSession.get("counter", 0), true);
      is<string[]>()(userSession.get("history", []), true);
      is<string | null>()(userSession.get("name", null), true);
      is<string>()(userSession.get("id"), true);
      is<User | null>()(userSession.get("user"), true);
      is<("counter" | "history" | "name")[]>()(userSession.keys(), true);
      is<number>()(userSession.update("counter", (current) => current + 1, 0), true);
      is<Promise<number>>()(userSession.update("counter", async (current) => current + 1), true);
      userSession.set("counter", 1);
      userSession.set("name", null);
      userSession.has("history") && userSession.delete("history");
      const counter = userSession.createAccessor("counter", 0, { apply: (current, by: number) => current + by });
      is<number>()(counter.apply(1), true);
      is<string[]>()(userSession.createAccessor("history", () => []).get(), true);
      is<boolean>()(userSession.createAccessor("free", false).get(), true);

      // @ts-expect-error a misspelt key
      userSession.get("conter");
      // @ts-expect-error a misspelt key
      userSession.set("conter", 1);
      // @ts-expect-error a misspelt key
      userSession.update("conter", () => 1);
      // @ts-expect-error a misspelt key
      userSession.has("conter");
      // @ts-expect-error a misspelt key
      userSession.delete("conter");
      // @ts-expect-error a text is no number
      userSession.set("counter", "one");
      // @ts-expect-error a text is no number
      userSession.get("counter", "none");
      // @ts-expect-error a number is no list
      userSession.update("history", () => 1);
      // @ts-expect-error null was not declared
      userSession.set("counter", null);
      // @ts-expect-error an argument of the transform is missing
      counter.apply();
      // @ts-expect-error a text is no number
      userSession.createAccessor("counter", "none");
      // @ts-expect-error a transform that is async would not be atomic
      userSession.createAccessor("counter", 0, { apply: async (current) => current + 1 });
    `);
    expect(said).toEqual([]);
  });

  it("a mistake is told in words: reserved, not declared, declared otherwise, another type", { timeout: 120_000 }, async () => {
    const said = await compileAuthor(`${DECLARED}
      userSession.set("user", null);
      userSession.set("conter", 1);
      userSession.get("conter", 1);
      userSession.set("counter", "one");
      userSession.createAccessor("counter", "none");
    `);
    const words = [
      "this key is reserved",
      "this key is not declared",
      "not a declared key with a value of this type; declared are",
      "'string' is not assignable to parameter of type 'number'",
      "this key is declared with another type",
    ];
    expect(said).toEqual(words.map((text) => expect.stringContaining(text)));
  });
});

describe("without declared keys", () => {
  it("any key compiles, and reserved ones keep their types and cannot be written", () => {
    const calls = () => {
      expectTypeOf(userSession.get("anything")).toEqualTypeOf<unknown>();
      expectTypeOf(userSession.get<number>("anything")).toEqualTypeOf<number | undefined>();
      expectTypeOf(userSession.get("anything", 0)).toEqualTypeOf<number>();
      expectTypeOf(userSession.get("user")).toEqualTypeOf<User | null>();
      expectTypeOf(userSession.get("chat_profile")).toEqualTypeOf<string | null>();
      expectTypeOf(userSession.createAccessor("anything", 0)).toEqualTypeOf<Accessor<number>>();
      userSession.set("anything", new Map());
      // @ts-expect-error reserved
      userSession.set("id", "mine");
      // @ts-expect-error reserved
      userSession.delete("env");
      // @ts-expect-error reserved
      userSession.createAccessor("chat_settings", {});
      // @ts-expect-error reserved
      userSession.createLive("client_type", () => "");
      // @ts-expect-error read only
      userSession.id = "mine";
      // @ts-expect-error read only
      userSession.env.KEY = "mine";
    };
    expect(calls).toThrow(expect.objectContaining({ code: "NO_CHAT_CONTEXT" }));
  });

  it("the session beside it is readable: id, thread, kind of client, keys, person; none of them can be replaced (US-53)", () => {
    expectTypeOf<Session>().toExtend<{
      readonly id: string;
      readonly threadId: string;
      readonly clientType: string;
      readonly user: unknown;
    }>();
    expectTypeOf<Session["env"]>().toEqualTypeOf<Readonly<Record<string, string>>>();
    expectTypeOf(() => context.session).returns.toEqualTypeOf<Session>();
    const writes = (session: Session) => {
      // @ts-expect-error read only
      session.id = session.threadId;
      // @ts-expect-error read only: a thread's id would redirect what is stored
      session.threadId = session.state.thread.id;
      // @ts-expect-error read only
      session.clientType = "webapp";
      // @ts-expect-error read only
      context.session = session;
    };
    expect(writes).toHaveLength(1);
  });
});
