// One of several parts is shown. Which one the person chose holds while the view changes; those not shown keep what is typed into them.
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { NamedIcon } from "../../components/ui/named-icon.tsx";
import { rovingKeys } from "../../components/ui/roving-keys.ts";
import { keyOf } from "./layout.tsx";
import { isObject } from "./read-view.ts";
import { useReveal } from "./reveal.ts";
import { useView } from "./view-context.ts";
import type { DrawPlain, ViewNodeProps } from "./view-props.ts";
import { wordsOf } from "./words-of.ts";

export function ViewTabs({ node: { label, children = [] }, draw }: ViewNodeProps<"Tabs">) {
  const { root } = useView();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [chosen, choose] = useState<string>();
  const tabs = draw(children).map((part, at) => ({ part, at, key: keyOf(part), ...toTab(children[at], at) }));
  const shown = tabs.find(({ key }) => key === chosen) ?? tabs[0];
  useReveal(box, (inside) => {
    const panel = inside.closest<HTMLElement>(`[data-of="${CSS.escape(id)}"]`);
    const key = panel?.dataset["key"];
    if (key !== undefined) choose(key);
  });
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    rovingKeys(event);
    const focused = document.activeElement;
    const key = focused instanceof HTMLElement ? focused.dataset["tab"] : undefined;
    if (key !== undefined) choose(key);
  };
  if (!shown) return null;
  return (
    <div className="v-tabs" ref={box}>
      <div className="v-tablist" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
        {tabs.map(({ at, key, name, icon }) => (
          <button
            key={key}
            type="button"
            role="tab"
            id={`${id}-${at}`}
            data-tab={key}
            className="tab"
            aria-selected={key === shown.key}
            aria-controls={`${id}-${at}-panel`}
            tabIndex={key === shown.key ? 0 : -1}
            onClick={() => choose(key)}
          >
            {icon !== undefined && <NamedIcon name={icon} root={root} size="s" />}
            <bdi>{name}</bdi>
          </button>
        ))}
      </div>
      {tabs.map(({ at, key, name, part }) => (
        <div
          key={key}
          className="v-panel"
          role="tabpanel"
          id={`${id}-${at}-panel`}
          aria-labelledby={`${id}-${at}`}
          data-of={id}
          data-key={key}
          data-name={name}
          // Not `hidden`: on paper all of them are shown.
          data-off={key !== shown.key || undefined}
        >
          {part}
        </div>
      ))}
    </div>
  );
}

/** Whatever stands there has a tab. */
function toTab(node: unknown, at: number): { readonly name: string; readonly icon: string | undefined } {
  const { label, icon } = isObject(node) ? node : {};
  const name = typeof label === "string" && label !== "" ? label : wordsOf(node).slice(0, 40) || String(at + 1);
  return { name, icon: typeof icon === "string" ? icon : undefined };
}

/** Its name is on the tab. */
export const drawTab: DrawPlain<"Tab"> = ({ children }, { draw }) => <div className="v-column">{draw(children)}</div>;
