// A name that is written anew where it stands: Enter and leaving the field keep it, Escape does not.
import { type KeyboardEvent, useRef, useState } from "react";
import { isComposing } from "../composer/is-composing.ts";

interface RenameFieldProps {
  readonly name: string;
  readonly label: string;
  /** With a name that is another one. */
  readonly onSave: (name: string) => void;
  /** `byKeyboard`: the focus is to go back to where it came from. */
  readonly onDone: (byKeyboard: boolean) => void;
}

export function RenameField({ name, label, onSave, onDone }: RenameFieldProps) {
  const [text, setText] = useState(name);
  const over = useRef(false);
  const end = (byKeyboard: boolean, save: boolean) => {
    // Leaving by a key takes the field away, which leaves it once more.
    if (over.current) return;
    over.current = true;
    const wanted = text.trim();
    onDone(byKeyboard);
    if (save && wanted !== "" && wanted !== name) onSave(wanted);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (isComposing(event)) return;
    if (event.key === "Enter") end(true, true);
    else if (event.key === "Escape") end(true, false);
    else return;
    event.preventDefault();
  };
  return (
    <input
      id="name"
      className="rename"
      dir="auto"
      value={text}
      maxLength={255}
      aria-label={label}
      autoComplete="off"
      ref={selectAll}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => end(false, true)}
    />
  );
}

/** After the menu has given its focus back. */
function selectAll(field: HTMLInputElement | null): void {
  if (!field) return;
  setTimeout(() => {
    field.focus({ preventScroll: true });
    field.select();
  });
}
