// What a person thinks of an answer: two thumbs in its toolbar, whose press is stored at once, and a small form below to say more.
import "./feedback.css";
import { useChatClient, useMark } from "@colloquy/client/react";
import type { GivenFeedback, Rating, StepId } from "@colloquy/protocol";
import { MessageSquareText, ThumbsDown, ThumbsUp } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext } from "../../app/app-context.tsx";
import { IconButton } from "../../components/ui/icon-button.tsx";
import { useTellFailure } from "../thread/use-tell-failure.ts";

export interface RateButtonsProps {
  readonly stepId: StepId;
  /** The form below is open. */
  readonly saying: boolean;
  readonly onSay: (saying: boolean) => void;
}

export function RateButtons({ stepId, saying, onSay }: RateButtonsProps) {
  const { t } = useTranslation();
  const { announcer } = useAppContext();
  const { feedback } = useMark(stepId);
  const rate = useRate(stepId);
  /** What was pressed, until the server says so, too. */
  const [wanted, want] = useState<Rating | "none">();
  const shown = wanted ?? feedback?.rating;
  const press = async (rating: Rating) => {
    const removes = shown === rating;
    want(removes ? "none" : rating);
    onSay(!removes);
    // Words of their own stay with who changes their mind; reasons are those of the other thumb.
    const said = feedback?.comment === undefined ? {} : { comment: feedback.comment };
    if (await rate(removes ? null : { rating, ...said })) announcer.say(t(removes ? "feedback.removed" : "feedback.thanks"));
    else onSay(false);
    want(undefined);
  };
  return (
    <>
      <IconButton
        small
        icon={ThumbsUp}
        label={t("feedback.up")}
        className={`rate ${shown === "up" ? "on positive-feedback-on" : "positive-feedback-off"}`}
        aria-pressed={shown === "up"}
        onClick={() => void press("up")}
      />
      <IconButton
        small
        icon={ThumbsDown}
        label={t("feedback.down")}
        className={`rate ${shown === "down" ? "on negative-feedback-on" : "negative-feedback-off"}`}
        aria-pressed={shown === "down"}
        onClick={() => void press("down")}
      />
      {feedback && wanted === undefined && !saying && (
        <IconButton small icon={MessageSquareText} label={t("feedback.more")} className="say-more" onClick={() => onSay(true)} />
      )}
    </>
  );
}

/** Settles with whether it was taken; what went wrong is told. */
function useRate(stepId: StepId): (given: GivenFeedback | null) => Promise<boolean> {
  const client = useChatClient();
  const tellFailure = useTellFailure();
  return (given) =>
    client.rate(stepId, given).then(
      () => true,
      (error: unknown) => {
        tellFailure(error);
        return false;
      },
    );
}
