// A film with the browser's own controls, in room of its own shape.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ElementError } from "../element-error.ts";
import { ratioOf, rememberRatio, roomOf } from "../element-size.ts";
import type { ElementViewProps } from "../element-view.ts";
import { useCaptions } from "./captions.ts";
import { Tracks } from "./tracks.tsx";

export function VideoView({ element, url, place }: ElementViewProps) {
  const { t, i18n } = useTranslation();
  const [failed, setFailed] = useState(false);
  const captions = useCaptions(element, i18n.language);
  if (failed) throw new ElementError(t("elements.mediaFailed"));
  const name = element.name || t("elements.kind.video");
  const { width, ratio } = roomOf(element);
  // It keeps the shape it begins with, with bars where the film has another: nothing moves when its measures come.
  const style = { maxInlineSize: place === "inline" ? width : undefined, aspectRatio: ratioOf(element) ?? ratio };
  return (
    <video
      className="video"
      style={style}
      src={url}
      preload="metadata"
      playsInline
      aria-label={name}
      {...toPlayerOptions(element.props?.["playerConfig"])}
      onLoadedMetadata={({ currentTarget: { videoWidth, videoHeight } }) => rememberRatio(element, videoWidth / videoHeight)}
      onError={() => setFailed(true)}
    >
      <Tracks captions={captions} language={i18n.language} />
    </video>
  );
}

/** What an author may tell the player. One that begins by itself is silent: browsers let no other. */
function toPlayerOptions(given: unknown): { controls: boolean; loop: boolean; muted: boolean; autoPlay: boolean } {
  const config = (typeof given === "object" && given !== null ? given : {}) as Readonly<Record<string, unknown>>;
  const autoPlay = config["playing"] === true || config["autoPlay"] === true;
  return { controls: config["controls"] !== false, loop: config["loop"] === true, muted: config["muted"] === true || autoPlay, autoPlay };
}
