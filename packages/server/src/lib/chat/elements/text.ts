// A text of its own: Markdown, or code.
import { check, text } from "../../check-given.ts";
import { checkElement, Element, type ElementOptions } from "./element.ts";
import { checkedSource, givenSource, nameOfSource, SOURCE_OPTIONS, TEXT_PLACES, type TextSource } from "./element-source.ts";

/** What a text is made of. */
export type TextOptions = ElementOptions & TextSource;

const HOW = 'Write new Text({ name: "Notes", content: "# Notes" }).';

/**
 * A text that stands apart from its message: Markdown, or with `language` a block of code.
 *
 * @example
 * await new Message({ content: "See the query.", elements: [new Text({ name: "query", content: sql, language: "sql", display: "side" })] }).send();
 *
 * @throws NO_CHAT_CONTEXT outside of a chat, BAD_INPUT for wrong options.
 */
export class Text extends Element {
  constructor(options: TextOptions) {
    checkElement("Text", options, { ...SOURCE_OPTIONS, content: text }, HOW);
    super({ type: "text", where: "Text", options, source: givenSource("Text", options, TEXT_PLACES), name: nameOfSource(options) });
  }

  /** Puts another text in its place; `update()` shows it. What it says now, `text()` reads. */
  set content(content: string) {
    check("Text", "content", content, text);
    this.replaceContent({ content });
  }

  /** Puts a text from elsewhere in its place; `update()` shows it. */
  set source(source: TextSource) {
    this.replaceContent(checkedSource("Text", source, TEXT_PLACES));
  }
}
