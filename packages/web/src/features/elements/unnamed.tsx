// What a message shows beside the chat or on a page of its own is opened from its name in the text. What the text does not name has a card below it.
import { useStep } from "@colloquy/client/react";
import type { Element, StepId } from "@colloquy/protocol";
import { ChevronRight } from "lucide-react";
import { useUi } from "../../app/app-context.tsx";
import { Icon } from "../../components/ui/icon.tsx";
import { useWholeText } from "../thread/words.tsx";
import { FileCard } from "./file/file-card.tsx";
import { useElementLink } from "./use-element-names.ts";

export function Unnamed({ elements }: { readonly elements: readonly Element[] }) {
  const aside = elements.filter(({ display, type }) => display !== "inline" && type !== "artifact");
  const stepId = aside[0]?.forId;
  return stepId === undefined ? null : <Cards stepId={stepId} elements={aside} />;
}

interface CardsProps {
  readonly stepId: StepId;
  readonly elements: readonly Element[];
}

function Cards({ stepId, elements }: CardsProps) {
  const written = useStep(stepId)?.end !== undefined;
  const text = useWholeText(stepId);
  // While it is being written the name may still come.
  const unnamed = elements.filter(({ name }) => name === "" || (written && !text.includes(name)));
  if (unnamed.length === 0) return null;
  return (
    <div className="element-cards" data-block>
      {unnamed.map((element) => (
        <Card key={element.id} element={element} />
      ))}
    </div>
  );
}

function Card({ element }: { readonly element: Element }) {
  const attributes = useElementLink(element);
  const open = useUi(({ panel, panelShows }) => panel === "elements" && panelShows !== "app" && panelShows?.elementId === element.id);
  return (
    <a className={`open ${open ? "is-open" : ""}`} {...attributes}>
      <FileCard element={element} />
      <Icon of={ChevronRight} size="s" flip className="act" />
    </a>
  );
}
