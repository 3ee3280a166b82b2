// Several views in one place, of which one is shown.
import { Tabs as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { useDirection } from "../lib/direction.ts";
import { classes, dressed } from "../lib/dressed.ts";
import "../styles/panes.css";

export function Tabs({ className, ...props }: ComponentProps<typeof Primitive.Root>) {
  const dir = useDirection();
  return <Primitive.Root data-slot="tabs" dir={dir} {...props} className={classes("k-tabs", className)} />;
}

export const TabsList = dressed(Primitive.List, "tabs-list");
export const TabsTrigger = dressed(Primitive.Trigger, "tabs-trigger");
export const TabsContent = dressed(Primitive.Content, "tabs-content");
