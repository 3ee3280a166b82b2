// The Markdown engine as one piece that is loaded beside the shell.
export { StaticMarkdown } from "./markdown/static-markdown.tsx";
export { StreamingMarkdown } from "./markdown/streaming-markdown.tsx";
