// What the address names is not here: the fact, and the way out.
import { useTranslation } from "react-i18next";
import { Mark } from "../components/ui/mark.tsx";
import { useNavigation } from "../features/history/use-navigation.ts";

export function NotFound({ kind }: { readonly kind: "chat" | "page" }) {
  const { t } = useTranslation();
  const { startNewChat } = useNavigation();
  return (
    <section className="page" role="alert">
      <span className="face">
        <Mark size={44} />
      </span>
      <h1>{t(kind === "chat" ? "notFound.title" : "notFound.pageTitle")}</h1>
      <p>{t(kind === "chat" ? "notFound.text" : "notFound.pageText")}</p>
      <div className="acts">
        <button type="button" className="btn primary" onClick={startNewChat}>
          {t("notFound.newChat")}
        </button>
      </div>
    </section>
  );
}
