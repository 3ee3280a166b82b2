// The files of a message that the server does not have yet, drawn as they will be once it does: nothing moves when it has.
import type { UploadedFile } from "@colloquy/client";
import { type Element, type ElementId, elementTypeOf } from "@colloquy/protocol";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Attachments } from "../elements/attachments.tsx";

export function SentFiles({ files }: { readonly files: readonly UploadedFile[] }) {
  const { t } = useTranslation();
  const elements = useMemo(() => files.map(toElement), [files]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what can be filled in
    <div className="attached" role="group" aria-label={t("attach.list")}>
      <Attachments elements={elements} />
    </div>
  );
}

/** As the server will make it; its id is nobody's. */
function toElement({ key, name, mime, size }: UploadedFile): Element {
  const id = key as string as ElementId;
  const type = elementTypeOf(mime);
  return { id, type, name, display: "inline", mime, file: { key, size }, ...(type === "image" && { props: { alt: name } }) };
}
