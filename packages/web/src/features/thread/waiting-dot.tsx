// Before the first word: the dot alone, and after ten seconds how long it has been.
import { useTranslation } from "react-i18next";
import { useNow } from "../../components/ui/use-now.ts";

const SPEAK_AFTER_S = 10;

export function WaitingDot({ since }: { readonly since: string }) {
  const { t } = useTranslation();
  const seconds = Math.floor((useNow(true) - Date.parse(since)) / 1000);
  return (
    <p className="waiting loading-cursor">
      <span className="dot live" />
      {seconds >= SPEAK_AFTER_S ? (
        <span className="num">{t("chat.stillWorking", { seconds })}</span>
      ) : (
        <span className="sr">{t("chat.working")}</span>
      )}
    </p>
  );
}
