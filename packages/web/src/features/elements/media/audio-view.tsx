// A recording with the browser's own controls.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ElementError } from "../element-error.ts";
import type { ElementViewProps } from "../element-view.ts";
import { useCaptions } from "./captions.ts";
import { Tracks } from "./tracks.tsx";

export function AudioView({ element, url }: ElementViewProps) {
  const { t, i18n } = useTranslation();
  const [failed, setFailed] = useState(false);
  const captions = useCaptions(element, i18n.language);
  if (failed) throw new ElementError(t("elements.mediaFailed"));
  const name = element.name || t("elements.kind.audio");
  return (
    <div className="audio">
      <b className="element-name">
        <bdi>{name}</bdi>
      </b>
      <audio
        src={url}
        controls
        preload="metadata"
        autoPlay={element.props?.["autoPlay"] === true}
        aria-label={name}
        onError={() => setFailed(true)}
      >
        <Tracks captions={captions} language={i18n.language} />
      </audio>
    </div>
  );
}
