// Why nothing was saved, when it is not about single inputs.
import type { ChatError } from "@colloquy/protocol";
import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../components/ui/icon.tsx";

export function SettingsFailure({ failure }: { readonly failure: ChatError | undefined }) {
  const { t } = useTranslation();
  if (!failure) return null;
  return (
    <div className="notice bad" role="alert">
      <Icon of={TriangleAlert} />
      <div dir="auto">
        <b>{t("settings.notSaved")}</b> {failure.message} {failure.fix}
      </div>
    </div>
  );
}
