// What is wrong with a form, summed up: how much, and the way to each of it.

import { TriangleAlert } from "lucide-react";
import type { Ref } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../../components/ui/icon.tsx";
import { numberOf } from "../../attachments/words.ts";

interface FormSummaryProps {
  readonly ref: Ref<HTMLDivElement>;
  /** Sentences by paths, in the order of the page. */
  readonly problems: ReadonlyMap<string, string>;
  readonly names: ReadonlyMap<string, string>;
  readonly onGo: (path: string) => void;
}

export function FormSummary({ ref, problems, names, onGo }: FormSummaryProps) {
  const { t, i18n } = useTranslation();
  if (problems.size === 0) return null;
  const title = t("form.wrong", { number: numberOf(problems.size, i18n.language) });
  return (
    // biome-ignore lint/a11y/useSemanticElements: it takes the focus, and is read as a whole
    <div className="notice bad form-summary" role="group" ref={ref} tabIndex={-1} aria-label={title}>
      <Icon of={TriangleAlert} />
      <div>
        <b>{title}</b>
        <ul>
          {[...problems].map(([path, sentence]) => (
            <li key={path}>
              {names.has(path) ? (
                <button type="button" className="link" onClick={() => onGo(path)}>
                  <bdi>{names.get(path)}</bdi>
                </button>
              ) : (
                <bdi>{path}</bdi>
              )}{" "}
              <span dir="auto">{sentence}</span>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
