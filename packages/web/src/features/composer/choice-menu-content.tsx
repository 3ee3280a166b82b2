// The opened menu of the tools row; focus, keys and placing are Radix's. Loaded when the first is wanted.
import { Check } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import type { FocusEventHandler, ReactElement } from "react";
import { Icon } from "../../components/ui/icon.tsx";
import type { ChoiceItem, ChoiceMenuProps } from "./choice-item.ts";

interface ChoiceMenuContentProps extends ChoiceMenuProps {
  readonly trigger: ReactElement;
  readonly onFocus: FocusEventHandler<HTMLElement>;
}

/** Opens as it is made: the press that asked for it has happened already. */
export function ChoiceMenuContent({
  trigger,
  onFocus,
  button,
  menuId,
  items,
  chosen,
  optional = false,
  dir,
  onChoose,
}: ChoiceMenuContentProps) {
  return (
    <DropdownMenu.Root dir={dir} modal={false} defaultOpen>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="menu choices"
          id={menuId}
          aria-label={button["aria-label"]}
          data-popover-content
          onFocus={onFocus}
          side="top"
          align="start"
          sideOffset={6}
          collisionPadding={8}
          loop
        >
          {optional ? (
            items.map((item) => (
              <DropdownMenu.CheckboxItem
                key={item.id}
                className="row"
                checked={item.id === chosen}
                onSelect={() => onChoose(item.id === chosen ? undefined : item.id)}
              >
                <ItemContent item={item} />
              </DropdownMenu.CheckboxItem>
            ))
          ) : (
            <DropdownMenu.RadioGroup value={chosen ?? ""} onValueChange={onChoose}>
              {items.map((item) => (
                <DropdownMenu.RadioItem key={item.id} value={item.id} className="row">
                  <ItemContent item={item} />
                </DropdownMenu.RadioItem>
              ))}
            </DropdownMenu.RadioGroup>
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function ItemContent({ item: { name, description, icon } }: { readonly item: ChoiceItem }) {
  return (
    <>
      {icon}
      <span className="tx">
        <bdi className="t">{name}</bdi>
        {description && <small dir="auto">{description}</small>}
      </span>
      <DropdownMenu.ItemIndicator className="tick">
        <Icon of={Check} size="s" />
      </DropdownMenu.ItemIndicator>
    </>
  );
}
