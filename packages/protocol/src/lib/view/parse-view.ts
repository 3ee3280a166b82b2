// A view from anybody: an author, a model, a store. Each component is looked at by itself, so that what is wrong has a place.
import { describeIssue } from "../describe-issue.ts";
import { parseUntrusted } from "../parse-untrusted.ts";
import { measureView } from "./measure-view.ts";
import { VIEW_TYPES, type ViewNode, type ViewType, viewComponents } from "./view.ts";
import { isLinkAddress, isPictureAddress } from "./view-address.ts";
import { type ParsedView, placeOf, type ViewIssue } from "./view-issue.ts";

/** More are not told: who has so many has one reason for all of them. */
const MOST_ISSUES = 20;

/** The view that a value is, with nothing in it that no component has; or what is wrong with it, at most 20 things. Never throws. */
export function parseView(value: unknown): ParsedView<ViewNode> {
  const tooMuch = measureView(value);
  if (tooMuch) return { ok: false, issues: [tooMuch] };
  const reading = new Reading();
  const view = reading.read(value, { place: placeOf("", typeOf(value), 0, 1), parent: undefined, inForm: false });
  const [first, ...others] = reading.issues;
  if (first) return { ok: false, issues: [first, ...others.slice(0, MOST_ISSUES - 1)] };
  return view ? { ok: true, view } : { ok: false, issues: [{ place: "", message: "This is no view." }] };
}

interface Around {
  readonly place: string;
  readonly parent: ViewType | undefined;
  readonly inForm: boolean;
}

/** One view being read. */
class Reading {
  readonly issues: ViewIssue[] = [];

  /** Its depth is known to be small. */
  read(value: unknown, around: Around): ViewNode | undefined {
    const { place, inForm } = around;
    const type = VIEW_TYPES.find((known) => known === typeOf(value));
    if (type === undefined) return this.#refuse(place, unknownType(value));
    const { children, ...own } = value as { readonly children?: unknown };
    const result = parseUntrusted(viewComponents[type], own);
    if (!result.success) {
      for (const issue of result.error.issues) this.#refuse(place, describeIssue(type, issue, own));
      return undefined;
    }
    const node = result.data as ViewNode;
    this.#checkPlace(node, around);
    this.#checkAddresses(node, place);
    if (!("children" in viewComponents[type].def.shape)) {
      if (children !== undefined) this.#refuse(place, `${type} has no children.`);
      return node;
    }
    if (children === undefined) return node;
    if (!Array.isArray(children)) return this.#refuse(place, `${type}.children must be a list.`);
    const keys = new Set<string>();
    const read = children.map((child: unknown, at) => {
      const within = { place: placeOf(place, typeOf(child), at, children.length), parent: type, inForm: inForm || type === "Form" };
      const known = this.read(child, within);
      if (known?.key !== undefined && keys.size === keys.add(known.key).size)
        this.#refuse(within.place, `Two children of ${type} have the key "${known.key}".`);
      return known;
    });
    return { ...node, children: read.filter((child) => child !== undefined) } as ViewNode;
  }

  #checkPlace({ type }: ViewNode, { place, parent, inForm }: Around): void {
    if ((type === "Tab") !== (parent === "Tabs"))
      this.#refuse(place, type === "Tab" ? "A Tab stands only in Tabs." : "Tabs has only children of type Tab.");
    if (type === "Field" && !inForm) this.#refuse(place, "A Field stands only in a Form.");
    if (type === "Form" && inForm) this.#refuse(place, "A Form stands in no other Form.");
  }

  #checkAddresses(node: ViewNode, place: string): void {
    if (node.type === "Link" && !isLinkAddress(node.href))
      this.#refuse(place, "Link.href must be an address of the web, a path that begins with a slash, or mailto: or tel:.");
    if (node.type === "Image" && !isPictureAddress(node.src))
      this.#refuse(place, "Image.src must be an address of the web, or a path that begins with a slash.");
    if (node.type === "Table") {
      const uneven = node.rows.findIndex((row) => row.length !== node.columns.length);
      if (uneven >= 0) this.#refuse(place, `Table.rows[${uneven}] must have a value for each of the ${node.columns.length} columns.`);
    }
  }

  #refuse(place: string, message: string): undefined {
    if (this.issues.length < MOST_ISSUES) this.issues.push({ place, message });
    return undefined;
  }
}

function unknownType(value: unknown): string {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "A component is an object with a type.";
  const type = typeOf(value);
  return typeof type === "string" ? `There is no component "${type.slice(0, 40)}".` : "The component has no type.";
}

function typeOf(value: unknown): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, "type")
    ? (value as { readonly type: unknown }).type
    : undefined;
}
