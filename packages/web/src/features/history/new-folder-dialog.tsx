// A new project needs a name only.
import { useFolders } from "@colloquy/client/react";
import type { Folder } from "@colloquy/protocol";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../../components/ui/dialog.tsx";
import { useTellFailure } from "../thread/use-tell-failure.ts";

interface NewFolderDialogProps {
  readonly onClose: () => void;
  readonly onCreated?: (folder: Folder) => void;
}

export function NewFolderDialog({ onClose, onCreated }: NewFolderDialogProps) {
  const { t } = useTranslation();
  const { store } = useFolders();
  const tell = useTellFailure();
  const id = useId();
  const [name, setName] = useState("");
  const wanted = name.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wanted === "") return;
    onClose();
    store.create(wanted).then(onCreated, tell);
  };
  const footer = (
    <>
      <button type="button" className="btn" onClick={onClose}>
        {t("common.cancel")}
      </button>
      <button type="submit" form={id} className="btn primary" id="confirm" aria-disabled={wanted === "" || undefined}>
        {t("history.newProject")}
      </button>
    </>
  );
  return (
    <Dialog title={t("history.newProject")} closeLabel={t("common.close")} footer={footer} onClose={onClose}>
      <form id={id} className="field" onSubmit={submit}>
        <label htmlFor={`${id}-name`}>{t("history.projectName")}</label>
        <input
          id={`${id}-name`}
          className="input"
          dir="auto"
          value={name}
          maxLength={255}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
