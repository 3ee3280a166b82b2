// What stands in the place of an element that cannot be shown. Who develops is told what broke and where; everybody else that it is not there.
import { RotateCcw, TriangleAlert } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext } from "../../app/app-context.tsx";
import { Icon } from "../../components/ui/icon.tsx";
import { isolate } from "../../components/ui/isolated.tsx";
import { type Trace, traceOf } from "./trace.ts";

interface CardProps {
  readonly name: string;
  readonly onRetry?: () => void;
  readonly children?: ReactNode;
}

function Card({ name, onRetry, children }: CardProps) {
  const { t } = useTranslation();
  const { config } = useAppContext();
  return (
    <div className="custom-broken" role={config.dev ? "alert" : "status"} data-loud={config.dev || undefined}>
      <Icon of={TriangleAlert} />
      <div>
        <b>{t("elements.failed", { name: isolate(name) })}</b>
        {config.dev && children}
        {onRetry && (
          <div className="acts">
            <button type="button" className="btn sm" onClick={onRetry}>
              <Icon of={RotateCcw} size="s" />
              {t("common.tryAgain")}
            </button>
          </div>
        )}
      </div>
    </div>
  );
}

export interface BrokenProps {
  readonly name: string;
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** It broke while it was loaded or drawn. */
export function Broken({ name, error, onRetry }: BrokenProps) {
  const { config } = useAppContext();
  return (
    <Card name={name} onRetry={onRetry}>
      {config.dev && <WhereItBroke error={error} />}
    </Card>
  );
}

function WhereItBroke({ error }: { readonly error: unknown }) {
  const { t } = useTranslation();
  const [trace, setTrace] = useState<Trace>();
  const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  useEffect(() => {
    let left = false;
    void traceOf(error).then((found) => {
      if (!left) setTrace(found);
    });
    return () => {
      left = true;
    };
  }, [error]);
  return (
    <>
      <p>
        <bdi>{said}</bdi>
      </p>
      {trace?.place !== undefined && (
        <p>
          <code dir="ltr">{trace.place}</code>
        </p>
      )}
      {trace?.lines !== undefined && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
        <pre dir="ltr" tabIndex={0}>
          <code>{trace.lines}</code>
        </pre>
      )}
      {trace && trace.stack !== "" && (
        <details>
          <summary>{t("elements.custom.stack")}</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
          <pre dir="ltr" tabIndex={0}>
            <code>{trace.stack}</code>
          </pre>
        </details>
      )}
    </>
  );
}

/** Its newest file is wrong; what the server says holds the place. */
export function NotBuilt({ name, error }: { readonly name: string; readonly error: string }) {
  return (
    <Card name={name}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <pre dir="ltr" tabIndex={0}>
        <code>{error}</code>
      </pre>
    </Card>
  );
}

export function Unknown({ name }: { readonly name: string }) {
  const { t } = useTranslation();
  return (
    <Card name={name}>
      <p>{t("elements.custom.unknown", { file: `public/elements/${name}.tsx` })}</p>
    </Card>
  );
}
