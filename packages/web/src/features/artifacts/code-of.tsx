// A document as it is written: coloured, and never folded, since nothing else is here.
import type { ArtifactVersion } from "@colloquy/protocol";
import { useAppContext, useConfig } from "../../app/app-context.tsx";
import { thinMarks } from "../../components/markdown/mark-runs.ts";
import { useLater } from "../../components/ui/later.ts";
import { toMarkdownOptions } from "../thread/markdown-options.ts";
import { languageOf } from "./documents.ts";

interface CodeOfProps {
  readonly version: ArtifactVersion;
  readonly text: string;
}

export function CodeOf({ version, text }: CodeOfProps) {
  const { root, markdown } = useAppContext();
  const config = useConfig();
  const engine = useLater(markdown);
  if (!engine) return <pre className="plain">{thinMarks(text)}</pre>;
  // More signs than the text has in a row, so that nothing in it ends the block.
  const fence = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return (
    <div className="artifact-code">
      <engine.StaticMarkdown text={`${fence}${languageOf(version)}\n${text}\n${fence}`} {...toMarkdownOptions(config, root)} />
    </div>
  );
}
