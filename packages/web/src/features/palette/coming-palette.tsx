// The search before its code is here: it looks like the search and takes what is typed, which the search finds in its field.
import { Search } from "lucide-react";
import { type KeyboardEvent, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useComing } from "../../components/ui/coming.tsx";
import { Icon } from "../../components/ui/icon.tsx";
import type { TypedAhead } from "./typed-ahead.ts";

interface ComingPaletteProps {
  readonly typed: TypedAhead;
  readonly onCancel: () => void;
}

export function ComingPalette({ typed, onCancel }: ComingPaletteProps) {
  const { t } = useTranslation();
  const ref = useComing<HTMLInputElement>();
  useEffect(() => typed.type(""), [typed]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") typed.enter();
    else if (event.key === "Escape") onCancel();
    else if (event.key !== "Tab") return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="scrim">
      <div className="palette" role="dialog" aria-modal aria-busy aria-label={t("search.title")}>
        <div className="find">
          <Icon of={Search} />
          <input
            ref={ref}
            aria-label={t("search.title")}
            placeholder={t("search.placeholder")}
            dir="auto"
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => typed.type(event.target.value)}
            onKeyDown={onKeyDown}
          />
          <span className="spin" aria-hidden />
        </div>
      </div>
    </div>
  );
}
