// How a document looks. What can run does so in a frame of its own, and only once it is written.
import type { ArtifactVersion } from "@colloquy/protocol";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext, useConfig } from "../../app/app-context.tsx";
import { thinMarks } from "../../components/markdown/mark-runs.ts";
import { useLater } from "../../components/ui/later.ts";
import { toMarkdownOptions } from "../thread/markdown-options.ts";
import { LiveWords } from "../thread/words.tsx";
import { CodeOf } from "./code-of.tsx";
import { ArtifactFrame } from "./frame.tsx";
import { toSvgPage } from "./svg-page.ts";

export interface PreviewProps {
  readonly version: ArtifactVersion;
  readonly text: string;
  readonly writing: boolean;
}

export function Preview({ version, text, writing }: PreviewProps) {
  switch (version.type) {
    case "markdown":
      return writing ? <LiveWords stepId={version.stepId} /> : <Words text={text} />;
    case "code":
      return <CodeOf version={version} text={text} />;
    case "html":
      return writing ? <CodeOf version={version} text={text} /> : <ArtifactFrame title={version.title} html={text} />;
    case "svg":
      return writing ? <CodeOf version={version} text={text} /> : <ArtifactFrame title={version.title} html={toSvgPage(text)} />;
    case "mermaid":
      return writing ? <CodeOf version={version} text={text} /> : <Made version={version} text={text} make={makeDiagram} />;
    case "react":
      return writing ? <CodeOf version={version} text={text} /> : <Made version={version} text={text} make={makeComponent} />;
    default:
      return version.type satisfies never;
  }
}

function Words({ text }: { readonly text: string }) {
  const { root, markdown } = useAppContext();
  const config = useConfig();
  const engine = useLater(markdown);
  if (!engine) return <p className="plain each-way">{thinMarks(text)}</p>;
  return <engine.StaticMarkdown text={text} {...toMarkdownOptions(config, root)} />;
}

type Maker = (text: string, root: string) => Promise<string>;

const makeDiagram: Maker = async (text) => (await import("./diagram.ts")).toDiagramPage(text);
const makeComponent: Maker = async (text, root) => (await import("./component-page.ts")).toComponentPage(text, root);

/** A document that must be made into a page first; what is wrong with it is said, above the code. */
function Made({ version, text, make }: Omit<PreviewProps, "writing"> & { readonly make: Maker }) {
  const { t } = useTranslation();
  const { root } = useAppContext();
  const [made, setMade] = useState<{ readonly of: string; readonly html?: string; readonly problem?: string } | undefined>();
  useEffect(() => {
    let current = true;
    make(text, root).then(
      (html) => current && setMade({ of: text, html }),
      (error: unknown) => current && setMade({ of: text, problem: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      current = false;
    };
  }, [text, root, make]);
  if (made?.of !== text) return <p className="mute">{t("artifact.loading")}</p>;
  if (made.html !== undefined) return <ArtifactFrame title={version.title} html={made.html} />;
  return (
    <>
      <p className="callout bad" role="note">
        {t("artifact.cannotShow", { message: made.problem })}
      </p>
      <CodeOf version={version} text={text} />
    </>
  );
}
