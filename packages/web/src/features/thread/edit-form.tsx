// Editing a message where it stands. Saving starts a new version; nothing is deleted.
import { useChatClient } from "@colloquy/client/react";
import type { StepId, TurnId } from "@colloquy/protocol";
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useUi, useUiStore } from "../../app/app-context.tsx";
import { isComposing } from "../composer/is-composing.ts";
import { isSendKey } from "../composer/send-key.ts";
import { useTellFailure } from "./use-tell-failure.ts";

export interface EditFormProps {
  readonly messageId: StepId;
  readonly turnId: TurnId;
  readonly text: string;
}

export function EditForm({ messageId, turnId, text: original }: EditFormProps) {
  const { t } = useTranslation();
  const client = useChatClient();
  const ui = useUiStore();
  const sendKey = useUi((state) => state.preferences.sendKey);
  const tellFailure = useTellFailure();
  const [text, setText] = useState(original);
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    // Arrow up opens this from the message box, also when the message is out of sight.
    field.current?.dispatchEvent(new CustomEvent("walk-to", { bubbles: true }));
    field.current?.focus({ preventScroll: true });
    field.current?.setSelectionRange(original.length, original.length);
    field.current?.closest("form")?.scrollIntoView({ block: "nearest" });
  }, [original]);
  const close = (focus: string) => {
    ui.set({ editing: undefined });
    requestAnimationFrame(() => document.querySelector<HTMLElement>(focus)?.focus());
  };
  const cancel = () => close(`[data-turn-id="${turnId}"] .edit-message`);
  const save = () => {
    if (text.trim() === "") return;
    field.current?.dispatchEvent(new CustomEvent("walk-to-end", { bubbles: true }));
    close("#chat-input");
    if (text !== original) client.editMessage(messageId, text).catch(tellFailure);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      cancel();
    } else if (isSendKey(event, sendKey)) {
      event.preventDefault();
      save();
    }
  };
  return (
    <form
      className="edit"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <textarea
        id="edit-chat-input"
        ref={field}
        dir="auto"
        rows={1}
        enterKeyHint={sendKey === "enter" ? "send" : "enter"}
        value={text}
        aria-label={t("chat.editLabel")}
        aria-describedby="edit-hint"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="acts">
        <span className="hint" id="edit-hint">
          {t("chat.editHint")}
        </span>
        <button type="button" className="btn quiet sm" onClick={cancel}>
          {t("common.cancel")}
        </button>
        <button type="submit" className="btn primary sm confirm-edit" aria-disabled={text.trim() === ""}>
          {t("chat.send")}
        </button>
      </div>
    </form>
  );
}
