// One quiet line: what was answered, or why nothing was.
import type { ClosedAsk } from "@colloquy/protocol";
import type { TFunction } from "i18next";
import { Check, CircleSlash, Clock, type LucideIcon, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../components/ui/icon.tsx";
import { Isolated, isolate } from "../../components/ui/isolated.tsx";
import { listOf } from "../thread/times.ts";

export function ClosedAskLine({ closed }: { readonly closed: ClosedAsk }) {
  const { t, i18n } = useTranslation();
  const { glyph, words } = toLine(closed, t, i18n.language);
  return (
    <p className="ask done" id={`closed-${closed.id}`} data-outcome={closed.outcome} tabIndex={-1} data-block>
      <Icon of={glyph} size="s" />
      <span>
        <Isolated text={words} />
      </span>
    </p>
  );
}

interface Line {
  readonly glyph: LucideIcon;
  readonly words: string;
}

function toLine(closed: ClosedAsk, t: TFunction, language: string): Line {
  if (closed.outcome === "expired") return { glyph: Clock, words: t("ask.expired") };
  if (closed.outcome !== "answered") return { glyph: CircleSlash, words: t("ask.cancelled") };
  const refused = closed.answer?.kind === "approval" && closed.answer.decision === "deny";
  return { glyph: refused ? X : Check, words: answerInWords(closed, t, language) };
}

function answerInWords({ spec, answer }: ClosedAsk, t: TFunction, language: string): string {
  const said = (words: readonly string[]) => t("ask.answered", { answer: listOf(words.map(isolate), language) });
  switch (answer?.kind) {
    case "choice": {
      const options = spec.kind === "choice" ? spec.options : [];
      const labels = answer.values.map((value) => options.find((option) => option.value === value)?.label ?? value);
      const words = answer.other === undefined ? labels : [...labels, answer.other];
      return words.length === 0 ? t("ask.answeredNone") : said(words);
    }
    case "confirm": {
      const labels = spec.kind === "confirm" ? spec : undefined;
      return said([answer.confirmed ? (labels?.yes ?? t("ask.yes")) : (labels?.no ?? t("ask.no"))]);
    }
    case "action": {
      const action = spec.kind === "action" ? spec.actions.find(({ id }) => id === answer.actionId) : undefined;
      return said([action?.label ?? action?.name ?? ""]);
    }
    case "file":
      return t("ask.sentFiles", { number: answer.files.length });
    case "element":
      return t(answer.submitted ? "ask.filledIn" : "ask.skipped");
    case "form":
      return t(answer.values === null ? "ask.skipped" : "ask.filledIn");
    case "approval":
      return approvalInWords(answer, spec.kind === "approval" ? spec.tool : "", t);
    default:
      return t("ask.filledIn");
  }
}

type ApprovalAnswer = Extract<NonNullable<ClosedAsk["answer"]>, { kind: "approval" }>;

function approvalInWords({ decision, reason, input }: ApprovalAnswer, named: string, t: TFunction): string {
  const tool = isolate(named);
  if (decision === "deny") return reason === undefined ? t("ask.denied", { tool }) : t("ask.deniedWhy", { tool, reason: isolate(reason) });
  const words = t(`ask.allowed.${decision}`, { tool });
  return input === undefined ? words : `${words} ${t("ask.withChanges")}`;
}
