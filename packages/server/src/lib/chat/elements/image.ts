// A picture.
import { ChatError } from "@colloquy/protocol";
import { check, flag, text } from "../../check-given.ts";
import { MEASURED_BYTES, pictureSize } from "../../files/picture-size.ts";
import { checkElement, Element, type ElementOptions } from "./element.ts";
import type { KeptContent } from "./element-content.ts";
import { CONTENT_PLACES, checkedSource, type ElementSource, givenSource, nameOfSource, SOURCE_OPTIONS } from "./element-source.ts";
import { readBeginning } from "./read-kept.ts";

/** What a picture says to people who do not see it: words, or that it says nothing. */
export type ImageWords =
  | {
      /** What is to be seen, for people who do not see it. */
      readonly alt: string;
      readonly decorative?: false;
    }
  | {
      /** It says nothing that the text does not say: screen readers pass over it. */
      readonly decorative: true;
      readonly alt?: never;
    };

/** What a picture is made of. */
export type ImageOptions = ElementOptions & ElementSource & ImageWords;

const HOW = 'Write new Image({ path: "cat.png", alt: "A cat on a wall" }).';

/**
 * A picture, shown with a message. It says in words what is to be seen (`alt`), or that it is there for its looks alone (`decorative: true`).
 *
 * @example
 * await new Message({ content: "Here it is:", elements: [new Image({ path: "cat.png", alt: "A cat on a wall" })] }).send();
 *
 * @throws NO_CHAT_CONTEXT outside of a chat, BAD_INPUT for wrong options and, when it is sent, for content that is no picture.
 */
export class Image extends Element {
  constructor(options: ImageOptions) {
    checkElement("Image", options, { ...SOURCE_OPTIONS, alt: text, decorative: flag }, HOW);
    const source = givenSource("Image", options, CONTENT_PLACES);
    super({ type: "image", where: "Image", options, source, name: nameOfSource(source), props: givenWords(options) });
  }

  /** What is to be seen, in words; undefined for a picture that says nothing. */
  get alt(): string | undefined {
    return typeof this.values["alt"] === "string" ? this.values["alt"] : undefined;
  }

  set alt(alt: string) {
    check("Image", "alt", alt, text);
    this.values["alt"] = alt;
    delete this.values["decorative"];
  }

  /** Puts another picture in its place; `update()` shows it. */
  set source(source: ElementSource) {
    this.replaceContent(checkedSource("Image", source, CONTENT_PLACES));
  }

  /** A picture that was drawn as SVG. */
  static fromSvg(svg: string, options: ElementOptions & ImageWords): Image {
    check(
      "Image.fromSvg",
      "the picture",
      svg,
      { words: "a text that holds an <svg>", fits: (value) => typeof value === "string" && /<svg[\s>/]/i.test(value) },
      'Write Image.fromSvg("<svg …>…</svg>", { alt: "…" }).',
    );
    checkElement("Image.fromSvg", options, { alt: text, decorative: flag }, 'Write Image.fromSvg(svg, { alt: "What is to be seen" }).');
    return new Image({ name: "image.svg", ...options, bytes: new TextEncoder().encode(withNamespace(svg)) });
  }

  /** Its measures go with it: the page gives it its room before it has loaded it. */
  protected override async noteKept({ file }: KeptContent): Promise<void> {
    const size = file && pictureSize(await readBeginning(this.context.session, file.key, MEASURED_BYTES));
    for (const name of ["width", "height"] as const) delete this.values[name];
    Object.assign(this.values, size);
  }

  protected override checkMime(mime: string): void {
    if (mime.startsWith("image/")) return;
    throw new ChatError("BAD_INPUT", `Image: this is ${mime}, and no picture.`, { fix: "Show it as a File, a Pdf or a Text." });
  }
}

function givenWords({ alt, decorative = false }: ImageWords): Record<string, unknown> {
  if (decorative && alt !== undefined)
    throw new ChatError("BAD_INPUT", "Image: a picture that is decorative has no alt.", { fix: "Leave out one of both." });
  if (decorative) return { decorative };
  if (alt !== undefined && alt.trim() !== "") return { alt };
  throw new ChatError("BAD_INPUT", "Image: there are no words for people who do not see it.", {
    fix: 'Say what is to be seen, as alt: "A cat on a wall", or that it is decorative: true.',
  });
}

/** Inside of a page it needs none; as a file of its own nobody draws it without. */
function withNamespace(svg: string): string {
  return /<svg[^>]*\sxmlns\s*=/i.test(svg) ? svg : svg.replace(/<svg(?=[\s>/])/i, '<svg xmlns="http://www.w3.org/2000/svg"');
}
