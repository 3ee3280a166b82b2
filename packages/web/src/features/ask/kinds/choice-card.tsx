// One thing to choose: the whole card is what is pressed.
import type { ChoiceOption } from "@colloquy/protocol";
import { useId } from "react";
import { useAppContext } from "../../../app/app-context.tsx";
import { NamedIcon } from "../../../components/ui/named-icon.tsx";

interface ChoiceCardProps {
  readonly option: ChoiceOption;
  /** Of the group it belongs to. */
  readonly name: string;
  readonly multiple: boolean;
  readonly checked: boolean;
  /** As many as may be are chosen. */
  readonly off: boolean;
  readonly onChange: (on: boolean) => void;
}

export function ChoiceCard({ option, name, multiple, checked, off, onChange }: ChoiceCardProps) {
  const { root } = useAppContext();
  const id = useId();
  const { label, description, icon, badge } = option;
  return (
    <label className="choice" data-off={off || undefined}>
      <input
        type={multiple ? "checkbox" : "radio"}
        className={`check ${multiple ? "" : "radio"}`}
        name={name}
        checked={checked}
        disabled={off}
        aria-labelledby={badge === undefined ? `${id}-l` : `${id}-l ${id}-b`}
        aria-describedby={description === undefined ? undefined : `${id}-d`}
        onChange={({ target }) => onChange(target.checked)}
      />
      {icon && <NamedIcon name={icon} root={root} />}
      <span className="choice-words">
        <span className="choice-name">
          <b id={`${id}-l`} dir="auto">
            {label}
          </b>
          {badge !== undefined && (
            <span className="choice-badge" id={`${id}-b`} dir="auto">
              {badge}
            </span>
          )}
        </span>
        {description !== undefined && (
          <small id={`${id}-d`} dir="auto">
            {description}
          </small>
        )}
      </span>
    </label>
  );
}
