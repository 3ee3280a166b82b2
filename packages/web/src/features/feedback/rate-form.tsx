// The form under an answer that was rated: reasons, and words of one's own. The rating itself is stored already, so it may be left alone.
import "./feedback.css";
import { useChatClient, useMark } from "@colloquy/client/react";
import type { Feedback, StepId } from "@colloquy/protocol";
import { X } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext, useConfig } from "../../app/app-context.tsx";
import { IconButton } from "../../components/ui/icon-button.tsx";
import { isComposing } from "../composer/is-composing.ts";
import { useTellFailure } from "../thread/use-tell-failure.ts";
import { useReasons } from "./reasons.ts";

const MAX_COMMENT = 4_000;

export interface RateFormProps {
  readonly stepId: StepId;
  readonly onClose: () => void;
}

export function RateForm({ stepId, onClose }: RateFormProps) {
  const { feedback } = useMark(stepId);
  // Another thumb has other reasons: what was begun for the one is not for the other.
  return feedback ? <Form key={feedback.rating} stepId={stepId} feedback={feedback} onClose={onClose} /> : null;
}

function Form({ stepId, feedback, onClose }: RateFormProps & { readonly feedback: Feedback }) {
  const { t } = useTranslation();
  const id = useId();
  const client = useChatClient();
  const { announcer } = useAppContext();
  const { feedback: rules } = useConfig();
  const tellFailure = useTellFailure();
  const reasons = useReasons(feedback);
  const [tags, setTags] = useState<readonly string[]>(feedback.tags);
  const [comment, setComment] = useState(feedback.comment ?? "");
  const [sending, setSending] = useState(false);
  if (reasons.length === 0 && !rules?.comment) return null;
  const toggle = (tag: string) => setTags((before) => (before.includes(tag) ? before.filter((one) => one !== tag) : [...before, tag]));
  const close = () => {
    onClose();
    // The thumb that opened it; its place is in the toolbar above.
    const answer = document.getElementById(`rate-${stepId}`)?.parentElement;
    answer?.querySelector<HTMLElement>(".rate.on")?.focus({ preventScroll: true });
  };
  const send = () => {
    if (sending) return;
    setSending(true);
    client.rate(stepId, { rating: feedback.rating, tags: [...tags], comment }).then(
      () => {
        announcer.say(t("feedback.sent"));
        close();
      },
      (error: unknown) => {
        setSending(false);
        tellFailure(error);
      },
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <form
      id={`rate-${stepId}`}
      className="rate-form"
      aria-labelledby={`${id}-title`}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className="rate-head">
        <h3 id={`${id}-title`}>{t(feedback.rating === "up" ? "feedback.titleUp" : "feedback.titleDown")}</h3>
        <IconButton small icon={X} label={t("common.close")} onClick={close} />
      </div>
      {reasons.length > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a row that wraps in every browser
        <div className="rate-reasons" role="group" aria-labelledby={`${id}-title`}>
          {reasons.map(({ tag, label }) => (
            <button
              key={tag}
              type="button"
              className={`chip ${tags.includes(tag) ? "set" : ""}`}
              aria-pressed={tags.includes(tag)}
              onClick={() => toggle(tag)}
            >
              <bdi>{label}</bdi>
            </button>
          ))}
        </div>
      )}
      {rules?.comment && (
        <textarea
          id="feedback-comment"
          className="input"
          rows={2}
          dir="auto"
          maxLength={MAX_COMMENT}
          value={comment}
          placeholder={t("feedback.comment")}
          aria-label={t("feedback.comment")}
          onChange={({ target }) => setComment(target.value)}
        />
      )}
      <div className="rate-foot">
        <button type="submit" id="submit-feedback" className="btn primary sm" aria-disabled={sending || undefined}>
          {t("feedback.send")}
        </button>
      </div>
    </form>
  );
}
