import { type Action, type ActionId, MAX_VIEW_DEPTH, newId, type ViewNode } from "@colloquy/protocol";
import { act } from "react";
import { describe, expect, it, vi } from "vitest";
import { mountView } from "../../../test/mount-view.tsx";

const text = (words: string, key?: string): ViewNode => ({ type: "Text", text: words, ...(key !== undefined && { key }) });
const card = (...children: ViewNode[]): ViewNode => ({ type: "Card", title: "Sailings", children });
const BOOK: Action = { id: newId<ActionId>(), name: "book", label: "Book", payload: {} };
const form = (children: readonly ViewNode[], more: object = {}): ViewNode => ({
  type: "Form",
  action: BOOK,
  children,
  ...more,
});
const field = (key: string, more: object = {}): ViewNode => ({ type: "Field", key, field: { type: "text", key, label: key, ...more } });

function find<Found extends Element = HTMLElement>(box: Element, selector: string): Found {
  const found = box.querySelector<Found>(selector);
  if (!found) throw new Error(`There is no ${selector} in ${box.innerHTML}`);
  return found;
}

const press = (element: HTMLElement) => act(async () => element.click());

function type(input: HTMLInputElement, words: string) {
  return act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(input, words);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

describe("A field for a password", () => {
  const asking = form([field("name"), field("word", { label: "Your password", format: "password" })]);

  it("is drawn in a view of the app's", async () => {
    await using view = await mountView(asking);
    expect(find<HTMLInputElement>(view.box, "input[type=password]").autocomplete).toBe("new-password");
  });

  it("is not drawn in a view that a model drew, whoever sent it", async () => {
    await using view = await mountView(asking, undefined, { drawnBy: "model" });
    expect(view.box.querySelectorAll("input")).toHaveLength(1);
    expect(view.box.querySelector("input[type=password]")).toBeNull();
    expect(view.box.textContent).toContain("Your password");
  });
});

describe("A view that changes", () => {
  it("of 500 components draws the one that is another, and touches nothing else on the page", async () => {
    const drawn: number[] = [];
    /** It is drawn when its words are asked for. */
    const watched = (words: string, at: number): ViewNode =>
      Object.defineProperty({ type: "Text" } as ViewNode, "text", {
        enumerable: true,
        get: () => {
          drawn.push(at);
          return words;
        },
      });
    const parts = Array.from({ length: 500 }, (_, at) => watched(`Sailing ${at}`, at));
    const lines = Array.from({ length: 50 }, (_, row): ViewNode => ({ type: "Row", children: parts.slice(row * 10, row * 10 + 10) }));
    await using view = await mountView(card(...lines));
    const before = [...view.box.querySelectorAll("p")];
    expect(before).toHaveLength(500);
    expect(new Set(drawn).size).toBe(500);
    const records: MutationRecord[] = [];
    const observer = new MutationObserver((seen) => records.push(...seen));
    observer.observe(view.box, { subtree: true, childList: true, characterData: true, attributes: true });
    drawn.length = 0;
    const changed = lines.map((line, at) =>
      at === 23 && "children" in line
        ? { ...line, children: (line.children ?? []).map((part, place) => (place === 4 ? watched("Cancelled", 234) : part)) }
        : line,
    );
    await view.show({ type: "Card", title: "Sailings", children: changed });
    records.push(...observer.takeRecords());
    observer.disconnect();
    // The look over the whole reads the words of what comes first, to know which way the view reads; that is no drawing.
    expect(new Set(drawn.filter((at) => at !== 0))).toEqual(new Set([234]));
    expect(records.map(({ target }) => target.textContent)).toEqual(["Cancelled"]);
    expect([...view.box.querySelectorAll("p")].every((part, at) => part === before[at])).toBe(true);
  });

  it("keeps each part by its key when others come before it, and what is open, chosen, typed and in focus stays", async () => {
    const tabs: ViewNode = {
      type: "Tabs",
      key: "tabs",
      children: [
        { type: "Tab", key: "one", label: "One", children: [text("first")] },
        { type: "Tab", key: "two", label: "Two", children: [text("second")] },
      ],
    };
    const details: ViewNode = { type: "Details", key: "more", summary: "More", children: [text("inside")] };
    const booking: ViewNode = { ...form([field("name")]), key: "form" } as ViewNode;
    await using view = await mountView(card(tabs, details, booking));
    await press(find(view.box, '[role="tab"][data-tab="key two"]'));
    await press(find(view.box, "summary"));
    const input = find<HTMLInputElement>(view.box, "input");
    await type(input, "Maren");
    input.focus();
    input.setSelectionRange(1, 3);
    await view.show(card(text("New at the top", "new"), tabs, { ...details, summary: "More of it" }, { ...booking }));
    expect(find(view.box, "summary").textContent).toBe("More of it");
    expect(find<HTMLDetailsElement>(view.box, "details").open).toBe(true);
    expect(find(view.box, '[role="tab"][aria-selected="true"]').textContent).toBe("Two");
    expect(find(view.box, '[role="tabpanel"]:not([data-off])').textContent).toBe("second");
    expect(document.activeElement).toBe(input);
    expect([input.value, input.selectionStart, input.selectionEnd]).toEqual(["Maren", 1, 3]);
  });

  it("draws nothing of a growing list again but what is new", async () => {
    const items = Array.from({ length: 20 }, (_, at) => text(`Item ${at}`));
    await using view = await mountView({ type: "List", children: items });
    const before = [...view.box.querySelectorAll("li")];
    const added: Node[] = [];
    const observer = new MutationObserver((seen) => added.push(...seen.flatMap(({ addedNodes }) => [...addedNodes])));
    observer.observe(view.box, { subtree: true, childList: true, characterData: true });
    await view.show({ type: "List", children: [...items, text("Item 20")] });
    added.push(...observer.takeRecords().flatMap(({ addedNodes }) => [...addedNodes]));
    observer.disconnect();
    expect(added.map(({ textContent }) => textContent)).toEqual(["Item 20"]);
    expect([...view.box.querySelectorAll("li")].slice(0, 20)).toEqual(before);
  });

  it("changes what a field begins with where nobody has typed, and leaves what somebody did", async () => {
    const fields = [field("name"), field("seat")];
    await using view = await mountView(form(fields, { initial: { name: "Iain", seat: "12" } }));
    const values = () => [...view.box.querySelectorAll("input")].map(({ value }) => value);
    expect(values()).toEqual(["Iain", "12"]);
    await type(find<HTMLInputElement>(view.box, "input"), "Maren");
    await view.show(form(fields, { initial: { name: "Somebody else", seat: "14" } }));
    expect(values()).toEqual(["Maren", "14"]);
  });

  it("writes a text on as it grows, as an answer is written, without drawing its beginning again", async () => {
    const said = (words: string) => ({ type: "Markdown", text: words });
    await using view = await mountView(said("# Plan\n\nThe *first* step.\n\n"));
    await vi.waitFor(() => expect(find(view.box, ".md em").textContent).toBe("first"));
    await view.show(said("# Plan\n\nThe *first* step.\n\nThen the **sec"));
    await vi.waitFor(() => expect(view.box.textContent).toContain("Then the"));
    const heading = find(view.box, ".md-h1, h3");
    await view.show(said("# Plan\n\nThe *first* step.\n\nThen the **second** one."));
    await vi.waitFor(() => expect(view.box.querySelector("strong")?.textContent).toBe("second"));
    expect(find(view.box, ".md-h1, h3")).toBe(heading);
    await view.show(said("Nothing of that."));
    await vi.waitFor(() => expect(view.box.textContent).toBe("Nothing of that."));
  });
});

describe("A view that nobody should have sent", () => {
  it("shows by its words what the page does not know, with what it does know in it", async () => {
    await using view = await mountView(
      card({ type: "Carousel", title: "New here", children: [text("known")] } as never, { type: "__proto__", text: "a name" } as never),
    );
    expect([...view.box.querySelectorAll("p")].map(({ textContent }) => textContent)).toEqual(["New here", "known", "a name"]);
  });

  it.each([
    ["facts that are none", { type: "Facts", items: "none" }, "none"],
    ["a table without rows", { type: "Table", columns: [{ key: "a", label: "Berth" }] }, "Berth"],
    ["a chart of nothing", { type: "Chart", title: "Loading", spec: { kind: "bar" } }, "Loading · bar"],
    ["a text that is an object", { type: "Text", text: { toString: "no" } }, "no"],
    ["a row whose gap cannot be written", { type: "Row", gap: { toString: 1 }, children: [text("inside")] }, "inside"],
    ["a text whose size cannot be written", { type: "Text", text: "large", size: { toString: null } }, "large"],
    ["children that are no list", { type: "Column", children: "words" }, ""],
    ["a number in the place of a component", 7, "7"],
    ["nothing at all", null, ""],
    ["a form whose action is none", { type: "Form", action: "go", children: [text("Before")] }, "go"],
  ])("shows %s as text, and takes nothing with it", async (_name, broken, words) => {
    await using view = await mountView({ type: "Column", children: [text("one"), broken, text("three")] });
    const said = [...view.box.querySelectorAll("p")].map(({ textContent }) => textContent);
    expect(said.at(0)).toBe("one");
    expect(said.at(-1)).toBe("three");
    expect(said.slice(1, -1).join(" ")).toContain(words);
  });

  it("is drawn to a depth that a page bears, and its words are all there", async () => {
    let deep: ViewNode = text("the innermost");
    for (let at = 0; at < 1_500; at++) deep = { type: "Column", children: [deep] };
    await using view = await mountView(deep);
    expect(view.box.querySelectorAll(".v-column")).toHaveLength(MAX_VIEW_DEPTH + 1);
    for (let at = 0; at < 100_000; at++) deep = { type: "Column", children: [deep] };
    await view.show(deep);
    expect(view.box.querySelectorAll(".v-column")).toHaveLength(0);
    expect(view.box.textContent).toContain("more parts than a page can show");
    let near: ViewNode = text("not far below");
    for (let at = 0; at < MAX_VIEW_DEPTH + 5; at++) near = { type: "Column", children: [near] };
    await view.show(near);
    expect(view.box.textContent).toBe("not far below");
  });

  it("has a few marks on each letter, however many somebody put there: a browser draws a run of them in a time that grows with its square", async () => {
    const marked = (words: string) => words + "\u0301".repeat(5_000);
    await using view = await mountView({
      type: "Column",
      children: [
        text(marked("text")),
        { type: "Heading", text: marked("heading") },
        { type: "Code", text: marked("code") },
        { type: "Markdown", text: marked("markdown") },
        { type: "Facts", items: [["fact", marked("value")]] },
        { type: "Table", columns: [{ key: "a", label: "A" }], rows: [[marked("cell")]] },
        { type: "Hologram", text: marked("unseen") },
      ],
    });
    expect(view.box.textContent.match(/\u0301+/gu)?.map(({ length }) => length)).toEqual(Array.from({ length: 7 }, () => 30));
  });

  it("of a hundred thousand components is told, and its beginning shown", async () => {
    const many = Array.from({ length: 100_000 }, (_, at) => text(`part ${at}`));
    await using view = await mountView({ type: "Column", children: many });
    expect(view.box.querySelectorAll("*").length).toBeLessThan(10);
    expect(view.box.textContent).toContain("part 0 · part 1");
  });

  it("leads nowhere that runs something", async () => {
    const links = ["javascript:alert(1)", "JaVa\nScript:alert(1)", "data:text/html,<script>", "vbscript:x", "https://ferry.example/"];
    await using view = await mountView({
      type: "Column",
      children: [
        ...links.map((href): ViewNode => ({ type: "Link", href, text: href.slice(0, 4) })),
        { type: "Image", src: "javascript:alert(1)", alt: "a trap" },
        text("<img src=x onerror=alert(1)>"),
      ],
    });
    expect([...view.box.querySelectorAll("a")].map((link) => link.getAttribute("href"))).toEqual(["https://ferry.example/"]);
    expect(find(view.box, "a").getAttribute("rel")).toBe("noopener noreferrer");
    expect(view.box.querySelector("img")).toBeNull();
    expect(view.box.textContent).toContain("a trap");
  });

  it("does not load a picture of another site by itself", async () => {
    await using view = await mountView({ type: "Image", src: "https://images.example.org/a.png", alt: "A ferry" });
    expect(view.box.querySelector("img")).toBeNull();
    await press(find(view.box, "button"));
    expect(find<HTMLImageElement>(view.box, "img").getAttribute("src")).toMatch(/^\/api\/threads\/[\w-]+\/image\?step=[\w-]+&url=https%3A/);
  });
});

describe("A view for somebody who listens", () => {
  it("has its headings in order below that of the message, and its values in words", async () => {
    await using view = await mountView({
      type: "Column",
      children: [
        { type: "Heading", level: 2, text: "October" },
        {
          type: "Card",
          title: "Kinloch",
          children: [
            { type: "Heading", text: "Ramp" },
            { type: "Card", title: "Loading" },
          ],
        },
        { type: "Heading", level: 3, text: "Notes" },
        {
          type: "Facts",
          items: [
            ["Dogs", true],
            ["Berth", null],
            ["Year", 2026],
            ["Sailings", 12_040],
          ],
        },
        { type: "Progress", label: "Simulated", value: 0.48 },
        { type: "Status", state: "failed", text: "Weather" },
      ],
    });
    expect([...view.box.querySelectorAll("h1, h2, h3, h4, h5, h6")].map(({ tagName, textContent }) => `${tagName} ${textContent}`)).toEqual(
      ["H3 October", "H3 Kinloch", "H4 Ramp", "H4 Loading", "H4 Notes"],
    );
    expect([...view.box.querySelectorAll("dd")].map(({ textContent }) => textContent)).toEqual(["Yes", "–No value", "2026", "12,040"]);
    const bar = find(view.box, '[role="progressbar"]');
    expect([bar.getAttribute("aria-valuenow"), bar.getAttribute("aria-valuetext")]).toEqual(["48", "48%"]);
    expect(bar.getAttribute("aria-label")).toBe("Simulated");
    expect(find(view.box, ".v-status").textContent).toBe("failedWeather");
    expect(find(view.box, ".view").getAttribute("aria-live")).toBe("off");
  });

  it("walks through its tabs with the arrow keys", async () => {
    const tab = (label: string): ViewNode => ({ type: "Tab", label, children: [text(`in ${label}`)] });
    await using view = await mountView({
      type: "Tabs",
      label: "Harbours",
      children: [tab("Kinloch"), tab("Sanday"), text("no tab at all")],
    });
    const tabs = [...view.box.querySelectorAll<HTMLElement>('[role="tab"]')];
    expect(tabs.map(({ textContent }) => textContent)).toEqual(["Kinloch", "Sanday", "no tab at all"]);
    tabs[0]?.focus();
    await act(async () => tabs[0]?.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true })));
    expect(document.activeElement).toBe(tabs[1]);
    const panel = find(view.box, '[role="tabpanel"]:not([data-off])');
    expect(panel.textContent).toBe("in Sanday");
    expect(tabs[1]?.getAttribute("aria-controls")).toBe(panel.id);
  });

  it("reads the way its first words do", async () => {
    await using view = await mountView(card(text("Kinloch")));
    expect(find(view.box, ".view").getAttribute("dir")).toBe("ltr");
    await view.show({ type: "Card", title: "12:30 كينلوخ", children: [text("MV Tern")] });
    expect(find(view.box, ".view").getAttribute("dir")).toBe("rtl");
  });
});

describe("Fields of a view", () => {
  it("are off where no form stands around them", async () => {
    await using view = await mountView(card(field("lone")));
    expect(find<HTMLInputElement>(view.box, "input").disabled).toBe(true);
    expect(view.box.querySelector("form, [type=submit]")).toBeNull();
  });

  it("are off in a form that nobody answers, and in one that the app has switched off", async () => {
    await using view = await mountView({ type: "Form", children: [field("name")] });
    expect(find<HTMLInputElement>(view.box, "input").disabled).toBe(true);
    expect(view.box.querySelector("[type=submit]")).toBeNull();
    await view.show(form([field("name")], { disabled: true }));
    expect(find<HTMLInputElement>(view.box, "input").disabled).toBe(true);
    expect(find(view.box, "[type=submit]").getAttribute("aria-disabled")).toBe("true");
  });

  it("say what is wrong with them before anything is sent, and the first of them takes the focus out of what it is folded into", async () => {
    await using view = await mountView(
      form([{ type: "Details", summary: "More", children: [field("name", { required: true })] }, field("mail", { format: "email" })]),
    );
    await act(async () => find<HTMLFormElement>(view.box, "form").requestSubmit());
    await vi.waitFor(() => expect(find<HTMLDetailsElement>(view.box, "details").open).toBe(true));
    const name = find<HTMLInputElement>(view.box, "input");
    await vi.waitFor(() => expect(document.activeElement).toBe(name));
    expect(name.getAttribute("aria-invalid")).toBe("true");
    expect(document.getElementById(name.getAttribute("aria-describedby") ?? "")?.textContent).toBe("Fill this in.");
    expect(view.client.store.getAction(BOOK).running).toBe(false);
  });

  it("of a form within a form are not the outer one's", async () => {
    await using view = await mountView(
      form([field("outer", { required: true }), { type: "Form", children: [field("inner", { required: true })] } as ViewNode]),
    );
    const [outer, inner] = view.box.querySelectorAll<HTMLInputElement>("input");
    expect([outer?.disabled, inner?.disabled]).toEqual([false, true]);
  });
});

describe("A button of a view", () => {
  it("says that it runs from the press on, and is pressed once", async () => {
    const action = { id: newId<ActionId>(), name: "book", label: "Book", payload: { sailing: 7 } };
    await using view = await mountView(card({ type: "Button", action, pending: "Booking…" }));
    const button = find<HTMLButtonElement>(view.box, "button");
    expect(button.textContent).toBe("Book");
    await press(button);
    expect([button.textContent, button.getAttribute("aria-busy")]).toEqual(["Booking…", "true"]);
    await press(button);
    await act(async () => view.client.store.released(view.stepId, action.id, { code: "INTERNAL", message: "No boat.", fix: "Try later." }));
    expect(find(view.box, '[role="alert"]').textContent).toContain("No boat. Try later.");
    expect([button.textContent, button.getAttribute("aria-busy")]).toEqual(["Book", null]);
  });

  it("that is off does nothing", async () => {
    const action = { id: newId<ActionId>(), name: "book", label: "Book", payload: {} };
    await using view = await mountView(card({ type: "Button", action, disabled: true }));
    await press(find(view.box, "button"));
    expect(view.client.store.getAction(action).running).toBe(false);
    expect(find(view.box, "button").getAttribute("aria-disabled")).toBe("true");
  });
});
