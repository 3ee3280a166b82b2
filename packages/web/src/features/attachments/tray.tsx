// The files over the text of the message box, with what is said of them to whoever listens; and the offer to make a file of a long paste.
import type { Upload } from "@colloquy/client";
import { useOverview } from "@colloquy/client/react";
import { type RefObject, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext } from "../../app/app-context.tsx";
import type { Accept } from "../../app/config.ts";
import { AttachmentCard } from "./attachment-card.tsx";
import { PastedNote } from "./pasted-note.tsx";
import { keepPreview } from "./previews.ts";
import { statusOf } from "./status.ts";
import type { Attachments } from "./use-attachments.ts";

export interface TrayProps {
  readonly attachments: Attachments;
  readonly fieldRef: RefObject<HTMLTextAreaElement | null>;
  /** The message goes out by itself once everything is there. */
  readonly held: boolean;
  readonly onUnhold: () => void;
  /** Takes the pasted words out of the text. */
  readonly onTakeText: (pasted: string) => boolean;
}

export function Tray({ attachments, fieldRef, held, onUnhold, onTakeText }: TrayProps) {
  const { t } = useTranslation();
  const { uploads, pasted, box, rules } = attachments;
  const threadId = useOverview(({ thread }) => thread.id);
  const list = useRef<HTMLUListElement>(null);
  useAnnounceUploads(uploads, rules.accept);
  useKeepPreviews(uploads);
  const remove = (index: number, id: string) => {
    box.remove(id);
    requestAnimationFrame(() => {
      const next = list.current?.children[Math.min(index, list.current.children.length - 1)];
      (next?.querySelector<HTMLElement>(".x") ?? fieldRef.current)?.focus({ preventScroll: true });
    });
  };
  return (
    <>
      {uploads.length > 0 && (
        <ul className="files" id="attachments" aria-label={t("attach.list")} ref={list}>
          {uploads.map((upload, index) => (
            <AttachmentCard
              key={upload.id}
              upload={upload}
              threadId={threadId}
              box={box}
              accept={rules.accept}
              onRemove={() => remove(index, upload.id)}
            />
          ))}
        </ul>
      )}
      {held && (
        <p className="files-note">
          {t("attach.held")}
          <button type="button" className="btn quiet sm" onClick={onUnhold}>
            {t("attach.unhold")}
          </button>
        </p>
      )}
      {pasted !== undefined && <PastedNote pasted={pasted} attachments={attachments} fieldRef={fieldRef} onTakeText={onTakeText} />}
    </>
  );
}

/** Says what became of each, once: that it is there, that it is not, that it waits for the line. */
function useAnnounceUploads(uploads: readonly Upload[], accept: Accept): void {
  const { t, i18n } = useTranslation();
  const { announcer } = useAppContext();
  const known = useRef(new Map<string, Upload["state"]>());
  useEffect(() => {
    for (const upload of uploads) {
      const { id, name, state, content } = upload;
      const before = known.current.get(id);
      known.current.set(id, state);
      // Going on after a pause is no news, waiting none, and what was there before a reload none.
      if (before === state || state === "waiting" || (state === "sending" && before === "paused")) continue;
      if (state === "done" && !before && !content) continue;
      const said = state === "done" ? t("attach.done") : statusOf(upload, { accept, t, language: i18n.language });
      announcer.say(`\u2068${name}\u2069: ${said}`);
    }
  }, [uploads, accept, announcer, t, i18n]);
}

/** What is sent is shown in its message from here. */
function useKeepPreviews(uploads: readonly Upload[]): void {
  useEffect(() => {
    for (const { file, content } of uploads) if (file && content) keepPreview(file.key, file.mime, content);
  }, [uploads]);
}
