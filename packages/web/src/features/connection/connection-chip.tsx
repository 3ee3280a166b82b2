// The state of the line, in the header: nothing while it is good. A cut that lasts is told above the message box instead.
import { useChatClient, useOverview } from "@colloquy/client/react";
import { useTranslation } from "react-i18next";
import { useNow } from "../../components/ui/use-now.ts";
import { UnsavedMark } from "./unsaved-mark.tsx";
import { useLastingCut, useLastsLonger } from "./use-lasting-cut.ts";

/** A connection that takes no longer than this is not worth a word. */
const SLOW_MS = 1_000;

export function ConnectionChip() {
  const { t } = useTranslation();
  const client = useChatClient();
  const { phase, retryAt, restarting } = useOverview((overview) => overview.connection);
  const now = useNow(phase === "reconnecting" && retryAt !== undefined);
  const told = useLastingCut();
  const slow = useLastsLonger(phase === "connecting", SLOW_MS);
  if (!slow && (phase !== "reconnecting" || told)) return <UnsavedMark />;
  const seconds = retryAt === undefined ? 0 : Math.ceil((retryAt - now) / 1000);
  const state = t(slow ? "connection.connecting" : restarting ? "connection.restarting" : "connection.reconnecting");
  return (
    <span className="conn">
      <span className="dot wait live" />
      {/* Seconds are for the eye; a screen reader would be told every one of them. */}
      <span aria-hidden>{seconds > 0 && !slow && !restarting ? t("connection.reconnectingIn", { seconds }) : state}</span>
      <span className="sr" role="status">
        {state}
      </span>
      {phase === "reconnecting" && (
        <button type="button" onClick={() => client.retryNow()}>
          {t("connection.now")}
        </button>
      )}
    </span>
  );
}
