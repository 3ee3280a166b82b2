// A version of a document in the conversation: a card that opens it beside the chat.
import { useStep } from "@colloquy/client/react";
import type { ArtifactVersion } from "@colloquy/protocol";
import { AppWindow, ChevronRight, Code, FileText, Image, type LucideIcon, Workflow } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useUi, useUiStore } from "../../app/app-context.tsx";
import { Icon } from "../../components/ui/icon.tsx";
import { joinFacts } from "../../components/ui/join-facts.ts";
import "../../theme/parts/elements.css";

const GLYPHS: Readonly<Record<ArtifactVersion["type"], LucideIcon>> = {
  markdown: FileText,
  code: Code,
  html: AppWindow,
  svg: Image,
  mermaid: Workflow,
  react: AppWindow,
};

export function ArtifactCard({ version }: { readonly version: ArtifactVersion }) {
  const { t } = useTranslation();
  const ui = useUiStore();
  const writing = useStep(version.stepId)?.end === undefined;
  const shown = useUi(
    ({ panel, artifact }) => panel === "artifact" && artifact?.key === version.key && artifact.version === version.version,
  );
  const facts = [
    t(`artifact.kind.${version.type}`),
    t("artifact.version", { number: version.version }),
    ...(writing ? [t("artifact.writing")] : version.by === "person" ? [t("artifact.byYou")] : []),
  ];
  return (
    <div className="element-cards">
      <button
        type="button"
        className={`open ${shown ? "is-open" : ""}`}
        data-opens-panel
        aria-busy={writing}
        onClick={() => ui.showArtifact({ key: version.key, version: version.version })}
      >
        <span className="th">
          <Icon of={GLYPHS[version.type]} />
        </span>
        <span className="tt">
          <b>
            <bdi>{version.title}</bdi>
          </b>
          <small>{joinFacts(facts)}</small>
        </span>
        <Icon of={ChevronRight} size="s" flip className="act" />
      </button>
    </div>
  );
}
