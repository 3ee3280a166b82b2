// Send and Stop are one button, so the focus never falls when one becomes the other.
import { ArrowUp } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useShortcut } from "../../app/keys/use-shortcut.ts";
import { Icon } from "../../components/ui/icon.tsx";

interface SendButtonProps {
  readonly state: "empty" | "ready" | "stop";
  readonly queues: boolean;
  readonly onSend: () => void;
  readonly onStop: () => void;
}

export function SendButton({ state, queues, onSend, onStop }: SendButtonProps) {
  const { t } = useTranslation();
  const stopKeys = useShortcut("stop");
  const stop = state === "stop";
  const label = stop ? t("composer.stop") : queues ? t("composer.sendLater") : t("composer.send");
  return (
    <button
      type="button"
      id={stop ? "stop-button" : "chat-submit"}
      className={`send ${stop ? "stop" : ""}`}
      aria-label={label}
      aria-disabled={state === "empty" || undefined}
      data-tip={state === "empty" ? t("composer.emptyReason") : label}
      data-tip-keys={stop ? stopKeys.label || undefined : undefined}
      aria-keyshortcuts={stop ? stopKeys.aria : undefined}
      onClick={stop ? onStop : onSend}
    >
      {!stop && <Icon of={ArrowUp} />}
    </button>
  );
}
