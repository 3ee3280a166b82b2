// Views that whoever draws views is tried with, and what must be found in what was drawn.
import type { Action, ActionId, ViewNode } from "@colloquy/protocol";

/** One view, and what a person must find in it. */
export interface ViewCase {
  /** What it is about. */
  readonly name: string;
  /** What is drawn. */
  readonly view: ViewNode;
  /** Words that can be read, in this order. */
  readonly shows: readonly string[];
  /** What can be pressed, by name, and what it runs. */
  readonly buttons: readonly { readonly name: string; readonly actionId: ActionId }[];
  /** Links, by name, and where they lead. */
  readonly links: readonly { readonly name: string; readonly href: string }[];
}

const text = (words: string): ViewNode => ({ type: "Text", text: words });
let count = 0;
/** A button of the app, each with an id of its own. */
function action(name: string, label: string): Action {
  count += 1;
  return { id: `00000000-0000-4000-8000-${String(count).padStart(12, "0")}` as ActionId, name, label, payload: { count } };
}
const book = action("book", "Book");
const cancel = action("cancel", "Cancel the sailing");
const save = action("save", "Save");

const one = (name: string, view: ViewNode, shows: readonly string[], more: Partial<ViewCase> = {}): ViewCase => ({
  name,
  view,
  shows,
  buttons: [],
  links: [],
  ...more,
});

/** The corpus. Draw each of them, and look for what it says of itself. */
export const viewCorpus: readonly ViewCase[] = [
  one(
    "a card with facts and buttons",
    {
      type: "Card",
      title: "Kinloch, 12:30",
      subtitle: "Leaves on time",
      tone: "success",
      children: [
        {
          type: "Facts",
          items: [
            ["Seats", 4],
            ["Price", "£12"],
            ["Deck", null],
            ["Bar", true],
          ],
        },
        {
          type: "Row",
          children: [
            { type: "Button", action: book, key: "book" },
            { type: "Button", action: cancel, key: "cancel" },
          ],
        },
      ],
    },
    ["Kinloch, 12:30", "Leaves on time", "Seats", "4", "Price", "£12", "Deck"],
    {
      buttons: [
        { name: "Book", actionId: book.id },
        { name: "Cancel the sailing", actionId: cancel.id },
      ],
    },
  ),
  one(
    "words of every kind",
    {
      type: "Column",
      children: [
        { type: "Heading", text: "Timetable", level: 1 },
        text("Two\nlines"),
        { type: "Markdown", text: "Some **bold** words" },
        { type: "Code", text: "const seats = 4;", language: "ts" },
        { type: "Badge", text: "New", tone: "info" },
        { type: "Icon", name: "ship", label: "A ferry" },
        { type: "Status", state: "running", text: "Boarding", detail: "until noon" },
        { type: "Progress", label: "Loaded", value: 0.4 },
        { type: "Divider", label: "Then" },
        { type: "Link", href: "https://ferries.example/a?b=1", text: "The company" },
      ],
    },
    ["Timetable", "Two", "lines", "bold", "const seats = 4;", "New", "A ferry", "Boarding", "until noon", "Loaded", "Then", "The company"],
    { links: [{ name: "The company", href: "https://ferries.example/a?b=1" }] },
  ),
  one(
    "values",
    {
      type: "Grid",
      columns: 2,
      children: [
        {
          type: "Table",
          caption: "Sailings",
          columns: [
            { key: "to", label: "To" },
            { key: "cars", label: "Cars", align: "end" },
          ],
          rows: [
            ["Oban", 2],
            ["Kinloch", null],
          ],
        },
        { type: "List", ordered: true, children: [text("First"), text("Second")] },
        {
          type: "Chart",
          title: "Late ferries",
          spec: { kind: "bar", data: [{ day: "Monday", late: 3 }], x: "day", y: "late", description: "Three on Monday" },
        },
      ],
    },
    ["Sailings", "To", "Cars", "Oban", "2", "Kinloch", "First", "Second", "Late ferries"],
  ),
  one(
    "a form",
    {
      type: "Form",
      action: save,
      submit: "Save it",
      children: [
        { type: "Field", field: { type: "text", key: "name", label: "Your name", required: true } },
        { type: "Field", field: { type: "choice", key: "deck", label: "Deck", options: [{ value: "up", label: "Upper" }] } },
      ],
    },
    ["Your name", "Deck", "Save it"],
    { buttons: [{ name: "Save it", actionId: save.id }] },
  ),
  one(
    "parts that open",
    {
      type: "Column",
      children: [
        {
          type: "Tabs",
          label: "Days",
          children: [
            { type: "Tab", label: "Today", children: [text("Calm")] },
            { type: "Tab", label: "Tomorrow" },
          ],
        },
        { type: "Details", summary: "Small print", open: true, children: [text("No dogs")] },
      ],
    },
    ["Today", "Calm", "Small print", "No dogs"],
  ),
  one(
    "signs of HTML and Markdown, which are only signs",
    {
      type: "Card",
      title: "<script>alert(1)</script>",
      children: [text("<img src=x onerror=alert(1)>"), { type: "Facts", items: [["__proto__", "constructor"]] }],
    },
    ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "__proto__", "constructor"],
  ),
  one("other scripts", { type: "Column", children: [text("שלום ferry"), text("渡船在十二點半開"), text("مرحبا")] }, [
    "שלום ferry",
    "渡船在十二點半開",
    "مرحبا",
  ]),
  one("nothing in it", { type: "Column", children: [{ type: "Card" }, { type: "Row" }, { type: "List" }, text("the end")] }, ["the end"]),
  one(
    "a component that it does not know",
    { type: "Column", children: [text("before"), { type: "Hologram", text: "unseen" } as unknown as ViewNode, text("after")] },
    ["before", "after"],
  ),
  one("as deep as a view may be", deep(19), ["the bottom"]),
  one("five hundred parts", { type: "Column", children: Array.from({ length: 499 }, (_, at) => text(`part ${at}`)) }, [
    "part 0",
    "part 250",
    "part 498",
  ]),
];

function deep(levels: number): ViewNode {
  let view: ViewNode = text("the bottom");
  for (let level = 0; level < levels; level += 1) view = { type: "Column", children: [view] };
  return view;
}
