// Each part of the page stands for itself: one that fails says so in its place, quietly, and can be tried again.
import { TriangleAlert } from "lucide-react";
import { type ReactNode, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Coming } from "../components/ui/coming.tsx";
import { Icon } from "../components/ui/icon.tsx";
import { RowBoundary } from "../components/ui/row-boundary.tsx";

export function Part({ children }: { readonly children: ReactNode }) {
  return <RowBoundary fallback={(retry) => <PartFailed onRetry={retry} />}>{children}</RowBoundary>;
}

/** Nobody looks at it by itself: nothing is said of its fault. */
export function QuietPart({ children }: { readonly children: ReactNode }) {
  return <RowBoundary fallback={() => null}>{children}</RowBoundary>;
}

interface OverlayPartProps {
  readonly children: ReactNode;
  readonly onClose: () => void;
  /** What has the keys until its code is here; without it an empty place over the page has. */
  readonly coming?: ReactNode;
}

/** Something over the page, whose code may have to be loaded first. */
export function OverlayPart({ children, onClose, coming }: OverlayPartProps) {
  const { t } = useTranslation();
  return (
    <RowBoundary
      fallback={(retry) => (
        <div className="overlay-failed">
          <PartFailed onRetry={retry} onClose={onClose} />
        </div>
      )}
    >
      <Suspense fallback={coming === undefined ? <Coming label={t("common.loading")} onCancel={onClose} /> : coming}>{children}</Suspense>
    </RowBoundary>
  );
}

function PartFailed({ onRetry, onClose }: { readonly onRetry: () => void; readonly onClose?: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="part-failed" role="alert">
      <Icon of={TriangleAlert} size="s" />
      <span>{t("shell.partFailed")}</span>
      <button type="button" className="btn quiet sm" onClick={onRetry}>
        {t("common.tryAgain")}
      </button>
      {onClose && (
        <button type="button" className="btn quiet sm" onClick={onClose}>
          {t("common.close")}
        </button>
      )}
    </div>
  );
}
