// A chat as a file: which form it takes, and whether its files go along. The browser loads it from the server, so a long one is never held here.
import { Braces, FileText, Printer } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext, useUi } from "../../app/app-context.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { Icon } from "../../components/ui/icon.tsx";
import { toLocale } from "../thread/times.ts";
import "./export.css";

const FORMATS = [
  { format: "html", icon: Printer },
  { format: "markdown", icon: FileText },
  { format: "json", icon: Braces },
] as const;

interface ExportDialogProps {
  /** All chats of the person, and not the one that was asked for. */
  readonly all?: boolean;
  readonly onClose: () => void;
}

export function ExportDialog({ all = false, onClose }: ExportDialogProps) {
  const { t, i18n } = useTranslation();
  const { root } = useAppContext();
  const threadId = useUi((state) => state.exporting);
  const path = all ? "/api/export" : `/api/threads/${threadId}/export`;
  const [withFiles, setWithFiles] = useState(false);
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const addressOf = (format: string) =>
    `${root}${path}?${new URLSearchParams({ format, language: toLocale(i18n.language), timeZone, ...(withFiles && { files: "1" }) })}`;
  return (
    <Dialog title={t(all ? "data.exportTitle" : "export.title")} closeLabel={t("common.close")} id="export-dialog" onClose={onClose}>
      <ul className="exports">
        {FORMATS.map(({ format, icon }) => (
          <li key={format}>
            <a className="export" href={addressOf(format)} download onClick={onClose}>
              <Icon of={icon} />
              <span>
                <b>{t(`export.${format}`)}</b>
                <small>{t(`export.${format}Text`)}</small>
              </span>
            </a>
          </li>
        ))}
      </ul>
      <label className="export-files">
        <input
          type="checkbox"
          className="check"
          name="with-files"
          checked={withFiles}
          onChange={({ target }) => setWithFiles(target.checked)}
        />
        {t(all ? "export.allFiles" : "export.withFiles")}
      </label>
    </Dialog>
  );
}
