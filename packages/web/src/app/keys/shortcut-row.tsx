// One shortcut on the sheet: its keys, and what can be done about them. While it listens, the next combination becomes its own.
import { Pencil, RotateCcw, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../../components/ui/icon-button.tsx";
import { useUi, useUiStore } from "../app-context.tsx";
import { type Combo, toCombo, toLabel } from "./combo.ts";
import { findShortcut, giveCombo, isNeeded } from "./key-choices.ts";
import type { ShortcutName } from "./shortcuts.ts";

interface ShortcutRowProps {
  readonly name: ShortcutName;
  readonly combos: readonly Combo[];
  readonly listening: boolean;
  readonly onListen: (on: boolean) => void;
}

export function ShortcutRow({ name, combos, listening, onListen }: ShortcutRowProps) {
  const { t } = useTranslation();
  const ui = useUiStore();
  const changed = useUi((state) => state.keys[name] !== undefined);
  const change = useRef<HTMLButtonElement>(null);
  const label = t(`keys.${name}`);
  const reset = () => {
    const { [name]: _chosen, ...rest } = ui.get().keys;
    ui.chooseKeys(rest);
    change.current?.focus();
  };
  const stopListening = () => {
    onListen(false);
    requestAnimationFrame(() => change.current?.focus());
  };
  return (
    <li data-shortcut={name}>
      <span className="t" id={`keys-name-${name}`}>
        {label}
      </span>
      {listening ? (
        <Listener name={name} onDone={stopListening} />
      ) : (
        <>
          {combos.length === 0 ? (
            <span className="mute">{t("keys.off")}</span>
          ) : (
            combos.map((combo) => <kbd key={combo}>{toLabel(combo)}</kbd>)
          )}
          <span className="acts">
            <IconButton small ref={change} icon={Pencil} label={t("keys.change", { name: label })} onClick={() => onListen(true)} />
            {changed ? (
              <IconButton small icon={RotateCcw} label={t("keys.reset", { name: label })} onClick={reset} />
            ) : (
              <IconButton
                small
                icon={X}
                label={t("keys.turnOff", { name: label })}
                onClick={() => ui.chooseKeys({ ...ui.get().keys, [name]: [] })}
              />
            )}
          </span>
        </>
      )}
    </li>
  );
}

interface ListenerProps {
  readonly name: ShortcutName;
  readonly onDone: () => void;
}

/** Has the keyboard to itself: what is pressed here does nothing else. */
function Listener({ name, onDone }: ListenerProps) {
  const { t } = useTranslation();
  const ui = useUiStore();
  const [problem, setProblem] = useState<{ readonly combo: Combo; readonly holder: ShortcutName | undefined }>();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    button.current?.focus();
  }, []);
  const give = (combo: Combo) => {
    ui.chooseKeys(giveCombo(ui.get().keys, name, combo));
    onDone();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Tab") return;
    event.stopPropagation();
    if (event.key === "Escape" && !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey) return onDone();
    const combo = toCombo(event.nativeEvent);
    if (!combo) return;
    event.preventDefault();
    const holder = findShortcut(combo, ui.get().keys);
    if (isNeeded(combo)) setProblem({ combo, holder: undefined });
    else if (holder && holder !== name) setProblem({ combo, holder });
    else give(combo);
  };
  return (
    <span className="listen">
      <button
        type="button"
        ref={button}
        className="btn sm"
        aria-label={t("keys.listening", { name: t(`keys.${name}`) })}
        onKeyDown={onKeyDown}
        onBlur={(event) => !event.currentTarget.parentElement?.contains(event.relatedTarget) && onDone()}
      >
        {t("keys.press")}
      </button>
      {problem && (
        <span className="problem" role="alert">
          {problem.holder
            ? t("keys.taken", { combo: toLabel(problem.combo), name: t(`keys.${problem.holder}`) })
            : t("keys.needed", { combo: toLabel(problem.combo) })}
        </span>
      )}
      {problem?.holder && (
        <button type="button" className="btn sm" onClick={() => give(problem.combo)} onBlur={(event) => !event.relatedTarget && onDone()}>
          {t("keys.take")}
        </button>
      )}
    </span>
  );
}
