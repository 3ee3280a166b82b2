// The sources of one answer, whole: their titles, where they are, and the words that the answer rests on.
import { useElements, useOverview, useStep } from "@colloquy/client/react";
import type { Source, StepId } from "@colloquy/protocol";
import { ExternalLink } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useUi, useUiStore } from "../../app/app-context.tsx";
import { InPanel } from "../../app/panel-slots.tsx";
import { Icon } from "../../components/ui/icon.tsx";
import { hostOf } from "./citations.ts";
import "../../theme/parts/sources.css";

export function SourcesTab() {
  const { t } = useTranslation();
  const shown = useUi((state) => state.sources);
  return (
    <>
      <InPanel slot="title">{t("sources.label")}</InPanel>
      {shown ? <Sources {...shown} /> : <p className="mute">{t("panel.empty")}</p>}
    </>
  );
}

function Sources({ stepId, number }: { readonly stepId: StepId; readonly number?: number }) {
  const { t } = useTranslation();
  const sources = useStep(stepId)?.sources ?? [];
  const list = useRef<HTMLOListElement>(null);
  const asked = useUi((state) => state.panelAsked);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it may be asked for again
  useEffect(() => {
    if (number !== undefined) list.current?.children[number - 1]?.scrollIntoView({ block: "nearest" });
  }, [number, stepId, asked]);
  if (sources.length === 0) return <p className="mute">{t("panel.empty")}</p>;
  return (
    <ol className="source-cards" ref={list}>
      {sources.map((source, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: their number is what they are
        <li key={index} className={index + 1 === number ? "is-meant" : ""} aria-current={index + 1 === number}>
          <span className="cite" aria-hidden>
            {index + 1}
          </span>
          <Card source={source} stepId={stepId} />
        </li>
      ))}
    </ol>
  );
}

function Card({ source, stepId }: { readonly source: Source; readonly stepId: StepId }) {
  const { t } = useTranslation();
  const ui = useUiStore();
  const own = useElements(stepId);
  const ofThread = useOverview(({ elements }) => elements);
  const element = [...own, ...ofThread].find(({ id }) => id === source.elementId);
  const { title, url, snippet } = source;
  return (
    <div>
      {url === undefined ? (
        <b>
          <bdi>{title}</bdi>
        </b>
      ) : (
        <a href={url} target="_blank" rel="noopener noreferrer">
          <bdi>{title}</bdi> <Icon of={ExternalLink} size="s" />
        </a>
      )}
      {url !== undefined && <small>{hostOf(url)}</small>}
      {snippet !== undefined && (
        <blockquote dir="auto">
          <p>{snippet}</p>
        </blockquote>
      )}
      {element?.forId && (
        <button
          type="button"
          className="link"
          onClick={() => element.forId && ui.showElement({ stepId: element.forId, elementId: element.id })}
        >
          {t("sources.openElement", { name: element.name })}
        </button>
      )}
    </div>
  );
}
