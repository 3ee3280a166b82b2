// What must and must not compile; the assertions are the compiler's.
import { describe, expect, expectTypeOf, it } from "vitest";
import * as z from "zod";
import { Action, type ActionContext, type ActionMaker, createApp, Message } from "../../index.ts";

describe("a typed button", () => {
  const app = createApp();
  const approve = app.action("approve", z.object({ id: z.number(), on: z.coerce.date<string>().optional() }), (payload, context) => {
    expectTypeOf(payload).toEqualTypeOf<{ id: number; on?: Date | undefined }>();
    expectTypeOf(context).toEqualTypeOf<ActionContext<{ id: number; on?: string | undefined }>>();
    expectTypeOf(context.message).toEqualTypeOf<Message>();
    return payload.id;
  });

  it("takes what its schema takes, and nothing else compiles", () => {
    expectTypeOf(approve).toEqualTypeOf<ActionMaker<{ id: number; on?: string | undefined }>>();
    expect(approve({ id: 7 }, { label: "Yes", style: "danger", confirm: "Sure?" }).payload.id).toBe(7);
    expect(approve.actionName).toBe("approve");
    // @ts-expect-error an id is a number
    expect(() => approve({ id: "7" })).toThrow();
    // @ts-expect-error an id is needed
    expect(() => approve({})).toThrow();
    // @ts-expect-error a payload is needed
    expect(() => approve()).toThrow();
    // @ts-expect-error no such style
    expect(() => approve({ id: 7 }, { style: "loud" })).toThrow();
  });

  it("without a schema takes how it looks, and its handler the context", () => {
    const again = app.action("again", (context) => {
      expectTypeOf(context).toEqualTypeOf<ActionContext>();
    });
    expectTypeOf(again({ label: "Again" })).toEqualTypeOf<Action>();
    // @ts-expect-error it has no payload
    expect(() => again({ id: 7 })).toThrow();
    app.actionCallback("old", (action, context) => {
      expectTypeOf(action).toEqualTypeOf<Action>();
      expectTypeOf(context).toEqualTypeOf<ActionContext>();
    });
  });

  it("goes into the actions of a message, and nothing else does", () => {
    void (() => new Message({ content: "A", actions: [approve({ id: 7 }), new Action({ name: "b" })] }));
    // @ts-expect-error that makes a button, and is none
    void (() => new Message({ content: "A", actions: [approve] }));
    // @ts-expect-error a button has a name
    void (() => new Action({ payload: {} }));
  });
});
