import { useState } from "react";
import { Button } from "@/components/ui/button";

export default function Heavy() {
  const [said, setSaid] = useState("nothing");
  const put = async (text) => {
    const { success, error } = await updateElement({ text });
    setSaid(success ? "stored" : error.code);
  };
  return (
    <div className="flex items-center gap-3">
      <output>
        {said} and {props.text.length} letters
      </output>
      <Button onClick={() => put("x".repeat(300 * 1024))}>Grow</Button>
      <Button onClick={() => put("ab")}>Shrink</Button>
    </div>
  );
}
