// A name and a password. The password can be looked at, and password managers find both.
import { Eye, EyeOff, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../components/ui/icon.tsx";
import { IconButton } from "../../components/ui/icon-button.tsx";

interface PasswordFieldsProps {
  readonly missing: readonly ("username" | "password")[];
  readonly busy: boolean;
  /** Known already: somebody signs in again. */
  readonly username?: string;
}

export function PasswordFields({ missing, busy, username }: PasswordFieldsProps) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  return (
    <>
      <div className="field">
        <label htmlFor="email">{t("signIn.username")}</label>
        <div className="input lg">
          <input
            id="email"
            name="email"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            // biome-ignore lint/a11y/noAutofocus: the page has one purpose, and this is where it begins
            autoFocus={username === undefined}
            defaultValue={username}
            readOnly={busy}
            required
            aria-invalid={missing.includes("username") || undefined}
            aria-describedby={missing.includes("username") ? "email-problem" : undefined}
          />
        </div>
        {missing.includes("username") && <Missing id="email-problem" text={t("signIn.usernameMissing")} />}
      </div>
      <div className="field">
        <label htmlFor="password">{t("signIn.password")}</label>
        <div className="input lg">
          <input
            id="password"
            name="password"
            type={shown ? "text" : "password"}
            autoComplete="current-password"
            // biome-ignore lint/a11y/noAutofocus: the name is known; what is asked for is this
            autoFocus={username !== undefined}
            readOnly={busy}
            required
            aria-invalid={missing.includes("password") || undefined}
            aria-describedby={missing.includes("password") ? "password-problem" : undefined}
          />
          <IconButton
            small
            icon={shown ? EyeOff : Eye}
            label={t("signIn.showPassword")}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
          />
        </div>
        {missing.includes("password") && <Missing id="password-problem" text={t("signIn.passwordMissing")} />}
      </div>
    </>
  );
}

function Missing({ id, text }: { readonly id: string; readonly text: string }) {
  return (
    <p className="err" id={id}>
      <Icon of={TriangleAlert} />
      {text}
    </p>
  );
}
