// Lines of the search that belong together, under their name.
import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useAppContext } from "../../app/app-context.tsx";
import { Icon } from "../../components/ui/icon.tsx";
import { NamedIcon } from "../../components/ui/named-icon.tsx";
import type { FoundItem } from "./palette-item.ts";
import type { PaletteGroup } from "./use-palette-items.ts";

interface PaletteGroupViewProps {
  /** Of the whole search: the lines are numbered through. */
  readonly id: string;
  readonly group: PaletteGroup;
  readonly from: number;
  readonly active: number;
  readonly onPoint: (index: number) => void;
  readonly onChoose: (item: FoundItem) => void;
}

export function PaletteGroupView({ id, group, from, active, onPoint, onChoose }: PaletteGroupViewProps) {
  const heading = `${id}-${group.kind}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of options in a listbox, for which there is no element
    <div role="group" aria-labelledby={heading}>
      <div className="group-name" id={heading} role="presentation">
        {group.title}
      </div>
      {group.items.map((item, index) => (
        <Option
          key={item.id}
          id={`${id}-${from + index}`}
          item={item}
          selected={from + index === active}
          onPoint={() => onPoint(from + index)}
          onChoose={() => onChoose(item)}
        />
      ))}
    </div>
  );
}

interface OptionProps {
  readonly id: string;
  readonly item: FoundItem;
  readonly selected: boolean;
  readonly onPoint: () => void;
  readonly onChoose: () => void;
}

function Option({ id, item, selected, onPoint, onChoose }: OptionProps) {
  const { t } = useTranslation();
  const { root } = useAppContext();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox has the keys
    <div
      role="option"
      id={id}
      className={`item ${item.kind === "messages" ? "said" : ""}`}
      aria-selected={selected}
      tabIndex={-1}
      onPointerMove={selected ? undefined : onPoint}
      onClick={onChoose}
    >
      {item.authorIcon ? <NamedIcon name={item.authorIcon} root={root} fallback={item.icon} /> : <Icon of={item.icon} />}
      <span className="tx">
        <bdi className="name">
          <Marked item={item} />
        </bdi>
        {item.detail && <small dir="auto">{item.detail}</small>}
      </span>
      {item.current && (
        <>
          <Icon of={Check} size="s" />
          <span className="sr">{t("search.current")}</span>
        </>
      )}
      {item.aside && <span className="mute num">{item.aside}</span>}
      {item.keys && <kbd>{item.keys}</kbd>}
    </div>
  );
}

function Marked({ item: { name, match } }: { readonly item: FoundItem }) {
  let from = 0;
  const parts = match.ranges.map(([start, end]) => {
    const before = name.slice(from, start);
    from = end;
    return { before, marked: name.slice(start, end), start };
  });
  return (
    <>
      {parts.map(({ before, marked, start }) => (
        <span key={start}>
          {before}
          <mark>{marked}</mark>
        </span>
      ))}
      {name.slice(from)}
    </>
  );
}
