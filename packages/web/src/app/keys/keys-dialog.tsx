// All shortcuts on one sheet, each of which can be changed, turned off and set back.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../../components/ui/dialog.tsx";
import { useUi, useUiStore } from "../app-context.tsx";
import { shortcutLabel } from "../shortcut-label.ts";
import { toLabel } from "./combo.ts";
import { combosOf } from "./key-choices.ts";
import { ShortcutRow } from "./shortcut-row.tsx";
import { SHORTCUT_GROUPS, SHORTCUT_NAMES, SHORTCUTS, type ShortcutName } from "./shortcuts.ts";
import "../../theme/parts/settings.css";
import "../../theme/parts/keys.css";

export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const ui = useUiStore();
  const choices = useUi((state) => state.keys);
  const { singleKeys, sendKey } = useUi((state) => state.preferences);
  const [listening, listen] = useState<ShortcutName>();
  const footer = (
    <>
      <button type="button" className="btn quiet" aria-disabled={Object.keys(choices).length === 0} onClick={() => ui.chooseKeys({})}>
        {t("keys.resetAll")}
      </button>
      <span className="sp" />
      <button type="button" className="btn primary" onClick={onClose}>
        {t("common.close")}
      </button>
    </>
  );
  return (
    <Dialog
      id="shortcuts"
      title={t("keys.title")}
      closeLabel={t("common.close")}
      footer={footer}
      wide
      keepsEscape={listening !== undefined}
      onClose={onClose}
    >
      <div className="keymap">
        {SHORTCUT_GROUPS.map((group) => (
          <section key={group} aria-labelledby={`keys-${group}`}>
            <h3 id={`keys-${group}`}>{t(`keys.group.${group}`)}</h3>
            <ul>
              {group === "chat" && (
                <SendingRows modEnter={sendKey === "modEnter"} previous={combosOf("previousTurn", choices, singleKeys)} />
              )}
              {SHORTCUT_NAMES.filter((name) => SHORTCUTS[name].group === group).map((name) => (
                <ShortcutRow
                  key={name}
                  name={name}
                  combos={combosOf(name, choices, singleKeys)}
                  listening={listening === name}
                  onListen={(on) => listen(on ? name : undefined)}
                />
              ))}
            </ul>
          </section>
        ))}
        <div className="single-keys">
          <span>
            <span id="keys-single">{t("keys.single")}</span>
            <small id="keys-single-text">{t("keys.singleText")}</small>
          </span>
          <button
            type="button"
            role="switch"
            className="switch"
            aria-checked={singleKeys}
            aria-labelledby="keys-single"
            aria-describedby="keys-single-text"
            onClick={() => ui.prefer({ singleKeys: !singleKeys })}
          />
        </div>
      </div>
    </Dialog>
  );
}

/** Which key sends is chosen in the settings; here it is only told. */
function SendingRows({ modEnter, previous }: { readonly modEnter: boolean; readonly previous: readonly string[] }) {
  const { t } = useTranslation();
  return (
    <>
      <li>
        <span className="t">{t("keys.send")}</span>
        <kbd>{modEnter ? shortcutLabel("Enter") : "Enter"}</kbd>
      </li>
      <li>
        <span className="t">{t("keys.newLine")}</span>
        <kbd>{modEnter ? "Enter" : "Shift Enter"}</kbd>
      </li>
      {/* In the message box the keys that lead from message to message do this. */}
      <li>
        <span className="t">{t("keys.prompts")}</span>
        <kbd>{previous[0] === undefined ? t("keys.off") : toLabel(previous[0])}</kbd>
      </li>
    </>
  );
}
