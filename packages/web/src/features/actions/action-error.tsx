// What went wrong with a button or a tool, below it; it can be pressed again.
import type { ErrorBody } from "@colloquy/protocol";
import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../components/ui/icon.tsx";
import { Isolated, isolate } from "../../components/ui/isolated.tsx";

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
        <Isolated text={t("actions.failed", { label: isolate(label) })} /> <bdi>{[message, fix].filter(Boolean).join(" ")}</bdi>
      </span>
    </p>
  );
}
