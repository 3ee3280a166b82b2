// Under a finished answer: copy, answer again, read aloud, what else there is, versions. While it is being written the space is kept.
import { useChatClient } from "@colloquy/client/react";
import { isFinal, type StepId, type Turn } from "@colloquy/protocol";
import { RotateCw } from "lucide-react";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useConfig } from "../../app/app-context.tsx";
import { CopyButton } from "../../components/ui/copy-button.tsx";
import { IconButton } from "../../components/ui/icon-button.tsx";
import { lazyPart } from "../../components/ui/lazy-part.tsx";
import { rovingKeys } from "../../components/ui/roving-keys.ts";
import type { ToolsProps } from "../actions/answer-tools.tsx";
import { useAnswerTools } from "../actions/offered-tools.ts";
import { MessageMenu } from "../said/message-menu.tsx";
import { ReadAloudButton } from "../said/read-aloud-button.tsx";
import { useTellFailure } from "./use-tell-failure.ts";
import { Versions } from "./versions.tsx";

const loadTools = () => import("../actions/answer-tools.tsx");
const AnswerToolButtons = lazyPart<ToolsProps>(async () => (await loadTools()).AnswerToolButtons);
const AnswerToolErrors = lazyPart<ToolsProps>(async () => (await loadTools()).AnswerToolErrors);

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
  const { shown, folded } = useAnswerTools();
  if (!isFinal(turn.state)) return <div className="tools" aria-hidden />;
  const last = messageIds.at(-1);
  const tools = [...shown, ...folded];
  const text = () => messageIds.map((id) => client.store.text(id).read()).join("\n\n");
  const again = turn.messageId !== undefined && features.regenerate && !retryShown;
  const versions = turn.answerIds !== undefined;
  if (messageIds.length === 0 && !again && !versions) return null;
  const toolbar = (
    <div className="tools" role="toolbar" aria-label={t("chat.answerTools")} onKeyDown={rovingKeys}>
      {messageIds.length > 0 && <CopyButton label={t("common.copy")} doneLabel={t("common.copied")} text={text} className="copy-answer" />}
      {again && <IconButton small icon={RotateCw} label={t("chat.again")} onClick={() => client.regenerate(turn.id).catch(tellFailure)} />}
      {messageIds.length > 0 && <ReadAloudButton messageIds={messageIds} />}
      {last && shown.length > 0 && (
        <Suspense>
          <AnswerToolButtons tools={shown} stepId={last} />
        </Suspense>
      )}
      {messageIds.length > 0 && <MessageMenu messageIds={messageIds} formatted tools={folded} />}
      {versions && <Versions turn={turn} of="answer" />}
    </div>
  );
  if (!last || tools.length === 0) return toolbar;
  return (
    <>
      {toolbar}
      <Suspense>
        <AnswerToolErrors tools={tools} stepId={last} />
      </Suspense>
    </>
  );
}
