// One picture in its room, from the moment its address is known. A press shows it large.
import type { Element } from "@colloquy/protocol";
import { type CSSProperties, useState } from "react";
import { useTranslation } from "react-i18next";
import { ElementError } from "../element-error.ts";
import { ratioOf, rememberRatio, roomOf } from "../element-size.ts";
import { altOf } from "./image-words.ts";

interface PictureProps {
  readonly element: Element;
  readonly url: string;
  /** In a grid it fills its cell; elsewhere it has its own shape. */
  readonly fills?: boolean;
  readonly wide?: boolean;
  readonly onOpen: () => void;
}

/** The shape of most cells, and from which difference on it matters: half as wide again. */
const CELL_RATIO = 4 / 3;
const ODD = Math.log(1.5);

export function Picture({ element, url, fills = false, wide = false, onOpen }: PictureProps) {
  const { t } = useTranslation();
  const [state, setState] = useState<"loading" | "shown" | "failed">("loading");
  const [ratio, setRatio] = useState(ratioOf(element));
  if (state === "failed") throw new ElementError(t("elements.imageFailed"));
  const room = roomOf(element);
  // In a cell a picture of another shape is shown whole, not by its middle.
  const odd = fills && (element.mime === "image/svg+xml" || (ratio !== undefined && Math.abs(Math.log(ratio / CELL_RATIO)) > ODD));
  const style: CSSProperties = fills ? {} : { maxInlineSize: wide ? undefined : room.width, aspectRatio: ratio ?? room.ratio };
  return (
    <button
      type="button"
      className={`picture ${fills ? "fills" : ""} ${odd ? "whole" : ""} ${state === "loading" ? "is-loading" : ""}`}
      style={style}
      aria-haspopup="dialog"
      aria-label={t("elements.enlarge", { name: altOf(element) || element.name || t("elements.kind.image") })}
      onClick={onOpen}
    >
      <img
        src={url}
        alt={altOf(element)}
        loading="lazy"
        decoding="async"
        referrerPolicy="no-referrer"
        onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
          const natural = naturalWidth / naturalHeight;
          rememberRatio(element, natural);
          // A drawing without measures of its own has none to give.
          if (naturalWidth > 0 && naturalHeight > 0) setRatio(natural);
          setState("shown");
        }}
        onError={() => setState("failed")}
      />
    </button>
  );
}
