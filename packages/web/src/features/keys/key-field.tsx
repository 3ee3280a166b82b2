// One key: hidden while it is typed unless it is no secret, with a way to look at it, and where such a key comes from.

import type { EnvInput } from "@colloquy/protocol";
import { isWebAddress } from "@colloquy/protocol";
import { ArrowUpRight, Eye, EyeOff } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../components/ui/icon.tsx";
import { IconButton } from "../../components/ui/icon-button.tsx";

interface KeyFieldProps {
  readonly input: EnvInput;
  readonly value: string;
  readonly problem: string | undefined;
  readonly placeholder?: string | undefined;
  /** Beside the name: whether the key is set. */
  readonly aside?: ReactNode;
  readonly onChange: (value: string) => void;
}

export function KeyField({ input, value, problem, placeholder, aside, onChange }: KeyFieldProps) {
  const { t } = useTranslation();
  const id = useId();
  const [shown, setShown] = useState(false);
  const label = input.label ?? input.name;
  const url = input.url && isWebAddress(input.url) ? input.url : undefined;
  const described = [input.help && `${id}-help`, problem && `${id}-problem`].filter(Boolean).join(" ");
  return (
    <div className="field">
      <span className="label">
        <label htmlFor={input.name} dir="auto">
          {label}
        </label>
        {aside}
        {url && (
          <a className="link-out" href={url} target="_blank" rel="noopener noreferrer" aria-label={`${t("env.get")}: ${label}`}>
            {t("env.get")}
            <Icon of={ArrowUpRight} size="xs" flip />
          </a>
        )}
      </span>
      <div className="input" data-bad={problem !== undefined || undefined}>
        <input
          id={input.name}
          type={input.secret && !shown ? "password" : "text"}
          dir="ltr"
          value={value}
          placeholder={placeholder ?? input.placeholder}
          autoComplete="off"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          data-1p-ignore
          data-lpignore="true"
          aria-invalid={problem !== undefined || undefined}
          aria-describedby={described || undefined}
          onChange={(event) => onChange(event.target.value)}
        />
        {input.secret && (
          <IconButton
            small
            icon={shown ? EyeOff : Eye}
            label={t(shown ? "env.hide" : "env.show", { label })}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
          />
        )}
      </div>
      {input.help && (
        <span className="hint" id={`${id}-help`} dir="auto">
          {input.help}
        </span>
      )}
      {problem && (
        <span className="err" id={`${id}-problem`} dir="auto">
          {problem}
        </span>
      )}
    </div>
  );
}
