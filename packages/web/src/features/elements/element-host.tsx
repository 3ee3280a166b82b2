// What stands around the view of an element, whatever its kind: its name, its room until it is there, and what is said when it does not come.
import type { Element } from "@colloquy/protocol";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { RowBoundary } from "../../components/ui/row-boundary.tsx";
import type { Content } from "./content-address.ts";
import { ElementFailed } from "./element-failed.tsx";
import type { ElementViewProps } from "./element-view.ts";
import { ELEMENT_VIEWS } from "./element-views.ts";
import { ElsewhereCard } from "./elsewhere/elsewhere-card.tsx";
import { RoomFor } from "./room.tsx";
import { useContent } from "./use-content.ts";
import { useNear } from "./use-near.ts";

interface ElementHostProps extends Pick<ElementViewProps, "place" | "onOpen"> {
  readonly element: Element;
}

const DISPLAYS = { inline: "inline", panel: "side", page: "page" } as const;

export function ElementHost({ element, place, onOpen }: ElementHostProps) {
  const { t } = useTranslation();
  const content = useContent(element);
  const [ref, near] = useNear(place !== "inline");
  const room = <RoomFor element={element} />;
  return (
    <figure
      className={`element ${DISPLAYS[place]}-${element.type}`}
      data-element={element.id}
      // What the app has made is a place one can go to.
      role={element.type === "custom" ? "region" : undefined}
      aria-label={element.name || t(`elements.kind.${element.type}`)}
      aria-busy={!near}
      ref={ref}
    >
      {near ? (
        // Other content is another try.
        <RowBoundary
          key={element.file?.key ?? element.url ?? ""}
          fallback={(retry, error) => <ElementFailed element={element} content={content} error={error} onRetry={retry} />}
        >
          <Suspense fallback={room}>
            <Shown element={element} content={content} place={place} onOpen={onOpen} />
          </Suspense>
        </RowBoundary>
      ) : (
        room
      )}
    </figure>
  );
}

interface ShownProps extends ElementHostProps {
  readonly content: Content;
}

function Shown({ element, content, place, onOpen }: ShownProps) {
  if (content.kind === "elsewhere" || content.kind === "player" || content.kind === "nowhere")
    return <ElsewhereCard element={element} content={content} />;
  const View = ELEMENT_VIEWS[element.type];
  return <View element={element} url={content.kind === "here" ? content.url : undefined} place={place} onOpen={onOpen} />;
}
