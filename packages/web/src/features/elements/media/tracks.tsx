// The captions of a player; those in the person's language are on from the beginning.
import type { CaptionFile } from "./captions.ts";

export function Tracks({ captions, language }: { readonly captions: readonly CaptionFile[]; readonly language: string }) {
  const own = captions.findIndex((track) => track.language.split("-")[0] === language.split("-")[0]);
  return captions.map((track, index) => (
    <track
      key={track.address}
      kind="captions"
      src={track.address}
      srcLang={track.language}
      label={track.label}
      default={index === Math.max(own, 0)}
    />
  ));
}
