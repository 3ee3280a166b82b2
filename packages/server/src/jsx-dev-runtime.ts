// colloquy/jsx-dev-runtime: the same for compilers that tell places too.
export type { JSX } from "./lib/chat/view/jsx.ts";
export { Fragment, jsx as jsxDEV } from "./lib/chat/view/jsx.ts";
