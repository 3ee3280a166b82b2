// Under a finished answer: copy, answer again, read aloud, what else there is, versions. While it is being written the space is kept.
import { useChatClient } from "@colloquy/client/react";
import { isFinal, type StepId, type Turn, type TurnId } from "@colloquy/protocol";
import { RotateCw } from "lucide-react";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useConfig } from "../../app/app-context.tsx";
import { CopyButton } from "../../components/ui/copy-button.tsx";
import { IconButton } from "../../components/ui/icon-button.tsx";
import { lazyPart } from "../../components/ui/lazy-part.tsx";
import { rovingKeys } from "../../components/ui/roving-keys.ts";
import type { ToolsProps } from "../actions/answer-tools.tsx";
import { useAnswerTools } from "../actions/offered-tools.ts";
import type { RateButtonsProps } from "../feedback/answer-rating.tsx";
import type { RateFormProps } from "../feedback/rate-form.tsx";
import { MessageMenu } from "../said/message-menu.tsx";
import { ReadAloudButton } from "../said/read-aloud-button.tsx";
import { saidText } from "./said-text.ts";
import { useTellFailure } from "./use-tell-failure.ts";
import { Versions } from "./versions.tsx";

const loadTools = () => import("../actions/answer-tools.tsx");
const AnswerToolButtons = lazyPart<ToolsProps>(async () => (await loadTools()).AnswerToolButtons);
const ShareAnswer = lazyPart<{ turnId: TurnId }>(async () => (await import("../sharing/share-buttons.tsx")).ShareAnswerButton);
const AnswerToolErrors = lazyPart<ToolsProps>(async () => (await loadTools()).AnswerToolErrors);

const RateButtons = lazyPart<RateButtonsProps>(async () => (await import("../feedback/answer-rating.tsx")).RateButtons);
const RateForm = lazyPart<RateFormProps>(async () => (await import("../feedback/rate-form.tsx")).RateForm);

interface AnswerToolbarProps {
  readonly turn: Turn;
  readonly messageIds: readonly StepId[];
  /** The way to try again stands elsewhere already. */
  readonly retryShown?: boolean;
}

export function AnswerToolbar({ turn, messageIds, retryShown = false }: AnswerToolbarProps) {
  const { t } = useTranslation();
  const client = useChatClient();
  const { features, feedback } = useConfig();
  const [saying, say] = useState(false);
  const tellFailure = useTellFailure();
  const { shown, folded } = useAnswerTools();
  if (!isFinal(turn.state)) return <div className="tools" aria-hidden />;
  const last = messageIds.at(-1);
  // What the app says by itself is no answer, as what it says to a rating.
  const isAnswer = (id: StepId) => client.store.getStep(id)?.turnId === turn.id;
  const rated = feedback && turn.messageId !== undefined ? messageIds.findLast(isAnswer) : undefined;
  const tools = [...shown, ...folded];
  const text = () => messageIds.map((id) => saidText(client.store, id)).join("\n\n");
  const again = turn.messageId !== undefined && features.regenerate && !retryShown;
  const versions = turn.answerIds !== undefined;
  if (messageIds.length === 0 && !again && !versions) return null;
  const toolbar = (
    <div className="tools" role="toolbar" aria-label={t("chat.answerTools")} onKeyDown={rovingKeys}>
      {messageIds.length > 0 && <CopyButton label={t("common.copy")} doneLabel={t("common.copied")} text={text} className="copy-answer" />}
      {rated && (
        <Suspense>
          <RateButtons stepId={rated} saying={saying} onSay={say} />
        </Suspense>
      )}
      {again && <IconButton small icon={RotateCw} label={t("chat.again")} onClick={() => client.regenerate(turn.id).catch(tellFailure)} />}
      {messageIds.length > 0 && <ReadAloudButton messageIds={messageIds} />}
      {last && shown.length > 0 && (
        <Suspense>
          <AnswerToolButtons tools={shown} stepId={last} />
        </Suspense>
      )}
      {last && features.sharing && turn.foreground && (
        <Suspense>
          <ShareAnswer turnId={turn.id} />
        </Suspense>
      )}
      {messageIds.length > 0 && <MessageMenu messageIds={messageIds} formatted tools={folded} />}
      {versions && <Versions turn={turn} of="answer" />}
    </div>
  );
  if (!last || (tools.length === 0 && !saying)) return toolbar;
  return (
    <>
      {toolbar}
      <Suspense>
        {tools.length > 0 && <AnswerToolErrors tools={tools} stepId={last} />}
        {rated && saying && <RateForm stepId={rated} onClose={() => say(false)} />}
      </Suspense>
    </>
  );
}
