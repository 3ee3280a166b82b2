// A question that an element of the app's own would put. This page does not show those yet, so a person can leave it out.
import { useTranslation } from "react-i18next";
import type { KindProps } from "./kind-props.ts";

export function Elsewhere({ answering: { sending, answer } }: KindProps<"element">) {
  const { t } = useTranslation();
  return (
    <>
      <p className="body mute">{t("ask.notHere")}</p>
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
