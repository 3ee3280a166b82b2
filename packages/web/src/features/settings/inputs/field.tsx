// What stands around every input: its name, what it is about, what is wrong with it. The ids tie them to the input for screen readers.
import { Info } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../../components/ui/icon.tsx";

/** What every widget is given. */
export interface InputProps<Input, Value> {
  readonly input: Input;
  readonly value: Value;
  /** What is wrong, in a sentence. */
  readonly problem: string | undefined;
  readonly onChange: (value: Value) => void;
}

export interface FieldIds {
  readonly label: string;
  /** For aria-describedby; undefined when there is nothing to say. */
  readonly describedBy: string | undefined;
}

interface FieldProps {
  readonly input: {
    readonly id: string;
    readonly label: string;
    readonly tooltip?: string | undefined;
    readonly description?: string | undefined;
    readonly disabled?: boolean | undefined;
    /** A word beside the label, as “optional”. */
    readonly mark?: string | undefined;
  };
  readonly problem: string | undefined;
  /** The label names a group and not one control. */
  readonly group?: boolean;
  /** Beside the label at the far end, as the value of a slider. */
  readonly aside?: ReactNode;
  /** The control stands in the line of its label. */
  readonly inline?: "before" | "after";
  readonly children: (ids: FieldIds) => ReactNode;
}

export function Field({ input, problem, group = false, aside, inline, children }: FieldProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const { label, tooltip, description, disabled, mark } = input;
  const parts = [tooltip && `${id}-tip`, description && `${id}-hint`, problem && `${id}-problem`].filter(Boolean);
  const ids = { label: `${id}-label`, describedBy: parts.length > 0 ? parts.join(" ") : undefined };
  const control = children(ids);
  const name = (
    <span className="label" data-off={disabled || undefined}>
      {group ? (
        <span id={ids.label} dir="auto">
          {label}
          {mark && <Mark mark={mark} />}
        </span>
      ) : (
        <label id={ids.label} htmlFor={input.id} dir="auto">
          {label}
          {mark && <Mark mark={mark} />}
        </label>
      )}
      {tooltip && <About label={label} open={open} onToggle={() => setOpen(!open)} />}
      {aside}
    </span>
  );
  const hints = (
    <>
      {tooltip && (
        <span className={open ? "hint" : "sr"} id={`${id}-tip`} dir="auto">
          {tooltip}
        </span>
      )}
      {description && (
        <span className="hint" id={`${id}-hint`} dir="auto">
          {description}
        </span>
      )}
      {problem && (
        <span className="err" id={`${id}-problem`} dir="auto">
          {problem}
        </span>
      )}
    </>
  );
  if (inline)
    return (
      <div className={`line ${inline}`} data-setting={input.id}>
        {inline === "before" && control}
        <div>
          {name}
          {hints}
        </div>
        {inline === "after" && control}
      </div>
    );
  return (
    <div className="field" data-setting={input.id}>
      {name}
      {control}
      {hints}
    </div>
  );
}

function Mark({ mark }: { readonly mark: string }) {
  return <span className="opt-mark"> {mark}</span>;
}

interface AboutProps {
  readonly label: string;
  readonly open: boolean;
  readonly onToggle: () => void;
}

/** A tooltip cannot be reached by touch; this opens under the label. */
function About({ label, open, onToggle }: AboutProps) {
  const { t } = useTranslation();
  return (
    <button type="button" className="label-about" aria-label={t("settings.about", { label })} aria-expanded={open} onClick={onToggle}>
      <Icon of={Info} size="xs" />
    </button>
  );
}
