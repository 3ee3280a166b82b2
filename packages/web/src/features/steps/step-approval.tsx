// An approval at the step of the tool that it is for: the same answers as on its card.
import "../ask/ask.css";
import type { Ask } from "@colloquy/protocol";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { AskError } from "../ask/ask-error.tsx";
import { ApprovalActs } from "../ask/kinds/approval-acts.tsx";
import { TimeLeft } from "../ask/time-left.tsx";
import { useAnswer } from "../ask/use-answer.ts";
import { useFocusAfter } from "../ask/use-focus-after.ts";

export function StepApproval({ ask }: { readonly ask: Extract<Ask, { kind: "approval" }> }) {
  const { t } = useTranslation();
  const place = useRef<HTMLElement>(null);
  const answering = useAnswer(ask);
  useFocusAfter(place, ask);
  return (
    <section className="ask at-step" aria-label={t("ask.needsApproval")} ref={place}>
      <div className="q">
        <span className="dot wait live" aria-hidden />
        <span>{t("ask.needsApproval")}</span>
        <TimeLeft ask={ask} />
      </div>
      <ApprovalActs ask={ask} answering={answering} />
      {answering.error !== undefined && <AskError error={answering.error} />}
    </section>
  );
}
