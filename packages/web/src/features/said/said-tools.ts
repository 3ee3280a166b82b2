// What makes something else of a message: loaded beside the page, before anybody asks for it.
// biome-ignore-all lint/performance/noBarrelFile: one lazy import needs one module

export { quoteSelection, toQuote } from "./quote.ts";
export { QuoteButton } from "./quote-button.tsx";
export { copyRich } from "./rich-copy.ts";
export { toSpoken } from "./spoken.ts";
export { spokenLanguage } from "./spoken-language.ts";
