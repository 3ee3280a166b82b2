// The title of a task: Markdown in one line.
import { useAppContext, useConfig } from "../../../app/app-context.tsx";
import { useLater } from "../../../components/ui/later.ts";
import { toMarkdownOptions } from "../../thread/markdown-options.ts";

export function TaskTitle({ title }: { readonly title: string }) {
  const { root, markdown } = useAppContext();
  const config = useConfig();
  const engine = useLater(markdown);
  if (!engine) return <span dir="auto">{title}</span>;
  return <engine.StaticMarkdown text={title} className="in-line" {...toMarkdownOptions(config, root)} />;
}
