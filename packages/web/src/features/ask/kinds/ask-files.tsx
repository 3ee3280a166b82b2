// The files of an answer: each with how far it is.
import type { Upload } from "@colloquy/client";
import { useOverview } from "@colloquy/client/react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Accept } from "../../../app/config.ts";
import type { AttachmentBox } from "../../attachments/attachment-box.ts";
import { AttachmentCard } from "../../attachments/attachment-card.tsx";

interface AskFilesProps {
  readonly uploads: readonly Upload[];
  readonly box: AttachmentBox;
  readonly accept: Accept;
  /** The last one was taken out. */
  readonly onGone: () => void;
}

export function AskFiles({ uploads, box, accept, onGone }: AskFilesProps) {
  const { t } = useTranslation();
  const threadId = useOverview(({ thread }) => thread.id);
  const list = useRef<HTMLUListElement>(null);
  if (uploads.length === 0) return null;
  const remove = (index: number, id: string) => {
    box.remove(id);
    requestAnimationFrame(() => {
      const next = list.current?.children[Math.min(index, list.current.children.length - 1)]?.querySelector<HTMLElement>(".x");
      if (next) next.focus({ preventScroll: true });
      else onGone();
    });
  };
  return (
    <ul className="files" aria-label={t("attach.list")} ref={list}>
      {uploads.map((upload, index) => (
        <AttachmentCard
          key={upload.id}
          upload={upload}
          threadId={threadId}
          box={box}
          accept={accept}
          onRemove={() => remove(index, upload.id)}
        />
      ))}
    </ul>
  );
}
