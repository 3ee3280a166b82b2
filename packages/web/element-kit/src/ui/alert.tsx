// A notice that stands in the flow.
import type { ComponentProps } from "react";
import { classes, dressed } from "../lib/dressed.ts";
import "../styles/surfaces.css";

interface AlertProps extends ComponentProps<"div"> {
  readonly variant?: "default" | "destructive" | null;
}

export function Alert({ variant, className, ...props }: AlertProps) {
  return <div data-slot="alert" role="alert" {...props} className={classes("k-alert", variant === "destructive" && "k-bad", className)} />;
}

export const AlertTitle = dressed("div", "alert-title");
export const AlertDescription = dressed("div", "alert-description");
