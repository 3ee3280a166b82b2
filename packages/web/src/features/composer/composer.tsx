// The message box. It is always there and always takes text: to a new turn, to the queue behind a running one, or to a question.
import type { StepId } from "@colloquy/protocol";
import { type KeyboardEvent, type RefObject, Suspense, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useUi } from "../../app/app-context.tsx";
import { QuietPart } from "../../app/part.tsx";
import { SuggestionList } from "../../app/soon.ts";
import { lazyPart } from "../../components/ui/lazy-part.tsx";
import { soonStrings } from "../../i18n/late-strings.ts";
import { AttachButton } from "../attachments/attach-button.tsx";
import { Tray } from "../attachments/parts.ts";
import type { Attachments } from "../attachments/use-attachments.ts";
import { ChatSettingsButton } from "../settings/chat-settings-button.tsx";
import type { ChoiceToolsProps } from "./choice-tools.tsx";
import { CommandChip } from "./command-chip.tsx";
import type { Draft } from "./draft.ts";
import { isComposing } from "./is-composing.ts";
import { MessageField } from "./message-field.tsx";
import { Meter } from "./meter.tsx";
import type { PromptButtonsProps } from "./prompt-buttons.tsx";
import { SendButton } from "./send-button.tsx";
import { isSendKey } from "./send-key.ts";
import { activeLineId, SUGGESTIONS_ID } from "./suggestion-ids.ts";
import type { CommandChoice } from "./use-command.ts";
import { useCompose } from "./use-compose.ts";
import type { ChangeDraft } from "./use-draft.ts";
import type { Modes } from "./use-modes.ts";

const ChoiceTools = lazyPart<ChoiceToolsProps>(async () => (await import("./choice-tools.tsx")).ChoiceTools);
const PromptButtons = lazyPart<PromptButtonsProps>(async () => (await import("./prompt-buttons.tsx")).PromptButtons, soonStrings);

export interface ComposerProps {
  readonly draft: Draft;
  readonly placeholder: string;
  readonly limit: number;
  /** A turn is running: an empty box offers to stop it, a full one to queue. */
  readonly busy: boolean;
  /** A question waits, and the box answers it. */
  readonly answering: boolean;
  /** Which question that is, where there are several. */
  readonly question: StepId | undefined;
  /** A question waits that wants nothing said before it is answered. */
  readonly blocked: boolean;
  readonly fieldRef: RefObject<HTMLTextAreaElement | null>;
  readonly command: CommandChoice;
  readonly modes: Modes;
  readonly attachments: Attachments;
  /** The message goes out by itself once its files are uploaded. */
  readonly held: boolean;
  readonly onUnhold: () => void;
  readonly onChange: ChangeDraft;
  /** Puts what was sent before into the box. */
  readonly onRecall: (text: string) => void;
  readonly onSend: () => void;
  readonly onStop: () => void;
}

export function Composer(props: ComposerProps) {
  const {
    draft,
    placeholder,
    limit,
    busy,
    answering,
    question,
    blocked,
    fieldRef,
    command,
    modes,
    attachments,
    held,
    onUnhold,
    onChange,
    onRecall,
    onSend,
    onStop,
  } = props;
  const { t } = useTranslation();
  const sendKey = useUi((state) => state.preferences.sendKey);
  const { suggestions, ...typing } = useCompose(draft, onChange, command, fieldRef);
  const { commands, chosen, choose } = command;
  const shownCommands = useMemo(
    () => new Set(commands.filter(({ id, button }) => button || id === chosen?.id).map(({ id }) => id)),
    [commands, chosen],
  );
  const { text } = draft;
  const written = text.trim() !== "";
  const over = text.length > limit;
  const { stand, uploads, rules } = attachments;
  const withFiles = stand !== "none";
  const stuck = withFiles && stand === "stuck";
  // A command can stand for itself; while something runs, an empty box is for stopping it.
  const ready = !over && !stuck && !blocked && (written || withFiles || (chosen !== undefined && !answering && !busy));
  const pasted = attachments.pasted !== undefined && text.includes(attachments.pasted) ? attachments.pasted : undefined;
  const send = () => ready && onSend();
  const takeText = (words: string) => {
    if (!text.includes(words)) return false;
    onChange({ text: text.replace(words, () => "") });
    return true;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (isComposing(event) || suggestions?.onKeyDown(event)) return;
    if (isSendKey(event, sendKey)) {
      event.preventDefault();
      send();
    } else if (event.key === "Backspace" && chosen && isAtStart(event.currentTarget)) {
      event.preventDefault();
      choose(undefined);
    }
  };
  const hasChoices = commands.length > 0 || modes.modes.length > 0;
  const hasTools = hasChoices || rules.enabled;
  return (
    <form
      id="message-composer"
      className={`composer ${hasTools ? "" : "compact"}`}
      data-ask={answering || undefined}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <QuietPart>
        <Suspense>{suggestions && <SuggestionList suggestions={suggestions} shownCommands={shownCommands} />}</Suspense>
      </QuietPart>
      {chosen && !chosen.button && <CommandChip command={chosen} onRemove={() => choose(undefined)} fieldRef={fieldRef} />}
      {(uploads.length > 0 || pasted !== undefined) && (
        <Suspense>
          <Tray attachments={{ ...attachments, pasted }} fieldRef={fieldRef} held={held} onUnhold={onUnhold} onTakeText={takeText} />
        </Suspense>
      )}
      <MessageField
        fieldRef={fieldRef}
        text={text}
        marks={draft.marks}
        placeholder={placeholder}
        label={t("composer.label")}
        about={question}
        invalid={over}
        enterSends={sendKey === "enter"}
        list={suggestions && { id: SUGGESTIONS_ID, activeId: activeLineId(suggestions, shownCommands) }}
        onKeyDown={onKeyDown}
        onPaste={attachments.onPaste}
        {...typing}
      />
      <div className="bar2">
        <div className="composer-tools">
          <AttachButton attachments={attachments} />
          <ChatSettingsButton />
          {hasChoices && (
            <Suspense>
              <ChoiceTools command={command} modes={modes} />
            </Suspense>
          )}
          {hasTools && (
            <Suspense>
              <PromptButtons onChoose={onRecall} />
            </Suspense>
          )}
        </div>
        <SendButton
          state={
            busy && !written && !withFiles ? "stop" : blocked ? "blocked" : held ? "held" : ready ? "ready" : stuck ? "stuck" : "empty"
          }
          queues={busy}
          onSend={held ? onUnhold : send}
          onStop={onStop}
        />
      </div>
      <Meter length={text.length} limit={limit} />
    </form>
  );
}

function isAtStart({ selectionStart, selectionEnd }: HTMLTextAreaElement): boolean {
  return selectionStart === 0 && selectionEnd === 0;
}
