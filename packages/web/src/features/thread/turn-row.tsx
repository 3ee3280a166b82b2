// One turn on the page. It is drawn again when the turn changes, never when its text grows.
import { useChatClient, useTurn } from "@colloquy/client/react";
import { isFinal, type StepId, type Turn, type TurnId } from "@colloquy/protocol";
import { memo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { RowBoundary } from "../../components/ui/row-boundary.tsx";
import { Answer } from "./answer.tsx";
import { AnswerToolbar } from "./answer-toolbar.tsx";
import { offersRetry, showsFailure, TurnEnd } from "./turn-end.tsx";
import { type OutlinePart, toOutline } from "./turn-outline.ts";
import { useSteps } from "./use-steps.ts";
import { UserMessage } from "./user-message.tsx";
import { WaitingDot } from "./waiting-dot.tsx";

interface TurnRowProps {
  readonly turnId: TurnId;
  readonly isLeaf: boolean;
}

export const TurnRow = memo(function TurnRow({ turnId, isLeaf }: TurnRowProps) {
  const { t } = useTranslation();
  const { store } = useChatClient();
  const fallback = (retry: () => void) => (
    <div className="turn app">
      <p className="ended">
        {t("chat.rowFailed")}
        <button type="button" className="btn sm" onClick={retry}>
          {t("chat.renderAgain")}
        </button>
      </p>
      <details>
        <summary className="mute">{t("chat.showRaw")}</summary>
        <p className="bubble">
          {store
            .getTurn(turnId)
            ?.stepIds.map((id) => store.text(id).read())
            .join("\n\n")}
        </p>
      </details>
    </div>
  );
  return (
    <RowBoundary fallback={(retry) => <div className="turn-row">{fallback(retry)}</div>}>
      <TurnContent turnId={turnId} isLeaf={isLeaf} />
    </RowBoundary>
  );
});

function TurnContent({ turnId, isLeaf }: TurnRowProps) {
  const { store } = useChatClient();
  const view = useTurn(turnId);
  if (!view) return null;
  const parts = toOutline(store, view);
  const { turn } = view;
  const working = turn.foreground && !isFinal(turn.state);
  if (parts.length === 0 && !working && !showsFailure(turn)) return null;
  return (
    <div className="turn-row" data-turn-id={turnId} data-block tabIndex={-1}>
      {toArticles(parts, turn, view.message?.id, isLeaf)}
    </div>
  );
}

function toArticles(parts: readonly OutlinePart[], turn: Turn, messageId: StepId | undefined, isLeaf: boolean): ReactNode[] {
  const lastApp = parts.findLastIndex((part) => part.kind === "app");
  const messageIds = parts.flatMap((part) =>
    part.kind === "app" ? part.items.filter((item) => item.kind === "message").map(({ id }) => id) : [],
  );
  const tail = <TurnTail key="tail" turn={turn} stepIds={allSteps(parts)} messageIds={messageIds} isLeaf={isLeaf} />;
  let speaker: string | undefined;
  const articles = parts.map((part, index) => {
    if (part.kind === "person") {
      speaker = undefined;
      return <UserMessage key={part.id} stepId={part.id} turn={turn} beginsTurn={part.id === messageId} />;
    }
    const named = speaker === undefined || (part.author !== undefined && part.author !== speaker);
    speaker = part.author ?? speaker;
    return (
      <Answer key={part.key} turn={turn} items={part.items} named={named}>
        {index === lastApp && index === parts.length - 1 && tail}
      </Answer>
    );
  });
  const needsOwn = turn.foreground && lastApp !== parts.length - 1 && (!isFinal(turn.state) || turn.state !== "done");
  if (parts.length === 0 || needsOwn) {
    articles.push(
      <Answer key="tail" turn={turn} items={[]} named>
        {tail}
      </Answer>,
    );
  } else if (lastApp !== parts.length - 1 && lastApp < 0 && turn.messageId) {
    // A turn that answered nothing still can be asked again, and may have other versions.
    articles.push(
      <div className="turn app" key="tail">
        <AnswerToolbar turn={turn} messageIds={messageIds} />
      </div>,
    );
  }
  return articles;
}

interface TurnTailProps {
  readonly turn: Turn;
  readonly stepIds: readonly StepId[];
  readonly messageIds: readonly StepId[];
  readonly isLeaf: boolean;
}

/** The end of a turn: the dot while nothing else shows that it lives, then how it ended, then its tools. */
function TurnTail({ turn, stepIds, messageIds, isLeaf }: TurnTailProps) {
  const somethingOpen = useSteps(stepIds, (steps) => steps.some((step) => step.turnId === turn.id && step.end === undefined));
  const lastEnd = useSteps(stepIds, (steps) => steps.reduce<string>((latest, { end }) => (end && end > latest ? end : latest), ""));
  if (turn.state === "running" && !somethingOpen) return <WaitingDot since={lastEnd || turn.startedAt || turn.createdAt} />;
  const end = <TurnEnd turn={turn} hasText={messageIds.length > 0} hasSteps={stepIds.length > messageIds.length} isLeaf={isLeaf} />;
  const tools = <AnswerToolbar turn={turn} messageIds={messageIds} retryShown={isLeaf && offersRetry(turn)} />;
  if (turn.state === "stopped") {
    // A word and its tools: one line.
    return (
      <div className="stopped">
        {end}
        {tools}
      </div>
    );
  }
  return (
    <>
      {end}
      {tools}
    </>
  );
}

function allSteps(parts: readonly OutlinePart[]): StepId[] {
  return parts.flatMap((part) => {
    if (part.kind === "person") return [];
    return part.items.flatMap((item) => (item.kind === "message" ? [item.id] : item.stepIds));
  });
}
