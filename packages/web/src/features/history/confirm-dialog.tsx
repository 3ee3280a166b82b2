// Asks once before something that cannot be taken back.
import { useTranslation } from "react-i18next";
import { Dialog } from "../../components/ui/dialog.tsx";

interface ConfirmDialogProps {
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

export function ConfirmDialog({ title, text, action, onConfirm, onClose }: ConfirmDialogProps) {
  const { t } = useTranslation();
  const footer = (
    <>
      <button type="button" className="btn" onClick={onClose}>
        {t("common.cancel")}
      </button>
      <button type="button" className="btn danger" id="confirm" onClick={onConfirm}>
        {action}
      </button>
    </>
  );
  return (
    <Dialog title={title} closeLabel={t("common.close")} footer={footer} onClose={onClose}>
      <p dir="auto">{text}</p>
    </Dialog>
  );
}
