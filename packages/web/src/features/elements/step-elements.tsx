// What is shown with a message or a step, under it: grouped by kind, in an order that does not depend on when each came.
import type { Element, ElementType } from "@colloquy/protocol";
import { useCallback } from "react";
import { useUiStore } from "../../app/app-context.tsx";
import { ElementHost } from "./element-host.tsx";
import { ImageGrid } from "./image/image-grid.tsx";
import { Unnamed } from "./unnamed.tsx";
import "../../theme/parts/elements.css";

const ORDER: readonly ElementType[] = ["view", "custom", "image", "text", "pdf", "audio", "video", "file", "plotly", "chart", "dataframe"];
/** These have a larger view in the panel. */
const ENLARGED: ReadonlySet<ElementType> = new Set(["pdf", "dataframe", "plotly", "chart"]);

export interface StepElementsProps {
  readonly elements: readonly Element[];
}

export function StepElements({ elements }: StepElementsProps) {
  const inline = elements.filter(({ display }) => display === "inline");
  const groups = ORDER.map((type) => inline.filter((element) => element.type === type)).filter((group) => group.length > 0);
  return (
    <>
      {groups.map((group) => (
        <div key={group[0]?.type} className="element-group" data-kind={group[0]?.type} data-block>
          {group[0]?.type === "image" && group.length > 1 ? (
            <ImageGrid elements={group} />
          ) : (
            group.map((element) => <Inline key={element.id} element={element} />)
          )}
        </div>
      ))}
      <Unnamed elements={elements} />
    </>
  );
}

function Inline({ element }: { readonly element: Element }) {
  const ui = useUiStore();
  const { id, forId, type } = element;
  const open = useCallback(() => forId && ui.showElement({ stepId: forId, elementId: id }), [ui, forId, id]);
  return <ElementHost element={element} place="inline" onOpen={ENLARGED.has(type) ? open : undefined} />;
}
