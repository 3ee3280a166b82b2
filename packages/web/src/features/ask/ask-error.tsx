// Why an answer did not arrive, at the question it was for.
import { isChatError } from "@colloquy/protocol";
import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../components/ui/icon.tsx";

export function AskError({ error }: { readonly error: unknown }) {
  const { t } = useTranslation();
  const words = isChatError(error) ? `${error.message} ${error.fix}` : error instanceof Error ? error.message : "";
  return (
    <p className="ask-error" role="alert">
      <Icon of={TriangleAlert} size="s" />
      <span>
        {t("chat.actionFailed")}. <bdi>{words}</bdi>
      </span>
    </p>
  );
}
