// What a voice reads of a message: its words, in pieces that end where a sentence does. Code is only named.
import { cleanCopy } from "./clean-copy.ts";

/** What a voice says for what is not read out. */
export interface SpokenWords {
  readonly code: string;
  readonly formula: string;
}

/** Voices stop in the middle of what is much longer. */
const LONGEST = 240;

/** The pieces to read, one after the other. */
export function toSpoken(of: Node, words: SpokenWords, language: string): string[] {
  return say(cleanCopy(of), words)
    .split("\n")
    .flatMap((block) => inPieces(tidy(block), language))
    .filter((piece) => /[\p{L}\p{N}]/u.test(piece));
}

function say(node: Node, words: SpokenWords): string {
  if (node instanceof Text) return node.data.replace(/\s+/g, " ");
  const inner = () => [...node.childNodes].map((child) => say(child, words)).join("");
  if (!(node instanceof HTMLElement)) return inner();
  if (node.tagName === "PRE") return `\n${words.code}\n`;
  if (node.dataset["formula"] !== undefined) return ` ${words.formula} `;
  if (node.tagName === "IMG") return ` ${node.getAttribute("alt") ?? ""} `;
  if (node.tagName === "TH" || node.tagName === "TD") return `${inner()}${node.nextElementSibling ? ", " : ""}`;
  if (node.tagName === "SUP") return "";
  return BLOCKS.has(node.tagName) ? `\n${inner()}\n` : inner();
}

const BLOCKS = new Set("P LI UL OL TABLE TR BLOCKQUOTE BR HR H1 H2 H3 H4 H5 H6 DL DT DD".split(" "));

/** Nobody wants an address spelt, nor a box that is ticked. */
function tidy(text: string): string {
  return text
    .replace(/https?:\/\/(?:www\.)?([^\s/]+?)(?:\/\S*?)?(?=[.,;:!?)\]]*(?:\s|$))/gi, "$1")
    .replace(/[☐☑]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

function inPieces(text: string, language: string): string[] {
  if (text.length <= LONGEST) return [text];
  const sentences = [...new Intl.Segmenter(language, { granularity: "sentence" }).segment(text)].map(({ segment }) => segment);
  const pieces: string[] = [];
  for (const sentence of sentences) {
    const last = pieces.at(-1);
    if (last !== undefined && last.length + sentence.length <= LONGEST) pieces[pieces.length - 1] = last + sentence;
    else pieces.push(...cut(sentence));
  }
  return pieces.map((piece) => piece.trim());
}

/** A sentence without an end is cut between words. */
function cut(sentence: string): string[] {
  if (sentence.length <= LONGEST) return [sentence];
  const at = sentence.lastIndexOf(" ", LONGEST);
  const end = at > 0 ? at : LONGEST;
  return [sentence.slice(0, end), ...cut(sentence.slice(end).trimStart())];
}
