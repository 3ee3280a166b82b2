// One file in the message box: its picture, its name, how far it is, and what can be done with it.
import type { Upload } from "@colloquy/client";
import { fileAddress, type ThreadId } from "@colloquy/protocol";
import { FolderOpen, RotateCw, X } from "lucide-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext } from "../../app/app-context.tsx";
import type { Accept } from "../../app/config.ts";
import { IconButton } from "../../components/ui/icon-button.tsx";
import { toAcceptAttribute } from "./accept.ts";
import type { AttachmentBox } from "./attachment-box.ts";
import { statusOf } from "./status.ts";
import { Thumb } from "./thumb.tsx";

interface AttachmentCardProps {
  readonly upload: Upload;
  readonly threadId: ThreadId;
  readonly box: AttachmentBox;
  readonly accept: Accept;
  readonly onRemove: () => void;
}

/** What no second attempt changes. */
const FINAL: ReadonlySet<string> = new Set(["FILE_REFUSED", "TOO_LARGE", "NOT_SUPPORTED", "FORBIDDEN", "UNAUTHENTICATED"]);

export function AttachmentCard({ upload, threadId, box, accept, onRemove }: AttachmentCardProps) {
  const { t, i18n } = useTranslation();
  const { root } = useAppContext();
  const { id, name, mime, state, sent, size, file, error, content } = upload;
  const again = useRef<HTMLInputElement>(null);
  const isOnTheWay = state === "sending" || state === "paused" || state === "waiting";
  const bad = state === "failed" || state === "lost";
  const status = statusOf(upload, { accept, t, language: i18n.language });
  return (
    <li className={`file ${bad ? "bad" : ""}`} data-upload={state}>
      <Thumb name={name} mime={mime} content={content} address={file && `${root}/${fileAddress(threadId, file.key)}`} />
      <span className="file-words">
        <b dir="auto" data-tip={name}>
          {name}
        </b>
        <small>{status}</small>
      </span>
      {state === "failed" && !FINAL.has(error?.code ?? "") && (
        <IconButton small icon={RotateCw} label={t("attach.retry", { name })} onClick={() => box.retry(id)} />
      )}
      {state === "lost" && (
        <>
          <IconButton small icon={FolderOpen} label={t("attach.chooseAgain", { name })} onClick={() => again.current?.click()} />
          <input
            ref={again}
            type="file"
            hidden
            accept={toAcceptAttribute(accept)}
            onChange={({ currentTarget }) => {
              const [chosen] = currentTarget.files ?? [];
              if (chosen) box.resume(id, chosen);
            }}
          />
        </>
      )}
      <IconButton small icon={X} className="x" label={t(isOnTheWay ? "attach.cancel" : "attach.remove", { name })} onClick={onRemove} />
      {isOnTheWay && (
        <span
          className="meter"
          role="progressbar"
          aria-label={name}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={size === 0 ? 100 : Math.round((100 * sent) / size)}
          style={{ "--v": percent(sent, size) } as React.CSSProperties}
        />
      )}
    </li>
  );
}

function percent(sent: number, size: number): string {
  return `${size === 0 ? 100 : Math.min(100, (100 * sent) / size)}%`;
}
