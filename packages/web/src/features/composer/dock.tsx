// Everything at the foot of the chat: what is wrong with the line, what waits, and the message box. There is one, and it is never made anew.
import type { MessageOptions, UploadedFile } from "@colloquy/client";
import { useChatClient, useOverview } from "@colloquy/client/react";
import type { AskId } from "@colloquy/protocol";
import { type ReactNode, type RefObject, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useConfig } from "../../app/app-context.tsx";
import { LoadError } from "../../app/load-error.tsx";
import { Part, QuietPart } from "../../app/part.tsx";
import { lazyPart } from "../../components/ui/lazy-part.tsx";
import { DropTarget } from "../attachments/parts.ts";
import { useAttachments } from "../attachments/use-attachments.ts";
import { useSettled } from "../attachments/use-settled.ts";
import { ConnectionNotice } from "../connection/connection-notice.tsx";
import { TaskDock } from "../elements/tasks/task-dock.tsx";
import { KeysNotice } from "../keys/keys-notice.tsx";
import { useTellFailure } from "../thread/use-tell-failure.ts";
import { Composer } from "./composer.tsx";
import { type Draft, EMPTY_DRAFT } from "./draft.ts";
import { Footnote } from "./footnote.tsx";
import { toMentions } from "./marks.ts";
import { QueueTray } from "./queue-tray.tsx";
import { useCommand } from "./use-command.ts";
import { useDraft } from "./use-draft.ts";
import { useHold } from "./use-hold.ts";
import { useMessageBox } from "./use-message-box.ts";
import { useModes } from "./use-modes.ts";

const AskNote = lazyPart(async () => (await import("../ask/ask-note.tsx")).AskNote);

interface DockProps {
  readonly welcome: boolean;
  /** The address is a chat's, though its first state may not be here yet. */
  readonly atThread: boolean;
  readonly fieldRef: RefObject<HTMLTextAreaElement | null>;
  readonly dockRef: RefObject<HTMLElement | null>;
  /** The person said something: the view goes to the end. */
  readonly onSpoke: () => void;
  readonly jump: ReactNode;
}

export function Dock({ welcome, atThread, fieldRef, dockRef, onSpoke, jump }: DockProps) {
  const { t } = useTranslation();
  const client = useChatClient();
  const config = useConfig();
  const tellFailure = useTellFailure();
  const threadId = useOverview((overview) => overview.thread.id);
  const hasAddress = useOverview(({ interacted, ready }) => interacted || (!ready && atThread));
  const busy = useOverview((overview) => overview.busy);
  /** Its answer is on its way: what is said now is no other one. */
  const [answered, setAnswered] = useState<AskId>();
  const ask = useOverview((overview) => overview.asks.findLast(({ kind, id }) => kind === "text" && id !== answered));
  const asked = useOverview((overview) => overview.asks.length > 0);
  const blocked = useOverview((overview) => overview.asks.some(({ blocks }) => blocks)) && !ask;
  const [draft, change, setAside] = useDraft(threadId, hasAddress);
  const command = useCommand(draft, change);
  const modes = useModes();
  const settled = useSettled();
  const attachments = useAttachments();
  const focusField = () => fieldRef.current?.focus();
  /** For buttons that go when they are pressed. A finger has no focus to lose, and would be given a keyboard. */
  const keepFocus = () => {
    if (matchMedia("(hover: hover)").matches) fieldRef.current?.focus({ preventScroll: true });
  };
  useEffect(() => {
    // On a phone the keyboard would cover the page that was just opened.
    if (matchMedia("(hover: hover)").matches && document.activeElement === document.body) fieldRef.current?.focus({ preventScroll: true });
  }, [fieldRef]);
  /** Every message says how it was meant, whatever the server has by then. */
  const say = (text: string, options: Pick<MessageOptions, "command" | "mentions" | "files">) => {
    onSpoke();
    client.sendMessage(text, { ...options, ...(modes.modes.length > 0 && { modes: modes.chosen }) });
  };
  const send = () => {
    const { text, marks } = draft;
    if (!ask && attachments.stand === "pending") {
      hold.begin();
      return;
    }
    if (ask) {
      const settle = setAside();
      setAnswered(ask.id);
      onSpoke();
      client.answerAsk(ask.id, text).then(
        () => settle(true),
        (error: unknown) => {
          setAnswered(undefined);
          settle(false);
          tellFailure(error);
        },
      );
      return;
    }
    const chosen = command.chosen?.id;
    const files = attachments.box.take();
    change({ ...EMPTY_DRAFT, command: command.after(chosen) });
    say(text, {
      ...(chosen !== undefined && { command: chosen }),
      ...(marks.length > 0 && { mentions: toMentions(marks) }),
      ...(files.length > 0 && { files }),
    });
  };
  const hold = useHold(attachments.stand, `${threadId} ${draft.text} ${attachments.uploads.length} ${ask?.id}`, send);
  const put = (words: string | Draft) => {
    const { text, marks, command: named } = typeof words === "string" ? { ...EMPTY_DRAFT, text: words } : words;
    const before = text === "" || draft.text === "" ? text : `${text}\n`;
    const behind = draft.marks.map(({ mention, at }) => ({ mention, at: at + before.length }));
    change({ text: before + draft.text, marks: [...marks, ...behind], ...(named !== undefined && { command: named }) });
    focusField();
  };
  const add = (words: string) => {
    const before = draft.text.trimEnd();
    change({ text: `${before === "" ? "" : `${before}\n\n`}${words}\n\n` });
    // At once, for a keyboard on the screen comes only by what the person does; the caret once the words stand there.
    focusField();
    requestAnimationFrame(() => moveToEnd(fieldRef.current));
  };
  const takeBack = (words: Draft, files: readonly UploadedFile[]) => {
    put(words);
    attachments.put(files);
  };
  useMessageBox({
    put,
    add,
    send: ({ message, command: own }) => {
      const meant = own ?? command.chosen?.id;
      if (own === undefined) change({ command: command.after(meant) });
      say(message, meant === undefined ? {} : { command: meant });
    },
  });
  const name = config.name;
  const placeholder = blocked
    ? t("composer.blocked")
    : t(ask ? "composer.answerPlaceholder" : welcome ? "composer.placeholder" : "composer.reply", { name });
  return (
    <footer className="dock" ref={dockRef}>
      {jump}
      <LoadError />
      <ConnectionNotice />
      <KeysNotice />
      <Part>
        <TaskDock />
      </Part>
      <Part>
        <Suspense>{asked && <AskNote />}</Suspense>
      </Part>
      <Part>
        <QueueTray onEdit={takeBack} onGone={keepFocus} />
      </Part>
      <Part>
        <Composer
          draft={draft}
          placeholder={placeholder}
          limit={config.limits.messageLength}
          busy={busy}
          answering={ask !== undefined}
          blocked={blocked}
          fieldRef={fieldRef}
          command={command}
          modes={modes}
          attachments={attachments}
          held={hold.held}
          onUnhold={hold.end}
          onChange={change}
          onSend={send}
          onStop={() => client.stop().catch(tellFailure)}
        />
      </Part>
      {!welcome && <Footnote />}
      <QuietPart>
        <Suspense>{settled && <DropTarget attachments={attachments} />}</Suspense>
      </QuietPart>
    </footer>
  );
}

function moveToEnd(field: HTMLTextAreaElement | null): void {
  if (!field) return;
  field.setSelectionRange(field.value.length, field.value.length);
  field.scrollTop = field.scrollHeight;
}
