// Pictures as large as the window: walked through by arrow keys, zoomed by wheel, keys, two fingers or a double click, and downloaded.
import type { Element } from "@colloquy/protocol";
import { ChevronLeft, ChevronRight, Download, X, ZoomIn, ZoomOut } from "lucide-react";
import { Dialog } from "radix-ui";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { focusItself } from "../../../components/ui/dialog.tsx";
import { Icon } from "../../../components/ui/icon.tsx";
import { IconButton } from "../../../components/ui/icon-button.tsx";
import { useReturnFocus } from "../../../components/ui/return-focus.ts";
import { useContent } from "../use-content.ts";
import { altOf } from "./image-words.ts";
import { useZoom } from "./use-zoom.ts";
import "../../../theme/parts/lightbox.css";

export interface LargePicture {
  readonly element: Element;
  readonly url: string;
}

export interface LightboxProps {
  readonly pictures: readonly LargePicture[];
  /** Which of them is shown first. */
  readonly at: number;
  readonly onClose: () => void;
}

export function Lightbox({ pictures, at: first, onClose }: LightboxProps) {
  const { t, i18n } = useTranslation();
  const returnFocus = useReturnFocus();
  const [at, setAt] = useState(first);
  const picture = pictures[Math.min(at, pictures.length - 1)];
  const zoom = useZoom(at);
  if (!picture) return null;
  const { element, url } = picture;
  const several = pictures.length > 1;
  const go = (to: number) => setAt((to + pictures.length) % pictures.length);
  const onwards = i18n.dir() === "rtl" ? -1 : 1;
  const keys = new Map([
    ["ArrowLeft", () => go(at - onwards)],
    ["ArrowRight", () => go(at + onwards)],
    ["Home", () => go(0)],
    ["End", () => go(pictures.length - 1)],
    ["+", zoom.larger],
    ["=", zoom.larger],
    ["-", zoom.smaller],
    ["0", zoom.whole],
  ]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = keys.get(event.key);
    if (!act) return;
    event.preventDefault();
    act();
  };
  const name = element.name || t("elements.kind.image");
  const alt = altOf(element);
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Content
          className="lightbox"
          aria-describedby={undefined}
          tabIndex={-1}
          onOpenAutoFocus={focusItself}
          onCloseAutoFocus={returnFocus}
          onKeyDown={onKeyDown}
        >
          <div className="lb-bar">
            <Dialog.Title>
              <bdi>{name}</bdi>
            </Dialog.Title>
            {several && (
              <span className="num" role="status">
                {t("elements.pictureOf", { at: at + 1, count: pictures.length })}
              </span>
            )}
            <span className="gap" />
            <IconButton icon={ZoomOut} label={t("elements.zoomOut")} aria-disabled={!zoom.canSmaller} onClick={zoom.smaller} />
            <button
              type="button"
              className="lb-scale num"
              aria-label={t("elements.zoomWhole")}
              data-tip={t("elements.zoomWhole")}
              onClick={zoom.whole}
            >
              {new Intl.NumberFormat(i18n.language, { style: "percent" }).format(zoom.scale)}
            </button>
            <IconButton icon={ZoomIn} label={t("elements.zoomIn")} aria-disabled={!zoom.canLarger} onClick={zoom.larger} />
            <DownloadLink element={element} />
            <IconButton icon={X} label={t("common.close")} onClick={onClose} />
          </div>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: a press beside the picture closes, as Escape and the button do */}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the dialog */}
          <div
            className={`lb-stage ${zoom.scale > 1 ? "is-zoomed" : ""}`}
            ref={zoom.stageRef}
            onClick={({ target, currentTarget }) => target === currentTarget && zoom.scale === 1 && onClose()}
          >
            <img key={url} src={url} alt={alt} draggable={false} style={zoom.style} />
          </div>
          {several && (
            <>
              <IconButton
                icon={ChevronLeft}
                flip
                className="lb-step prev"
                label={t("elements.previousPicture")}
                onClick={() => go(at - 1)}
              />
              <IconButton icon={ChevronRight} flip className="lb-step next" label={t("elements.nextPicture")} onClick={() => go(at + 1)} />
            </>
          )}
          {alt !== "" && alt !== name && (
            <p className="lb-words" aria-hidden>
              {alt}
            </p>
          )}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function DownloadLink({ element }: { readonly element: Element }) {
  const { t } = useTranslation();
  const content = useContent(element);
  if (content.kind !== "here") return null;
  return (
    <a
      className="icon"
      href={content.download}
      download={element.name}
      aria-label={t("elements.download")}
      data-tip={t("elements.download")}
    >
      <Icon of={Download} />
    </a>
  );
}
