// Where the content of an element is, in the open chat.
import { useOverview } from "@colloquy/client/react";
import type { Element } from "@colloquy/protocol";
import { useMemo } from "react";
import { useAppContext, useConfig } from "../../app/app-context.tsx";
import { type Content, toContent } from "./content-address.ts";

export function useContent(element: Element): Content {
  const place = usePlaceOfContent();
  return useMemo(() => toContent(element, place), [element, place]);
}

export function useContents(elements: readonly Element[]): readonly Content[] {
  const place = usePlaceOfContent();
  return useMemo(() => elements.map((element) => toContent(element, place)), [elements, place]);
}

function usePlaceOfContent() {
  const { root, shared } = useAppContext();
  const config = useConfig();
  const threadId = useOverview((overview) => overview.thread.id);
  return useMemo(() => ({ root, threadId, shared, config }), [root, threadId, shared, config]);
}
