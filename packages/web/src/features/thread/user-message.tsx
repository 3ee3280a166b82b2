// What the person said: a bubble, its tools, and the form that starts a new version of it.
import { useElements, useMark, useStep } from "@colloquy/client/react";
import type { StepId, Turn } from "@colloquy/protocol";
import { Pencil } from "lucide-react";
import { Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useConfig, useUi, useUiStore } from "../../app/app-context.tsx";
import { Part } from "../../app/part.tsx";
import { EditForm } from "../../app/soon.ts";
import { CopyButton } from "../../components/ui/copy-button.tsx";
import { IconButton } from "../../components/ui/icon-button.tsx";
import { lazyPart } from "../../components/ui/lazy-part.tsx";
import { rovingKeys } from "../../components/ui/roving-keys.ts";
import { ElementsOf } from "../elements/elements-of.tsx";
import { MessageMenu } from "../said/message-menu.tsx";
import { Bubble } from "./bubble.tsx";
import { SaidCommand, SaidWords } from "./said-words.tsx";
import { timeOf } from "./times.ts";
import { Versions } from "./versions.tsx";
import { useWholeText, WholeWords } from "./words.tsx";

const FavouriteButton = lazyPart<{ readonly stepId: StepId }>(
  async () => (await import("../feedback/favourite-button.tsx")).FavouriteButton,
);

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
  const { favourite } = useMark(stepId);
  const hasFiles = useElements(stepId).length > 0;
  const editing = useUi((state) => state.editing === turn.id) && beginsTurn;
  // The pencil, or arrow up, may be pressed as soon as there is something to edit.
  useEffect(() => EditForm.preload(), []);
  if (!step) return null;
  const asMarkdown = features.userMessageMarkdown && text !== "";
  const versions = beginsTurn && turn.editIds !== undefined;
  const said = (
    <>
      <ElementsOf stepId={stepId} as="attachments" />
      {(text !== "" || step.command !== undefined || !hasFiles) && (
        <Bubble about={stepId} text={text} className={asMarkdown ? "" : "each-way"}>
          <SaidCommand command={step.command} />
          {asMarkdown ? <WholeWords stepId={stepId} mentions={step.mentions} /> : <SaidWords text={text} mentions={step.mentions} />}
        </Bubble>
      )}
      <div
        className={`tools ${versions || favourite ? "keep" : ""}`}
        role="toolbar"
        aria-label={t("chat.messageTools")}
        onKeyDown={rovingKeys}
      >
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
        {features.favorites && text !== "" && (
          <Suspense>
            <FavouriteButton stepId={stepId} />
          </Suspense>
        )}
        <MessageMenu messageIds={[stepId]} formatted={asMarkdown} align="end" />
        {versions && <Versions turn={turn} of="message" />}
      </div>
    </>
  );
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
        <Part>
          <Suspense fallback={said}>
            <EditForm messageId={stepId} turnId={turn.id} text={text} />
          </Suspense>
        </Part>
      ) : (
        said
      )}
    </article>
  );
}
