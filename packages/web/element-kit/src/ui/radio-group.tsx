// One of several.
import { RadioGroup as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { useDirection } from "../lib/direction.ts";
import { classes } from "../lib/dressed.ts";
import "../styles/controls.css";

export function RadioGroup({ className, ...props }: ComponentProps<typeof Primitive.Root>) {
  const dir = useDirection();
  return <Primitive.Root data-slot="radio-group" dir={dir} {...props} className={classes("k-radio-group", className)} />;
}

export function RadioGroupItem({ className, ...props }: ComponentProps<typeof Primitive.Item>) {
  return (
    <Primitive.Item data-slot="radio-group-item" {...props} className={classes("k-radio", className)}>
      <Primitive.Indicator className="k-radio-dot" />
    </Primitive.Item>
  );
}
