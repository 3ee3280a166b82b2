// A chat as Markdown: who said what, and when. What was said stays as it was written.
import { type Element, type StepWithText, viewWords } from "@colloquy/protocol";
import { type ExportedChat, saidIn, timeOf } from "./exported-chat.ts";

export async function* toMarkdown(chat: ExportedChat): AsyncGenerator<string> {
  const { thread, title, parts, files } = chat;
  yield `# ${plain(title)}\n\n${timeOf(thread.createdAt, chat)}\n`;
  for await (const { turns } of parts)
    for (const bundle of turns) {
      for (const step of saidIn(bundle)) {
        const shown = (bundle.elements ?? []).filter(({ forId }) => forId === step.id);
        yield `\n### ${plain(step.name)} · ${timeOf(step.createdAt, chat)}\n\n${wordsOf(step)}\n${shown.map((element) => `\n${viewWords(element) ?? toLine(element, files?.placeOf(element))}\n`).join("")}`;
      }
      const { error } = bundle.turn;
      if (error) yield `\n> ${plain(error.message)}\n`;
    }
}

function wordsOf({ output, language }: StepWithText): string {
  const text = output?.text ?? "";
  if (!language) return closeFence(text);
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language.replace(/[^\w+#.-]/g, "")}\n${text}\n${fence}`;
}

/** An answer that was stopped within code must not make code of all that follows. */
export function closeFence(text: string): string {
  let open: string | undefined;
  for (const line of text.split("\n")) {
    const [, fence, rest = ""] = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
    if (!fence) continue;
    if (open === undefined) {
      if (fence.startsWith("~") || !rest.includes("`")) open = fence;
    } else if (fence[0] === open[0] && fence.length >= open.length && rest.trim() === "") open = undefined;
  }
  return open === undefined ? text : `${text}\n${open}`;
}

function toLine({ name, url }: Element, place: string | undefined): string {
  const address = place === undefined ? url : encodeURI(place);
  return address === undefined ? `- ${plain(name)}` : `- [${plain(name)}](<${address.replace(/[<>\n]/g, encodeURIComponent)}>)`;
}

/** Names are words, whatever signs they hold. */
function plain(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[\\`*_[\]<>#|~!&]/g, "\\$&");
}
