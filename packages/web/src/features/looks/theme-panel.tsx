// The theme, to try and to copy: changes show on this page at once, and nowhere else. Only while somebody develops the app.
import { hexOf, measureContrast, readThemeFile, type Scheme, type ThemeFile, toTheme } from "@colloquy/protocol/theme";
import { ChevronDown } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext, useUiStore } from "../../app/app-context.tsx";
import { applyPreferences } from "../../app/preferences.ts";
import { RightPanel } from "../../app/right-panel.tsx";
import { copyText } from "../../components/ui/copy-text.ts";
import { Icon } from "../../components/ui/icon.tsx";
import { Segmented } from "../../components/ui/segmented.tsx";
import { ColorRow } from "./color-row.tsx";
import { ContrastList } from "./contrast-list.tsx";
import { EDITED_COLORS, FONTS, toFileText, valueIn, withValue } from "./theme-draft.ts";
import { applyTheme } from "./theme-sheet.ts";
import "../../theme/parts/theme-panel.css";

const PX_OF_A_REM = 16;
const USUAL_RADIUS = 12;
const WIDEST_RADIUS = 24;

export function ThemePanel({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { config } = useAppContext();
  const ui = useUiStore();
  const [draft, setDraft] = useState<ThemeFile>(config.theme ?? {});
  const [scheme, setScheme] = useState<Scheme>(document.documentElement.classList.contains("dark") ? "dark" : "light");
  // What is half written is left out of the preview, as the server would leave it out.
  const { file } = readThemeFile(draft);
  const theme = toTheme(file);
  usePreview(file, scheme);
  const set = (name: string, value: string, where: Scheme = scheme) => setDraft((before) => withValue(before, where, name, value));
  const copy = async () => {
    const copied = await copyText(toFileText(file));
    ui.toast(copied ? { tone: "success", title: t("looks.copied") } : { tone: "error", title: t("looks.copyFailed") });
  };
  const footer = (
    <div className="df wrap theme-footer">
      <button type="button" className="btn quiet" onClick={() => setDraft(config.theme ?? {})}>
        {t("looks.reset")}
      </button>
      <button type="button" className="btn primary" onClick={() => void copy()}>
        {t("looks.copy")}
      </button>
    </div>
  );
  return (
    <RightPanel title={t("looks.title")} titleId="theme-panel-title" footer={footer} onClose={onClose}>
      <div className="theme-panel" id="theme-panel">
        <p className="hint">{t("looks.intro")}</p>
        <div className="one">
          <span id="theme-scheme">{t("looks.scheme")}</span>
          <Segmented
            labelledBy="theme-scheme"
            value={scheme}
            choices={(["light", "dark"] as const).map((value) => ({ value, label: t(`looks.${value}`) }))}
            onChange={setScheme}
          />
        </div>
        <fieldset>
          <legend>{t("looks.colors")}</legend>
          {EDITED_COLORS.map((name) => {
            const value = valueIn(draft, scheme, name);
            return (
              <ColorRow
                key={name}
                label={t(`looks.${name}`)}
                value={value}
                hex={hexOf(theme, scheme, name)}
                wrong={value !== "" && valueIn(file, scheme, name) === ""}
                onChange={(next) => set(name, next)}
              />
            );
          })}
        </fieldset>
        <RadiusRow value={valueIn(file, "light", "radius")} onChange={(value) => set("radius", value, "light")} />
        <FontRow value={valueIn(draft, "light", "font-sans")} onChange={(value) => set("font-sans", value, "light")} />
        <ContrastList theme={theme} findings={measureContrast(theme)} />
      </div>
    </RightPanel>
  );
}

interface RowProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function RadiusRow({ value, onChange }: RowProps) {
  const { t } = useTranslation();
  const number = Number.parseFloat(value);
  const pixels = Number.isNaN(number) ? USUAL_RADIUS : Math.round(value.endsWith("rem") ? number * PX_OF_A_REM : number);
  return (
    <div className="one">
      <label htmlFor="theme-radius">{t("looks.radius")}</label>
      <input
        id="theme-radius"
        type="range"
        className="slider"
        style={{ "--v": pixels / WIDEST_RADIUS } as object}
        min={0}
        max={WIDEST_RADIUS}
        value={pixels}
        aria-valuetext={t("looks.pixels", { count: pixels })}
        onChange={(event) => onChange(`${Number(event.target.value) / PX_OF_A_REM}rem`)}
      />
      <output htmlFor="theme-radius">{t("looks.pixels", { count: pixels })}</output>
    </div>
  );
}

function FontRow({ value, onChange }: RowProps) {
  const { t } = useTranslation();
  const names = Object.keys(FONTS) as (keyof typeof FONTS)[];
  const chosen = value === "" ? "fontDefault" : names.find((name) => FONTS[name] === value);
  return (
    <div className="one">
      <label htmlFor="theme-font">{t("looks.font")}</label>
      <div className="input select">
        <select
          id="theme-font"
          value={chosen ?? "fontOwn"}
          onChange={({ target }) =>
            onChange(names.includes(target.value as never) ? (FONTS[target.value as keyof typeof FONTS] ?? "") : value)
          }
        >
          {chosen === undefined && <option value="fontOwn">{t("looks.fontOwn")}</option>}
          {names.map((name) => (
            <option key={name} value={name}>
              {t(`looks.${name}`)}
            </option>
          ))}
        </select>
        <Icon of={ChevronDown} size="s" />
      </div>
    </div>
  );
}

/** Shows a theme on the page, in the scheme that is worked on; when the panel closes everything is as before. */
function usePreview(file: ThemeFile, scheme: Scheme): void {
  const { config, root } = useAppContext();
  const ui = useUiStore();
  const text = JSON.stringify(file);
  useEffect(() => {
    void applyTheme(JSON.parse(text) as ThemeFile, root);
  }, [text, root]);
  useEffect(() => {
    document.documentElement.classList.toggle("dark", scheme === "dark");
  }, [scheme]);
  useEffect(
    () => () => {
      void applyTheme(config.theme, root);
      applyPreferences(ui.get().preferences);
    },
    [config, root, ui],
  );
}
