// A view that an author gives: checked where it is given, copied and frozen, so that what is changed in it afterwards does not go unseen.
import { createHash } from "node:crypto";
import { type Action, type ActionId, ChatError, MAX_VIEW_NODES, parseView, type ViewNode } from "@colloquy/protocol";
import { clashOf, clashWords } from "./form-payload.ts";
import { toNodes, type View } from "./view-children.ts";

/** Throws BAD_INPUT with the place of what is wrong, TOO_LARGE for a view beyond its limits. */
export function givenView(where: string, given: View): ViewNode {
  const nodes = toNodes(given);
  const [only] = nodes;
  if (!only)
    throw new ChatError("BAD_INPUT", `${where}: the view shows nothing.`, { fix: "Leave it out, or set it to undefined to take it away." });
  const parsed = parseView(nodes.length === 1 ? only : { type: "Column", children: nodes });
  if (parsed.ok) {
    const clash = clashOf(parsed.view);
    if (clash === undefined) return frozenCopy(withOwnIds(parsed.view, new Map()));
    const { message, fix } = clashWords(clash);
    throw new ChatError("BAD_INPUT", `${where}: ${message}`, { fix });
  }
  const [{ place, message }] = parsed.issues;
  const isSize = /more than/.test(message);
  throw new ChatError(isSize ? "TOO_LARGE" : "BAD_INPUT", `${where}: ${place}: ${message}`, {
    fix: isSize
      ? `Show less at once: a view has at most ${MAX_VIEW_NODES.toLocaleString("en")} components. What has many rows is a Dataframe.`
      : "Its components and what they take are in colloquy/view.",
  });
}

/**
 * One action on two buttons makes two buttons: each is pressed, runs and fails for itself. The first keeps its id, and the others get the same one
 * each time, or a change elsewhere in the view would make other buttons of them.
 */
function withOwnIds(node: ViewNode, seen: Map<string, number>): ViewNode {
  const own = "action" in node && node.action ? { ...node, action: ownAction(node.action, seen) } : node;
  return "children" in own && own.children
    ? ({ ...own, children: own.children.map((child) => withOwnIds(child, seen)) } as ViewNode)
    : (own as ViewNode);
}

function ownAction(action: Action, seen: Map<string, number>): Action {
  const before = seen.get(action.id) ?? 0;
  seen.set(action.id, before + 1);
  if (before === 0) return action;
  const hex = createHash("sha256").update(`${action.id} ${before}`).digest("hex");
  const id = hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-4$3-8$4-$5") as ActionId;
  return { ...action, id };
}

/** The schema hands on what may be anything, as a payload, as the same object: it stays its author's. */
function frozenCopy<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null) return value;
  const copy = Array.isArray(value)
    ? value.map(frozenCopy)
    : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, frozenCopy(inner)]));
  return Object.freeze(copy) as Value;
}
