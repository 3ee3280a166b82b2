// How the page looks and behaves for this person. Every choice applies at once and is kept in this browser.

import { ChevronDown } from "lucide-react";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { useConfig, useUi, useUiStore } from "../../app/app-context.tsx";
import { CHOICES } from "../../app/preferences.ts";
import { shortcutLabel } from "../../app/shortcut-label.ts";
import { Icon } from "../../components/ui/icon.tsx";
import { Segmented } from "../../components/ui/segmented.tsx";
import { LANGUAGES } from "../../i18n/i18n.ts";

/** The order they are shown in: sizes by size, the others with the default first. */
const SHOWN = { ...CHOICES, textSize: ["small", "normal", "large", "larger"] } as const;

export function InterfaceSection() {
  const { t } = useTranslation();
  const ui = useUiStore();
  const preferences = useUi((state) => state.preferences);
  const { languages } = useConfig();
  const segmented = <Name extends keyof typeof CHOICES>(name: Name) => (
    <Row label={t(`settings.${name}`)}>
      {(label) => (
        <Segmented
          labelledBy={label}
          value={preferences[name]}
          choices={SHOWN[name].map((value) => ({ value, label: t(`settings.choice.${value}`, { keys: shortcutLabel("Enter") }) }))}
          onChange={(value) => ui.prefer({ [name]: value })}
        />
      )}
    </Row>
  );
  return (
    <div className="fields">
      {segmented("theme")}
      {segmented("density")}
      {segmented("textSize")}
      {segmented("motion")}
      {/* An app that demands a language leaves nothing to choose. */}
      {languages?.length !== 1 && <LanguageRow />}
      {segmented("sendKey")}
      <Row label={t("settings.singleKeys")} hint={t("settings.singleKeysHint")}>
        {(label, hint) => (
          <button
            type="button"
            role="switch"
            className="switch"
            aria-checked={preferences.singleKeys}
            aria-labelledby={label}
            aria-describedby={hint}
            onClick={() => ui.prefer({ singleKeys: !preferences.singleKeys })}
          />
        )}
      </Row>
    </div>
  );
}

/** The page is loaded again: the server is told the language when a chat is opened. */
function LanguageRow() {
  const { t } = useTranslation();
  const ui = useUiStore();
  const language = useUi((state) => state.preferences.language);
  const choose = (tag: string) => {
    ui.prefer({ language: tag === "" ? undefined : tag });
    const address = new URL(location.href);
    address.searchParams.delete("lang");
    if (address.href === location.href) location.reload();
    else location.replace(address);
  };
  return (
    <Row label={t("settings.language")} hint={t("settings.languageHint")}>
      {(label, hint) => (
        <div className="input select">
          <select value={language ?? ""} aria-labelledby={label} aria-describedby={hint} onChange={({ target }) => choose(target.value)}>
            <option value="">{t("settings.browserLanguage")}</option>
            {LANGUAGES.map((tag) => (
              <option key={tag} value={tag} lang={tag}>
                {nameOf(tag)}
              </option>
            ))}
          </select>
          <Icon of={ChevronDown} size="s" />
        </div>
      )}
    </Row>
  );
}

/** A language by its own name, so that whoever reads it finds it. */
function nameOf(tag: string): string {
  const name = new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}

interface RowProps {
  readonly label: string;
  readonly hint?: string;
  readonly children: (label: string, hint: string | undefined) => ReactNode;
}

function Row({ label, hint, children }: RowProps) {
  const id = useId();
  return (
    <div className="line choice">
      <div>
        <span className="label" id={`${id}-label`}>
          {label}
        </span>
        {hint && (
          <span className="hint" id={`${id}-hint`}>
            {hint}
          </span>
        )}
      </div>
      {children(`${id}-label`, hint && `${id}-hint`)}
    </div>
  );
}
