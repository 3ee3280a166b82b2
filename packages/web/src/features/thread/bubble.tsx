// What a person said, in its bubble. A long one shows its beginning, and the rest when it is asked for, searched for or walked into.
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { useOpened } from "../steps/use-opened.ts";
import { isLong } from "./long-text.ts";

interface BubbleProps {
  /** The message: whether it is open is remembered for it. */
  readonly about: string;
  readonly text: string;
  readonly className?: string;
  readonly children: ReactNode;
}

export function Bubble({ about, text, className = "", children }: BubbleProps) {
  const { t } = useTranslation();
  const id = useId();
  const [chosen, choose] = useOpened(`said ${about}`);
  const long = isLong(text);
  const open = chosen ?? false;
  return (
    <>
      <div
        id={id}
        className={`bubble message-content ${className}`}
        data-folded={long && !open ? "" : undefined}
        // The browser moves what is folded when it found something there, or when the focus goes into it.
        onScroll={({ currentTarget }) => {
          if (!long || open || currentTarget.scrollTop === 0) return;
          currentTarget.scrollTop = 0;
          choose(true);
        }}
      >
        {children}
      </div>
      {long && (
        <button type="button" className="btn quiet sm fold-said" aria-expanded={open} aria-controls={id} onClick={() => choose(!open)}>
          {t(open ? "markdown.showLess" : "chat.showMore")}
        </button>
      )}
    </>
  );
}
