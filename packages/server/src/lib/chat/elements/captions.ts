// Captions: what is said in a recording, to be read along with it.
import { ChatError } from "@colloquy/protocol";
import { check, checkOptions, type Kind, text, word } from "../../check-given.ts";

/** Captions in one language. */
export interface CaptionTrack {
  /** As a BCP 47 tag, as "en". */
  readonly language: string;
  /** What it is called in the player's menu. Default: the name of the language. */
  readonly label?: string;
  /** WebVTT: a text that begins with WEBVTT. */
  readonly content: string;
}

/** Captions as an author gives them: WebVTT, or one for each language. */
export type Captions = string | readonly CaptionTrack[];

export const captions: Kind = {
  words: "WebVTT in a text, or a list of { language, content }",
  fits: (value) => typeof value === "string" || Array.isArray(value),
};

/** As they stand in the record. Throws BAD_INPUT for what is no WebVTT: a player would show nothing. */
export function givenCaptions(where: string, given: Captions | undefined, language: string): CaptionTrack[] | undefined {
  if (given === undefined) return undefined;
  const tracks = typeof given === "string" ? [{ language, content: given }] : given;
  return tracks.map((track) => {
    check(where, "a track of captions", track, { words: "an object", fits: (value) => typeof value === "object" && value !== null });
    checkOptions(`${where}: captions`, track, { language: word, label: text, content: word });
    const { language, label, content } = track;
    check(`${where}: captions`, "language", language, word, 'Write { language: "en", content: "WEBVTT …" }.');
    if (!/^\ufeff?WEBVTT(?=\s|$)/.test(content ?? ""))
      throw new ChatError("BAD_INPUT", `${where}: captions are WebVTT, and begin with WEBVTT.`, {
        fix: 'Give the text of the file, as await readFile("talk.vtt", "utf8").',
      });
    return { language, ...(label !== undefined && { label }), content };
  });
}
