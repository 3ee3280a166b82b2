// The way back to the keys for somebody who put them off.
import { KeyRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useUi, useUiStore } from "../../app/app-context.tsx";
import { Icon } from "../../components/ui/icon.tsx";
import { useMissingKeys } from "./use-keys.ts";

export function KeysNotice() {
  const { t } = useTranslation();
  const ui = useUiStore();
  const later = useUi((state) => state.keysLater);
  const missing = useMissingKeys();
  if (missing.length === 0 || !later) return null;
  return (
    <div className="notice wait" role="status">
      <Icon of={KeyRound} />
      <div>
        <b>{t("env.noticeTitle")}</b> {t("env.noticeText")}
      </div>
      <button type="button" className="btn sm" onClick={() => ui.set({ keysLater: false })}>
        {t("env.noticeOpen")}
      </button>
    </div>
  );
}
