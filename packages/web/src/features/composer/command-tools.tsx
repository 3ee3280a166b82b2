// Commands in the tools row: a button for each that wants one, the others in a menu.
import type { Command } from "@colloquy/protocol";
import { SquareSlash, Wrench } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useAppContext } from "../../app/app-context.tsx";
import { Icon } from "../../components/ui/icon.tsx";
import { NamedIcon } from "../../components/ui/named-icon.tsx";
import { directionOf } from "../../i18n/i18n.ts";
import { ChoiceMenu } from "./choice-menu.tsx";
import { commandName } from "./command-name.ts";
import { commandElementId } from "./suggestion-ids.ts";
import type { CommandChoice } from "./use-command.ts";

export function ToolsMenu({ commands, chosen, choose }: CommandChoice) {
  const { t, i18n } = useTranslation();
  const { root } = useAppContext();
  const others = commands.filter(({ button }) => !button);
  if (others.length === 0) return null;
  const label = t(chosen && !chosen.button ? "commands.change" : "commands.tools");
  return (
    <div className="command-popover-wrapper">
      <ChoiceMenu
        button={{ id: "command-button", className: "chip tools-chip", "aria-label": label, "data-tip": label }}
        menuId="command-popover"
        items={others.map((command) => ({
          id: command.id,
          name: commandName(command),
          description: command.description,
          icon: <NamedIcon name={command.icon} root={root} size="s" fallback={SquareSlash} />,
        }))}
        chosen={chosen?.id}
        optional
        dir={directionOf(i18n.language)}
        onChoose={(id) => choose(others.find((command) => command.id === id))}
      >
        <Icon of={Wrench} size="s" />
        <span className="word">{t("commands.tools")}</span>
      </ChoiceMenu>
    </div>
  );
}

export function CommandButtons({ commands, chosen, choose }: CommandChoice) {
  const buttons = commands.filter(({ button }) => button);
  if (buttons.length === 0) return null;
  return (
    <div className="command-buttons-container">
      {buttons.map((command) => (
        <CommandButton
          key={command.id}
          command={command}
          pressed={command.id === chosen?.id}
          onPress={() => choose(command.id === chosen?.id ? undefined : command)}
        />
      ))}
    </div>
  );
}

interface CommandButtonProps {
  readonly command: Command;
  readonly pressed: boolean;
  readonly onPress: () => void;
}

function CommandButton({ command, pressed, onPress }: CommandButtonProps) {
  const { root } = useAppContext();
  const { id, description, icon } = command;
  const name = commandName(command);
  return (
    <button
      type="button"
      id={commandElementId(id)}
      className={`chip command-button ${pressed ? "set text-command" : ""} ${icon ? "" : "bare"}`}
      aria-pressed={pressed}
      aria-label={name}
      data-tip={description || name}
      onClick={onPress}
    >
      {icon && <NamedIcon name={icon} root={root} size="s" fallback={SquareSlash} />}
      <bdi className="word">{name}</bdi>
    </button>
  );
}
