// In Settings: which keys the app has of this person, and other ones in their place.
import { useOverview } from "@colloquy/client/react";
import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useUiStore } from "../../app/app-context.tsx";
import { Icon } from "../../components/ui/icon.tsx";
import { KeyField } from "./key-field.tsx";
import { useKeyForm } from "./use-key-form.ts";
import { useKeys } from "./use-keys.ts";

export function KeysSection() {
  const { t } = useTranslation();
  const ui = useUiStore();
  const inputs = useKeys();
  const live = useOverview(({ connection }) => connection.phase === "live");
  const form = useKeyForm(inputs, { required: false, live, onGiven: () => ui.toast({ tone: "success", title: t("env.saved") }) });
  const hasWords = Object.values(form.values).some((value) => value.trim() !== "");
  return (
    <form ref={form.formRef} className="fields" noValidate onSubmit={form.onSubmit} aria-busy={form.checking || undefined}>
      <p className="hint">{t("env.sectionText")}</p>
      {form.failure && (
        <div className="notice bad" role="alert">
          <Icon of={TriangleAlert} />
          <div dir="auto">
            <b>{t("env.failed")}</b> {form.failure.message} {form.failure.fix}
          </div>
        </div>
      )}
      {inputs.map((input) => (
        <KeyField
          key={input.name}
          input={input}
          value={form.values[input.name] ?? ""}
          problem={form.problems[input.name]}
          placeholder={input.set ? t("env.keepEmpty") : undefined}
          aside={<span className={`badge ${input.set ? "ok" : "wait"}`}>{t(input.set ? "env.isSet" : "env.isMissing")}</span>}
          onChange={(value) => form.change(input.name, value)}
        />
      ))}
      <div className="acts">
        <button type="submit" className="btn primary" id="submit-env" aria-disabled={form.checking || !live || !hasWords || undefined}>
          {form.checking && <span className="spin" aria-hidden />}
          {t(form.checking ? "env.checking" : "env.change")}
        </button>
      </div>
      {!live && (
        <p className="hint" role="status">
          {t("settings.offline")}
        </p>
      )}
    </form>
  );
}
