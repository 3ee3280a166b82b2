// One starter. A click sends it; with Alt, or after a long press, it only goes into the message box, to be changed first.
import type { Starter } from "@colloquy/protocol";
import { ArrowRight } from "lucide-react";
import { type KeyboardEvent, type MouseEvent, type PointerEvent, useEffect, useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext } from "../../app/app-context.tsx";
import { isMac } from "../../app/shortcut-label.ts";
import { Icon } from "../../components/ui/icon.tsx";
import { NamedIcon } from "../../components/ui/named-icon.tsx";
import { starterId } from "./starter-sets.ts";

const LONG_PRESS_MS = 500;

export function StarterButton({ starter }: { readonly starter: Starter }) {
  const { t } = useTranslation();
  const { root, ui } = useAppContext();
  const id = useId();
  const put = () => ui.composer.put(starter.message);
  const press = useLongPress(put);
  const onClick = (event: MouseEvent) => {
    if (press.wasLong()) return;
    if (event.altKey) put();
    else ui.composer.send(starter);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !event.altKey) return;
    event.preventDefault();
    put();
  };
  const hint = starter.message.trim() === starter.label.trim() ? "" : starter.message;
  return (
    <button
      type="button"
      className="starter"
      id={starterId(starter)}
      aria-labelledby={`${id}-label`}
      aria-describedby={hint ? `${id}-hint` : undefined}
      data-tip={t("welcome.putHint", { key: isMac() ? "⌥" : "Alt" })}
      onClick={onClick}
      onKeyDown={onKeyDown}
      {...press.handlers}
    >
      <NamedIcon name={starter.icon} root={root} />
      <span className="tx">
        <b id={`${id}-label`} dir="auto">
          {starter.label}
        </b>
        {hint !== "" && (
          <span id={`${id}-hint`} dir="auto">
            {hint}
          </span>
        )}
      </span>
      <Icon of={ArrowRight} size="s" className="go" flip />
    </button>
  );
}

/** For fingers: a mouse has the Alt key. A press that was long is no click. */
function useLongPress(onLong: () => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const long = useRef(false);
  useEffect(() => () => clearTimeout(timer.current), []);
  const end = () => clearTimeout(timer.current);
  return {
    wasLong: () => long.current,
    handlers: {
      onPointerDown: (event: PointerEvent) => {
        long.current = false;
        if (event.pointerType === "mouse") return;
        timer.current = setTimeout(() => {
          long.current = true;
          onLong();
        }, LONG_PRESS_MS);
      },
      onPointerUp: end,
      onPointerLeave: end,
      onPointerCancel: end,
      // The browser's own menu would come up at the same moment.
      onContextMenu: (event: MouseEvent) => long.current && event.preventDefault(),
    },
  };
}
