// Before the first message: who this is, and a line to begin with.
import { useTranslation } from "react-i18next";
import { useConfig } from "../../app/app-context.tsx";
import { Face } from "../../components/ui/mark.tsx";

export function Welcome() {
  const { t } = useTranslation();
  const config = useConfig();
  return (
    <section className="welcome welcome-screen" id="welcome-screen">
      <div className="hello">
        <Face />
        <h1 dir="auto">{config.greeting || t("welcome.title")}</h1>
        {config.description && <p dir="auto">{config.description}</p>}
      </div>
    </section>
  );
}
