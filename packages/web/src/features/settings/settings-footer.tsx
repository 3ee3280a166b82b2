// Under the form: back to how it began, how much is changed, take it back, save it.
import { useOverview } from "@colloquy/client/react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { OpenEditor } from "./use-settings-editor.ts";

interface SettingsFooterProps extends OpenEditor {
  /** Another one than `confirm` where two forms could be on the page. */
  readonly confirmId: string;
  readonly cancelLabel: string;
  readonly forNext: boolean;
  readonly onForNext: (forNext: boolean) => void;
  readonly onCancel: () => void;
  readonly onSave: () => void;
  /** Said in place of how much is changed. */
  readonly note?: string | undefined;
}

export function SettingsFooter({ editor, view, confirmId, cancelLabel, forNext, onForNext, onCancel, onSave, note }: SettingsFooterProps) {
  const { t } = useTranslation();
  const id = useId();
  const live = useOverview(({ connection }) => connection.phase === "live");
  const count = view.changed.length;
  const said = !live ? t("settings.offline") : count > 0 ? t("settings.changes", { count }) : note;
  return (
    <>
      <button type="button" className="btn quiet" onClick={() => editor.reset()}>
        {t("settings.reset")}
      </button>
      <label className="opt">
        <input type="checkbox" className="check" checked={forNext} onChange={(event) => onForNext(event.target.checked)} />
        {t("settings.forNext")}
      </label>
      <span className="sp" />
      <span className="said" role="status" id={id}>
        {said}
      </span>
      <button type="button" className="btn" onClick={onCancel}>
        {cancelLabel}
      </button>
      <button
        type="button"
        className="btn primary"
        id={confirmId}
        aria-disabled={view.saving || !live || undefined}
        aria-describedby={id}
        onClick={() => live && onSave()}
      >
        {view.saving && <span className="spin" aria-hidden />}
        {t(view.saving ? "settings.saving" : "settings.save")}
      </button>
    </>
  );
}
