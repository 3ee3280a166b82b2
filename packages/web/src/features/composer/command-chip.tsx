// The chosen command at the head of the message. Backspace at the start of the text takes it away, and so does its cross.
import type { Command } from "@colloquy/protocol";
import { SquareSlash, X } from "lucide-react";
import type { RefObject } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext } from "../../app/app-context.tsx";
import { Icon } from "../../components/ui/icon.tsx";
import { NamedIcon } from "../../components/ui/named-icon.tsx";
import { commandName } from "./command-name.ts";
import { commandElementId } from "./suggestion-ids.ts";

interface CommandChipProps {
  readonly command: Command;
  readonly onRemove: () => void;
  /** Takes the focus, since the chip goes. */
  readonly fieldRef: RefObject<HTMLTextAreaElement | null>;
}

export function CommandChip({ command, onRemove, fieldRef }: CommandChipProps) {
  const { t } = useTranslation();
  const { root } = useAppContext();
  const { id, icon, description } = command;
  const name = commandName(command);
  const label = t("commands.remove", { name });
  return (
    <div className="chosen-command">
      <button
        type="button"
        id={commandElementId(id)}
        className="chip set command-button text-command"
        aria-label={label}
        data-tip={description || label}
        onClick={() => {
          onRemove();
          fieldRef.current?.focus();
        }}
      >
        <NamedIcon name={icon} root={root} size="xs" fallback={SquareSlash} />
        <bdi>{name}</bdi>
        <Icon of={X} size="xs" />
      </button>
    </div>
  );
}
