// What is shown when somebody opens it. What they chose holds, whatever the app changes.
import { ChevronRight } from "lucide-react";
import { useRef, useState } from "react";
import { Icon } from "../../components/ui/icon.tsx";
import { useReveal } from "./reveal.ts";
import type { ViewNodeProps } from "./view-props.ts";

export function ViewDetails({ node: { summary, open = false, children }, draw }: ViewNodeProps<"Details">) {
  const [chosen, choose] = useState<boolean>();
  const box = useRef<HTMLDetailsElement>(null);
  useReveal(box, () => choose(true));
  const shown = chosen ?? open;
  return (
    <details
      ref={box}
      className="v-details"
      open={shown}
      // The browser opens it too, when it found something in it.
      onToggle={({ currentTarget, target }) => {
        if (target === currentTarget && currentTarget.open !== shown) choose(currentTarget.open);
      }}
    >
      <summary>
        <Icon of={ChevronRight} size="s" flip />
        <span dir="auto">{summary}</span>
      </summary>
      <div className="v-column">{draw(children)}</div>
    </details>
  );
}
