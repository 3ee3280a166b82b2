// An element of the author's own files: it runs in the page, and has one React with it.
import type { Element } from "@colloquy/protocol";
import { Suspense, useCallback } from "react";
import type { ElementViewProps } from "../elements/element-view.ts";
import { RoomFor } from "../elements/room.tsx";
import { Broken } from "./broken.tsx";
import { Frame } from "./frame.tsx";
import { ElementBoundary } from "./run/element-boundary.tsx";
import { LiveElement } from "./run/live-element.tsx";
import { useKit } from "./use-kit.ts";
import { type ElementFiles, useLoaded } from "./use-loaded.ts";

export interface ShownElementProps extends Pick<ElementViewProps, "place"> {
  readonly element: Element;
  readonly files: ElementFiles;
}

export function OpenElement({ element, place, files }: ShownElementProps) {
  const loaded = useLoaded(element.name, files);
  const { kit, notSaved } = useKit(element, place);
  const broken = useCallback(
    (error: unknown, retry: () => void) => <Broken name={element.name} error={error} onRetry={retry} />,
    [element.name],
  );
  return (
    <Frame element={element} ask={kit.ask} notSaved={notSaved}>
      <ElementBoundary version={loaded.address} fallback={broken}>
        <Suspense fallback={<RoomFor element={element} />}>
          <LiveElement loaded={loaded} kit={kit} />
        </Suspense>
      </ElementBoundary>
    </Frame>
  );
}
