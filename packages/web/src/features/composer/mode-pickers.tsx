// A picker for each mode: what is chosen on the button, all options behind it.
import type { Mode } from "@colloquy/protocol";
import { ChevronDown } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useAppContext } from "../../app/app-context.tsx";
import { Icon } from "../../components/ui/icon.tsx";
import { NamedIcon } from "../../components/ui/named-icon.tsx";
import { directionOf } from "../../i18n/i18n.ts";
import { ChoiceMenu } from "./choice-menu.tsx";
import type { Modes } from "./use-modes.ts";

export function ModePickers({ modes, chosen, choose }: Modes) {
  return modes.map((mode) => (
    <ModePicker key={mode.id} mode={mode} chosen={chosen[mode.id]} onChoose={(option) => choose(mode.id, option)} />
  ));
}

interface ModePickerProps {
  readonly mode: Mode;
  readonly chosen: string | undefined;
  readonly onChoose: (optionId: string) => void;
}

function ModePicker({ mode: { id, name, options }, chosen, onChoose }: ModePickerProps) {
  const { t, i18n } = useTranslation();
  const { root } = useAppContext();
  const option = options.find((one) => one.id === chosen);
  const label = t("modes.label", { mode: name, option: option?.name ?? "" });
  const part = id.replaceAll(/\s+/g, "-");
  const anyIcon = options.some(({ icon }) => icon);
  return (
    <div className="mode-picker-wrapper">
      <ChoiceMenu
        button={{ id: `mode-picker-trigger-${part}`, className: "chip", "aria-label": label, "data-tip": label }}
        menuId={`mode-picker-popover-${part}`}
        items={options.map(({ id: optionId, name: optionName, description, icon }) => ({
          id: optionId,
          name: optionName,
          description,
          // A place for all as soon as one has an icon, so that the names stand below each other.
          icon: anyIcon && (icon ? <NamedIcon name={icon} root={root} size="s" /> : <span className="i s" aria-hidden />),
        }))}
        chosen={chosen}
        dir={directionOf(i18n.language)}
        onChoose={(optionId) => optionId !== undefined && optionId !== chosen && onChoose(optionId)}
      >
        {option?.icon && <NamedIcon name={option.icon} root={root} size="s" />}
        <bdi className="t">{option?.name}</bdi>
        <Icon of={ChevronDown} size="xs" />
      </ChoiceMenu>
    </div>
  );
}
