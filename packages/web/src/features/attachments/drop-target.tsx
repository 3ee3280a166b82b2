// The whole page takes files for the message box; what lies over the chat meanwhile says so, or why not.
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import { useUiStore } from "../../app/app-context.tsx";
import { DropOverlay } from "./drop-overlay.tsx";
import type { Attachments } from "./use-attachments.ts";
import { useFileDrop } from "./use-file-drop.ts";

export function DropTarget({ attachments: { rules, attach } }: { readonly attachments: Attachments }) {
  const { t } = useTranslation();
  const ui = useUiStore();
  const dragged = useFileDrop(
    () => rules.enabled,
    (files, folders) => {
      for (const name of folders)
        ui.toast({ tone: "error", title: t("attach.refused", { name: `\u2068${name}\u2069` }), text: t("attach.folder") });
      attach(files);
    },
  );
  const chat = document.getElementById("main");
  return dragged && chat && createPortal(<DropOverlay dragged={dragged} rules={rules} />, chat);
}
