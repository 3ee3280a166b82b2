// “Quote”, and what the app offers, beside what is selected in the conversation, by mouse, by finger or by keyboard. It only stands there: the selection stays as it is.
import { TextQuote } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useUiStore } from "../../app/app-context.tsx";
import { useShortcut } from "../../app/keys/use-shortcut.ts";
import { Icon } from "../../components/ui/icon.tsx";
import { quoteSelection } from "./quote.ts";
import { type Place, watchSelection } from "./selection-place.ts";
import { SelectionTool, useSelectionTools } from "./selection-tool.tsx";

export function QuoteButton() {
  const { t } = useTranslation();
  const ui = useUiStore();
  const shortcut = useShortcut("quote");
  const [place, setPlace] = useState<Place>();
  const tools = useSelectionTools();
  const { length } = tools;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => watchSelection({ show: setPlace, isShown: () => box.current !== null, buttons: 1 + length }), [length]);
  if (!place) return null;
  const { left, top } = place;
  const quote = () => {
    const words = quoteSelection();
    setPlace(undefined);
    if (words !== undefined) ui.composer.add(words);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a press that takes the focus would take the selection as well
    <div
      ref={box}
      className="selection-tools"
      style={{ left, top }}
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
    >
      <button
        type="button"
        className="btn quote-selection"
        aria-keyshortcuts={shortcut.aria}
        {...(shortcut.label && { "data-tip": t("keys.quote"), "data-tip-keys": shortcut.label })}
        onClick={quote}
      >
        <Icon of={TextQuote} size="s" />
        {t("chat.quote")}
      </button>
      {tools.map((tool) => (
        <SelectionTool key={tool.name} tool={tool} onUsed={() => setPlace(undefined)} />
      ))}
    </div>
  );
}
