// A tick that is there or not, or stands for some of many.
import { Check, Minus } from "lucide-react";
import { Checkbox as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { classes } from "../lib/dressed.ts";
import "../styles/controls.css";

export function Checkbox({ className, ...props }: ComponentProps<typeof Primitive.Root>) {
  return (
    <Primitive.Root data-slot="checkbox" {...props} className={classes("k-checkbox", className)}>
      <Primitive.Indicator className="k-tick">
        <Check className="k-yes" size={14} strokeWidth={2.5} aria-hidden />
        <Minus className="k-some" size={14} strokeWidth={2.5} aria-hidden />
      </Primitive.Indicator>
    </Primitive.Root>
  );
}
