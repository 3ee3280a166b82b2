// Everything at the foot of the chat: what is wrong with the line, what waits, and the message box. There is one, and it is never made anew.
import type { MessageOptions, UploadedFile } from "@colloquy/client";
import { useChatClient, useOverview } from "@colloquy/client/react";
import type { AskId } from "@colloquy/protocol";
import { type ReactNode, type RefObject, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useConfig, useUi } from "../../app/app-context.tsx";
import { LoadError } from "../../app/load-error.tsx";
import { Part, QuietPart } from "../../app/part.tsx";
import { loadSoon, QueueTray } from "../../app/soon.ts";
import { lazyPart, whenIdle } from "../../components/ui/lazy-part.tsx";
import { meantText, textsOf } from "../ask/meant-text.ts";
import { DropTarget } from "../attachments/parts.ts";
import { useAttachments } from "../attachments/use-attachments.ts";
import { useSettled } from "../attachments/use-settled.ts";
import { ConnectionNotice } from "../connection/connection-notice.tsx";
import { TaskDock } from "../elements/tasks/task-dock.tsx";
import { NO_THREAD } from "../history/is-new-chat.ts";
import { KeysNotice } from "../keys/keys-notice.tsx";
import { useTellFailure } from "../thread/use-tell-failure.ts";
import { Composer } from "./composer.tsx";
import { type Draft, EMPTY_DRAFT } from "./draft.ts";
import { Footnote } from "./footnote.tsx";
import { toMentions } from "./marks.ts";
import { prompts } from "./prompts.ts";
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
  // A chat that was begun in the place of one that is gone has none, nor has a new one while its page still stands at the old address.
  const hasAddress = useOverview(
    ({ interacted, ready, refused, thread }) => interacted || (!ready && atThread && !refused && thread.id !== NO_THREAD),
  );
  const busy = useOverview((overview) => overview.busy);
  const waits = useOverview(({ queue, pending }) => queue.length > 0 || (busy && pending.length > 0));
  /** Their answers are on their way: what is said now is no other one. */
  const [answered, setAnswered] = useState<ReadonlySet<AskId>>(new Set());
  const wanted = useUi(({ answers }) => answers);
  const asks = useOverview((overview) => overview.asks);
  const texts = textsOf(asks).filter(({ id }) => !answered.has(id));
  const ask = meantText(texts, wanted);
  const asked = asks.length > 0;
  const blocked = asks.some(({ blocks }) => blocks) && !ask;
  const gone = useOverview(({ refused }) => refused !== undefined) && atThread;
  const [draft, change, setAside] = useDraft(threadId, { hasAddress, gone });
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
  useEffect(() => whenIdle(1_000, () => prompts.load()), []);
  useEffect(() => {
    if (settled) loadSoon();
  }, [settled]);
  /** Every message says how it was meant, whatever the server has by then. */
  const say = (text: string, options: Pick<MessageOptions, "command" | "mentions" | "files">) => {
    onSpoke();
    prompts.with(({ rememberPrompt }) => rememberPrompt(text));
    client.sendMessage(text, { ...options, ...(modes.modes.length > 0 && { modes: modes.chosen }) });
  };
  const send = () => {
    const { text, marks } = draft;
    if (attachments.stand === "pending") {
      hold.begin();
      return;
    }
    if (ask) {
      const settleWords = setAside();
      const { files, settle: settleFiles } = attachments.box.setAside();
      const settle = (taken: boolean) => {
        settleWords(taken);
        settleFiles(taken);
      };
      const { id } = ask;
      setAnswered((before) => new Set(before).add(id));
      onSpoke();
      client.answerAsk(id, text, { files }).then(
        () => settle(true),
        (error: unknown) => {
          setAnswered((before) => new Set([...before].filter((other) => other !== id)));
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
  const walk = (by: 1 | -1, ifEmpty = false) => {
    const tools = prompts.get();
    if (!tools || document.activeElement !== fieldRef.current || (ifEmpty && draft.text !== "")) return false;
    const next = tools.walkPrompts(() => tools.readPrompts(client.store), by, draft);
    if (next) replace(next);
    return next !== undefined;
  };
  const replace = ({ text, marks }: Draft) => {
    change({ text, marks });
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
    walk,
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
        <Suspense>{waits && <QueueTray onEdit={takeBack} onGone={keepFocus} />}</Suspense>
      </Part>
      <Part>
        <Composer
          draft={draft}
          placeholder={placeholder}
          limit={config.limits.messageLength}
          busy={busy}
          answering={ask !== undefined}
          question={texts.length > 1 ? ask?.stepId : undefined}
          blocked={blocked}
          fieldRef={fieldRef}
          command={command}
          modes={modes}
          attachments={attachments}
          held={hold.held}
          onUnhold={hold.end}
          onChange={change}
          onRecall={(text) => prompts.with(({ choosePrompt }) => replace(choosePrompt(text, draft)))}
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
