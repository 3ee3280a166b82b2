// Content that the page does not load by itself: a picture of another host comes by way of our server once somebody asks, a video plays on its
// site's player after a press, and of the rest it is said where it is.
import { useOverview } from "@colloquy/client/react";
import type { Element } from "@colloquy/protocol";
import { ExternalLink } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useAppContext } from "../../../app/app-context.tsx";
import { Icon } from "../../../components/ui/icon.tsx";
import type { Content } from "../content-address.ts";
import { glyphOf } from "../element-kinds.ts";
import { HostedPlayer } from "./hosted-player.tsx";
import { OfferedPicture } from "./offered-picture.tsx";

interface ElsewhereCardProps {
  readonly element: Element;
  readonly content: Content;
}

export function ElsewhereCard({ element, content }: ElsewhereCardProps) {
  const { root, shared } = useAppContext();
  const threadId = useOverview((overview) => overview.thread.id);
  if (content.kind === "player") return <HostedPlayer element={element} video={content.video} url={content.url} />;
  if (content.kind !== "elsewhere") return <Card element={element} />;
  // The server fetches pictures of elsewhere for the chat's own person only.
  if (shared !== undefined || element.type !== "image" || element.forId === undefined || !/^https?:/i.test(content.url))
    return (
      <a className="file" href={content.url} target="_blank" rel="noopener noreferrer">
        <Card element={element} host={content.host} />
      </a>
    );
  const query = new URLSearchParams({ step: element.forId, url: content.url });
  return <OfferedPicture element={element} host={content.host} address={`${root}/api/threads/${threadId}/image?${query}`} />;
}

function Card({ element, host }: { readonly element: Element; readonly host?: string }) {
  const { t } = useTranslation();
  const name = element.name || t(`elements.kind.${element.type}`);
  const inside = (
    <>
      <span className="th">
        <Icon of={glyphOf(element)} />
      </span>
      <span className="tt">
        <b>
          <bdi>{name}</bdi>
        </b>
        <small>{host === undefined ? t("elements.nowhere") : t("elements.at", { host })}</small>
      </span>
      {host !== undefined && <Icon of={ExternalLink} size="s" className="act" />}
    </>
  );
  return host === undefined ? <span className="file">{inside}</span> : inside;
}
