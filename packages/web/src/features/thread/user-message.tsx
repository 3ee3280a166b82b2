// What the person said: a bubble, its tools, and the form that starts a new version of it.
import { useElements, useStep } from "@colloquy/client/react";
import type { StepId, Turn } from "@colloquy/protocol";
import { Pencil } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useConfig, useUi, useUiStore } from "../../app/app-context.tsx";
import { CopyButton } from "../../components/ui/copy-button.tsx";
import { IconButton } from "../../components/ui/icon-button.tsx";
import { rovingKeys } from "../../components/ui/roving-keys.ts";
import { ElementsOf } from "../elements/elements-of.tsx";
import { MessageMenu } from "../said/message-menu.tsx";
import { Bubble } from "./bubble.tsx";
import { EditForm } from "./edit-form.tsx";
import { SaidCommand, SaidWords } from "./said-words.tsx";
import { timeOf } from "./times.ts";
import { Versions } from "./versions.tsx";
import { useWholeText, WholeWords } from "./words.tsx";

interface UserMessageProps {
  readonly stepId: StepId;
  readonly turn: Turn;
  /** The message that began the turn can be edited; an answer to a question inside of it cannot. */
  readonly beginsTurn: boolean;
}

export function UserMessage({ stepId, turn, beginsTurn }: UserMessageProps) {
  const { t, i18n } = useTranslation();
  const { features } = useConfig();
  const ui = useUiStore();
  const step = useStep(stepId);
  const text = useWholeText(stepId);
  const hasFiles = useElements(stepId).length > 0;
  const editing = useUi((state) => state.editing === turn.id) && beginsTurn;
  if (!step) return null;
  const asMarkdown = features.userMessageMarkdown && text !== "";
  const versions = beginsTurn && turn.editIds !== undefined;
  return (
    <article
      id={`step-${stepId}`}
      className="turn user step"
      data-step-type="user_message"
      aria-labelledby={`said-${stepId}-${turn.id}`}
      data-block
    >
      <h2 className="sr" id={`said-${stepId}-${turn.id}`}>
        {t("chat.youSaid", { time: timeOf(step.createdAt, i18n.language) })}
      </h2>
      {editing ? (
        <EditForm messageId={stepId} turnId={turn.id} text={text} />
      ) : (
        <>
          <ElementsOf stepId={stepId} as="attachments" />
          {(text !== "" || step.command !== undefined || !hasFiles) && (
            <Bubble about={stepId} text={text} className={asMarkdown ? "" : "each-way"}>
              <SaidCommand command={step.command} />
              {asMarkdown ? <WholeWords stepId={stepId} mentions={step.mentions} /> : <SaidWords text={text} mentions={step.mentions} />}
            </Bubble>
          )}
          <div className={`tools ${versions ? "keep" : ""}`} role="toolbar" aria-label={t("chat.messageTools")} onKeyDown={rovingKeys}>
            {beginsTurn && features.editMessage && (
              <IconButton
                small
                icon={Pencil}
                label={t("chat.editMessage")}
                className="edit-message"
                onClick={() => ui.set({ editing: turn.id })}
              />
            )}
            <CopyButton label={t("chat.copyMessage")} doneLabel={t("common.copied")} text={() => text} />
            <MessageMenu messageIds={[stepId]} formatted={asMarkdown} align="end" />
            {versions && <Versions turn={turn} of="message" />}
          </div>
        </>
      )}
    </article>
  );
}
