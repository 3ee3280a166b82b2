// Going through a view.
import type { ActionId } from "../ids.ts";
import type { ViewNode, ViewNodeOf } from "./view.ts";

/** What stands in a component; none for most. */
export function childrenOf(node: ViewNode): readonly ViewNode[] {
  return "children" in node && Array.isArray(node.children) ? node.children : [];
}

/** Every component of a view, in the order in which they are read. */
export function* eachNode(view: ViewNode): Generator<ViewNode> {
  const left = [view];
  for (let node = left.pop(); node; node = left.pop()) {
    yield node;
    left.push(...childrenOf(node).toReversed());
  }
}

/** The button or form that runs an action; undefined when the view has none of this id. */
export function findAction(view: ViewNode, actionId: ActionId): ViewNodeOf<"Button"> | ViewNodeOf<"Form"> | undefined {
  for (const node of eachNode(view)) if ((node.type === "Button" || node.type === "Form") && node.action?.id === actionId) return node;
  return undefined;
}

/** The fields of a form, wherever they stand in it. */
export function fieldsOf(form: ViewNodeOf<"Form">): ViewNodeOf<"Field">["field"][] {
  return [...eachNode(form)].flatMap((node) => (node.type === "Field" ? [node.field] : []));
}
