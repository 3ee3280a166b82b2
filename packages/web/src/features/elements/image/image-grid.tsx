// Several pictures of one message, in a grid of four columns: small ones take one, medium ones two, large ones the whole line.
import type { Element } from "@colloquy/protocol";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { RowBoundary } from "../../../components/ui/row-boundary.tsx";
import type { Content } from "../content-address.ts";
import { ElementFailed } from "../element-failed.tsx";
import { ElsewhereCard } from "../elsewhere/elsewhere-card.tsx";
import { useContents } from "../use-content.ts";
import { useNear } from "../use-near.ts";
import { ShowLarge } from "./large.tsx";
import { Picture } from "./picture.tsx";

export function ImageGrid({ elements }: { readonly elements: readonly Element[] }) {
  const contents = useContents(elements);
  const [open, setOpen] = useState<Element["id"]>();
  const pictures = elements.flatMap((element, index) => {
    const content = contents[index];
    return content?.kind === "here" ? [{ element, url: content.url }] : [];
  });
  const at = pictures.findIndex(({ element }) => element.id === open);
  return (
    <div className="image-grid">
      {elements.map((element, index) => (
        <Cell key={element.id} element={element} content={contents[index] ?? NOWHERE} onOpen={() => setOpen(element.id)} />
      ))}
      {at >= 0 && <ShowLarge pictures={pictures} at={at} onClose={() => setOpen(undefined)} />}
    </div>
  );
}

const NOWHERE: Content = { kind: "nowhere" };

interface CellProps {
  readonly element: Element;
  readonly content: Content;
  readonly onOpen: () => void;
}

function Cell({ element, content, onOpen }: CellProps) {
  const { t } = useTranslation();
  const [ref, near] = useNear(false);
  const { size = "medium", name } = element;
  return (
    <figure
      className="element inline-image"
      data-size={size}
      data-element={element.id}
      aria-label={name || t("elements.kind.image")}
      ref={ref}
    >
      {near && (
        <RowBoundary
          key={element.file?.key ?? element.url ?? ""}
          fallback={(retry, error) => <ElementFailed element={element} content={content} error={error} onRetry={retry} />}
        >
          {content.kind === "here" ? (
            <Picture element={element} url={content.url} fills onOpen={onOpen} />
          ) : (
            <ElsewhereCard element={element} content={content} />
          )}
        </RowBoundary>
      )}
    </figure>
  );
}
