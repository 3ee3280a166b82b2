// The form for a name and a password: what is missing is said at its field, what the server refuses above them.

import type { SignedInPerson } from "@colloquy/protocol";
import { type SyntheticEvent, useRef, useState } from "react";
import { type SignInProblem, signInByPassword } from "./auth-api.ts";

type Field = "username" | "password";

export function usePasswordForm(root: string, onSignedIn: (person: SignedInPerson) => void, first?: SignInProblem) {
  const form = useRef<HTMLFormElement>(null);
  const [problem, setProblem] = useState(first);
  const [missing, setMissing] = useState<readonly Field[]>([]);
  const [busy, setBusy] = useState(false);

  async function onSubmit(event: SyntheticEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (busy) return;
    const values = new FormData(event.currentTarget);
    const credentials = { username: String(values.get("email") ?? "").trim(), password: String(values.get("password") ?? "") };
    const empty = (["username", "password"] as const).filter((field) => credentials[field] === "");
    setMissing(empty);
    if (empty[0]) return focus(form.current, empty[0]);
    setBusy(true);
    setProblem(undefined);
    const outcome = await signInByPassword(root, credentials);
    setBusy(false);
    if ("person" in outcome) return onSignedIn(outcome.person);
    setProblem(outcome.problem);
    focus(form.current, "password");
  }

  return { form, problem, missing, busy, onSubmit };
}

function focus(form: HTMLFormElement | null, field: Field): void {
  const input = form?.querySelector<HTMLInputElement>(field === "username" ? "#email" : "#password");
  input?.focus();
  if (field === "password") input?.select();
}
