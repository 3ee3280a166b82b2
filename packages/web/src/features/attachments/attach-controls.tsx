// The button that opens the file dialog. Where a finger points there is a camera as well, so it asks which.
import { Camera, Paperclip, Plus } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../../components/ui/icon-button.tsx";
import { Menu } from "../../components/ui/menu.tsx";
import { directionOf } from "../../i18n/i18n.ts";
import { takesImages, toAcceptAttribute } from "./accept.ts";
import type { Attachments } from "./use-attachments.ts";

export interface AttachControlsProps {
  readonly attachments: Attachments;
  /** Somebody pressed the button before this was here. */
  readonly wanted: boolean;
}

export function AttachControls({ attachments: { box, rules, attach }, wanted }: AttachControlsProps) {
  const { t, i18n } = useTranslation();
  const files = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // Whoever attaches the first file may be offline by then.
    void box.open().catch(() => undefined);
  }, [box]);
  const byFinger = matchMedia("(pointer: coarse)").matches && takesImages(rules.accept);
  const choose = () => files.current?.click();
  useEffect(() => {
    if (wanted) files.current?.click();
  }, [wanted]);
  const take = (input: HTMLInputElement) => {
    attach([...(input.files ?? [])]);
    // The same file may be chosen again.
    input.value = "";
  };
  const button = { id: "upload-button", icon: Plus, label: t("attach.button") } as const;
  return (
    <>
      {byFinger ? (
        <Menu
          {...button}
          dir={directionOf(i18n.language)}
          items={[
            { kind: "command", id: "camera", icon: Camera, label: t("attach.photo"), run: () => camera.current?.click() },
            { kind: "command", id: "files", icon: Paperclip, label: t("attach.choose"), run: choose },
          ]}
        />
      ) : (
        <IconButton {...button} onClick={choose} />
      )}
      <input
        id="upload-button-input"
        ref={files}
        type="file"
        hidden
        multiple={rules.maxFiles > 1}
        accept={toAcceptAttribute(rules.accept)}
        onChange={({ currentTarget }) => take(currentTarget)}
      />
      {byFinger && (
        <input
          ref={camera}
          type="file"
          hidden
          accept="image/*"
          capture="environment"
          onChange={({ currentTarget }) => take(currentTarget)}
        />
      )}
    </>
  );
}
