// The field itself: it grows with its text, and shows the mentions in it by what lies behind.
import type { StepId } from "@colloquy/protocol";
import { type ClipboardEvent, type KeyboardEvent, type RefObject, useLayoutEffect, useRef } from "react";
import { type Mark, toParts } from "./marks.ts";

const MAX_HEIGHT_PX = 248;

interface MessageFieldProps {
  readonly fieldRef: RefObject<HTMLTextAreaElement | null>;
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly placeholder: string;
  readonly label: string;
  /** The message that it answers, where that is not plain. */
  readonly about: StepId | undefined;
  readonly invalid: boolean;
  /** What the key of a keyboard on the screen says. */
  readonly enterSends: boolean;
  /** While a list is open over it: the list, and the line of it that is meant. */
  readonly list?: { readonly id: string; readonly activeId: string | undefined } | undefined;
  readonly onChange: (text: string, caret: number) => void;
  /** Where the caret is; undefined while something is selected, or the focus is elsewhere. */
  readonly onCaret: (caret: number | undefined) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  readonly onPaste: (event: ClipboardEvent<HTMLTextAreaElement>) => void;
}

export function MessageField({
  fieldRef,
  text,
  marks,
  placeholder,
  label,
  about,
  invalid,
  enterSends,
  list,
  onChange,
  onCaret,
  onKeyDown,
  onPaste,
}: MessageFieldProps) {
  const behind = useRef<HTMLDivElement>(null);
  const follow = () => {
    const field = fieldRef.current;
    if (!field || !behind.current) return;
    behind.current.style.inlineSize = `${field.clientWidth}px`;
    behind.current.scrollTop = field.scrollTop;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    if (fieldRef.current && !CSS.supports("field-sizing", "content")) fit(fieldRef.current);
    follow();
  }, [text, marks]);
  const combobox =
    list &&
    ({
      role: "combobox",
      "aria-expanded": true,
      "aria-autocomplete": "list",
      "aria-controls": list.id,
      "aria-activedescendant": list.activeId,
    } as const);
  return (
    <div className="words">
      {marks.length > 0 && (
        <div className="behind" dir={directionOf(text)} aria-hidden ref={behind}>
          {toParts(text, marks).map(({ at, text: piece, mention }) => (mention ? <mark key={at}>{piece}</mark> : piece))}{" "}
        </div>
      )}
      <textarea
        id="chat-input"
        ref={fieldRef}
        rows={1}
        dir={directionOf(text)}
        value={text}
        placeholder={placeholder}
        aria-label={label}
        aria-describedby={about && `step-${about}`}
        aria-invalid={invalid || undefined}
        enterKeyHint={enterSends ? "send" : "enter"}
        autoComplete="off"
        {...combobox}
        onChange={({ target }) => onChange(target.value, target.selectionStart)}
        onSelect={({ currentTarget: { selectionStart, selectionEnd } }) =>
          onCaret(selectionStart === selectionEnd ? selectionStart : undefined)
        }
        onBlur={() => onCaret(undefined)}
        onScroll={follow}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
    </div>
  );
}

/** For browsers that cannot size a field by its content. */
function fit(field: HTMLTextAreaElement): void {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, MAX_HEIGHT_PX)}px`;
}

/** Without a letter there is no telling, so it is the page's. */
function directionOf(text: string): "auto" | undefined {
  return /\p{L}/u.test(text) ? "auto" : undefined;
}
