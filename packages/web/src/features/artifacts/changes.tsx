// What a version changed, line by line. Long stretches that stayed the same are left out.
import type { ArtifactVersion } from "@colloquy/protocol";
import { diffLines } from "diff";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { thinMarks } from "../../components/markdown/mark-runs.ts";
import { type ChangedLine, toChangedLines } from "./changed-lines.ts";
import { useVersionText } from "./use-version-text.ts";

interface ChangesProps {
  readonly before: ArtifactVersion;
  readonly after: ArtifactVersion;
}

/** A text that is another one altogether is compared for so long. */
const LONGEST_MS = 500;

export function Changes({ before, after }: ChangesProps) {
  const { t } = useTranslation();
  const [old, now] = [useVersionText(before.stepId), useVersionText(after.stepId)];
  const texts = old.state === "there" && now.state === "there" ? [old.text, now.text] : undefined;
  const [from, to] = texts ?? [];
  const lines = useMemo(() => {
    if (from === undefined || to === undefined) return undefined;
    const parts = diffLines(from, to, { timeout: LONGEST_MS }) ?? [
      { value: from, removed: true, added: false },
      { value: to, added: true, removed: false },
    ];
    return toChangedLines(parts);
  }, [from, to]);
  if (!lines) return <p className="mute">{t("artifact.loading")}</p>;
  if (lines.every(({ kind }) => kind === "same" || kind === "left-out")) return <p className="mute">{t("artifact.noChanges")}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <section className="artifact-diff" dir="ltr" tabIndex={0} aria-label={t("artifact.changes")}>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is made anew as a whole
        <Line key={index} line={line} />
      ))}
    </section>
  );
}

function Line({ line }: { readonly line: ChangedLine }) {
  const { t } = useTranslation();
  if (line.kind === "left-out") return <div className="gap">{t("artifact.same", { number: line.count })}</div>;
  const Said = line.kind === "added" ? "ins" : line.kind === "removed" ? "del" : "span";
  return (
    <div className={line.kind}>
      <span aria-hidden>{line.kind === "added" ? "+" : line.kind === "removed" ? "−" : " "}</span>
      <Said>{thinMarks(line.text) || " "}</Said>
    </div>
  );
}
