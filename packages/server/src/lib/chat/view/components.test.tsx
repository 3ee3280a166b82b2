/** @jsxImportSource colloquy */

import { parseView, VIEW_TYPES } from "@colloquy/protocol";
import { action, createApp, Message } from "colloquy";
import { openChat } from "colloquy/testing";
import {
  Badge,
  Button,
  Card,
  Chart,
  Code,
  Column,
  Details,
  Divider,
  Facts,
  Field,
  Form,
  Grid,
  Heading,
  Icon,
  Image,
  Link,
  List,
  Markdown,
  Progress,
  Row,
  Skeleton,
  Status,
  Tab,
  Table,
  Tabs,
  Text,
  type View,
} from "colloquy/view";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { jsx } from "./jsx.ts";

const text = (words: string) => ({ type: "Text", text: words });

describe("the components of a view", () => {
  it("are the same as JSX and as plain calls", () => {
    const seats = 4;
    const Sailing = ({ to, children }: { to: string; children?: View }) => (
      <Card title={to} key="own">
        {children}
        <Facts items={{ Seats: seats, Price: "£12", Back: undefined }} />
      </Card>
    );
    const written = (
      <Sailing to="Kinloch">
        <Text>Leaves at 12:30</Text>
      </Sailing>
    );
    const called = Card(
      { title: "Kinloch", key: "own" },
      Text({ text: "Leaves at 12:30" }),
      Facts({ items: { Seats: 4, Price: "£12", Back: undefined } }),
    );
    expect(written).toEqual(called);
    expect(parseView(called).ok).toBe(true);
  });

  it("take lists, numbers and nothing, and join the pieces of a text", () => {
    const ports = ["Oban", "Kinloch"];
    const seats = 4;
    expect(
      <Column>
        Seats: {seats}, two decks
        {null}
        {false}
        {ports.map((port) => (
          <Badge key={port}>{port}</Badge>
        ))}
        <>
          <Divider />
          {undefined}
          and more
        </>
      </Column>,
    ).toEqual({
      type: "Column",
      children: [
        text("Seats: 4, two decks"),
        { type: "Badge", text: "Oban", key: "Oban" },
        { type: "Badge", text: "Kinloch", key: "Kinloch" },
        { type: "Divider" },
        text("and more"),
      ],
    });
  });

  it("are all there, and what each makes is a view", () => {
    const book = action("components-book", async () => undefined);
    const one: readonly View[] = [
      <Card title="a">a</Card>,
      <Row gap="small">a</Row>,
      <Column>a</Column>,
      <Grid columns={3}>a</Grid>,
      <Tabs label="a">
        <Tab label="b">c</Tab>
      </Tabs>,
      <Details summary="a">b</Details>,
      <Heading level={1}>a</Heading>,
      <Text muted>a</Text>,
      <Markdown text={"# a\n\nb"} />,
      <Code language="ts">a</Code>,
      <Badge tone="success">a</Badge>,
      <Icon name="ship" label="a" />,
      <Image src="/public/a.webp" alt="a" />,
      <Facts
        items={[
          ["a", 1],
          ["a", 2],
        ]}
      />,
      <Table rows={[{ from: "Oban", at: new Date(0), cars: 2 }]} columns={["from", { key: "cars", label: "Cars" }]} />,
      <List ordered>
        <Text>a</Text>
      </List>,
      <Chart kind="bar" data={[{ day: "a", late: 1 }]} x="day" y="late" title="b" />,
      <Progress label="a" value={0.5} />,
      <Status state="done">a</Status>,
      <Divider />,
      <Link href="https://a.example">a</Link>,
      <Button action={book()}>a</Button>,
      <Form action={book}>
        <Field name="firstName" required />
      </Form>,
      <Skeleton lines={2} />,
    ];
    const made = one.map((view) => parseView(view));
    expect(made.filter(({ ok }) => !ok)).toEqual([]);
    const types = new Set(JSON.stringify(one).match(/"type":"[A-Z]\w+"/g));
    expect([...types].map((found) => found.slice(8, -1)).sort()).toEqual([...VIEW_TYPES].sort());
    expect(<Table rows={[{ from: "Oban", cars: 2 }]} />).toEqual({
      type: "Table",
      columns: [
        { key: "from", label: "from" },
        { key: "cars", label: "cars", align: "end" },
      ],
      rows: [["Oban", 2]],
    });
  });

  it("make the fields of a form from the schema of its action, without what it is given", () => {
    const save = action("components-save", z.object({ id: z.number(), name: z.string().min(2), day: z.iso.date() }), async () => undefined);
    const form = <Form action={save} payload={{ id: 7 }} submit="Save" />;
    expect(form).toMatchObject({
      type: "Form",
      submit: "Save",
      action: { name: "components-save", payload: { id: 7 } },
      children: [
        { type: "Field", field: { type: "text", key: "name", label: "Name", minLength: 2, required: true } },
        { type: "Field", field: { type: "text", key: "day", format: "date" } },
      ],
    });
  });

  it("say what is wrong where they are written", () => {
    expect(() => jsx("div", {})).toThrow("A view has no <div>.");
    expect(() => jsx("card", {})).toThrow("A view has no <card>.");
    expect(() => jsx(async () => undefined, {})).not.toThrow();
    expect(() =>
      Card(
        {},
        jsx(async () => text("a"), {}),
      ),
    ).toThrow("cannot wait");
    expect(() => Card({}, Text as never)).toThrow("has a function in it: Text");
    expect(() => Badge({}, Card({}) as never)).toThrow("Badge has only words in it.");
    expect(() => Button({ action: (() => 1) as never })).toThrow("Button: action must be");
    expect(() => Card({}, new Map() as never)).toThrow("no component: object");
    const ring: unknown[] = [];
    ring.push(ring);
    expect(() => Card({}, ring as never)).toThrow("without end");
  });

  it("show a date in a fact or a cell, and say how one is written where it cannot stand", () => {
    expect(Facts({ items: { Sails: new Date(0) } }).items).toEqual([["Sails", "1970-01-01T00:00:00.000Z"]]);
    const unread = new Date("tomorrow");
    expect(() => Facts({ items: { Sails: unread } })).toThrow("Facts: Sails is a date that could not be read.");
    expect(() => Table({ rows: [{ at: new Date(0) }, { at: unread }] })).toThrow("Table: rows[1].at is a date that could not be read.");
    const fix = expect.stringContaining("toLocaleDateString");
    expect(problemOf(() => Card({}, new Date() as never))).toMatchObject({ code: "BAD_INPUT", message: "A view has a date in it.", fix });
    expect(problemOf(() => Badge({}, new Date() as never))).toMatchObject({ code: "BAD_INPUT", message: "Badge has a date in it.", fix });
    expect(parseView({ type: "Facts", items: [["Sails", new Date()]] })).toEqual({
      ok: false,
      issues: [{ place: "Facts", message: "Only plain JSON values are accepted. Write a date as text: date.toISOString()." }],
    });
  });
});

describe("a view of a message", () => {
  it("names the place of what is wrong, and takes nothing beyond its limits", async () => {
    const app = createApp();
    const thrown: unknown[] = [];
    const script = ["javascript", "alert(1)"].join(":");
    const views = [
      <Card>
        a<Badge>b</Badge>
        <Row>
          <Link href={script}>c</Link>
        </Row>
      </Card>,
      <Column>
        {Array.from({ length: 2_001 }, (_, at) => (
          <Badge key={`${at}`}>{at}</Badge>
        ))}
      </Column>,
      [null],
    ];
    app.onMessage(async () => {
      for (const view of views) {
        try {
          new Message({ view });
        } catch (error) {
          thrown.push(error);
        }
      }
    });
    await using chat = await openChat(app);
    await chat.send("go");
    expect(thrown).toMatchObject([
      { code: "BAD_INPUT", message: expect.stringContaining("Card › Row[2] › Link: Link.href") },
      { code: "TOO_LARGE", message: expect.stringContaining("more than 2,000 components") },
      { code: "BAD_INPUT", message: expect.stringContaining("shows nothing") },
    ]);
  });
});

function problemOf(make: () => unknown): unknown {
  try {
    return make();
  } catch (error) {
    return error;
  }
}
