// What must and must not compile; the assertions are the compiler's.
import { describe, expectTypeOf, it } from "vitest";
import * as z from "zod";
import { createApp } from "../../../index.ts";
import { CustomElement, customElement, type PropsOf } from "./custom-element.ts";

interface TicketProps {
  readonly seats: number;
  readonly note?: string;
}
// As `typeof import("./public/elements/Ticket.tsx").default`.
declare const Ticket: (props: TicketProps) => unknown;
declare const Free: () => unknown;
declare const Optional: (props: { readonly open?: boolean }) => unknown;

describe("customElement", () => {
  it("takes the props that its component takes, and no others", () => {
    const fine = () => [
      customElement<typeof Ticket>("Ticket", { seats: 2 }),
      customElement<typeof Ticket>("Ticket", { seats: 2, note: "aisle" }, { display: "side", size: "small", sandbox: true }),
    ];
    expectTypeOf(fine).returns.items.toEqualTypeOf<CustomElement<TicketProps>>();
    // @ts-expect-error a number is wanted
    void (() => customElement<typeof Ticket>("Ticket", { seats: "2" }));
    // @ts-expect-error seats is missing
    void (() => customElement<typeof Ticket>("Ticket", { note: "aisle" }));
    // @ts-expect-error no such prop
    void (() => customElement<typeof Ticket>("Ticket", { seats: 2, colour: "red" }));
    // @ts-expect-error props are wanted
    void (() => customElement<typeof Ticket>("Ticket"));
    // @ts-expect-error no such display
    void (() => customElement<typeof Ticket>("Ticket", { seats: 2 }, { display: "above" }));
  });

  it("needs none where none is needed, and takes any where the component takes no arguments", () => {
    expectTypeOf<PropsOf<typeof Free>>().toEqualTypeOf<Record<string, unknown>>();
    expectTypeOf<PropsOf<typeof Optional>>().toEqualTypeOf<{ readonly open?: boolean }>();
    void (() => [
      customElement<typeof Optional>("Optional"),
      customElement<typeof Free>("Free", { any: 1 }),
      customElement("Free", { any: 1 }),
    ]);
    // @ts-expect-error open is a boolean
    void (() => customElement<typeof Optional>("Optional", { open: "yes" }));
  });

  it("keeps the type of its props, to read and to change", () => {
    void ((ticket: CustomElement<{ seats: number }>) => {
      expectTypeOf(ticket.props.seats).toEqualTypeOf<number>();
      ticket.props.seats = 3;
      // @ts-expect-error a number is wanted
      ticket.props.seats = "3";
      // @ts-expect-error seats is missing
      ticket.props = {};
    });
  });
});

describe("new CustomElement", () => {
  it("is Chainlit's, with a name and any props, and names the actions it may call", () => {
    const book = createApp().action("book", z.object({ seats: z.number() }), () => undefined);
    void (() => [
      new CustomElement({ name: "Ticket" }),
      new CustomElement({ name: "Ticket", props: { any: [1, { deep: true }] }, display: "page" }),
      new CustomElement({ name: "Ticket", sandbox: true, actions: [book, "cancel"] }),
    ]);
    // @ts-expect-error the name is missing
    void (() => new CustomElement({ props: {} }));
    // @ts-expect-error no action
    void (() => new CustomElement({ name: "Ticket", actions: [7] }));
  });
});
