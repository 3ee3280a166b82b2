// What must and must not compile; the assertions are the compiler's.
import type { ModelMessage } from "ai";
import { describe, expectTypeOf, it } from "vitest";
import type { Message } from "../message.ts";
import type { ModelChatMessage } from "../model-messages.ts";
import { Audio } from "./audio.ts";
import { Chart } from "./chart.ts";
import { Dataframe } from "./dataframe.ts";
import { Element } from "./element.ts";
import { elementFromJSON } from "./element-from-json.ts";
import { File } from "./file.ts";
import { Image } from "./image.ts";
import { inferElementType } from "./infer-element-type.ts";
import { Pdf } from "./pdf.ts";
import { Plotly } from "./plotly.ts";
import { Task, TaskList } from "./task-list.ts";
import { Text } from "./text.ts";

const bytes = new Uint8Array();

describe("an element", () => {
  it("has its content from exactly one place", () => {
    const fine = () => [
      new File({ path: "a.csv" }),
      new File({ path: new URL("file:///a.csv") }),
      new File({ url: "https://a.example/a.csv", copy: true }),
      new File({ bytes }),
      new File({ stream: new Blob().stream() }),
      new File({ blob: new Blob() }),
      new File({ response: new Response() }),
      new Text({ content: "a" }),
      new Text({ path: "a.md" }),
    ];
    expectTypeOf(fine).returns.items.toExtend<Element>();
    // @ts-expect-error no content
    void (() => new File({ name: "a.csv" }));
    // @ts-expect-error two contents
    void (() => new File({ path: "a.csv", bytes }));
    // @ts-expect-error only an address is copied
    void (() => new File({ path: "a.csv", copy: true }));
    // @ts-expect-error a text is no content of a file
    void (() => new File({ content: "a" }));
    // @ts-expect-error two contents
    void (() => new Text({ content: "a", path: "a.md" }));
    // @ts-expect-error an element is made by its kind
    void (() => new Element({ type: "image" }));
  });

  it("that is a picture says what is to be seen, or that it says nothing", () => {
    void (() => [new Image({ bytes, alt: "A cat" }), new Image({ bytes, decorative: true }), Image.fromSvg("<svg/>", { alt: "A" })]);
    // @ts-expect-error neither
    void (() => new Image({ bytes }));
    // @ts-expect-error both
    void (() => new Image({ bytes, alt: "A cat", decorative: true }));
    // @ts-expect-error not decorative, and no words
    void (() => new Image({ bytes, decorative: false }));
    // @ts-expect-error neither
    void (() => Image.fromSvg("<svg/>", {}));
  });

  it("has the options of its kind", () => {
    // @ts-expect-error a page is a number
    void (() => new Pdf({ bytes, page: "3" }));
    // @ts-expect-error no such size
    void (() => new Image({ bytes, alt: "", size: "huge" }));
    // @ts-expect-error no such place
    void (() => new Image({ bytes, alt: "", display: "ceiling" }));
    // @ts-expect-error a track has a language
    void (() => new Audio({ bytes, captions: [{ content: "WEBVTT" }] }));
    // @ts-expect-error rows go with columns
    void (() => new Dataframe({ data: { rows: [] } }));
    // @ts-expect-error no such type of a column
    void (() => new Dataframe({ data: { columns: [{ name: "a", type: "float" }], rows: [] } }));
    // @ts-expect-error a figure has data
    void (() => new Plotly({ figure: { layout: {} } }));
    void (() => [
      new Chart({ kind: "bar", data: [{ day: "Mon", sales: 5 }], x: "day", y: "sales" }),
      new Chart({ kind: "pie", data: [{ day: "Mon", sales: 5 }], x: "day", y: ["sales"], name: "sales", display: "side" }),
    ]);
    // @ts-expect-error no row has such a column
    void (() => new Chart({ kind: "bar", data: [{ day: "Mon", sales: 5 }], x: "day", y: "profit" }));
    // @ts-expect-error no such kind
    void (() => new Chart({ kind: "radar", data: [{ day: "Mon", sales: 5 }], x: "day", y: "sales" }));
    // @ts-expect-error no such status
    void (() => new Task({ title: "Read", status: "finished" }));
    void (() => new TaskList({ tasks: ["a", { title: "b" }, new Task("c")] }));
  });

  it("is what messages have and what plain data becomes", () => {
    expectTypeOf<Message["elements"]>().toEqualTypeOf<Element[]>();
    expectTypeOf(elementFromJSON).returns.toEqualTypeOf<Element>();
    expectTypeOf<Element["size"]>().toEqualTypeOf<number | undefined>();
    expectTypeOf(inferElementType).returns.toEqualTypeOf<"image" | "pdf" | "audio" | "video" | "file">();
  });
});

it("what a model is given fits the AI SDK, files included", () => {
  expectTypeOf<ModelChatMessage>().toExtend<ModelMessage>();
});
