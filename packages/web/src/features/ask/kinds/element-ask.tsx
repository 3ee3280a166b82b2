// A question that an element of the app's own puts: it is answered in the element. Whoever cannot or will not do that can leave it out here.
import { useElements } from "@colloquy/client/react";
import { useTranslation } from "react-i18next";
import { isolate } from "../../../components/ui/isolated.tsx";
import type { KindProps } from "./kind-props.ts";

export function ElementAsk({ ask, answering: { sending, answer } }: KindProps<"element">) {
  const { t } = useTranslation();
  const element = useElements(ask.stepId).find(({ id }) => id === ask.elementId);
  return (
    <>
      <p className="body mute">{element ? t("ask.inElement", { name: isolate(element.name) }) : t("ask.notHere")}</p>
      <div className="acts">
        <button
          type="button"
          className="btn"
          aria-disabled={sending || undefined}
          onClick={() => {
            if (!sending) void answer({ kind: "element", submitted: false, props: {} });
          }}
        >
          {t("ask.skip")}
        </button>
      </div>
    </>
  );
}
