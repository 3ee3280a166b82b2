// Whether a component is one that this page knows, with what it needs. What stands in it is looked at when it is drawn itself. The schemas of the
// protocol say the same more exactly, and with them all that schemas need: the server has used them, and the page must only not fall over.
import { VIEW_STATES, type ViewNode, type ViewType } from "@colloquy/protocol";
import { isObject } from "./read-view.ts";

type Rule = (value: unknown) => boolean;

const words: Rule = (value) => typeof value === "string";
const number: Rule = (value) => typeof value === "number" && Number.isFinite(value);
const flag: Rule = (value) => typeof value === "boolean";
const value: Rule = (one) => one === null || words(one) || number(one) || flag(one);
const maybe =
  (rule: Rule): Rule =>
  (one) =>
    one === undefined || rule(one);
const listOf =
  (rule: Rule): Rule =>
  (one) =>
    Array.isArray(one) && one.every(rule);
const objectOf = (rules: Readonly<Record<string, Rule>>): Rule => {
  const entries = Object.entries(rules);
  return (one) => isObject(one) && entries.every(([name, rule]) => rule(one[name]));
};

const [someWords, someNumber, someFlag] = [maybe(words), maybe(number), maybe(flag)];
const action = objectOf({
  id: words,
  name: words,
  label: someWords,
  icon: someWords,
  tooltip: someWords,
  confirm: someWords,
  style: someWords,
});
const children = maybe(Array.isArray);
const fact: Rule = (one) => Array.isArray(one) && words(one[0]) && value(one[1]);
const state: Rule = (one) => VIEW_STATES.some((known) => known === one);

const KNOWN: Readonly<Record<ViewType, Rule>> = {
  Card: objectOf({ title: someWords, subtitle: someWords, icon: someWords, tone: someWords, children }),
  Row: objectOf({ gap: someWords, align: someWords, justify: someWords, children }),
  Column: objectOf({ gap: someWords, align: someWords, children }),
  Grid: objectOf({ columns: someNumber, gap: someWords, children }),
  Tabs: objectOf({ label: someWords, children }),
  Tab: objectOf({ label: words, icon: someWords, children }),
  Details: objectOf({ summary: words, open: someFlag, children }),
  Heading: objectOf({ text: words, level: someNumber }),
  Text: objectOf({ text: words, size: someWords, weight: someWords, muted: someFlag, tone: someWords }),
  Markdown: objectOf({ text: words }),
  Code: objectOf({ text: words, language: someWords }),
  Badge: objectOf({ text: words, icon: someWords, tone: someWords }),
  Icon: objectOf({ name: words, tone: someWords, label: someWords }),
  Image: objectOf({ src: words, alt: words, aspect: someNumber, maxWidth: someNumber }),
  Facts: objectOf({ items: listOf(fact) }),
  Table: objectOf({
    caption: someWords,
    columns: listOf(objectOf({ key: words, label: words, align: someWords })),
    rows: listOf(listOf(value)),
  }),
  List: objectOf({ ordered: someFlag, gap: someWords, children }),
  Chart: objectOf({ title: someWords, spec: isObject }),
  Progress: objectOf({ label: words, value: someNumber }),
  Status: objectOf({ state, text: words, detail: someWords }),
  Divider: objectOf({ label: someWords }),
  Link: objectOf({ href: words, text: words, icon: someWords }),
  Button: objectOf({ action, disabled: someFlag, pending: someWords }),
  Form: objectOf({
    action: maybe(action),
    submit: someWords,
    disabled: someFlag,
    pending: someWords,
    initial: maybe(isObject),
    children,
  }),
  Field: objectOf({ field: objectOf({ type: words, key: words, label: words }) }),
  Skeleton: objectOf({ shape: someWords, lines: someNumber }),
};

export function isKnown(node: unknown): node is ViewNode {
  if (!isObject(node) || typeof node["type"] !== "string") return false;
  return Object.hasOwn(KNOWN, node["type"]) && KNOWN[node["type"] as ViewType](node);
}
