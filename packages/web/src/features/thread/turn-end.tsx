// How a turn ended when it did not end well: the fact, what is kept, and the way on.
import { useChatClient } from "@colloquy/client/react";
import type { Turn } from "@colloquy/protocol";
import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { copyText } from "../../components/ui/copy-text.ts";
import { Icon } from "../../components/ui/icon.tsx";
import { useTellFailure } from "./use-tell-failure.ts";

interface TurnEndProps {
  readonly turn: Turn;
  /** It has said something to the person. */
  readonly hasText: boolean;
  /** Its steps have left something: also where nothing was said, not all is lost. */
  readonly hasSteps: boolean;
  /** Only the newest turn offers to try again; older ones have it in their toolbar. */
  readonly isLeaf: boolean;
}

export function TurnEnd({ turn, hasText, hasSteps, isLeaf }: TurnEndProps) {
  const { t } = useTranslation();
  const retry = isLeaf && offersRetry(turn) ? <TryAgain turn={turn} /> : null;
  switch (turn.state) {
    case "failed":
      return (
        <div {...toNotice(turn)} className="step ai-message callout bad end" role="note" data-block>
          <Icon of={TriangleAlert} />
          <div>
            <b>{t(hasText ? "chat.failedTitle" : "chat.noAnswerTitle")}</b>
            {turn.error && (
              <p className="message-content" dir="auto">
                {turn.error.message}
              </p>
            )}
            {turn.error?.fix && <p dir="auto">{turn.error.fix}</p>}
            {turn.error?.place && (
              <p className="place" dir="ltr">
                <code>{turn.error.place}</code>
              </p>
            )}
            <p>{t(hasText || hasSteps ? "chat.failedKept" : "chat.failedNothing")}</p>
            {turn.error?.reference && <p className="mute">{t("chat.reference", { reference: turn.error.reference })}</p>}
            <div className="acts">
              {retry}
              {turn.error && (
                <button type="button" className="btn quiet sm" onClick={() => void copyText(toDetails(turn))}>
                  {t("common.copyDetails")}
                </button>
              )}
            </div>
          </div>
        </div>
      );
    case "interrupted":
      return (
        <div {...toNotice(turn)} className="step ai-message callout warn end" role="note" data-block>
          <Icon of={TriangleAlert} />
          <div>
            <b>{t("chat.interruptedTitle")}</b>
            <p className="message-content">
              {t(hasText ? "chat.interruptedKept" : hasSteps ? "chat.failedKept" : "chat.interruptedNothing")}
            </p>
            {retry && <div className="acts">{retry}</div>}
          </div>
        </div>
      );
    case "stopped":
      return (
        <p {...toNotice(turn)} className="step ai-message ended" data-block>
          <span className="message-content">{t("chat.stopped")}</span> {retry}
        </p>
      );
    default:
      return null;
  }
}

/** What the app says about itself is found like all it says: by the names that people's styles and tests know messages by. */
function toNotice({ id, state }: Turn) {
  return { id: `step-${id}`, "data-step-type": "system_message", "data-turn-end": state };
}

/** True when its end offers to try again, so its toolbar need not. */
export function offersRetry({ state, messageId }: Turn): boolean {
  return messageId !== undefined && (state === "failed" || state === "interrupted" || state === "stopped");
}

/** True when it failed and that alone is to be read: an app whose `onError` answers null shows nothing of it. */
export function showsFailure({ foreground, state, error }: Turn): boolean {
  return foreground && state === "failed" && error !== undefined;
}

function TryAgain({ turn }: { readonly turn: Turn }) {
  const { t } = useTranslation();
  const client = useChatClient();
  const tellFailure = useTellFailure();
  return (
    <button type="button" className="btn sm try-again" onClick={() => client.regenerate(turn.id).catch(tellFailure)}>
      {t("common.tryAgain")}
    </button>
  );
}

function toDetails(turn: Turn): string {
  const { message, fix, code, reference, place } = turn.error ?? { message: "" };
  return [
    message,
    fix,
    place,
    code && `Code: ${code}`,
    reference && `Reference: ${reference}`,
    `Turn: ${turn.id}`,
    `At: ${turn.endedAt ?? ""}`,
  ]
    .filter(Boolean)
    .join("\n");
}
