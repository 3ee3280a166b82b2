// What each kind of element is made of and how it stands in the record. Rows EL-* are those of the feature catalogue.
import { type Element as ElementRecord, newId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { doInChat } from "../../testing/do-in-chat.ts";
import type { TestChat } from "../../testing/open-chat.ts";
import { smallPdf, smallPng, smallWav } from "../../testing/small-files.ts";
import { Message } from "../message.ts";
import { Audio } from "./audio.ts";
import { Chart } from "./chart.ts";
import { Element } from "./element.ts";
import { elementFromJSON } from "./element-from-json.ts";
import { File } from "./file.ts";
import { Image } from "./image.ts";
import { inferElementType } from "./infer-element-type.ts";
import { Pdf } from "./pdf.ts";
import { Plotly } from "./plotly.ts";
import { Text } from "./text.ts";
import { Video } from "./video.ts";

function elementsOf({ state }: Pick<TestChat, "state">): ElementRecord[] {
  return [...state.elements.values()];
}

async function textOf({ session }: TestChat, element: ElementRecord | undefined): Promise<string | undefined> {
  const opened = element?.file && (await session.services.files.open(session.threadId, element.file.key));
  return opened && new Response(opened.read.stream).text();
}

async function show(...make: (() => Element)[]) {
  return doInChat(async () => void (await new Message({ content: "", elements: make.map((one) => one()) }).send()));
}

const png = smallPng();

describe("an image", () => {
  it("says in words what is to be seen, or that it says nothing", async () => {
    await using done = await show(
      () => new Image({ bytes: png, alt: "A dot", size: "large" }),
      () => new Image({ bytes: png, decorative: true }),
    );
    expect(elementsOf(done.chat).map(({ props, size }) => [props, size])).toEqual([
      [{ alt: "A dot", width: 2, height: 2 }, "large"],
      [{ decorative: true, width: 2, height: 2 }, undefined],
    ]);
    await doInChat(() => {
      const loose = Image as unknown as new (options: object) => Image;
      expect(() => new loose({ bytes: png })).toThrow(/no words for people who do not see it/);
      expect(() => new loose({ bytes: png, alt: "  " })).toThrow(/no words/);
      expect(() => new loose({ bytes: png, alt: "A dot", decorative: true })).toThrow(/decorative has no alt/);
    });
  });

  it("is drawn from SVG, which is a file of its own (EL-14)", async () => {
    await using done = await show(() => Image.fromSvg('<svg viewBox="0 0 1 1"><circle r="1"/></svg>', { alt: "A circle" }));
    const [element] = elementsOf(done.chat);
    expect(element).toMatchObject({ type: "image", name: "image.svg", mime: "image/svg+xml", props: { alt: "A circle" } });
    expect(await textOf(done.chat, element)).toBe('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><circle r="1"/></svg>');
  });
});

describe("a text", () => {
  it("is Markdown, or code of a language, and is another one after an update (EL-8)", async () => {
    await using done = await doInChat(async () => {
      const notes = new Text({ name: "notes", content: "# Notes" });
      const query = new Text({ name: "query", content: "SELECT 1", language: "sql", display: "side" });
      const message = await new Message({ content: "", elements: [notes, query] }).send();
      notes.content = "# More";
      await message.update();
      return notes.text();
    });
    expect(done.result).toBe("# More");
    expect(elementsOf(done.chat)).toMatchObject([
      { type: "text", name: "notes", mime: "text/plain" },
      { type: "text", name: "query", language: "sql", display: "side" },
    ]);
  });

  it("may be empty", async () => {
    await using done = await show(() => new Text({ name: "empty", content: "" }));
    expect(await textOf(done.chat, elementsOf(done.chat)[0])).toBe("");
  });
});

it("a PDF begins at a page (EL-9)", async () => {
  await using done = await show(
    () => new Pdf({ bytes: smallPdf("one", "two", "three"), name: "report.pdf", page: 3 }),
    () => new Pdf({ url: "https://papers.example/a.pdf" }),
  );
  expect(elementsOf(done.chat)).toMatchObject([
    { type: "pdf", name: "report.pdf", mime: "application/pdf", props: { page: 3 } },
    { type: "pdf", name: "a.pdf", mime: "application/pdf", url: "https://papers.example/a.pdf" },
  ]);
  await doInChat(async () => {
    expect(() => new Pdf({ url: "https://papers.example/a.pdf", page: 0 })).toThrow(/page must be a page: 1, 2, 3/);
    await expect(new Pdf({ bytes: png }).send()).rejects.toThrow("Pdf: this is image/png, and no PDF.");
  });
});

it("audio and video begin by themselves where that is asked for, and carry captions (EL-10, EL-11)", async () => {
  const vtt = "WEBVTT\n\n00:00.000 --> 00:01.000\nA tone";
  await using done = await show(
    () => new Audio({ bytes: smallWav(), name: "tone.wav", autoPlay: true, captions: vtt }),
    () =>
      new Video({
        url: "https://videos.example/tour.mp4",
        captions: [{ language: "de", label: "Deutsch", content: vtt }],
        playerConfig: { loop: true },
        size: "small",
      }),
  );
  expect(elementsOf(done.chat)).toMatchObject([
    {
      type: "audio",
      name: "tone.wav",
      mime: expect.stringContaining("wav"),
      props: { autoPlay: true, captions: [{ language: "en-US", content: vtt }] },
    },
    {
      type: "video",
      name: "tour.mp4",
      size: "small",
      props: { captions: [{ language: "de", label: "Deutsch", content: vtt }], playerConfig: { loop: true } },
    },
  ]);
  await doInChat(() => {
    expect(() => new Audio({ bytes: smallWav(), captions: "talk.vtt" })).toThrow(/captions are WebVTT/);
    expect(() => new Video({ url: "https://v.example/a", captions: [{ content: vtt } as never] })).toThrow(/language must be/);
  });
});

it("a file of any kind has the type that its content says, not its name (EL-12)", async () => {
  await using done = await show(
    () => new File({ bytes: new TextEncoder().encode("a,b\n1,2"), name: "export.csv" }),
    () => new File({ bytes: png, name: "harmless.txt" }),
    () => new File({ bytes: new Uint8Array(), name: "nothing" }),
  );
  expect(elementsOf(done.chat).map(({ name, mime }) => [name, mime])).toEqual([
    ["export.csv", "text/csv"],
    ["harmless.txt", "image/png"],
    ["nothing", "application/octet-stream"],
  ]);
});

describe("a figure of Plotly", () => {
  it("is stored as JSON, typed arrays included (EL-13)", async () => {
    await using done = await show(
      () => new Plotly({ figure: { data: [{ x: Float64Array.of(1, 2.5), y: [1, Number.NaN] }], layout: { height: 600 } } }),
    );
    const [element] = elementsOf(done.chat);
    expect(element).toMatchObject({ type: "plotly", mime: "application/json", props: { height: 600 } });
    expect(JSON.parse((await textOf(done.chat, element)) ?? "")).toEqual({
      data: [{ x: [1, 2.5], y: [1, null] }],
      layout: { height: 600 },
    });
  });

  it("is refused where it is none", async () => {
    await doInChat(() => {
      const loose = Plotly as unknown as new (options: object) => Plotly;
      expect(() => new loose({ figure: { layout: {} } })).toThrow(/data must be a list/);
      expect(() => new loose({})).toThrow(/figure must be an object/);
      expect(() => new loose({ data: [] })).toThrow(/there is no option "data"/);
    });
  });
});

describe("a chart", () => {
  const data = [
    { day: new Date(Date.UTC(2026, 2, 1)), sales: 5, note: "quiet" },
    { day: new Date(Date.UTC(2026, 2, 2)), sales: Number.NaN, note: "closed" },
  ];

  it("has its values in the record, dates as text and what is no number as a gap, and shows others after an update", async () => {
    await using done = await doInChat(async ({ session }) => {
      const chart = await new Chart({ name: "sales", kind: "line", data, x: "day", y: "sales", unit: "pieces", size: "large" }).send();
      const first = session.state.elements.get(chart.id);
      chart.spec = { ...chart.spec, kind: "bar", y: ["sales"] };
      await chart.update();
      return { first, later: session.state.elements.get(chart.id)?.props };
    });
    const rows = [
      { day: "2026-03-01T00:00:00.000Z", sales: 5, note: "quiet" },
      { day: "2026-03-02T00:00:00.000Z", sales: null, note: "closed" },
    ];
    expect(done.result.first).toMatchObject({
      type: "chart",
      name: "sales",
      size: "large",
      props: { kind: "line", data: rows, x: "day", y: "sales", unit: "pieces" },
    });
    expect(done.result.first).not.toHaveProperty("file");
    expect(done.result.later).toEqual({ kind: "bar", data: rows, x: "day", y: ["sales"], unit: "pieces" });
  });

  it("is told apart from what is none", async () => {
    await doInChat(() => {
      expect(() => new Chart({ kind: "bar", data, x: "day", y: "sale" as "sales" })).toThrow(/no row has a "sale"/);
      expect(() => new Chart({ kind: "bar", data, x: "day", y: [] })).toThrow(/Chart\.y is not what a chart takes/);
      expect(() => new Chart({ kind: "bar", data: [{ a: { b: 1 } }], x: "a", y: "a" })).toThrow(/Chart\.data\[0\]\.a is not/);
    });
  });
});

it("the kind of a file follows from its media type (EL-21)", () => {
  const kinds = [
    "image/svg+xml",
    "application/pdf",
    "application/pdf; charset=x",
    "audio/mpeg",
    "video/mp4",
    "text/csv",
    "application/pdfx",
    "imagery/png",
  ].map(inferElementType);
  expect(kinds).toEqual(["image", "pdf", "pdf", "audio", "video", "file", "file", "file"]);
});

describe("an element out of plain data (EL-21)", () => {
  it("is the same kind with the same content, and shown where it is sent", async () => {
    await using done = await doInChat(async () => {
      const image = await new Image({ bytes: png, name: "dot.png", alt: "A dot", size: "small" }).send();
      const copy = elementFromJSON({ ...(JSON.parse(JSON.stringify(image)) as object), id: newId() } as never);
      const message = await new Message({ content: "again", elements: [copy] }).send();
      return { image, copy, alt: (copy as Image).alt, forId: copy.forId === message.id, bytes: await copy.bytes() };
    });
    const { copy, image, ...rest } = done.result;
    expect([copy instanceof Image, copy.id === image.id, rest]).toEqual([true, false, { alt: "A dot", forId: true, bytes: png }]);
    expect(elementsOf(done.chat)).toHaveLength(2);
  });

  it("takes texts and addresses, and never reads a path", async () => {
    await using done = await doInChat(async () => {
      const text = elementFromJSON({ type: "text", name: "notes", content: "# Hi" });
      const file = elementFromJSON({ name: "data.txt", content: "plain" });
      const remote = elementFromJSON({ type: "image", url: "https://pictures.example/a.png", props: { alt: "A" } });
      const strange = elementFromJSON({ type: "hologram" as never, url: "https://x.example/h" });
      await new Message({ content: "", elements: [text, file, remote, strange] }).send();
      expect(() => elementFromJSON({ type: "image", path: "/etc/passwd" } as never)).toThrow(/a path is not read from plain data/);
      expect(() => elementFromJSON({ type: "image", url: "file:///etc/passwd" })).toThrow(/is not an address on the web/);
      expect(() => elementFromJSON({ display: "ceiling" as never })).toThrow(/this is no element/);
      return [text instanceof Text, file instanceof File, remote instanceof Image, strange instanceof File];
    });
    expect(done.result).toEqual([true, true, true, true]);
  });

  it("does not take away what another element shows", async () => {
    await using done = await doInChat(async () => {
      const image = await new Image({ bytes: png, alt: "A dot" }).send();
      const copy = await elementFromJSON({ ...image.toJSON(), id: newId() }).send();
      await copy.remove();
      const afterCopy = await image.bytes();
      await elementFromJSON({ ...image.toJSON(), id: newId() }).send();
      await image.remove();
      return afterCopy;
    });
    expect(done.result).toEqual(png);
    const [left] = elementsOf(done.chat);
    expect(await textOf(done.chat, left)).toBe(new TextDecoder().decode(png));
  });
});

it("an element cannot be larger than what is sent with every change of it", async () => {
  await doInChat(async () => {
    const video = new Video({ url: "https://v.example/a", playerConfig: { text: "x".repeat(300_000) } });
    await expect(video.send()).rejects.toThrow(/293 KB as JSON, and at most 256 KB/);
    expect(video instanceof Element).toBe(true);
  });
});
