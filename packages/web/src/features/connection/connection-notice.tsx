// Tells when the line is down, once, above the message box; when it is back, in a toast.
import { useChatClient, useOverview } from "@colloquy/client/react";
import { CloudOff, WifiOff } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useUiStore } from "../../app/app-context.tsx";
import { Icon } from "../../components/ui/icon.tsx";
import { useNow } from "../../components/ui/use-now.ts";
import { useLastingCut } from "./use-lasting-cut.ts";

export function ConnectionNotice() {
  const { t } = useTranslation();
  const client = useChatClient();
  const connection = useOverview((overview) => overview.connection);
  const down = useLastingCut();
  useBackOnline();
  if (connection.phase === "offline")
    return <Notice icon="offline" title={t("connection.offlineTitle")} text={t("connection.offlineText")} retryAt={connection.retryAt} />;
  if (connection.phase === "failed")
    return <Notice icon="down" bad title={connection.error?.message ?? t("connection.failedTitle")} text={connection.error?.fix ?? ""} />;
  if (connection.phase === "closed")
    return (
      <Notice icon="down" title={t("connection.replaced")} text="" action={t("connection.useHere")} onAction={() => client.retryNow()} />
    );
  // The server is there and says why it cannot: what is written has nowhere to go to until it can.
  if (down && connection.error?.code.startsWith("STORE_"))
    return <Notice icon="down" title={t("connection.storeTitle")} text="" retryAt={connection.retryAt} />;
  if (down) return <Notice icon="down" title={t("connection.downTitle")} text={t("connection.offlineText")} retryAt={connection.retryAt} />;
  return null;
}

interface NoticeProps {
  readonly icon: "offline" | "down";
  readonly title: string;
  readonly text: string;
  readonly bad?: boolean;
  readonly retryAt?: number | undefined;
  readonly action?: string;
  readonly onAction?: () => void;
}

function Notice({ icon, title, text, bad = false, retryAt, action, onAction }: NoticeProps) {
  const { t } = useTranslation();
  const client = useChatClient();
  return (
    <div className={`notice ${bad ? "bad" : "wait"}`} id="session-error" role={bad ? "alert" : "status"}>
      <Icon of={icon === "offline" ? WifiOff : CloudOff} />
      {/* What went wrong is in the server's words, which may run the other way. */}
      <div dir={bad ? "auto" : undefined}>
        <b>{title}</b> {text} <Countdown retryAt={retryAt} />
      </div>
      <button type="button" className="btn sm" onClick={onAction ?? (() => client.retryNow())}>
        {action ?? t("common.tryNow")}
      </button>
    </div>
  );
}

/** Seconds are for the eye; a screen reader would be told every one of them. */
function Countdown({ retryAt }: { readonly retryAt: number | undefined }): ReactNode {
  const { t } = useTranslation();
  const now = useNow(retryAt !== undefined);
  if (retryAt === undefined) return null;
  const seconds = Math.ceil((retryAt - now) / 1000);
  return (
    <span className="num" aria-hidden>
      {seconds > 0 ? t("connection.tryingIn", { seconds }) : t("connection.trying")}
    </span>
  );
}

/** Says that the line is back, and how much of what was written meanwhile went out. */
function useBackOnline(): void {
  const { t } = useTranslation();
  const ui = useUiStore();
  const phase = useOverview((overview) => overview.connection.phase);
  const waiting = useOverview((overview) => overview.pending.filter(({ state }) => state === "waiting").length);
  const wasAway = useRef<{ readonly unsent: number }>(undefined);
  useEffect(() => {
    if (phase === "offline") wasAway.current = { unsent: Math.max(waiting, wasAway.current?.unsent ?? 0) };
    if (phase !== "live" || !wasAway.current) return;
    const { unsent } = wasAway.current;
    wasAway.current = undefined;
    ui.toast({ tone: "success", title: unsent > 0 ? t("connection.backSent", { count: unsent }) : t("connection.back") });
  }, [phase, waiting, ui, t]);
}
