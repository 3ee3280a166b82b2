// Why somebody is not in, and what they can do about it.
import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../components/ui/icon.tsx";
import type { SignInProblem } from "./auth-api.ts";

export function ProblemNotice({ problem, name }: { readonly problem: SignInProblem; readonly name: string }) {
  const { t } = useTranslation();
  const { kind, seconds } = problem;
  return (
    <div className="notice bad alert" role="alert" id="sign-in-problem">
      <Icon of={TriangleAlert} />
      <div>
        <b>{t(`signIn.${kind}Title`)}</b>{" "}
        {kind === "locked" ? t("signIn.lockedText", { count: seconds ?? 1 }) : t(`signIn.${kind}Text`, { name })}
      </div>
    </div>
  );
}
