// What an answer rests on, below it.
import { useStep } from "@colloquy/client/react";
import type { Source, StepId } from "@colloquy/protocol";
import { useTranslation } from "react-i18next";
import { useUiStore } from "../../app/app-context.tsx";
import { sourceId } from "./citations.ts";
import { SourceCards } from "./source-cards.tsx";
import "../../theme/parts/sources.css";

/** More of them are in the panel. */
const SHOWN = 6;

export function SourceList({ stepId }: { readonly stepId: StepId }) {
  const { t } = useTranslation();
  const ui = useUiStore();
  const sources = useStep(stepId)?.sources ?? [];
  const left = sources.length - SHOWN;
  const open = (number?: number) => ui.showSources({ stepId, ...(number !== undefined && { number }) });
  return (
    <>
      <SourceCards />
      <ul className="sources" aria-label={t("sources.label")} data-block>
        {sources.slice(0, left > 1 ? SHOWN : undefined).map((source, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: their number is what they are
          <li key={index} id={sourceId(stepId, index)}>
            <button
              type="button"
              className="source"
              data-opens-panel
              data-cite={index + 1}
              data-step={stepId}
              onClick={() => open(index + 1)}
            >
              <Mark of={index + 1} />
              <Title of={source} />
            </button>
          </li>
        ))}
        {left > 1 && (
          <li>
            <button type="button" className="source" data-opens-panel onClick={() => open()}>
              {t("sources.more", { number: left })}
            </button>
          </li>
        )}
      </ul>
    </>
  );
}

function Mark({ of }: { readonly of: number }) {
  return <span className="cite">{of}</span>;
}

function Title({ of: { title } }: { readonly of: Source }) {
  return (
    <span className="t">
      <bdi>{title}</bdi>
    </span>
  );
}
