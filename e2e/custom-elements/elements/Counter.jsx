import { Minus, Plus } from "lucide-react";
import { Button } from "@/components/ui/button";

export default function Counter() {
  const change = (by) => updateElement({ ...props, count: props.count + by });

  return (
    <div className="flex items-center gap-3">
      <Button variant="outline" size="icon" aria-label="One less" onClick={() => change(-1)}>
        <Minus className="h-4 w-4" />
      </Button>
      <output className="text-2xl font-semibold tabular-nums">{props.count}</output>
      <Button size="icon" aria-label="One more" onClick={() => change(1)}>
        <Plus className="h-4 w-4" />
      </Button>
      <Button variant="ghost" onClick={() => deleteElement()}>
        Remove
      </Button>
    </div>
  );
}
