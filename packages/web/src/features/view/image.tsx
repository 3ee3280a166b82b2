// A picture of a view. One that is elsewhere is loaded as the app allows, else when somebody asks, by way of our server.
import { useOverview } from "@colloquy/client/react";
import { ImageDown, ImageOff } from "lucide-react";
import { type CSSProperties, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext, useConfig } from "../../app/app-context.tsx";
import { Icon } from "../../components/ui/icon.tsx";
import { toContent } from "../elements/content-address.ts";
import { useView } from "./view-context.ts";
import type { ViewNodeProps } from "./view-props.ts";

export function ViewImage({ node }: ViewNodeProps<"Image">) {
  const { t } = useTranslation();
  const { root, stepId } = useView();
  const config = useConfig();
  const { shared } = useAppContext();
  const threadId = useOverview(({ thread }) => thread.id);
  const [asked, ask] = useState(false);
  const { src, alt } = node;
  const content = toContent({ url: src, type: "image" }, { root, threadId, config });
  if (content.kind === "here") return <Picture key={content.url} node={node} url={content.url} />;
  if (content.kind !== "elsewhere" || stepId === undefined || shared !== undefined || !/^https?:/i.test(content.url))
    return content.kind === "elsewhere" ? (
      <a className="v-link" href={content.url} target="_blank" rel="noopener noreferrer">
        <bdi>{alt || content.host}</bdi>
      </a>
    ) : (
      <Missing node={node} words={alt} />
    );
  const address = `${root}/api/threads/${threadId}/image?${new URLSearchParams({ step: stepId, url: content.url })}`;
  if (asked) return <Picture key={address} node={node} url={address} />;
  return (
    <button type="button" className="v-ask-image" style={roomOf(node)} onClick={() => ask(true)}>
      <Icon of={ImageDown} size="s" />
      <span>{t("markdown.loadImage", { host: content.host })}</span>
      {alt !== "" && <small dir="auto">{alt}</small>}
    </button>
  );
}

interface PictureProps {
  readonly node: ViewNodeProps<"Image">["node"];
  readonly url: string;
}

function Picture({ node, url }: PictureProps) {
  const { t } = useTranslation();
  const [state, setState] = useState<"loading" | "shown" | "failed">("loading");
  const { alt, rounded, maxWidth } = node;
  if (state === "failed") return <Missing node={node} words={alt || t("elements.imageFailed")} />;
  return (
    <img
      className="v-image"
      data-wide={maxWidth === undefined || undefined}
      data-rounded={rounded || undefined}
      data-loading={state === "loading" || undefined}
      style={roomOf(node)}
      src={url}
      alt={alt}
      loading="lazy"
      decoding="async"
      referrerPolicy="no-referrer"
      onLoad={() => setState("shown")}
      onError={() => setState("failed")}
    />
  );
}

function Missing({ node, words }: { readonly node: PictureProps["node"]; readonly words: string }) {
  if (words === "") return null;
  return (
    <span className="v-no-image" style={roomOf(node)}>
      <Icon of={ImageOff} size="s" />
      <span dir="auto">{words}</span>
    </span>
  );
}

/** The room it takes before it is there. */
function roomOf({ aspect, maxWidth }: PictureProps["node"]): CSSProperties {
  return { aspectRatio: aspect, maxInlineSize: maxWidth === undefined ? undefined : `min(100%, ${maxWidth}px)` };
}
