// A file of any kind, to be downloaded.
import { checkElement, Element, type ElementOptions } from "./element.ts";
import { CONTENT_PLACES, checkedSource, type ElementSource, givenSource, nameOfSource, SOURCE_OPTIONS } from "./element-source.ts";

/** What a file is made of. */
export type FileOptions = ElementOptions & ElementSource;

const HOW = 'Write new File({ path: "report.docx" }).';

/**
 * A file of any kind: its name, its type and its size, to be downloaded.
 *
 * @example
 * await new Message({ content: "Your export:", elements: [new File({ name: "export.csv", bytes: csv })] }).send();
 *
 * @throws NO_CHAT_CONTEXT outside of a chat, BAD_INPUT for wrong options.
 */
export class File extends Element {
  constructor(options: FileOptions) {
    checkElement("File", options, SOURCE_OPTIONS, HOW);
    super({ type: "file", where: "File", options, source: givenSource("File", options, CONTENT_PLACES), name: nameOfSource(options) });
  }

  /** Puts another content in its place; `update()` shows it. */
  set source(source: ElementSource) {
    this.replaceContent(checkedSource("File", source, CONTENT_PLACES));
  }
}
