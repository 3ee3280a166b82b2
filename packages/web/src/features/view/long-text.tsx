// Markdown and code as messages have them. One that grows is written on, as an answer is, and not drawn anew.

import type { StepId } from "@colloquy/protocol";
import { useAppContext, useConfig } from "../../app/app-context.tsx";
import { thinMarks } from "../../components/markdown/mark-runs.ts";
import { useLater } from "../../components/ui/later.ts";
import { toMarkdownOptions } from "../thread/markdown-options.ts";
import { useImageAddress } from "../thread/words.tsx";
import { useGrowing } from "./use-growing.ts";
import { useView } from "./view-context.ts";
import type { ViewNodeProps } from "./view-props.ts";

export function ViewMarkdown({ node: { text } }: ViewNodeProps<"Markdown">) {
  const { stepId } = useView();
  const { root, markdown } = useAppContext();
  const config = useConfig();
  const engine = useLater(markdown);
  const imageAddress = useImageAddress(stepId ?? ("" as StepId));
  const growing = useGrowing(text);
  if (!engine) return <p className="plain each-way">{thinMarks(text)}</p>;
  const drawn = { className: "v-md", ...(stepId !== undefined && { imageAddress }), ...toMarkdownOptions(config, root) };
  return growing ? (
    <engine.StreamingMarkdown key={growing.id} source={growing.source} {...drawn} />
  ) : (
    <engine.StaticMarkdown text={text} {...drawn} />
  );
}

export function ViewCode({ node: { text, language = "" } }: ViewNodeProps<"Code">) {
  const { markdown } = useAppContext();
  const engine = useLater(markdown);
  if (!engine) return <pre className="v-plain-code">{thinMarks(text)}</pre>;
  return (
    <div className="md v-md">
      <engine.CodeCard source={thinMarks(text)} language={language} live={false} />
    </div>
  );
}
