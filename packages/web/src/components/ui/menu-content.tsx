// The opened menu; focus, keys and placing are Radix's. Loaded when the first menu is wanted.
import { Check } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { type FocusEventHandler, isValidElement, type ReactNode, useRef } from "react";
import { Icon } from "./icon.tsx";
import type { MenuEntry } from "./menu-entry.ts";
import { isBehindDialog } from "./return-focus.ts";

interface MenuContentProps {
  readonly trigger: ReactNode;
  /** The id of the trigger where it has one of its own: it names the menu, and the focus comes back to it. */
  readonly triggerId?: string | undefined;
  readonly items: readonly MenuEntry[];
  readonly dir: "ltr" | "rtl";
  readonly align: "start" | "end";
  readonly onFocus: FocusEventHandler<HTMLElement>;
}

/** Opens as it is made: the press that asked for it has happened already. */
export function MenuContent({ trigger, triggerId, items, dir, align, onFocus }: MenuContentProps) {
  const focusMoved = useRef(false);
  const run = (entry: Command) => {
    focusMoved.current = entry.movesFocus ?? false;
    entry.run();
  };
  const onCloseAutoFocus = (event: Event) => {
    const button =
      event.currentTarget instanceof Element && document.getElementById(event.currentTarget.getAttribute("aria-labelledby") ?? "");
    if (focusMoved.current || (button && isBehindDialog(button))) event.preventDefault();
    focusMoved.current = false;
  };
  const choice = items.find((item) => item.kind === "choice" && item.chosen);
  return (
    <DropdownMenu.Root dir={dir} modal={false} defaultOpen>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="menu"
          onFocus={onFocus}
          onCloseAutoFocus={onCloseAutoFocus}
          {...(triggerId !== undefined && { "aria-labelledby": triggerId })}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          loop
        >
          <DropdownMenu.RadioGroup value={choice?.kind === "choice" ? choice.id : ""}>
            {items.map((entry, index) => toItem(entry, index, run))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

type Command = Extract<MenuEntry, { readonly kind: "command" }>;

function toItem(entry: MenuEntry, index: number, run: (entry: Command) => void): ReactNode {
  switch (entry.kind) {
    case "line":
      return <DropdownMenu.Separator key={`line-${index}`} className="hr" />;
    case "title":
      return (
        <DropdownMenu.Label key={entry.id} className="title">
          <bdi>{entry.label}</bdi>
          {entry.detail && <bdi className="mute">{entry.detail}</bdi>}
        </DropdownMenu.Label>
      );
    case "command":
      return (
        <DropdownMenu.Item key={entry.id} id={entry.id} className={`row ${entry.danger ? "danger" : ""}`} onSelect={() => run(entry)}>
          {isValidElement(entry.icon) ? entry.icon : <Icon of={entry.icon} size="s" />}
          <span className="t">{entry.label}</span>
          {entry.keys && <kbd>{entry.keys}</kbd>}
        </DropdownMenu.Item>
      );
    case "link":
      return (
        <DropdownMenu.Item key={entry.id} className="row" asChild>
          <a href={entry.href} target={entry.target} rel="noopener noreferrer">
            {entry.icon}
            <span className="t">{entry.label}</span>
          </a>
        </DropdownMenu.Item>
      );
    case "choice":
      return (
        <DropdownMenu.RadioItem key={entry.id} value={entry.id} className="row" onSelect={entry.run}>
          <Icon of={entry.icon} size="s" />
          <span className="t">{entry.label}</span>
          <DropdownMenu.ItemIndicator className="tick">
            <Icon of={Check} size="s" />
          </DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      );
    default:
      return entry satisfies never;
  }
}
