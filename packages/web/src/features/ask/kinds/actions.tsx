// One of several buttons: pressing it is the answer.
import type { Action } from "@colloquy/protocol";
import { useState } from "react";
import { useAppContext } from "../../../app/app-context.tsx";
import { NamedIcon } from "../../../components/ui/named-icon.tsx";
import type { KindProps } from "./kind-props.ts";

export function Actions({ ask, answering: { sending, answer } }: KindProps<"action">) {
  const { root } = useAppContext();
  const [pressed, setPressed] = useState<Action>();
  const press = (action: Action) => {
    if (sending) return;
    setPressed(action);
    void answer({ kind: "action", actionId: action.id });
  };
  return (
    <div className="acts">
      {ask.actions.map((action) => {
        const { id, name, label = name, icon, tooltip, style = "default" } = action;
        return (
          <button
            key={id}
            id={id}
            type="button"
            className={`btn ${style === "default" ? "" : style}`}
            aria-disabled={sending || undefined}
            data-tip={tooltip}
            onClick={() => press(action)}
          >
            {sending && pressed === action ? <span className="spin" aria-hidden /> : icon && <NamedIcon name={icon} root={root} size="s" />}
            <bdi>{label}</bdi>
          </button>
        );
      })}
    </div>
  );
}
