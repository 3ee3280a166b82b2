import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Label } from "@/components/ui/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { Separator } from "@/components/ui/separator";
import { Switch } from "@/components/ui/switch";

export default function Wishes() {
  const [window_, setWindow] = useState(false);
  const [meal, setMeal] = useState(true);
  const [deck, setDeck] = useState("lower");

  return (
    <div className="space-y-3">
      <div className="flex items-center gap-2">
        <Switch id="window" checked={window_} onCheckedChange={setWindow} />
        <Label htmlFor="window">A seat by the window</Label>
      </div>
      <div className="flex items-center gap-2">
        <Checkbox id="meal" checked={meal} onCheckedChange={setMeal} />
        <Label htmlFor="meal">A meal</Label>
      </div>
      <Separator />
      <Select value={deck} onValueChange={setDeck}>
        <SelectTrigger aria-label="Deck" className="w-[180px]">
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          <SelectItem value="upper">Upper deck</SelectItem>
          <SelectItem value="lower">Lower deck</SelectItem>
        </SelectContent>
      </Select>
      <p className="text-sm text-muted-foreground">{[window_ && "window", meal && "meal", deck].filter(Boolean).join(", ")}</p>
    </div>
  );
}
