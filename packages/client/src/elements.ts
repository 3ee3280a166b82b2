// @colloquy/client/elements: what a custom element is given, for its author.
export type {
  ActionOutcome,
  ElementAction,
  ElementAsk,
  ElementFailure,
  ElementFunctions,
  ElementKit,
  ElementOutcome,
  ElementProps,
  ElementSurroundings,
} from "./lib/elements/element-kit.ts";
export { type ElementCall, type TestElement, type TestElementOptions, testElement } from "./lib/elements/test-element.ts";
export { ElementProvider, useElement } from "./lib/elements/use-element.ts";
