// Asks for the keys without which the chat does not begin. The conversation and the draft stay beneath; a person who has no key at hand
// can close it, and a line above the message box leads back.
import { useOverview } from "@colloquy/client/react";
import { KeyRound, TriangleAlert } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext, useUi, useUiStore } from "../../app/app-context.tsx";
import { Icon } from "../../components/ui/icon.tsx";
import { useReturnFocus } from "../../components/ui/return-focus.ts";
import { usePlace } from "../history/use-navigation.ts";
import { KeyField } from "./key-field.tsx";
import { useKeyForm } from "./use-key-form.ts";
import { useMissingKeys } from "./use-keys.ts";
import "../../theme/parts/settings.css";

export function KeysScreen() {
  const missing = useMissingKeys();
  const ui = useUiStore();
  const later = useUi((state) => state.keysLater);
  const { kind } = usePlace();
  const refused = useOverview((overview) => overview.refused !== undefined);
  // A page that says why there is no chat here stays readable.
  const gone = kind === "nowhere" || (kind === "thread" && refused);
  const names = missing.map(({ name }) => name).join("\n");
  if (missing.length === 0 || later || gone) return null;
  return <KeysCard key={names} onLater={() => ui.set({ keysLater: true })} />;
}

function KeysCard({ onLater }: { readonly onLater: () => void }) {
  const { t } = useTranslation();
  const { announcer, config } = useAppContext();
  const missing = useMissingKeys();
  const live = useOverview(({ connection }) => connection.phase === "live");
  const begun = useOverview(({ interacted, turnIds }) => interacted || turnIds.length > 0);
  const [again] = useState(begun);
  const form = useKeyForm(missing, {
    required: true,
    live,
    onGiven() {
      announcer.say(t("env.saved"));
    },
  });
  const returnFocus = useReturnFocus();
  return (
    <Radix.Root open onOpenChange={(stays) => !stays && onLater()}>
      <Radix.Portal>
        <Radix.Overlay className="scrim">
          <Radix.Content
            className="dialog keys"
            onOpenAutoFocus={(event) => {
              event.preventDefault();
              form.formRef.current?.querySelector("input")?.focus();
            }}
            onCloseAutoFocus={returnFocus}
            onInteractOutside={(event) => event.preventDefault()}
          >
            <form ref={form.formRef} className="card" noValidate onSubmit={form.onSubmit} aria-busy={form.checking || undefined}>
              <header>
                <span className="face">
                  <Icon of={KeyRound} />
                </span>
                <Radix.Title>{t("env.title")}</Radix.Title>
                <Radix.Description>
                  {t("env.text", { name: config.name })} {again && t("env.again")}
                </Radix.Description>
              </header>
              {form.failure && (
                <div className="notice bad" role="alert">
                  <Icon of={TriangleAlert} />
                  <div dir="auto">
                    <b>{t("env.failed")}</b> {form.failure.message} {form.failure.fix}
                  </div>
                </div>
              )}
              {missing.map((input) => (
                <KeyField
                  key={input.name}
                  input={input}
                  value={form.values[input.name] ?? ""}
                  problem={form.problems[input.name]}
                  onChange={(value) => form.change(input.name, value)}
                />
              ))}
              <div className="acts">
                <button type="button" className="btn quiet" onClick={onLater}>
                  {t("env.later")}
                </button>
                <button type="submit" className="btn primary" id="submit-env" aria-disabled={form.checking || !live || undefined}>
                  {form.checking && <span className="spin" aria-hidden />}
                  {t(form.checking ? "env.checking" : "env.save")}
                </button>
              </div>
              {!live && (
                <p className="hint" role="status">
                  {t("settings.offline")}
                </p>
              )}
            </form>
          </Radix.Content>
        </Radix.Overlay>
      </Radix.Portal>
    </Radix.Root>
  );
}
