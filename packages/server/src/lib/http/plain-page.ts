// A page without an app: for the moments when there is something to say and nothing to say it with.
import { escapeHtml } from "./escape-html.ts";

export interface PlainPage {
  readonly title: string;
  readonly text: string;
  /** Something to type into a terminal. */
  readonly command?: string;
}

/** A small page with one message, which needs no script and no file. */
export function toPlainPage({ title, text, command }: PlainPage): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${escapeHtml(title)}</title>
    <style>body { display: grid; place-content: center; gap: 1rem; min-height: 100vh; margin: 0; padding: 2rem; box-sizing: border-box; font: 16px/1.5 system-ui, sans-serif } h1, p, pre { margin: 0; max-width: 36rem } h1 { font-size: 1.25rem } pre { padding: .75rem 1rem; border: 1px solid; border-radius: .5rem; overflow: auto }</style>
  </head>
  <body>
    <h1>${escapeHtml(title)}</h1>
    <p>${escapeHtml(text)}</p>${command === undefined ? "" : `\n    <pre>${escapeHtml(command)}</pre>`}
  </body>
</html>
`;
}
