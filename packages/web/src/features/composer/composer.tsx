// The message box. It is always there and always takes text: to a new turn, to the queue behind a running one, or to a question.
import { ArrowUp } from "lucide-react";
import { type KeyboardEvent, type Ref, useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useUi } from "../../app/app-context.tsx";
import { Icon } from "../../components/ui/icon.tsx";
import { ChatSettingsButton } from "../settings/chat-settings-button.tsx";
import { isComposing } from "./is-composing.ts";
import { isSendKey } from "./send-key.ts";

const MAX_HEIGHT_PX = 248;
const METER_FROM = 0.8;

export interface ComposerProps {
  readonly text: string;
  readonly placeholder: string;
  readonly limit: number;
  /** A turn is running: an empty box offers to stop it, a full one to queue. */
  readonly busy: boolean;
  /** A question waits, and the box answers it. */
  readonly answering: boolean;
  readonly fieldRef: Ref<HTMLTextAreaElement>;
  readonly onChange: (text: string) => void;
  readonly onSend: () => void;
  readonly onStop: () => void;
  /** Arrow up in an empty box. */
  readonly onRecall: () => void;
}

export function Composer({ text, placeholder, limit, busy, answering, fieldRef, onChange, onSend, onStop, onRecall }: ComposerProps) {
  const { t } = useTranslation();
  const sendKey = useUi((state) => state.preferences.sendKey);
  const over = text.length - limit;
  const ready = text.trim() !== "" && over <= 0;
  const send = () => ready && onSend();
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (isComposing(event)) return;
    if (isSendKey(event, sendKey)) {
      event.preventDefault();
      send();
    } else if (event.key === "ArrowUp" && text === "" && !event.altKey) {
      event.preventDefault();
      onRecall();
    }
  };
  return (
    <form
      id="message-composer"
      className="composer compact"
      data-ask={answering || undefined}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <GrowingField
        fieldRef={fieldRef}
        text={text}
        placeholder={placeholder}
        label={t("composer.label")}
        invalid={over > 0}
        onChange={onChange}
        onKeyDown={onKeyDown}
      />
      <div className="bar2">
        <ChatSettingsButton />
        <SendButton state={busy && text.trim() === "" ? "stop" : ready ? "ready" : "empty"} queues={busy} onSend={send} onStop={onStop} />
      </div>
      {text.length > limit * METER_FROM && <Meter length={text.length} limit={limit} />}
    </form>
  );
}

interface GrowingFieldProps {
  readonly fieldRef: Ref<HTMLTextAreaElement>;
  readonly text: string;
  readonly placeholder: string;
  readonly label: string;
  readonly invalid: boolean;
  readonly onChange: (text: string) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
}

function GrowingField({ fieldRef, text, placeholder, label, invalid, onChange, onKeyDown }: GrowingFieldProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    if (field.current && !CSS.supports("field-sizing", "content")) fit(field.current);
  }, [text]);
  return (
    <textarea
      id="chat-input"
      ref={(element) => {
        field.current = element;
        if (typeof fieldRef === "function") fieldRef(element);
        else if (fieldRef) fieldRef.current = element;
      }}
      rows={1}
      dir={text === "" ? undefined : "auto"}
      value={text}
      placeholder={placeholder}
      aria-label={label}
      aria-invalid={invalid || undefined}
      enterKeyHint="send"
      autoComplete="off"
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={onKeyDown}
    />
  );
}

/** For browsers that cannot size a field by its content. */
function fit(field: HTMLTextAreaElement): void {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, MAX_HEIGHT_PX)}px`;
}

function Meter({ length, limit }: { readonly length: number; readonly limit: number }) {
  const { t, i18n } = useTranslation();
  const number = new Intl.NumberFormat(i18n.language === "pseudo" ? "en" : i18n.language);
  const over = length - limit;
  return (
    <span className={`meter-note ${over > 0 ? "over" : ""}`} role={over > 0 ? "alert" : undefined}>
      {over > 0
        ? t("composer.tooLong", { over: number.format(over) })
        : t("composer.meter", { length: number.format(length), limit: number.format(limit) })}
    </span>
  );
}

interface SendButtonProps {
  readonly state: "empty" | "ready" | "stop";
  readonly queues: boolean;
  readonly onSend: () => void;
  readonly onStop: () => void;
}

/** Send and Stop are one button, so the focus never falls when one becomes the other. */
function SendButton({ state, queues, onSend, onStop }: SendButtonProps) {
  const { t } = useTranslation();
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
      data-tip-keys={stop ? "Esc" : undefined}
      onClick={stop ? onStop : onSend}
    >
      {!stop && <Icon of={ArrowUp} />}
    </button>
  );
}
