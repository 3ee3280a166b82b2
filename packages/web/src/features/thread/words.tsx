// A text of a step as Markdown, live or whole. Until the engine is there, the plain text stands in its place.
import { useChatClient, useOverview } from "@colloquy/client/react";
import type { Mention, StepId } from "@colloquy/protocol";
import { useCallback, useMemo, useSyncExternalStore } from "react";
import { useAppContext, useConfig } from "../../app/app-context.tsx";
import { thinMarks } from "../../components/markdown/mark-runs.ts";
import { useLater } from "../../components/ui/later.ts";
import { useElementNames } from "../elements/use-element-names.ts";
import { toMarkdownOptions } from "./markdown-options.ts";
import { toMarkdownSource } from "./markdown-source.ts";
import { SaidWords } from "./said-words.tsx";

interface WordsProps {
  readonly stepId: StepId;
  /** Shows the whole text as code of this language. */
  readonly language?: string | undefined;
  readonly className?: string;
}

interface WholeWordsProps extends WordsProps {
  /** What the words mention is marked in them. */
  readonly mentions?: readonly Mention[] | undefined;
}

/** For a text that grows. It stays with the engine that wrote it also after its end, so that nothing moves then. */
export function LiveWords({ stepId, language, className }: WordsProps) {
  const { store } = useChatClient();
  const { root, markdown } = useAppContext();
  const config = useConfig();
  const source = useMemo(() => toMarkdownSource(store, stepId, language), [store, stepId, language]);
  const engine = useLater(markdown);
  const imageAddress = useImageAddress(stepId);
  const names = useElementNames(stepId);
  if (!engine) return <PlainWords stepId={stepId} className={className} />;
  const options = toMarkdownOptions(config, root);
  return <engine.StreamingMarkdown source={source} className={className} names={names} imageAddress={imageAddress} {...options} />;
}

/** For a text that is finished; an author may still replace it. */
export function WholeWords({ stepId, language, className, mentions }: WholeWordsProps) {
  const { root, markdown } = useAppContext();
  const config = useConfig();
  const text = useWholeText(stepId);
  const engine = useLater(markdown);
  const imageAddress = useImageAddress(stepId);
  const names = useElementNames(stepId);
  const renderText = useMemo(() => mentions && ((words: string) => <SaidWords text={words} mentions={mentions} />), [mentions]);
  if (!engine) return <PlainWords stepId={stepId} className={className} />;
  const fenced = language ? `\`\`\`\`${language}\n${text}\n\`\`\`\`` : text;
  const options = toMarkdownOptions(config, root);
  const drawn = { className, names, renderText, imageAddress };
  return <engine.StaticMarkdown text={fenced} {...drawn} {...options} />;
}

/** Where the server shows the images of this step that are elsewhere. */
export function useImageAddress(stepId: StepId): (url: string) => string | undefined {
  const { root, shared } = useAppContext();
  const threadId = useOverview((overview) => overview.thread.id);
  return useCallback(
    (url: string) => {
      const absolute = url.startsWith("//") ? location.protocol + url : url;
      if (shared !== undefined || !/^https?:/i.test(absolute)) return undefined;
      return `${root}/api/threads/${threadId}/image?${new URLSearchParams({ step: stepId, url: absolute })}`;
    },
    [root, threadId, shared, stepId],
  );
}

function PlainWords({ stepId, className = "" }: { readonly stepId: StepId; readonly className?: string | undefined }) {
  const text = useWholeText(stepId);
  return <p className={`plain each-way ${className}`}>{thinMarks(text)}</p>;
}

/** The whole text, read again when it changes. Not for text that grows by tokens. */
export function useWholeText(stepId: StepId, field: "input" | "output" = "output"): string {
  const { store } = useChatClient();
  const source = store.text(stepId, field);
  const subscribe = useCallback((listener: () => void) => source.subscribe(listener), [source]);
  return useSyncExternalStore(subscribe, () => source.read());
}
