// A button; with `asChild`, what it holds looks and acts as one.
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { classes } from "../lib/dressed.ts";
import "../styles/controls.css";

interface ButtonLook {
  readonly variant?: "default" | "destructive" | "outline" | "secondary" | "ghost" | "link" | null | undefined;
  readonly size?: "default" | "sm" | "lg" | "icon" | null | undefined;
  readonly className?: string | undefined;
}

export interface ButtonProps extends Omit<ComponentProps<"button">, "className">, ButtonLook {
  /** The one child is the button. */
  readonly asChild?: boolean;
}

/** The classes of a button, for something that is to look like one. */
export function buttonVariants({ variant, size, className }: ButtonLook = {}): string {
  return classes("k-button", `k-${variant ?? "default"}`, size !== "default" && size && `k-size-${size}`, className);
}

export function Button({ variant, size, className, asChild = false, ...props }: ButtonProps) {
  const Tag = asChild ? Slot.Root : "button";
  return <Tag data-slot="button" {...props} className={buttonVariants({ variant, size, className })} />;
}
