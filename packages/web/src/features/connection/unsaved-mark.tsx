// Says that the server has not saved all of the chat, quietly: the chat goes on, and there is nothing to do. It goes away by itself.
import { useOverview } from "@colloquy/client/react";
import { useTranslation } from "react-i18next";

export function UnsavedMark() {
  const { t } = useTranslation();
  const unsaved = useOverview((overview) => overview.unsaved);
  const live = useOverview(({ connection }) => connection.phase === "live");
  if (!unsaved || !live) return null;
  return (
    <span className="conn" title={t("connection.unsavedMore")}>
      <span className="dot wait" />
      <span role="status">
        {t("connection.unsaved")}
        <span className="sr">. {t("connection.unsavedMore")}</span>
      </span>
    </span>
  );
}
