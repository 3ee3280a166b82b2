// A view that is only read: its buttons and forms, with what they would send, are not in it.
import type { Element } from "@colloquy/protocol";

type Props = Element["props"];
type Node = Readonly<Record<string, unknown>>;

const CONTROLS: ReadonlySet<unknown> = new Set(["Button", "Form", "Field"]);

/** The props of a view without what somebody could press; undefined when nothing is left. */
export function withoutControls(props: Props): Props {
  const view = toRead(props?.["view"]);
  return view && { view };
}

/** A view is at most twenty deep, as it was checked when it was made. */
function toRead(given: unknown): Node | undefined {
  if (typeof given !== "object" || given === null) return undefined;
  const { children, action: _action, ...node } = given as Node & { readonly children?: unknown; readonly action?: unknown };
  if (CONTROLS.has(node["type"])) return undefined;
  return { ...node, ...(Array.isArray(children) && { children: children.map(toRead).filter((child) => child !== undefined) }) };
}
