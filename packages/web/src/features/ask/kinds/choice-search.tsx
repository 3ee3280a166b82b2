// Narrows many options down. Enter in it is no answer yet.
import { Search } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext } from "../../../app/app-context.tsx";
import { Icon } from "../../../components/ui/icon.tsx";

interface ChoiceSearchProps {
  readonly query: string;
  readonly found: number;
  readonly onChange: (query: string) => void;
}

export function ChoiceSearch({ query, found, onChange }: ChoiceSearchProps) {
  const { t } = useTranslation();
  const { announcer } = useAppContext();
  const asked = query.trim() !== "";
  useEffect(() => {
    if (asked) announcer.say(t("ask.found", { number: found }));
  }, [asked, found, announcer, t]);
  return (
    <>
      <div className="input choice-search">
        <Icon of={Search} size="s" />
        <input
          type="search"
          dir="auto"
          value={query}
          placeholder={t("ask.search")}
          aria-label={t("ask.search")}
          onChange={({ target }) => onChange(target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter") event.preventDefault();
          }}
        />
      </div>
      {asked && found === 0 && <p className="mute">{t("ask.noneFound")}</p>}
    </>
  );
}
