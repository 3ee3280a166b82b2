// Send and Stop are one button, so the focus never falls when one becomes the other.
import { ArrowUp } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useShortcut } from "../../app/keys/use-shortcut.ts";
import { Icon } from "../../components/ui/icon.tsx";

interface SendButtonProps {
  /** `held`: it goes out by itself once its files are uploaded, and pressing takes that back. `stuck`: one of them did not upload. `blocked`: a question is to be answered first. */
  readonly state: "empty" | "ready" | "stuck" | "blocked" | "held" | "stop";
  readonly queues: boolean;
  readonly onSend: () => void;
  readonly onStop: () => void;
}

export function SendButton({ state, queues, onSend, onStop }: SendButtonProps) {
  const { t } = useTranslation();
  const stopKeys = useShortcut("stop");
  const stop = state === "stop";
  const held = state === "held";
  const label = stop ? t("composer.stop") : held ? t("attach.unhold") : queues ? t("composer.sendLater") : t("composer.send");
  const reason =
    state === "empty"
      ? t("composer.emptyReason")
      : state === "blocked"
        ? t("composer.blocked")
        : state === "stuck"
          ? t("attach.stuck")
          : undefined;
  return (
    <button
      type="button"
      id={stop ? "stop-button" : "chat-submit"}
      className={`send ${stop ? "stop" : held ? "held" : ""}`}
      aria-label={label}
      aria-disabled={reason !== undefined || undefined}
      aria-description={state === "stuck" || state === "blocked" ? reason : undefined}
      data-tip={reason ?? label}
      data-tip-keys={stop ? stopKeys.label || undefined : undefined}
      aria-keyshortcuts={stop ? stopKeys.aria : undefined}
      onClick={stop ? onStop : onSend}
    >
      {!stop && <Icon of={ArrowUp} />}
    </button>
  );
}
