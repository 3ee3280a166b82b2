// An approval at the step of the tool that it is for: the same answers as on its card. A changed input is allowed where it can be seen, on the card.
import "../ask/ask.css";
import { useChatClient } from "@colloquy/client/react";
import type { Ask } from "@colloquy/protocol";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useUiStore } from "../../app/app-context.tsx";
import { AskError } from "../ask/ask-error.tsx";
import { ApprovalActs } from "../ask/kinds/approval-acts.tsx";
import { INPUT_DRAFT, isChanged } from "../ask/kinds/input-draft.ts";
import { showAsk } from "../ask/show-ask.ts";
import { TimeLeft } from "../ask/time-left.tsx";
import { useAnswer } from "../ask/use-answer.ts";
import { useAskDraft } from "../ask/use-ask-draft.ts";
import { useFocusAfter } from "../ask/use-focus-after.ts";
import { useTellFailure } from "../thread/use-tell-failure.ts";

export function StepApproval({ ask }: { readonly ask: Extract<Ask, { kind: "approval" }> }) {
  const { t } = useTranslation();
  const place = useRef<HTMLElement>(null);
  const client = useChatClient();
  const ui = useUiStore();
  const tellFailure = useTellFailure();
  const answering = useAnswer(ask);
  const [edited] = useAskDraft(ask.id, INPUT_DRAFT);
  useFocusAfter(place, ask);
  return (
    <section className="ask at-step" aria-label={t("ask.needsApproval")} ref={place}>
      <div className="q">
        <span className="dot wait live" aria-hidden />
        <span>{t("ask.needsApproval")}</span>
        <TimeLeft ask={ask} />
      </div>
      <ApprovalActs
        ask={ask}
        answering={answering}
        onReview={isChanged(edited) ? () => void showAsk(client, ui, ask).catch(tellFailure) : undefined}
      />
      {answering.error !== undefined && <AskError error={answering.error} />}
    </section>
  );
}
