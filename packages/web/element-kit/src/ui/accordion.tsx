// Headings that open what is below them.
import { ChevronDown } from "lucide-react";
import { Accordion as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { useDirection } from "../lib/direction.ts";
import { classes, dressed } from "../lib/dressed.ts";
import "../styles/panes.css";

export function Accordion(props: ComponentProps<typeof Primitive.Root>) {
  const dir = useDirection();
  return <Primitive.Root data-slot="accordion" dir={dir} {...props} />;
}

export const AccordionItem = dressed(Primitive.Item, "accordion-item");

export function AccordionTrigger({ className, children, ...props }: ComponentProps<typeof Primitive.Trigger>) {
  return (
    <Primitive.Header className="k-accordion-header">
      <Primitive.Trigger data-slot="accordion-trigger" {...props} className={classes("k-accordion-trigger", className)}>
        {children}
        <ChevronDown className="k-chevron" size={16} aria-hidden />
      </Primitive.Trigger>
    </Primitive.Header>
  );
}

export function AccordionContent({ className, children, ...props }: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Content data-slot="accordion-content" {...props} className="k-accordion-content">
      <div className={classes("k-accordion-inner", className)}>{children}</div>
    </Primitive.Content>
  );
}
