// “Quote” beside what is selected in the conversation, by mouse, by finger or by keyboard. It only stands there: the selection stays as it is.
import { TextQuote } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useUiStore } from "../../app/app-context.tsx";
import { useShortcut } from "../../app/keys/use-shortcut.ts";
import { Icon } from "../../components/ui/icon.tsx";
import { quoteSelection } from "./quote.ts";
import { type Place, watchSelection } from "./selection-place.ts";

export function QuoteButton() {
  const { t } = useTranslation();
  const ui = useUiStore();
  const shortcut = useShortcut("quote");
  const [place, setPlace] = useState<Place>();
  useEffect(() => watchSelection(setPlace), []);
  if (!place) return null;
  const { left, top } = place;
  const quote = () => {
    const words = quoteSelection();
    setPlace(undefined);
    if (words !== undefined) ui.composer.add(words);
  };
  return (
    <button
      type="button"
      className="btn quote-selection"
      style={{ left, top }}
      aria-keyshortcuts={shortcut.aria}
      {...(shortcut.label && { "data-tip": t("keys.quote"), "data-tip-keys": shortcut.label })}
      // A press that takes the focus would take the selection as well.
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={quote}
    >
      <Icon of={TextQuote} size="s" />
      {t("chat.quote")}
    </button>
  );
}
