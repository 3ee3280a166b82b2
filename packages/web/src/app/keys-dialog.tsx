// All shortcuts on one sheet.
import { useTranslation } from "react-i18next";
import { Dialog } from "../components/ui/dialog.tsx";
import { useUi } from "./app-context.tsx";
import { shortcutLabel } from "./shortcut-label.ts";

export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { singleKeys, sendKey } = useUi((state) => state.preferences);
  const modEnter = sendKey === "modEnter";
  const keys: readonly (readonly [string, readonly string[]])[] = [
    [t("keys.send"), [modEnter ? shortcutLabel("Enter") : "Enter"]],
    [t("keys.newLine"), [modEnter ? "Enter" : "Shift Enter"]],
    [t("keys.editLast"), ["↑"]],
    [t("keys.stop"), ["Esc"]],
    [t("keys.search"), [shortcutLabel("K")]],
    [t("keys.newChat"), [shortcutLabel("O", true)]],
    [t("keys.sidebar"), [shortcutLabel("B")]],
    [t("keys.settings"), [shortcutLabel(",")]],
    [t("keys.composer"), singleKeys ? ["Shift Esc", "/"] : ["Shift Esc"]],
    [t("keys.previousTurn"), ["Alt ↑"]],
    [t("keys.nextTurn"), ["Alt ↓"]],
    [t("keys.copyLast"), [shortcutLabel("C", true)]],
    ...(singleKeys ? [[t("keys.sheet"), ["?"]] as const] : []),
  ];
  return (
    <Dialog title={t("keys.title")} closeLabel={t("common.close")} wide onClose={onClose}>
      <dl className="keymap">
        {keys.map(([name, combos]) => (
          <div key={name} style={{ display: "contents" }}>
            <dt>{name}</dt>
            <dd>
              {combos.map((combo) => (
                <kbd key={combo}>{combo}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
