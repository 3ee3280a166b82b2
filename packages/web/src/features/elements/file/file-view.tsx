// Any file: a card that downloads it.
import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../../components/ui/icon.tsx";
import type { ElementViewProps } from "../element-view.ts";
import { useContent } from "../use-content.ts";
import { FileCard } from "./file-card.tsx";

export function FileView({ element }: ElementViewProps) {
  const { t } = useTranslation();
  const content = useContent(element);
  if (content.kind !== "here")
    return (
      <span className="file">
        <FileCard element={element} />
      </span>
    );
  return (
    <a className="file" href={content.download} download={element.name} target="_blank" rel="noopener" data-tip={t("elements.download")}>
      <FileCard element={element} />
      <Icon of={Download} size="s" className="act" />
    </a>
  );
}
