// What was said while an answer is being written: it waits on the server, and can be changed or taken back until its turn comes.
// After Stop it waits for the person.
import type { UploadedFile } from "@colloquy/client";
import { useChatClient, useElements, useOverview, useSurface, useTurn } from "@colloquy/client/react";
import type { Element, TurnId } from "@colloquy/protocol";
import { Clock, Pause, Pencil, X } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext } from "../../app/app-context.tsx";
import { Icon } from "../../components/ui/icon.tsx";
import { IconButton } from "../../components/ui/icon-button.tsx";
import { SaidCommand } from "../thread/said-words.tsx";
import { useTellFailure } from "../thread/use-tell-failure.ts";
import { useWholeText } from "../thread/words.tsx";
import type { Draft } from "./draft.ts";
import { toMarks } from "./marks.ts";

export interface QueueTrayProps {
  /** The words go back to the message box, and with them what they were to be sent with. */
  readonly onEdit: (draft: Draft, files: readonly UploadedFile[]) => void;
  /** The button that was pressed goes, and with it the focus. */
  readonly onGone: () => void;
}

export function QueueTray({ onEdit, onGone }: QueueTrayProps) {
  const { t } = useTranslation();
  const queue = useOverview((overview) => overview.queue);
  const busy = useOverview((overview) => overview.busy);
  const pending = useOverview((overview) => overview.pending);
  const onTheWay = busy || queue.length > 0 ? pending.filter(({ state }) => state === "sending") : [];
  const queued = useQueuedMessages(queue);
  const held = useSurface("queueHeld") === true && queued.length > 0;
  if (queued.length === 0 && onTheWay.length === 0) return null;
  return (
    <div className="queue">
      {held && <HeldLine onGone={onGone} />}
      <ul aria-label={t("composer.queueLabel")}>
        {queued.map((turnId) => (
          <QueuedMessage key={turnId} turnId={turnId} held={held} onEdit={onEdit} onGone={onGone} />
        ))}
        {onTheWay.map((message) => (
          <li key={message.id}>
            <Icon of={Clock} size="xs" />
            <SaidCommand command={message.command} />
            <bdi className="t mute">{message.text}</bdi>
            <FileCount count={message.files?.length ?? 0} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Says that nothing goes by itself any more, and lets it go. */
function HeldLine({ onGone }: Pick<QueueTrayProps, "onGone">) {
  const { t } = useTranslation();
  const client = useChatClient();
  const { announcer } = useAppContext();
  const tellFailure = useTellFailure();
  useEffect(() => announcer.say(t("composer.queueHeld")), [announcer, t]);
  const send = () => {
    client.resumeQueue().catch(tellFailure);
    onGone();
  };
  return (
    <div className="held">
      <Icon of={Pause} size="xs" />
      <span className="t">{t("composer.queueHeld")}</span>
      <button type="button" className="btn sm" onClick={send}>
        {t("composer.sendQueued")}
      </button>
    </div>
  );
}

/** Turns without a message, such as the opening of the chat, wait as well but are nobody's words. */
function useQueuedMessages(queue: readonly TurnId[]): readonly TurnId[] {
  const { store } = useChatClient();
  return queue.filter((turnId) => store.getTurn(turnId)?.turn.messageId !== undefined);
}

interface QueuedMessageProps extends QueueTrayProps {
  readonly turnId: TurnId;
  readonly held: boolean;
}

function QueuedMessage({ turnId, held, onEdit, onGone }: QueuedMessageProps) {
  const { t } = useTranslation();
  const client = useChatClient();
  const tellFailure = useTellFailure();
  const view = useTurn(turnId);
  const { command, mentions = [] } = view?.message ?? {};
  const text = useWholeText(view?.turn.messageId ?? ("" as never));
  const files = useElements(view?.turn.messageId ?? ("" as never)).flatMap(toUploaded);
  const edit = () => {
    client
      .unqueue(turnId)
      .then(() => onEdit({ text, marks: toMarks(text, mentions), ...(command !== undefined && { command }) }, files))
      .catch(tellFailure);
  };
  const remove = () => {
    client.unqueue(turnId).catch(tellFailure);
    onGone();
  };
  return (
    <li>
      <Icon of={Clock} size="xs" />
      <SaidCommand command={command} />
      <bdi className="t">{text}</bdi>
      <FileCount count={files.length} />
      {!held && <span className="mute">{t("composer.sendsAfter")}</span>}
      <IconButton small icon={Pencil} label={t("composer.editQueued")} onClick={edit} />
      <IconButton small icon={X} label={t("composer.removeQueued")} onClick={remove} />
    </li>
  );
}

/** How many files go with it. */
function FileCount({ count }: { readonly count: number }) {
  const { t } = useTranslation();
  return count > 0 && <span className="mute">{t("attach.count", { number: count })}</span>;
}

function toUploaded({ file, name, mime = "" }: Element): readonly UploadedFile[] {
  return file ? [{ key: file.key, name, mime, size: file.size }] : [];
}
