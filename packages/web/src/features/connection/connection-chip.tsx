// The state of the line, in the header: nothing while it is good.
import { useChatClient, useOverview } from "@colloquy/client/react";
import { useTranslation } from "react-i18next";
import { useNow } from "../../components/ui/use-now.ts";

export function ConnectionChip() {
  const { t } = useTranslation();
  const client = useChatClient();
  const { phase, retryAt, restarting } = useOverview((overview) => overview.connection);
  const now = useNow(phase === "reconnecting" && retryAt !== undefined);
  if (phase !== "reconnecting") return null;
  const seconds = retryAt === undefined ? 0 : Math.ceil((retryAt - now) / 1000);
  const words = restarting
    ? t("connection.restarting")
    : seconds > 0
      ? t("connection.reconnectingIn", { seconds })
      : t("connection.reconnecting");
  return (
    <span className="conn" role="status">
      <span className="dot wait live" />
      <span>{words}</span>
      <button type="button" onClick={() => client.retryNow()}>
        {t("connection.now")}
      </button>
    </span>
  );
}
