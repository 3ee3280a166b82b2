// One of several cards, or some of them; where the app wants it, an answer of the person's own.
import "../../../theme/parts/settings.css";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAskDraft } from "../use-ask-draft.ts";
import { ChoiceCard } from "./choice-card.tsx";
import { boundsInWords, findOptions, fitsBounds } from "./choice-rules.ts";
import { ChoiceSearch } from "./choice-search.tsx";
import type { KindProps } from "./kind-props.ts";
import { OtherCard } from "./other-card.tsx";

export function Choice({ ask, answering: { sending, answer } }: KindProps<"choice">) {
  const { t, i18n } = useTranslation();
  const id = useId();
  const [{ values: picked, own, words }, change] = useAskDraft(ask.id, CHOICE);
  const [query, setQuery] = useState("");
  const { options, multiple = false, other = false, search = false } = ask;
  const found = findOptions(options, query, i18n.language);
  const chosen = new Set(picked.filter((value) => options.some((option) => option.value === value)));
  const count = chosen.size + (own ? 1 : 0);
  const full = multiple && ask.max !== undefined && count >= ask.max;
  const ready = fitsBounds(ask, count) && (!own || words.trim() !== "");
  const choose = (value: string, on: boolean) => {
    // What is on its way stays what it is, and the focus where it is.
    if (sending) return;
    if (!multiple) {
      change({ values: [value], own: false, words });
      return;
    }
    const next = new Set(chosen);
    if (on) next.add(value);
    else next.delete(value);
    change({ values: [...next], own, words });
  };
  const chooseOwn = (on: boolean) => {
    if (sending) return;
    change({ values: on && !multiple ? [] : picked, own: on, words });
  };
  /** Writing an answer of one's own is choosing it. */
  const write = (typed: string) => {
    const begins = typed !== "" && !own && !sending;
    change({ values: begins && !multiple ? [] : picked, own: own || begins, words: typed });
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
            <OtherCard name={id} multiple={multiple} checked={own} off={full && !own} words={words} onChange={chooseOwn} onWords={write} />
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

interface ChoiceDraft {
  readonly values: readonly string[];
  /** The answer of the person's own is chosen. */
  readonly own: boolean;
  readonly words: string;
}

const CHOICE = { name: "choice", read: readDraft };

function readDraft(kept: unknown): ChoiceDraft {
  const { values, own, words } = (kept ?? {}) as { readonly [Key in keyof ChoiceDraft]?: unknown };
  return {
    values: Array.isArray(values) ? values.filter((value) => typeof value === "string") : [],
    own: own === true,
    words: typeof words === "string" ? words : "",
  };
}
