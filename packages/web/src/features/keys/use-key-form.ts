// Typing keys in and giving them to the server. What is typed lives as long as the form, and is written nowhere.
import { useChatClient } from "@colloquy/client/react";
import { ChatError, type EnvInput, isChatError } from "@colloquy/protocol";
import { type FormEvent, type RefObject, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

type Words = Readonly<Record<string, string>>;

export interface KeyForm {
  readonly formRef: RefObject<HTMLFormElement | null>;
  readonly values: Words;
  /** What is wrong, by the key's name. */
  readonly problems: Words;
  readonly failure: ChatError | undefined;
  readonly checking: boolean;
  readonly change: (name: string, value: string) => void;
  readonly onSubmit: (event: FormEvent) => void;
}

interface KeyFormOptions {
  /** Keys without which nothing is sent. */
  readonly required: boolean;
  readonly live: boolean;
  readonly onGiven: () => void;
}

export function useKeyForm(inputs: readonly (EnvInput & { readonly message?: string | undefined })[], options: KeyFormOptions): KeyForm {
  const { t } = useTranslation();
  const client = useChatClient();
  const formRef = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState<Words>({});
  const [problems, setProblems] = useState<Words>(() =>
    Object.fromEntries(inputs.flatMap(({ name, message }) => (message ? [[name, message]] : []))),
  );
  const [failure, setFailure] = useState<ChatError>();
  const [checking, setChecking] = useState(false);
  const tell = (wrong: Words) => {
    setProblems(wrong);
    const first = inputs.find(({ name }) => Object.hasOwn(wrong, name));
    requestAnimationFrame(() => first && formRef.current?.querySelector<HTMLElement>(`[id="${CSS.escape(first.name)}"]`)?.focus());
  };
  const submit = async () => {
    const env = Object.fromEntries(inputs.map(({ name }) => [name, (values[name] ?? "").trim()]).filter(([, value]) => value !== ""));
    const absent = options.required ? inputs.filter(({ name }) => !Object.hasOwn(env, name)) : [];
    if (absent.length > 0) return tell(Object.fromEntries(absent.map(({ name }) => [name, t("env.required")])));
    if (Object.keys(env).length === 0) return;
    setChecking(true);
    setFailure(undefined);
    setProblems({});
    try {
      await client.provideEnv(env);
      setValues({});
      options.onGiven();
    } catch (error) {
      if (isChatError(error) && error.fields) tell(error.fields);
      else setFailure(isChatError(error) ? error : new ChatError("INTERNAL"));
    } finally {
      setChecking(false);
    }
  };
  return {
    formRef,
    values,
    problems,
    failure,
    checking,
    change(name, value) {
      setValues((before) => ({ ...before, [name]: value }));
      setProblems(({ [name]: _mended, ...others }) => others);
    },
    onSubmit(event) {
      event.preventDefault();
      if (!checking && options.live) void submit();
    },
  };
}
