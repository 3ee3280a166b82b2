// The app behind the browser tests of custom elements: each word shows one of them.
import * as cl from "colloquy";

const picture = (color: string) =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"><rect width="16" height="9" fill="${color}"/></svg>`)}`;

const PROPS: Readonly<Record<string, Record<string, unknown>>> = {
  Counter: { count: 1 },
  Ticket: { title: "Kinloch, 12:30", sailing: 7, seats: 2 },
  Chart: {
    title: "Guests",
    data: [
      { day: "Mon", guests: 12 },
      { day: "Tue", guests: 30 },
      { day: "Wed", guests: 21 },
    ],
  },
  SignUp: { name: "" },
  Places: {
    places: [
      { name: "Kinloch", text: "Deep water." },
      { name: "Armadale", text: "A café on the quay." },
    ],
  },
  Question: {},
  Sailings: {
    rows: [
      { harbour: "Kinloch", time: "12:30" },
      { harbour: "Armadale", time: "14:10" },
    ],
  },
  Wishes: {},
  Notice: {},
  Gallery: {
    pictures: [
      { alt: "The sea", src: picture("teal") },
      { alt: "The hill", src: picture("olive") },
    ],
  },
  Breaks: { careful: false },
  Closed: { count: 1, word: "from the app" },
  Gone: {},
  Typed: { label: "Typed", count: 0 },
  Silent: {},
  Nested: {},
  Heavy: { text: "short" },
  Hostile: {},
  Thief: {},
  Leaver: {},
  Writer: {},
  Flood: {},
};
const CLOSED = new Set(["Closed", "Silent", "Nested", "Hostile", "Thief", "Leaver", "Writer", "Flood"]);

cl.actionCallback("book", ({ payload }) => {
  const { sailing, seats } = payload as { readonly sailing: number; readonly seats: number };
  if (seats > 8) throw new Error("At most eight.");
  return { code: `${sailing}-${seats}` };
});
cl.actionCallback("secret", () => "told");

let last: cl.CustomElement | undefined;

cl.onMessage(async ({ content }) => {
  const [word = "", name = ""] = content.split(" ");
  if (word === "ask") {
    const element = new cl.CustomElement({ name, props: PROPS[name] ?? {}, sandbox: CLOSED.has(name) });
    const answer = await cl.askElement("How many seats?", element);
    await new cl.Message(answer ? `Asked: ${JSON.stringify(answer)}` : "Nobody answered.").send();
  } else if (word === "set" && last) {
    last.props = { ...last.props, ...(JSON.parse(content.slice(4)) as object) };
    await last.update();
    await new cl.Message("It is set.").send();
  } else if (word === "two") {
    const writers = ["first", "second"].map((way) => new cl.CustomElement({ name: "Writer", props: { way }, sandbox: true }));
    await new cl.Message({ content: "Here are two.", elements: writers }).send();
  } else if (word === "tell") {
    await new cl.Message(`You asked: ${content}`).send();
  } else if (Object.hasOwn(PROPS, word)) {
    const display = name === "side" || name === "page" ? name : "inline";
    const closed = (CLOSED.has(word) || name === "closed") && { sandbox: true, actions: ["book"] };
    last = new cl.CustomElement({ name: word, props: { ...PROPS[word], ...(name && { way: name }) }, display, ...closed });
    await new cl.Message({ content: `Here is ${word}.`, elements: [last] }).send();
  } else await new cl.Message(`You said: ${content}`).send();
});
