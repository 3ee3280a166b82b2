// What went wrong with a button or a tool, below it; it can be pressed again.
import type { ErrorBody } from "@colloquy/protocol";
import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../components/ui/icon.tsx";

interface ActionErrorProps {
  readonly label: string;
  readonly error: Pick<ErrorBody, "message" | "fix">;
}

export function ActionError({ label, error: { message, fix } }: ActionErrorProps) {
  const { t } = useTranslation();
  return (
    <p className="action-error" role="alert">
      <Icon of={TriangleAlert} size="s" />
      <span>
        {t("actions.failed", { label: `\u2068${label}\u2069` })} <bdi>{[message, fix].filter(Boolean).join(" ")}</bdi>
      </span>
    </p>
  );
}
