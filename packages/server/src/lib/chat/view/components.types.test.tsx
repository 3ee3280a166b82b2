/** @jsxImportSource colloquy */
// What the compiler says of views: a wrong child, prop or action does not compile.
import { action, createApp, Message } from "colloquy";
import {
  Badge,
  Button,
  Card,
  Chart,
  Column,
  Facts,
  Field,
  Form,
  Heading,
  Link,
  Row,
  Status,
  Table,
  Tabs,
  Text,
  type View,
} from "colloquy/view";
import { expectTypeOf, it } from "vitest";
import * as z from "zod";

const book = action("types-book", z.object({ sailing: z.number(), cars: z.number().optional() }), async () => undefined);
const plain = action("types-plain", async () => undefined);

function Sailing({ to, children }: { readonly to: string; readonly children?: View }) {
  return <Card title={to}>{children}</Card>;
}

/** Compiled, and never called. */
const wrong = () => [
  // @ts-expect-error a view has no HTML
  <div>a</div>,
  // @ts-expect-error a tone that there is not
  <Card tone="red">a</Card>,
  // @ts-expect-error a prop that there is not
  <Card style={{ color: "red" }}>a</Card>,
  // @ts-expect-error HTML has no way in
  <Text dangerouslySetInnerHTML={{ __html: "<b>" }} />,
  // @ts-expect-error the label is missing
  <Link>a</Link>,
  // @ts-expect-error only words stand in a heading
  Heading({}, Card({ title: "a" })),
  // @ts-expect-error only words stand in a badge
  <Badge>{new Date()}</Badge>,
  // @ts-expect-error facts have no children
  <Facts items={{ a: 1 }}>a</Facts>,
  // @ts-expect-error a fact is no object
  <Facts items={{ a: { b: 1 } }} />,
  // @ts-expect-error a state that there is not
  <Status state="finished">a</Status>,
  // @ts-expect-error a date is no child
  <Row>{new Date()}</Row>,
  // @ts-expect-error a function is no child
  <Row>{() => "a"}</Row>,
  // @ts-expect-error a wrong payload
  <Button action={book({ sailing: "7" })}>a</Button>,
  // @ts-expect-error what makes a button is none
  <Button action={book}>a</Button>,
  // @ts-expect-error a payload that its action does not take
  <Form action={book} payload={{ boat: 1 }} />,
  // @ts-expect-error what stands in it at first is of another type
  <Form action={book} initial={{ cars: "two" }} />,
  // @ts-expect-error a number has no pattern
  <Field name="a" kind="number" pattern="." />,
  // @ts-expect-error a choice has options
  <Field name="a" kind="choice" />,
  // @ts-expect-error a column that no row has
  <Table rows={[{ from: "Oban" }]} columns={["to"]} />,
  // @ts-expect-error a column that no row has
  <Chart kind="bar" data={[{ day: "a", late: 1 }]} x="month" y="late" />,
  // @ts-expect-error a prop of one's own is missing
  <Sailing>a</Sailing>,
  // @ts-expect-error a message takes a view, and no text
  new Message({ view: "a" }),
];

it("what is wrong does not compile", () => {
  expectTypeOf(wrong).toBeFunction();
});

it("what is right compiles, by tags and by calls", () => {
  const right = () => (
    <Sailing to="Kinloch" key={1}>
      <Column>
        {[1, 2].map((n) => (
          <Text key={n}>{n}</Text>
        ))}
        {Math.random() > 2 && <Badge>a</Badge>}
        <>
          a{1}
          {null}
        </>
        <Form action={book} payload={{ sailing: 7 }} initial={{ cars: 2 }} />
        <Form action={plain}>
          <Field name="a" kind="choice" options={["a", { value: 1, label: "b" }]} />
        </Form>
        <Form>
          <Field name="a" />
        </Form>
        <Button action={book({ sailing: 7 })} />
        <Tabs>{[]}</Tabs>
      </Column>
    </Sailing>
  );
  expectTypeOf(right).returns.toEqualTypeOf<View>();
  expectTypeOf(Card({ title: "a" }, Text({ text: "b" }), "c", 1, null).type).toEqualTypeOf<"Card">();
  const app = createApp();
  app.onMessage(async () => {
    const message = new Message({ view: right() });
    message.view = undefined;
    message.view = Row({}, "a");
  });
});
