// Several choices from a list; a long one is looked through with a search, and shows the chosen ones above it.
import type { SettingInput } from "@colloquy/protocol";
import { Search, X } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../../components/ui/icon.tsx";
import { IconButton } from "../../../components/ui/icon-button.tsx";
import { Field, type InputProps } from "./field.tsx";

type Multiselect = Extract<SettingInput, { type: "multiselect" }>;

/** More than this is looked through with a search. */
const SHORT_LIST = 8;

export function MultiselectInput({ input, value, problem, onChange }: InputProps<Multiselect, readonly string[]>) {
  const { t } = useTranslation();
  const [query, setQuery] = useState("");
  const list = useRef<HTMLFieldSetElement>(null);
  const isLong = input.items.length > SHORT_LIST;
  const words = query.trim().toLowerCase();
  const found = input.items.filter((item) => item.label.toLowerCase().includes(words));
  // In the order of the list, whatever the order of the clicks.
  const choose = (chosen: string, on: boolean) =>
    onChange(input.items.map((item) => item.value).filter((one) => (one === chosen ? on : value.includes(one))));
  const remove = (chosen: string) => {
    choose(chosen, false);
    list.current?.querySelector("input")?.focus();
  };
  return (
    <Field input={input} problem={problem} group aside={isLong && <Count chosen={value.length} all={input.items.length} />}>
      {({ label, describedBy }) => (
        <fieldset id={input.id} aria-labelledby={label} aria-describedby={describedBy} ref={list} className={isLong ? "long" : ""}>
          {isLong && (
            <>
              {value.length > 0 && (
                <ul className="tags">
                  {input.items
                    .filter((item) => value.includes(item.value))
                    .map((item) => (
                      <li key={item.value} className="tag">
                        <bdi>{item.label}</bdi>
                        {!input.disabled && (
                          <IconButton
                            small
                            icon={X}
                            label={t("settings.removeTag", { word: item.label })}
                            onClick={() => remove(item.value)}
                          />
                        )}
                      </li>
                    ))}
                </ul>
              )}
              <div className="input">
                <Icon of={Search} size="s" />
                <input
                  type="search"
                  dir={query === "" ? undefined : "auto"}
                  value={query}
                  aria-label={t("settings.searchIn", { label: input.label })}
                  placeholder={t("settings.search")}
                  disabled={input.disabled}
                  onChange={(event) => setQuery(event.target.value)}
                  onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
                />
              </div>
            </>
          )}
          <div className="opts">
            {found.map((item) => (
              <label key={item.value} className="opt">
                <input
                  type="checkbox"
                  className="check"
                  checked={value.includes(item.value)}
                  disabled={input.disabled}
                  onChange={(event) => choose(item.value, event.target.checked)}
                />
                <bdi>{item.label}</bdi>
              </label>
            ))}
            {found.length === 0 && <p className="hint">{t("settings.noneFound", { query })}</p>}
          </div>
        </fieldset>
      )}
    </Field>
  );
}

function Count({ chosen, all }: { readonly chosen: number; readonly all: number }) {
  const { t } = useTranslation();
  return <span className="badge num">{t("settings.chosen", { chosen, all })}</span>;
}
