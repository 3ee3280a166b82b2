// The lightbox, whose code comes with the first press.

import { OverlayPart } from "../../../app/part.tsx";
import { lazyPart } from "../../../components/ui/lazy-part.tsx";
import type { LightboxProps } from "./lightbox.tsx";

const Lightbox = lazyPart<LightboxProps>(async () => (await import("./lightbox.tsx")).Lightbox);

export function ShowLarge(props: LightboxProps) {
  return (
    <OverlayPart onClose={props.onClose}>
      <Lightbox {...props} />
    </OverlayPart>
  );
}
