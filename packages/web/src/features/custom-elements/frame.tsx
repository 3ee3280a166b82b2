// What stands around an author's component: room that is remembered, controls that rest once its question is closed, and what could not be saved.
import type { ElementAsk, ElementFailure } from "@colloquy/client/elements";
import type { Element } from "@colloquy/protocol";
import { TriangleAlert } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../components/ui/icon.tsx";
import { rememberHeight } from "../elements/custom-room.ts";

interface FrameProps {
  readonly element: Element;
  readonly ask: ElementAsk;
  readonly notSaved: ElementFailure | undefined;
  readonly children: ReactNode;
}

export function Frame({ element, ask, notSaved, children }: FrameProps) {
  const { t } = useTranslation();
  const ref = useRef<HTMLFieldSetElement>(null);
  const { id } = element;
  useEffect(() => {
    const { current } = ref;
    if (!current) return undefined;
    const observer = new ResizeObserver(() => rememberHeight(id, current.offsetHeight));
    observer.observe(current);
    return () => observer.disconnect();
  }, [id]);
  return (
    <>
      {/* Without a name it is no group to be read out. Disabled, all controls in it rest, and its words can still be read. */}
      <fieldset
        className="custom-element element-kit"
        role="presentation"
        disabled={ask === "answered" || ask === "cancelled"}
        data-ask={ask}
        ref={ref}
      >
        {children}
      </fieldset>
      {notSaved && (
        <p className="custom-note" role="alert">
          <span>
            <Icon of={TriangleAlert} size="s" />
            <span>
              {t("elements.custom.notSaved")} <bdi>{notSaved.message}</bdi>
            </span>
          </span>
        </p>
      )}
    </>
  );
}
