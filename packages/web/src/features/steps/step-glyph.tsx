// The sign before a step: what it is doing, and once that goes well, its icon or the face of who did it.
import type { Step } from "@colloquy/protocol";
import { Check, Clock, X } from "lucide-react";
import { useState } from "react";
import { useAppContext, useConfig } from "../../app/app-context.tsx";
import { Icon } from "../../components/ui/icon.tsx";
import { NamedIcon } from "../../components/ui/named-icon.tsx";
import { findOwnFace } from "../looks/app-face.tsx";
import { toFaceName, toIconName } from "../looks/said-as.ts";
import type { StepState } from "./step-state.ts";

interface StepGlyphProps {
  readonly step: Step;
  readonly state: StepState;
}

export function StepGlyph({ step, state }: StepGlyphProps) {
  const sign = useSign(step);
  switch (state) {
    case "running":
      return sign ? (
        <>
          <span className="spin around" />
          {sign}
        </>
      ) : (
        <span className="spin" />
      );
    case "waiting":
      return <Icon of={Clock} />;
    case "done":
      return sign ?? <Icon of={Check} className="ok" />;
    case "failed":
      return <Icon of={X} />;
    case "stopped":
    case "interrupted":
      return <Icon of={X} className="mute" />;
    default:
      return state satisfies never;
  }
}

/** An icon that was chosen for the step, else the picture of its author; most have neither. */
function useSign(step: Step) {
  const { root } = useAppContext();
  const { looks } = useConfig();
  const [broken, setBroken] = useState<string>();
  const icon = toIconName(step.metadata);
  if (icon !== undefined) return <NamedIcon name={icon} root={root} fallback={Check} className="own" />;
  const face = findOwnFace(toFaceName(step.metadata) ?? step.name, looks, root);
  if (face === undefined || face === broken) return undefined;
  return <img className="face photo" src={face} alt="" draggable={false} onError={() => setBroken(face)} />;
}
