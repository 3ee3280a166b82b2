// An image in an answer. Loading it from its host would tell that the answer was read; so images of other hosts wait for a press, and come by way of
// our own server.
import { ImageIcon } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMarkdown } from "./markdown-options.ts";

interface ImageProps {
  url: string | undefined;
  alt: string;
  title: string | undefined;
}

export function ImageView({ url, alt, title }: ImageProps) {
  const { options } = useMarkdown();
  if (url === undefined) return alt;
  if (!options.allowImage(url)) {
    const address = isVideo(url) ? undefined : options.imageAddress(url);
    // What cannot be had here is had where it is.
    if (address === undefined) return <RemoteLink url={url} alt={alt} title={title} />;
    return <ImageOffer url={url} address={address} alt={alt} title={title} />;
  }
  if (isVideo(url)) return <video className="md-video" src={url} controls preload="metadata" aria-label={alt || undefined} />;
  return <img className="md-image" src={url} alt={alt} title={title} loading="lazy" decoding="async" referrerPolicy="no-referrer" />;
}

function RemoteLink({ url, alt, title }: ImageProps & { readonly url: string }) {
  return (
    <a href={url} title={title} target="_blank" rel="noopener noreferrer">
      {alt || url}
    </a>
  );
}

interface OfferProps extends ImageProps {
  readonly url: string;
  /** Where the image is had from. */
  readonly address: string;
}

/** One press shows the image in the place of its button, which stays until then; or says that it did not come. */
function ImageOffer({ url, address, alt, title }: OfferProps) {
  const { t } = useTranslation();
  const [state, setState] = useState<"offered" | "loading" | "shown" | "failed">("offered");
  const button = useRef<HTMLButtonElement>(null);
  const hadFocus = useRef(false);
  const host = hostOf(url);
  const load = () => {
    if (state === "loading") return;
    setState("loading");
    button.current?.dispatchEvent(new CustomEvent("stay", { bubbles: true }));
    const image = new Image();
    image.onload = () => {
      hadFocus.current = document.activeElement === button.current;
      setState("shown");
    };
    image.onerror = () => setState("failed");
    image.src = address;
  };
  if (state === "shown") {
    const takeFocus = (image: HTMLImageElement | null) => {
      if (hadFocus.current) image?.focus({ preventScroll: true });
      hadFocus.current = false;
    };
    return <img className="md-image" src={address} alt={alt} title={title} tabIndex={-1} ref={takeFocus} />;
  }
  return (
    <button type="button" className="md-image-ask" title={url} ref={button} aria-busy={state === "loading"} onClick={load}>
      {state === "loading" ? <span className="spin" aria-hidden="true" /> : <ImageIcon size={16} strokeWidth={1.6} aria-hidden="true" />}
      {t("markdown.loadImage", { host })}
      {alt !== "" && <small>{alt}</small>}
      <span role="status">{state === "failed" && t("markdown.imageFailed", { host })}</span>
    </button>
  );
}

function isVideo(url: string): boolean {
  return /\.(?:mp4|webm|mov|avi|ogv|m4v)(?:[?#]|$)/i.test(url);
}

function hostOf(url: string): string {
  return /^(?:[A-Za-z][A-Za-z0-9+.-]*:)?[\\/]{2}([^\\/?#]+)/.exec(url.trim())?.[1] ?? url;
}
