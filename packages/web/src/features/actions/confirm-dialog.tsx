// The question before a button runs.
import { useTranslation } from "react-i18next";
import { Dialog } from "../../components/ui/dialog.tsx";

export interface ConfirmDialogProps {
  readonly label: string;
  readonly text: string;
  readonly danger: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

export function ConfirmDialog({ label, text, danger, onConfirm, onClose }: ConfirmDialogProps) {
  const { t } = useTranslation();
  const footer = (
    <>
      <button type="button" className="btn" onClick={onClose}>
        {t("common.cancel")}
      </button>
      <button type="button" className={`btn ${danger ? "danger" : "primary"}`} id="confirm" onClick={onConfirm}>
        <bdi>{label}</bdi>
      </button>
    </>
  );
  return (
    <Dialog title={label} closeLabel={t("common.close")} footer={footer} onClose={onClose}>
      <p dir="auto">{text}</p>
    </Dialog>
  );
}
