// colloquy/jsx-runtime: what compiled JSX calls, where "jsxImportSource" is "colloquy".
export type { JSX } from "./lib/chat/view/jsx.ts";
export { Fragment, jsx, jsx as jsxs } from "./lib/chat/view/jsx.ts";
