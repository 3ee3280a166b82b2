// Messages the server has not stored yet: outlined, with what becomes of them.
import type { PendingMessage } from "@colloquy/client";
import { useChatClient, useOverview } from "@colloquy/client/react";
import type { TFunction } from "i18next";
import { Clock, TriangleAlert } from "lucide-react";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../components/ui/icon.tsx";
import { SentFiles } from "../attachments/parts.ts";
import { Bubble } from "./bubble.tsx";
import { SaidCommand, SaidWords } from "./said-words.tsx";

export function PendingMessages() {
  const { t } = useTranslation();
  const client = useChatClient();
  const pending = useOverview((overview) => overview.pending);
  const queues = useOverview((overview) => overview.busy || overview.queue.length > 0);
  // Behind a running turn a message on its way belongs to the queue, which shows it.
  const shown = queues ? pending.filter(({ state }) => state !== "sending") : pending;
  return shown.map((message) => (
    <div className="turn-row" key={message.id} data-block>
      <article className="turn user step" data-step-type="user_message" data-pending={message.state} aria-label={t("chat.you")}>
        {message.files && (
          <Suspense fallback={<div className="attached coming" />}>
            <SentFiles files={message.files} />
          </Suspense>
        )}
        {(message.text !== "" || message.command !== undefined) && (
          <Bubble about={message.id} text={message.text} className="pending each-way">
            <SaidCommand command={message.command} />
            <SaidWords text={message.text} mentions={message.mentions} />
          </Bubble>
        )}
        {message.state === "waiting" && (
          <div className="notsent">
            <Icon of={Clock} size="xs" />
            {t("pending.waiting")}
          </div>
        )}
        {message.state === "refused" && (
          <div className="notsent bad" role="alert">
            <span className="why">
              <Icon of={TriangleAlert} size="xs" />
              <span>{t("pending.refused", { message: `\u2068${toReason(message.error, t)}\u2069` })}</span>
            </span>
            <span className="acts">
              <button type="button" className="btn sm" onClick={() => client.retryMessage(message.id)}>
                {t("pending.retry")}
              </button>
              <button type="button" className="btn quiet sm" onClick={() => client.discardMessage(message.id)}>
                {t("pending.discard")}
              </button>
            </span>
          </div>
        )}
      </article>
    </div>
  ));
}

/** In the page's own words where it has them. */
function toReason(error: PendingMessage["error"], t: TFunction): string {
  if (error?.code === "ENV_REQUIRED") return `${t("env.noticeTitle")} ${t("env.noticeText")}`;
  return error?.message ?? "";
}
