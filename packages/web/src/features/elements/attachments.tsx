// The files a person sent with a message: pictures as they are, everything else as cards. A press shows what can be shown, and downloads the rest.
import type { Element, ElementType } from "@colloquy/protocol";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useUiStore } from "../../app/app-context.tsx";
import { RowBoundary } from "../../components/ui/row-boundary.tsx";
import { FileCard } from "./file/file-card.tsx";
import { ShowLarge } from "./image/large.tsx";
import { Picture } from "./image/picture.tsx";
import type { StepElementsProps } from "./step-elements.tsx";
import { useContent, useContents } from "./use-content.ts";
import "../../theme/parts/elements.css";

/** The panel shows these. */
const SHOWN: ReadonlySet<ElementType> = new Set(["pdf", "text", "audio", "video", "dataframe", "plotly", "chart"]);

export function Attachments({ elements }: StepElementsProps) {
  const [open, setOpen] = useState<Element["id"]>();
  const images = elements.filter(({ type }) => type === "image");
  const contents = useContents(images);
  const pictures = images.flatMap((element, index) => {
    const content = contents[index];
    return content?.kind === "here" ? [{ element, url: content.url }] : [];
  });
  const at = pictures.findIndex(({ element }) => element.id === open);
  return (
    <>
      {elements.map((element) => {
        const picture = pictures.find((one) => one.element.id === element.id);
        if (!picture) return <Card key={element.id} element={element} />;
        return (
          <RowBoundary key={element.id} fallback={() => <Card element={element} />}>
            <figure className="thumb" data-alone={elements.length === 1 ? "" : undefined} aria-label={element.name}>
              <Picture element={element} url={picture.url} fills onOpen={() => setOpen(element.id)} />
            </figure>
          </RowBoundary>
        );
      })}
      {at >= 0 && <ShowLarge pictures={pictures} at={at} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function Card({ element }: { readonly element: Element }) {
  const { t } = useTranslation();
  const ui = useUiStore();
  const content = useContent(element);
  const { forId, id, name, type } = element;
  if (forId !== undefined && SHOWN.has(type))
    return (
      <button
        type="button"
        className="file"
        data-opens-panel
        aria-label={t("elements.show", { name: name || t(`elements.kind.${type}`) })}
        onClick={() => ui.showElement({ stepId: forId, elementId: id })}
      >
        <FileCard element={element} />
      </button>
    );
  if (content.kind !== "here")
    return (
      <span className="file">
        <FileCard element={element} />
      </span>
    );
  return (
    <a className="file" href={content.download} download={name} target="_blank" rel="noopener" data-tip={t("elements.download")}>
      <FileCard element={element} />
    </a>
  );
}
