// One of several cards, or some of them; where the app wants it, an answer of the person's own.
import "../../../theme/parts/settings.css";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { ChoiceCard } from "./choice-card.tsx";
import { boundsInWords, findOptions, fitsBounds } from "./choice-rules.ts";
import { ChoiceSearch } from "./choice-search.tsx";
import type { KindProps } from "./kind-props.ts";
import { OtherCard } from "./other-card.tsx";

export function Choice({ ask, answering: { sending, answer } }: KindProps<"choice">) {
  const { t, i18n } = useTranslation();
  const id = useId();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [own, setOwn] = useState(false);
  const [words, setWords] = useState("");
  const [query, setQuery] = useState("");
  const { options, multiple = false, other = false, search = false } = ask;
  const found = findOptions(options, query, i18n.language);
  const count = chosen.size + (own ? 1 : 0);
  const full = multiple && ask.max !== undefined && count >= ask.max;
  const ready = fitsBounds(ask, count) && (!own || words.trim() !== "");
  const choose = (value: string, on: boolean) => {
    // What is on its way stays what it is, and the focus where it is.
    if (sending) return;
    if (!multiple) {
      setOwn(false);
      setChosen(new Set([value]));
      return;
    }
    const next = new Set(chosen);
    if (on) next.add(value);
    else next.delete(value);
    setChosen(next);
  };
  const chooseOwn = (on: boolean) => {
    if (sending) return;
    setOwn(on);
    if (on && !multiple) setChosen(new Set());
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!ready || sending) return;
    const values = options.map(({ value }) => value).filter((value) => chosen.has(value));
    void answer({ kind: "choice", values, ...(own && { other: words.trim() }) });
  };
  return (
    <form onSubmit={send} noValidate>
      <fieldset className="body choices" aria-disabled={sending || undefined} aria-describedby={`${id}-note`}>
        <legend className="choices-legend" id={`${id}-note`}>
          {boundsInWords(ask, t)}
        </legend>
        {search && <ChoiceSearch query={query} found={found.length} onChange={setQuery} />}
        <div className="choice-list">
          {found.map((option) => (
            <ChoiceCard
              key={option.value}
              option={option}
              name={id}
              multiple={multiple}
              checked={chosen.has(option.value)}
              off={full && !chosen.has(option.value)}
              onChange={(on) => choose(option.value, on)}
            />
          ))}
          {other && (
            <OtherCard
              name={id}
              multiple={multiple}
              checked={own}
              off={full && !own}
              words={words}
              onChange={chooseOwn}
              onWords={setWords}
            />
          )}
        </div>
      </fieldset>
      <div className="acts">
        <button type="submit" className="btn primary" aria-disabled={!ready || sending || undefined}>
          {sending && <span className="spin" aria-hidden />}
          {t("ask.answer")}
        </button>
        {multiple && <span className="mute num">{t("ask.chosen", { number: count })}</span>}
      </div>
    </form>
  );
}
