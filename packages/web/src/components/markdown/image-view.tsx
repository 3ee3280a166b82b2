// An image in an answer. Loading it tells its host that the answer was read, so other hosts' images wait for a click.
import { ImageIcon } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMarkdown } from "./markdown-options.ts";

interface ImageProps {
  url: string | undefined;
  alt: string;
  title: string | undefined;
}

export function ImageView({ url, alt, title }: ImageProps) {
  const { options } = useMarkdown();
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  if (url === undefined) return alt;
  if (!asked && !options.allowImage(url)) {
    return (
      <button type="button" className="md-image-ask" title={url} onClick={() => setAsked(true)}>
        <ImageIcon size={16} strokeWidth={1.6} aria-hidden="true" />
        {t("markdown.loadImage", { host: hostOf(url) })}
        {alt !== "" && <small>{alt}</small>}
      </button>
    );
  }
  if (/\.(?:mp4|webm|mov|avi|ogv|m4v)(?:[?#]|$)/i.test(url)) {
    return <video className="md-video" src={url} controls preload="metadata" aria-label={alt || undefined} />;
  }
  return <img className="md-image" src={url} alt={alt} title={title} loading="lazy" decoding="async" referrerPolicy="no-referrer" />;
}

function hostOf(url: string): string {
  return /^(?:[A-Za-z][A-Za-z0-9+.-]*:)?[\\/]{2}([^\\/?#]+)/.exec(url.trim())?.[1] ?? url;
}
