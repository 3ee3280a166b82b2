// A recording that is heard.
import { flag } from "../../check-given.ts";
import { type Captions, type CaptionTrack, captions, givenCaptions } from "./captions.ts";
import { checkElement, Element, type ElementOptions } from "./element.ts";
import { CONTENT_PLACES, checkedSource, type ElementSource, givenSource, nameOfSource, SOURCE_OPTIONS } from "./element-source.ts";

/** What a recording is made of. */
export type AudioOptions = ElementOptions &
  ElementSource & {
    /** It begins by itself, where the browser lets it. Default false. */
    readonly autoPlay?: boolean;
    /** What is said in it. A text alone is in the language of the person. */
    readonly captions?: Captions;
  };

const HOW = 'Write new Audio({ path: "answer.mp3" }).';

/**
 * A recording with the controls of a player.
 *
 * @example
 * await new Message({ content: "Listen:", elements: [new Audio({ bytes: speech, name: "answer.mp3" })] }).send();
 *
 * @throws NO_CHAT_CONTEXT outside of a chat, BAD_INPUT for wrong options.
 */
export class Audio extends Element {
  constructor(options: AudioOptions) {
    checkElement("Audio", options, { ...SOURCE_OPTIONS, autoPlay: flag, captions }, HOW);
    super({
      type: "audio",
      where: "Audio",
      options,
      source: givenSource("Audio", options, CONTENT_PLACES),
      name: nameOfSource(options),
      props: { autoPlay: options.autoPlay },
    });
    this.captions = options.captions;
  }

  /** Whether it begins by itself, where the browser lets it. */
  get autoPlay(): boolean {
    return this.values["autoPlay"] === true;
  }

  set autoPlay(autoPlay: boolean) {
    this.values["autoPlay"] = autoPlay;
  }

  /** What is said in it, by language. */
  get captions(): readonly CaptionTrack[] {
    return (this.values["captions"] as readonly CaptionTrack[] | undefined) ?? [];
  }

  set captions(given: Captions | undefined) {
    this.values["captions"] = givenCaptions("Audio", given, this.context.session.language);
  }

  /** Puts another recording in its place; `update()` shows it. */
  set source(source: ElementSource) {
    this.replaceContent(checkedSource("Audio", source, CONTENT_PLACES));
  }
}
