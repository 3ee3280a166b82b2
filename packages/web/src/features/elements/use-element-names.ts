// The names of what a message shows beside the chat, as links in its text.
import { useElements, useOverview, useStep } from "@colloquy/client/react";
import type { Element, StepId, ThreadId } from "@colloquy/protocol";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext } from "../../app/app-context.tsx";
import type { LinkedNames } from "../../components/markdown/linked-names.ts";
import { useLater } from "../../components/ui/later.ts";
import { toCitations } from "../sources/citations.ts";

/** Undefined for a message that shows nothing beside itself, which most do. The same object until one of the names is another. */
export function useElementNames(stepId: StepId): LinkedNames | undefined {
  const { root, markdown } = useAppContext();
  const threadId = useOverview((overview) => overview.thread.id);
  const elements = useElements(stepId);
  const engine = useLater(markdown);
  const sources = useStep(stepId)?.sources;
  const { t } = useTranslation();
  const say = (number: number, title: string) => t("sources.source", { number, title });
  const none = elements.length === 0 && !sources?.length;
  const text = none ? "" : JSON.stringify([...toNames(elements, root, threadId), ...toCitations(stepId, sources ?? [], say)]);
  return useMemo(() => (engine && text.length > 2 ? new engine.LinkedNames(JSON.parse(text)) : undefined), [engine, text]);
}

function toNames(elements: readonly Element[], root: string, threadId: ThreadId) {
  return elements
    .filter(({ display, type }) => display !== "inline" && type !== "artifact")
    .map((element) => ({ name: element.name, attributes: { class: "element-link", ...linkOf(element, root, threadId) } }));
}

/** The link that opens an element: the page itself opens what belongs into its panel. */
export function useElementLink(element: Element): Readonly<Record<string, string>> {
  const { root } = useAppContext();
  const threadId = useOverview((overview) => overview.thread.id);
  return linkOf(element, root, threadId);
}

/** A longer name is broken where its line ends. */
const LONG_NAME = 28;

function linkOf({ id, forId, name, display, type }: Element, root: string, threadId: ThreadId): Record<string, string> {
  const long = name.length > LONG_NAME ? { "data-long": "" } : {};
  const place = display === "side" ? { "data-opens-panel": "", "data-step": forId ?? "" } : {};
  return {
    href: `${root}/element/${id}?${new URLSearchParams({ thread: threadId })}`,
    "data-element-link": id,
    "data-kind": type,
    ...place,
    ...long,
  };
}
