// A picture by itself: under its message as large as the author says, in the panel and on its own page as large as there is room.
import { useState } from "react";
import type { ElementViewProps } from "../element-view.ts";
import { ShowLarge } from "./large.tsx";
import { Picture } from "./picture.tsx";

export function ImageView({ element, url, place }: ElementViewProps) {
  const [large, setLarge] = useState(false);
  if (url === undefined) return null;
  return (
    <>
      <Picture element={element} url={url} wide={place !== "inline"} onOpen={() => setLarge(true)} />
      {large && <ShowLarge pictures={[{ element, url }]} at={0} onClose={() => setLarge(false)} />}
    </>
  );
}
