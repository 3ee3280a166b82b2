// A form as the answer to a question: its fields, all at once, under headings or step by step; what is wrong stands beside each field and is
// summed up at the top, which takes the focus.
import "../../../theme/parts/settings.css";
import "../../attachments/attachments.css";
import "./form.css";
import { useChatClient } from "@colloquy/client/react";
import type { AskAnswer } from "@colloquy/protocol";
import { type FormEvent, useEffect, useId, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext } from "../../../app/app-context.tsx";
import { standOf } from "../../attachments/attachment-box.ts";
import { itemName, namesOf, uploadsIn } from "./entry-problems.ts";
import { FormContext, type FormParts, inputId } from "./form-context.ts";
import { dropFormDraft } from "./form-drafts.ts";
import { FormFieldView } from "./form-field.tsx";
import { FormSections } from "./form-sections.tsx";
import { FormSummary } from "./form-summary.tsx";
import { problemWords } from "./problem-words.ts";
import { useFormFiles } from "./use-form-files.ts";
import { type FormAsk, useFormState } from "./use-form-state.ts";

export interface FormCardProps {
  readonly ask: FormAsk;
  /** Rejects with what the server has against it. */
  readonly onAnswer: (answer: AskAnswer) => Promise<void>;
}

export function FormCard({ ask, onAnswer }: FormCardProps) {
  const { t, i18n } = useTranslation();
  const { announcer } = useAppContext();
  const id = useId();
  const box = useRef<HTMLFormElement>(null);
  const summary = useRef<HTMLDivElement>(null);
  const files = useFormFiles(ask);
  const { uploads } = files;
  const fileOf = useMemo(() => (uploadId: string) => uploads.find((one) => one.id === uploadId)?.file, [uploads]);
  const state = useFormState(ask, fileOf, onAnswer);
  useForget(ask);
  const { form } = ask;
  const { entries, step, sending, problems, refused } = state;
  const said = new Map([...[...problems].map(([path, problem]) => [path, problemWords(problem, t, i18n.language)] as const), ...refused]);
  const parts: FormParts = {
    Field: FormFieldView,
    form,
    id,
    problemAt: (path) => said.get(path),
    disabled: false,
    files,
    say: (words) => announcer.say(words),
  };
  const steps = form.steps;
  const isLast = !steps || step === steps.length - 1;
  const used = uploadsIn(form, entries);
  const waits = standOf(uploads.filter((upload) => used.has(upload.id)));
  const toSummary = () => requestAnimationFrame(() => summary.current?.focus());
  const toHeading = () => requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(".step-head")?.focus());
  const next = () => (state.go(step + 1) ? toHeading() : toSummary());
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!isLast) next();
    else if (waits !== "pending" && waits !== "stuck" && !(await state.send())) toSummary();
  };
  return (
    <form className="form-ask" noValidate ref={box} onSubmit={(event) => void submit(event)} aria-busy={sending || undefined}>
      <div className="body">
        <FormSummary ref={summary} problems={said} names={namesOf(form, entries, itemName)} onGo={(path) => goTo(inputId(parts, path))} />
        <FormContext value={parts}>
          <FormSections form={form} step={step} entries={entries} onChange={state.change} />
        </FormContext>
      </div>
      <div className="acts">
        <button
          type="submit"
          className="btn primary"
          aria-disabled={sending || (isLast && (waits === "pending" || waits === "stuck")) || undefined}
        >
          {sending && <span className="spin" aria-hidden />}
          {isLast ? (ask.submit ?? t("chat.send")) : t("form.next")}
        </button>
        {steps && step > 0 && (
          <button
            type="button"
            className="btn"
            onClick={() => {
              state.go(step - 1);
              toHeading();
            }}
          >
            {t("form.back")}
          </button>
        )}
        {waits === "stuck" && <span className="mute">{t("attach.stuck")}</span>}
        <span className="sp" />
        {ask.skippable && (
          <button type="button" className="btn quiet" aria-disabled={sending || undefined} onClick={() => void state.skip()}>
            {t("ask.skip")}
          </button>
        )}
      </div>
    </form>
  );
}

/** To the input, or to the first one in what has several. */
export function goTo(id: string): void {
  const target = document.getElementById(id);
  const input = target?.matches("input, select, textarea, button")
    ? target
    : target?.querySelector<HTMLElement>("input, select, textarea, button");
  (input ?? target)?.focus({ preventScroll: true });
  target?.scrollIntoView({ block: "center" });
}

/** Once the question is closed, this device forgets what was typed. */
function useForget({ id, stepId }: FormAsk): void {
  const { store } = useChatClient();
  useEffect(
    () => () => {
      if (store.getStep(stepId)?.closedAsk?.id === id) dropFormDraft(id);
    },
    [store, id, stepId],
  );
}
