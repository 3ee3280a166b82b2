// A film.
import { object } from "../../check-given.ts";
import { type Captions, type CaptionTrack, captions, givenCaptions } from "./captions.ts";
import { checkElement, Element, type ElementOptions } from "./element.ts";
import { CONTENT_PLACES, checkedSource, type ElementSource, givenSource, nameOfSource, SOURCE_OPTIONS } from "./element-source.ts";

/** What a film is made of. */
export type VideoOptions = ElementOptions &
  ElementSource & {
    /** What is said in it. A text alone is in the language of the person. */
    readonly captions?: Captions;
    /** What the player is told, as plain data. */
    readonly playerConfig?: Readonly<Record<string, unknown>>;
  };

const HOW = 'Write new Video({ path: "tour.mp4" }), or new Video({ url: "https://…" }).';

/**
 * A film: a file, or the address of one on a site that the configuration allows.
 *
 * @example
 * await new Message({ content: "Watch:", elements: [new Video({ path: "tour.mp4", captions: await readFile("tour.vtt", "utf8") })] }).send();
 *
 * @throws NO_CHAT_CONTEXT outside of a chat, BAD_INPUT for wrong options.
 */
export class Video extends Element {
  constructor(options: VideoOptions) {
    checkElement("Video", options, { ...SOURCE_OPTIONS, captions, playerConfig: object }, HOW);
    super({
      type: "video",
      where: "Video",
      options,
      source: givenSource("Video", options, CONTENT_PLACES),
      name: nameOfSource(options),
      props: { playerConfig: options.playerConfig },
    });
    this.captions = options.captions;
  }

  /** What the player is told; undefined for nothing. */
  get playerConfig(): Readonly<Record<string, unknown>> | undefined {
    return this.values["playerConfig"] as Readonly<Record<string, unknown>> | undefined;
  }

  set playerConfig(playerConfig: Readonly<Record<string, unknown>> | undefined) {
    this.values["playerConfig"] = playerConfig;
  }

  /** What is said in it, by language. */
  get captions(): readonly CaptionTrack[] {
    return (this.values["captions"] as readonly CaptionTrack[] | undefined) ?? [];
  }

  set captions(given: Captions | undefined) {
    this.values["captions"] = givenCaptions("Video", given, this.context.session.language);
  }

  /** Puts another film in its place; `update()` shows it. */
  set source(source: ElementSource) {
    this.replaceContent(checkedSource("Video", source, CONTENT_PLACES));
  }
}
