// A menu behind a button.
import { Check, ChevronRight } from "lucide-react";
import { DropdownMenu as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { useDirection } from "../lib/direction.ts";
import { classes, dressed } from "../lib/dressed.ts";
import { portals } from "../lib/portals.ts";
import "../styles/overlays.css";

interface Inset {
  /** Its words begin where those beside a tick do. */
  readonly inset?: boolean;
}

/** The page around it stays what it is, as with the page's own menus; `modal` says otherwise. */
export function DropdownMenu({ modal = false, ...props }: ComponentProps<typeof Primitive.Root>) {
  const dir = useDirection();
  return <Primitive.Root dir={dir} modal={modal} {...props} />;
}

export const DropdownMenuTrigger = Primitive.Trigger;
export const DropdownMenuGroup = Primitive.Group;
export const DropdownMenuRadioGroup = Primitive.RadioGroup;
export const DropdownMenuSub = Primitive.Sub;
export const DropdownMenuSeparator = dressed(Primitive.Separator, "menu-line");
export const DropdownMenuShortcut = dressed("span", "menu-keys");

export function DropdownMenuPortal(props: ComponentProps<typeof Primitive.Portal>) {
  return <Primitive.Portal container={portals()} {...props} />;
}

export function DropdownMenuContent({ className, sideOffset = 4, ...props }: ComponentProps<typeof Primitive.Content>) {
  return (
    <DropdownMenuPortal>
      <Primitive.Content
        data-slot="dropdown-menu-content"
        sideOffset={sideOffset}
        collisionPadding={8}
        loop
        {...props}
        className={classes("k-menu", className)}
      />
    </DropdownMenuPortal>
  );
}

interface ItemProps extends ComponentProps<typeof Primitive.Item>, Inset {
  readonly variant?: "default" | "destructive";
}

export function DropdownMenuItem({ className, inset = false, variant, ...props }: ItemProps) {
  return (
    <Primitive.Item
      data-slot="dropdown-menu-item"
      {...props}
      className={classes("k-menu-item", inset && "k-inset", variant === "destructive" && "k-bad", className)}
    />
  );
}

export function DropdownMenuCheckboxItem({ className, children, ...props }: ComponentProps<typeof Primitive.CheckboxItem>) {
  return (
    <Primitive.CheckboxItem data-slot="dropdown-menu-checkbox-item" {...props} className={classes("k-menu-item k-inset", className)}>
      <Primitive.ItemIndicator className="k-menu-tick">
        <Check size={16} aria-hidden />
      </Primitive.ItemIndicator>
      {children}
    </Primitive.CheckboxItem>
  );
}

export function DropdownMenuRadioItem({ className, children, ...props }: ComponentProps<typeof Primitive.RadioItem>) {
  return (
    <Primitive.RadioItem data-slot="dropdown-menu-radio-item" {...props} className={classes("k-menu-item k-inset", className)}>
      <Primitive.ItemIndicator className="k-menu-tick">
        <span className="k-radio-dot" />
      </Primitive.ItemIndicator>
      {children}
    </Primitive.RadioItem>
  );
}

export function DropdownMenuLabel({ className, inset = false, ...props }: ComponentProps<typeof Primitive.Label> & Inset) {
  return <Primitive.Label data-slot="dropdown-menu-label" {...props} className={classes("k-menu-label", inset && "k-inset", className)} />;
}

export function DropdownMenuSubTrigger({
  className,
  inset = false,
  children,
  ...props
}: ComponentProps<typeof Primitive.SubTrigger> & Inset) {
  return (
    <Primitive.SubTrigger
      data-slot="dropdown-menu-sub-trigger"
      {...props}
      className={classes("k-menu-item", inset && "k-inset", className)}
    >
      {children}
      <ChevronRight className="k-menu-more k-flip" size={16} aria-hidden />
    </Primitive.SubTrigger>
  );
}

export function DropdownMenuSubContent({ className, ...props }: ComponentProps<typeof Primitive.SubContent>) {
  return (
    <DropdownMenuPortal>
      <Primitive.SubContent
        data-slot="dropdown-menu-sub-content"
        sideOffset={2}
        collisionPadding={8}
        {...props}
        className={classes("k-menu", className)}
      />
    </DropdownMenuPortal>
  );
}
