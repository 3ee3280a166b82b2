// The place of the attach button: as soon as its code is here it can do something, and until then it remembers that it was pressed.
import { Plus } from "lucide-react";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../../components/ui/icon-button.tsx";
import { AttachControls } from "./parts.ts";
import type { Attachments } from "./use-attachments.ts";
import { useSettled } from "./use-settled.ts";

interface AttachButtonProps {
  readonly attachments: Attachments;
}

export function AttachButton(props: AttachButtonProps) {
  const { t } = useTranslation();
  const [wanted, want] = useState(false);
  const settled = useSettled(wanted);
  if (!props.attachments.rules.enabled) return null;
  const coming = <IconButton id="upload-button" icon={Plus} label={t("attach.button")} onClick={() => want(true)} />;
  if (!settled) return coming;
  return (
    <Suspense fallback={coming}>
      <AttachControls {...props} wanted={wanted} />
    </Suspense>
  );
}
