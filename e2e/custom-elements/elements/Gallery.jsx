import { useState } from "react";
import { AspectRatio } from "@/components/ui/aspect-ratio";

export default function Gallery() {
  const [shown, setShown] = useState(0);
  const picture = props.pictures[shown];

  return (
    <div className="max-w-sm space-y-2">
      <AspectRatio ratio={16 / 9} className="overflow-hidden rounded-lg bg-muted">
        <img src={picture.src} alt={picture.alt} className="h-full w-full object-cover" />
      </AspectRatio>
      <div className="flex gap-2">
        {props.pictures.map((one, index) => (
          <button
            key={one.alt}
            type="button"
            aria-label={one.alt}
            aria-pressed={index === shown}
            className={`h-12 w-16 overflow-hidden rounded-md border-2 ${index === shown ? "border-primary" : "border-transparent"}`}
            onClick={() => setShown(index)}
          >
            <img src={one.src} alt="" className="h-full w-full object-cover" />
          </button>
        ))}
      </div>
    </div>
  );
}
