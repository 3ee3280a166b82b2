// The module of an element, by its address: its content never changes, so it is loaded once.
import type { ElementFunctions, ElementProps } from "@colloquy/client/elements";
import { hookNames } from "./hook-names.ts";

/** What the author's code finds by bare names: the props as they are at the moment, and the functions. */
export interface ElementScope extends ElementFunctions {
  readonly props: ElementProps;
}

/** Makes one instance of all that the author's files hold. */
export type ElementFactory = (scope: ElementScope) => Readonly<Record<string, unknown>>;

export interface LoadedElement {
  readonly address: string;
  readonly factory: ElementFactory;
  /** The hooks it names, in order. When they are others, state of an earlier version means nothing to it. */
  readonly hooks: string;
}

/** The module did not come, or is none of ours. */
export class ElementNotLoaded extends Error {
  override readonly name = "ElementNotLoaded";
}

const loading = new Map<string, Promise<LoadedElement>>();
const failures = new Map<string, number>();

/** The same promise for the same address, so that it can be waited for while drawing. A failure is forgotten: the next one asks again. */
export function loadElement(address: string): Promise<LoadedElement> {
  const known = loading.get(address);
  if (known) return known;
  const made = load(address);
  loading.set(address, made);
  made.catch(() => {
    // A browser remembers for good that a module did not come; under another address it asks once more.
    failures.set(address, (failures.get(address) ?? 0) + 1);
    loading.delete(address);
  });
  return made;
}

async function load(address: string): Promise<LoadedElement> {
  const failed = failures.get(address) ?? 0;
  const asked = failed === 0 ? address : `${address}?again=${failed}`;
  const module = (await import(/* @vite-ignore */ asked).catch((cause: unknown) => {
    throw new ElementNotLoaded(cause instanceof Error ? cause.message : String(cause), { cause });
  })) as { readonly default?: unknown };
  const factory = module.default;
  if (typeof factory !== "function") throw new ElementNotLoaded("The module is not one of a custom element.");
  return { address, factory: factory as ElementFactory, hooks: hookNames(String(factory)) };
}
