// One of a list, which opens over the page.
import { Check, ChevronDown, ChevronUp } from "lucide-react";
import { Select as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { BehindIsOut } from "../lib/behind.tsx";
import { useDirection } from "../lib/direction.ts";
import { classes, dressed } from "../lib/dressed.ts";
import { portals } from "../lib/portals.ts";
import "../styles/controls.css";
import "../styles/overlays.css";

export function Select(props: ComponentProps<typeof Primitive.Root>) {
  const dir = useDirection();
  return <Primitive.Root dir={dir} {...props} />;
}

export const SelectGroup = Primitive.Group;
export const SelectValue = Primitive.Value;
export const SelectLabel = dressed(Primitive.Label, "menu-label");
export const SelectSeparator = dressed(Primitive.Separator, "menu-line");

interface SelectTriggerProps extends ComponentProps<typeof Primitive.Trigger> {
  readonly size?: "sm" | "default";
}

export function SelectTrigger({ className, size, children, ...props }: SelectTriggerProps) {
  return (
    <Primitive.Trigger data-slot="select-trigger" {...props} className={classes("k-select", size === "sm" && "k-size-sm", className)}>
      {children}
      <Primitive.Icon asChild>
        <ChevronDown className="k-chevron" size={16} aria-hidden />
      </Primitive.Icon>
    </Primitive.Trigger>
  );
}

export function SelectContent({ className, children, position = "popper", ...props }: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal container={portals()}>
      <Primitive.Content
        data-slot="select-content"
        position={position}
        sideOffset={4}
        collisionPadding={8}
        {...props}
        className={classes("k-menu k-select-content", className)}
      >
        <BehindIsOut />
        <SelectScrollUpButton />
        <Primitive.Viewport className="k-select-list">{children}</Primitive.Viewport>
        <SelectScrollDownButton />
      </Primitive.Content>
    </Primitive.Portal>
  );
}

export function SelectItem({ className, children, ...props }: ComponentProps<typeof Primitive.Item>) {
  return (
    <Primitive.Item data-slot="select-item" {...props} className={classes("k-menu-item k-select-item", className)}>
      <Primitive.ItemText>{children}</Primitive.ItemText>
      <Primitive.ItemIndicator className="k-select-tick">
        <Check size={16} aria-hidden />
      </Primitive.ItemIndicator>
    </Primitive.Item>
  );
}

export function SelectScrollUpButton({ className, ...props }: ComponentProps<typeof Primitive.ScrollUpButton>) {
  return (
    <Primitive.ScrollUpButton {...props} className={classes("k-select-more", className)}>
      <ChevronUp size={16} aria-hidden />
    </Primitive.ScrollUpButton>
  );
}

export function SelectScrollDownButton({ className, ...props }: ComponentProps<typeof Primitive.ScrollDownButton>) {
  return (
    <Primitive.ScrollDownButton {...props} className={classes("k-select-more", className)}>
      <ChevronDown size={16} aria-hidden />
    </Primitive.ScrollDownButton>
  );
}
