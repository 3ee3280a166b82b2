// The Markdown engine as one piece that is loaded beside the shell.
// biome-ignore-all lint/performance/noBarrelFile: one lazy import needs one module
import "../theme/parts/print.css";

export { CodeCard } from "./markdown/code-card.tsx";
export { LinkedNames } from "./markdown/linked-names.ts";
export { StaticMarkdown } from "./markdown/static-markdown.tsx";
export { StreamingMarkdown } from "./markdown/streaming-markdown.tsx";
