// How far something has come, in per cent; without a value it is under way.
import { Progress as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { classes } from "../lib/dressed.ts";
import "../styles/surfaces.css";

export function Progress({ className, value, max = 100, ...props }: ComponentProps<typeof Primitive.Root>) {
  const share = value === null || value === undefined ? undefined : Math.min(Math.max(value / max, 0), 1) * 100;
  return (
    <Primitive.Root data-slot="progress" value={value ?? null} max={max} {...props} className={classes("k-progress", className)}>
      <Primitive.Indicator className="k-progress-bar" style={share === undefined ? undefined : { inlineSize: `${share}%` }} />
    </Primitive.Root>
  );
}
