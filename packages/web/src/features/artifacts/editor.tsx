// Where a person writes their own version of a document. What was written stays when it could not be saved.
import { isChatError } from "@colloquy/protocol";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { InPanel } from "../../app/panel-slots.tsx";

interface EditorProps {
  readonly title: string;
  readonly text: string;
  readonly onSave: (text: string) => Promise<void>;
  readonly onCancel: () => void;
}

export function Editor({ title, text, onSave, onCancel }: EditorProps) {
  const { t } = useTranslation();
  const area = useRef<HTMLTextAreaElement>(null);
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<string | undefined>();
  useEffect(() => area.current?.focus({ preventScroll: true }), []);
  const save = async () => {
    setSaving(true);
    setProblem(undefined);
    try {
      await onSave(area.current?.value ?? text);
    } catch (error) {
      setProblem(isChatError(error) ? `${error.message} ${error.fix}` : t("chat.actionFailed"));
      setSaving(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void save();
    }
    if (event.key === "Escape") {
      // The panel stays: only the editing ends, and not when something would be lost.
      event.preventDefault();
      if (area.current?.value === text) onCancel();
    }
  };
  return (
    <>
      <textarea
        ref={area}
        className="artifact-editor"
        aria-label={t("artifact.editor", { title })}
        aria-describedby={problem ? "artifact-problem" : undefined}
        defaultValue={text}
        readOnly={saving}
        spellCheck={false}
        dir="auto"
        onKeyDown={onKeyDown}
      />
      {problem && (
        <p id="artifact-problem" className="callout bad" role="alert">
          {problem}
        </p>
      )}
      <InPanel slot="foot">
        <div className="df">
          <button type="button" className="btn quiet" disabled={saving} onClick={onCancel}>
            {t("common.cancel")}
          </button>
          <span className="sp" />
          <button type="button" className="btn primary" disabled={saving} onClick={() => void save()}>
            {t("artifact.save")}
          </button>
        </div>
      </InPanel>
    </>
  );
}
