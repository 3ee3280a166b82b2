// A document that only opens to who knows its password.
import { Lock } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../../components/ui/icon.tsx";

interface PasswordFormProps {
  readonly isWrong: boolean;
  readonly onAnswer: (password: string) => void;
}

export function PasswordForm({ isWrong, onAnswer }: PasswordFormProps) {
  const { t } = useTranslation();
  const id = useId();
  const [password, setPassword] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password !== "") onAnswer(password);
  };
  return (
    <form className="pdf-locked" onSubmit={submit}>
      <Icon of={Lock} />
      <p id={`${id}-text`}>{t("elements.pdf.lockedText")}</p>
      <label htmlFor={id}>{t("elements.pdf.password")}</label>
      <input
        id={id}
        type="password"
        autoComplete="off"
        value={password}
        aria-invalid={isWrong}
        aria-describedby={`${id}-text ${id}-wrong`}
        onChange={(event) => setPassword(event.target.value)}
      />
      <p id={`${id}-wrong`} className="wrong" role="status">
        {isWrong ? t("elements.pdf.wrongPassword") : ""}
      </p>
      <button type="submit" className="btn primary">
        {t("elements.pdf.unlock")}
      </button>
    </form>
  );
}
