// A video of a site that hosts videos. Its player comes after a press; until then the site learns nothing.
import type { Element, HostedVideo } from "@colloquy/protocol";
import { Play } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../../components/ui/icon.tsx";
import { roomOf } from "../element-size.ts";

const SITES = { youtube: "YouTube", vimeo: "Vimeo" } as const;

interface HostedPlayerProps {
  readonly element: Element;
  readonly video: HostedVideo;
  readonly url: string;
}

export function HostedPlayer({ element, video, url }: HostedPlayerProps) {
  const { t } = useTranslation();
  const [plays, setPlays] = useState(false);
  const site = SITES[video.site];
  const name = element.name || site;
  const { width, ratio } = roomOf(element);
  const style = { maxInlineSize: width, aspectRatio: ratio };
  if (plays)
    return (
      <iframe
        className="video"
        style={style}
        src={video.player}
        title={name}
        allow="autoplay; encrypted-media; fullscreen; picture-in-picture"
        // The site's own player, on the site's own origin; it may not lead this page elsewhere.
        sandbox="allow-scripts allow-same-origin allow-presentation allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="strict-origin-when-cross-origin"
        ref={(frame) => frame?.focus({ preventScroll: true })}
      />
    );
  return (
    <div className="facade" style={style}>
      <button type="button" onClick={() => setPlays(true)}>
        <span className="play">
          <Icon of={Play} />
        </span>
        <b>
          <bdi>{name}</bdi>
        </b>
        <span>{t("elements.playFrom", { site })}</span>
      </button>
      <p>
        {t("elements.playHint", { site })}{" "}
        <a href={url} target="_blank" rel="noopener noreferrer">
          {t("elements.openThere")}
        </a>
      </p>
    </div>
  );
}
