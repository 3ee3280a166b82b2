// A chat as a page to read and print: one file, without script, that fetches nothing.
import { type Element, type StepWithText, viewWords } from "@colloquy/protocol";
import { escapeHtml } from "../escape-html.ts";
import { type ExportedChat, saidIn, timeOf } from "./exported-chat.ts";

const STYLE = `
:root { color-scheme: light; }
body { max-width: 42rem; margin: 2.5rem auto; padding: 0 1.25rem; font: 16px/1.6 system-ui, sans-serif; color: #22252b; background: #fff; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; }
h3, h4, h5, h6 { line-height: 1.3; margin: 1.4rem 0 .4rem; break-after: avoid; }
time { color: #5a5f69; font-size: .8125rem; font-weight: 400; }
article { margin: 2rem 0 0; }
article > h2 { display: flex; gap: .75rem; align-items: baseline; font-size: .9375rem; margin: 0 0 .5rem; break-after: avoid; }
.person > :not(h2) { background: #eef1f4; border-radius: 12px; padding: .5rem 1rem; print-color-adjust: exact; }
.typed { white-space: pre-wrap; }
.failed { border-inline-start: 3px solid #b3382f; padding-inline-start: .75rem; }
pre { background: #f6f6f4; border: 1px solid #e2e2de; border-radius: 8px; padding: .75rem 1rem; white-space: pre-wrap; font-size: .875rem; direction: ltr; text-align: left; }
code { font-family: ui-monospace, monospace; }
table { border-collapse: collapse; } th, td { border: 1px solid #ccc; padding: .25rem .625rem; text-align: start; vertical-align: top; }
blockquote { margin-inline: 0; border-inline-start: 3px solid #ccc; padding-inline-start: .875rem; color: #4a4f59; }
a { color: #1b5a85; } img { max-width: 100%; height: auto; } ul.files { padding-inline-start: 1.25rem; }
@page { margin: 18mm 16mm; }
@media print { body { margin: 0; max-width: none; padding: 0; } pre, tr, img { break-inside: avoid; } }
`;

/** Also what a browser with a hole in it must not do here. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' file:; base-uri 'none'; form-action 'none'";

export async function* toHtml(chat: ExportedChat): AsyncGenerator<string> {
  const { toPlainHtml, toSaidHtml } = await import("./said-html.ts");
  const { thread, title, locale, parts, files } = chat;
  const language = new Intl.Locale(locale).baseName;
  const dir = /^(?:ar|fa|he|ur)\b/.test(language) ? "rtl" : "ltr";
  yield `<!doctype html>
<html lang="${escapeHtml(language)}" dir="${dir}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1 dir="auto">${escapeHtml(title)}</h1>
${toTime(thread.createdAt, chat)}
`;
  const bodyOf = (step: StepWithText): string => {
    const text = step.output?.text ?? "";
    if (step.language) return `<pre><code>${escapeHtml(text)}</code></pre>\n`;
    return step.type === "user_message" ? toPlainHtml(text) : toSaidHtml(text);
  };
  for await (const { turns } of parts)
    for (const bundle of turns) {
      for (const step of saidIn(bundle)) {
        const shown = (bundle.elements ?? []).filter(({ forId }) => forId === step.id);
        const kind = step.type === "user_message" ? "person" : "app";
        yield `<article class="${kind}">
<h2><bdi>${escapeHtml(step.name)}</bdi> ${toTime(step.createdAt, chat)}</h2>
${bodyOf(step)}${shown.map((element) => toSaidHtml(viewWords(element) ?? "")).join("")}${toList(
  shown.filter(({ type: of }) => of !== "view"),
  (element) => files?.placeOf(element),
)}</article>
`;
      }
      const { error } = bundle.turn;
      if (error) yield `<p class="failed" dir="auto">${escapeHtml(error.message)}</p>\n`;
    }
  yield "</body>\n</html>\n";
}

function toTime(instant: string, chat: ExportedChat): string {
  return `<time datetime="${escapeHtml(instant)}">${escapeHtml(timeOf(instant, chat))}</time>`;
}

function toList(elements: readonly Element[], placeOf: (element: Element) => string | undefined): string {
  if (elements.length === 0) return "";
  const lines = elements.map((element) => {
    const { name, url, type } = element;
    const place = placeOf(element);
    const address = place === undefined ? (url && /^https?:/i.test(url) ? url : undefined) : encodeURI(place);
    if (address === undefined) return `<li dir="auto">${escapeHtml(name)}</li>`;
    const link = `<a href="${escapeHtml(address)}" rel="noopener noreferrer">${escapeHtml(name)}</a>`;
    const picture = type === "image" && place !== undefined ? `<br><img src="${escapeHtml(address)}" alt="${escapeHtml(name)}">` : "";
    return `<li dir="auto">${link}${picture}</li>`;
  });
  return `<ul class="files">${lines.join("")}</ul>\n`;
}
