// Everything at the foot of the chat: what is wrong with the line, what waits, and the message box. There is one, and it is never made anew.
import { useChatClient, useOverview } from "@colloquy/client/react";
import { type ReactNode, type RefObject, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useConfig, useUiStore } from "../../app/app-context.tsx";
import { LoadError } from "../../app/load-error.tsx";
import { AskNote } from "../ask/ask-note.tsx";
import { ConnectionNotice } from "../connection/connection-notice.tsx";
import { KeysNotice } from "../keys/keys-notice.tsx";
import { useTellFailure } from "../thread/use-tell-failure.ts";
import { Composer } from "./composer.tsx";
import { QueueTray } from "./queue-tray.tsx";
import { useDraft } from "./use-draft.ts";
import { useMessageBox } from "./use-message-box.ts";

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
  const ui = useUiStore();
  const config = useConfig();
  const tellFailure = useTellFailure();
  const threadId = useOverview((overview) => overview.thread.id);
  const hasAddress = useOverview(({ interacted, ready }) => interacted || (!ready && atThread));
  const busy = useOverview((overview) => overview.busy);
  const ask = useOverview((overview) => overview.asks.findLast(({ kind }) => kind === "text"));
  const [text, setText] = useDraft(threadId, hasAddress);
  const focusField = () => fieldRef.current?.focus();
  useEffect(() => {
    // On a phone the keyboard would cover the page that was just opened.
    if (matchMedia("(hover: hover)").matches && document.activeElement === document.body) fieldRef.current?.focus({ preventScroll: true });
  }, [fieldRef]);
  const send = () => {
    const words = text;
    setText("");
    onSpoke();
    if (!ask) return void client.sendMessage(words);
    client.answerAsk(ask.id, words).catch((error: unknown) => {
      setText(words);
      tellFailure(error);
    });
  };
  const put = (words: string) => {
    setText(text === "" ? words : `${words}\n${text}`);
    focusField();
  };
  useMessageBox({
    put,
    send: ({ message, command }) => {
      onSpoke();
      client.sendMessage(message, { ...(command !== undefined && { command }) });
    },
  });
  const recall = () => {
    const { turnIds } = client.store.getOverview();
    const last = turnIds.findLast((id) => client.store.getTurn(id)?.message !== undefined);
    if (last && config.features.editMessage) ui.set({ editing: last });
  };
  const name = config.name;
  const placeholder = ask ? t("composer.answerPlaceholder", { name }) : t(welcome ? "composer.placeholder" : "composer.reply", { name });
  return (
    <footer className="dock" ref={dockRef}>
      {jump}
      <LoadError />
      <ConnectionNotice />
      <KeysNotice />
      <AskNote />
      <QueueTray onEdit={put} />
      <Composer
        text={text}
        placeholder={placeholder}
        limit={config.limits.messageLength}
        busy={busy}
        answering={ask !== undefined}
        fieldRef={fieldRef}
        onChange={setText}
        onSend={send}
        onStop={() => client.stop().catch(tellFailure)}
        onRecall={recall}
      />
      {config.footnote && (
        <p className="fine watermark" dir="auto">
          {config.footnote}
        </p>
      )}
    </footer>
  );
}
