// The files of a message that the server does not have yet, as they will be once it does.
import type { UploadedFile } from "@colloquy/client";
import { useOverview } from "@colloquy/client/react";
import { fileAddress } from "@colloquy/protocol";
import { useTranslation } from "react-i18next";
import { useAppContext } from "../../app/app-context.tsx";
import { previewOf } from "./previews.ts";
import { Thumb } from "./thumb.tsx";
import { factsOf } from "./words.ts";

export function SentFiles({ files }: { readonly files: readonly UploadedFile[] }) {
  const { t, i18n } = useTranslation();
  const { root } = useAppContext();
  const threadId = useOverview(({ thread }) => thread.id);
  return (
    <ul className="attached" aria-label={t("attach.list")}>
      {files.map((file) => (
        <li className="file" key={file.key}>
          <Thumb mime={file.mime} address={previewOf(file.key) ?? `${root}/${fileAddress(threadId, file.key)}`} />
          <span className="file-words">
            <b dir="auto">{file.name}</b>
            <small>{factsOf(file, i18n.language)}</small>
          </span>
        </li>
      ))}
    </ul>
  );
}
