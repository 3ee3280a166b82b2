// Under a finished answer: copy, answer again, read aloud, what else there is, versions. While it is being written the space is kept.
import { useChatClient } from "@colloquy/client/react";
import { isFinal, type StepId, type Turn } from "@colloquy/protocol";
import { RotateCw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useConfig } from "../../app/app-context.tsx";
import { CopyButton } from "../../components/ui/copy-button.tsx";
import { IconButton } from "../../components/ui/icon-button.tsx";
import { rovingKeys } from "../../components/ui/roving-keys.ts";
import { MessageMenu } from "../said/message-menu.tsx";
import { ReadAloudButton } from "../said/read-aloud-button.tsx";
import { useTellFailure } from "./use-tell-failure.ts";
import { Versions } from "./versions.tsx";

interface AnswerToolbarProps {
  readonly turn: Turn;
  readonly messageIds: readonly StepId[];
  /** The way to try again stands elsewhere already. */
  readonly retryShown?: boolean;
}

export function AnswerToolbar({ turn, messageIds, retryShown = false }: AnswerToolbarProps) {
  const { t } = useTranslation();
  const client = useChatClient();
  const { features } = useConfig();
  const tellFailure = useTellFailure();
  if (!isFinal(turn.state)) return <div className="tools" aria-hidden />;
  const text = () => messageIds.map((id) => client.store.text(id).read()).join("\n\n");
  const again = turn.messageId !== undefined && features.regenerate && !retryShown;
  const versions = turn.answerIds !== undefined;
  if (messageIds.length === 0 && !again && !versions) return null;
  return (
    <div className="tools" role="toolbar" aria-label={t("chat.answerTools")} onKeyDown={rovingKeys}>
      {messageIds.length > 0 && <CopyButton label={t("common.copy")} doneLabel={t("common.copied")} text={text} className="copy-answer" />}
      {again && <IconButton small icon={RotateCw} label={t("chat.again")} onClick={() => client.regenerate(turn.id).catch(tellFailure)} />}
      {messageIds.length > 0 && <ReadAloudButton messageIds={messageIds} />}
      {messageIds.length > 0 && <MessageMenu messageIds={messageIds} formatted />}
      {versions && <Versions turn={turn} of="answer" />}
    </div>
  );
}
