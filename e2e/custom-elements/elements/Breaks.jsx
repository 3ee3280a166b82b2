import { useState } from "react";

export default function Breaks() {
  const [broken, setBroken] = useState(false);
  if (broken && !props.careful) throw new Error("The mast broke.");
  return <button onClick={() => setBroken(true)}>Break it</button>;
}
