// A PDF.
import { ChatError } from "@colloquy/protocol";
import { check, type Kind } from "../../check-given.ts";
import { checkElement, Element, type ElementOptions } from "./element.ts";
import { CONTENT_PLACES, checkedSource, type ElementSource, givenSource, nameOfSource, SOURCE_OPTIONS } from "./element-source.ts";

/** What a PDF is made of. */
export type PdfOptions = ElementOptions &
  ElementSource & {
    /** The page that is shown first, counted from 1. Default 1, and 1 where there is no such page. */
    readonly page?: number;
  };

const page: Kind = { words: "a page: 1, 2, 3 …", fits: (value) => Number.isSafeInteger(value) && (value as number) >= 1 };
const HOW = 'Write new Pdf({ path: "report.pdf" }).';

/**
 * A PDF: inline its first page, and a viewer for all of it.
 *
 * @example
 * await new Message({ content: "See page 3.", elements: [new Pdf({ path: "report.pdf", page: 3, display: "side" })] }).send();
 *
 * @throws NO_CHAT_CONTEXT outside of a chat, BAD_INPUT for wrong options and, when it is sent, for content that is no PDF.
 */
export class Pdf extends Element {
  constructor(options: PdfOptions) {
    checkElement("Pdf", options, { ...SOURCE_OPTIONS, page }, HOW);
    const props = options.page === undefined ? {} : { page: options.page };
    const mime = options.url === undefined ? {} : { mime: "application/pdf" };
    super({
      type: "pdf",
      where: "Pdf",
      options: { ...mime, ...options },
      source: givenSource("Pdf", options, CONTENT_PLACES),
      name: nameOfSource(options),
      props,
    });
  }

  /** The page that is shown first, counted from 1. */
  get page(): number {
    return typeof this.values["page"] === "number" ? this.values["page"] : 1;
  }

  set page(value: number) {
    check("Pdf", "page", value, page);
    this.values["page"] = value;
  }

  /** Puts another PDF in its place; `update()` shows it. */
  set source(source: ElementSource) {
    this.replaceContent(checkedSource("Pdf", source, CONTENT_PLACES));
  }

  protected override checkMime(mime: string): void {
    if (mime === "application/pdf") return;
    throw new ChatError("BAD_INPUT", `Pdf: this is ${mime}, and no PDF.`, { fix: "Show it as a File, an Image or a Text." });
  }
}
