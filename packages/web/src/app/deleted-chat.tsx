// The chat of the address was deleted, here or elsewhere: the fact, and the ways on.
import { useTranslation } from "react-i18next";
import { Mark } from "../components/ui/mark.tsx";
import { useNavigation } from "../features/history/use-navigation.ts";
import { useBringBack } from "./use-bring-back.ts";

export function DeletedChat() {
  const { t } = useTranslation();
  const { startNewChat } = useNavigation();
  const bringBack = useBringBack();
  return (
    <section className="page" role="alert">
      <span className="face">
        <Mark size={44} />
      </span>
      <h1>{t("notFound.deletedTitle")}</h1>
      <p>{t("notFound.deletedText")}</p>
      <div className="acts">
        <button type="button" className="btn" id="bring-back" onClick={bringBack}>
          {t("history.restore")}
        </button>
        <button type="button" className="btn primary" onClick={startNewChat}>
          {t("notFound.newChat")}
        </button>
      </div>
    </section>
  );
}
