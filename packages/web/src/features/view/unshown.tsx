// Stands for a component that this page cannot draw: what it says, as text, with what can be drawn of what stands in it.
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { wordsOf } from "./words-of.ts";

interface UnshownProps {
  readonly node: unknown;
  /** The words of what stands in it as well. */
  readonly whole?: boolean;
  readonly onRetry?: (() => void) | undefined;
  readonly children?: ReactNode;
}

export function Unshown({ node, whole = false, onRetry, children }: UnshownProps) {
  const { t } = useTranslation();
  const words = wordsOf(node, whole);
  return (
    <>
      {words !== "" && (
        <p className="v-text" dir="auto" data-unknown>
          {words}
        </p>
      )}
      {onRetry && (
        <button type="button" className="btn sm" onClick={onRetry}>
          {t("common.tryAgain")}
        </button>
      )}
      {children}
    </>
  );
}
