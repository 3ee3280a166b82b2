// A form of a view that answers the question of its message: the question's clock and its way out stand with it.
import { useChatClient } from "@colloquy/client/react";
import { useEffect, useId, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { AskError } from "../../ask/ask-error.tsx";
import { dropFormDraft, readFormDraft, writeFormDraft } from "../../ask/form/form-drafts.ts";
import { useFormFiles } from "../../ask/form/use-form-files.ts";
import type { FormAsk } from "../../ask/form/use-form-state.ts";
import { TimeLeft } from "../../ask/time-left.tsx";
import { useFocusAfter } from "../../ask/use-focus-after.ts";
import { useReminder } from "../../ask/use-reminder.ts";
import type { ViewNodeProps } from "../view-props.ts";
import { FormBody, focusFirstWrong } from "./form-body.tsx";
import { useFieldsOf } from "./use-fields-of.ts";
import { useViewForm, type ViewFormState } from "./use-view-form.ts";

const SAVE_AFTER_MS = 250;

interface AskFormProps extends ViewNodeProps<"Form"> {
  readonly ask: FormAsk;
}

export function AskForm({ ask, ...props }: AskFormProps) {
  const { t } = useTranslation();
  const { node } = props;
  const client = useChatClient();
  const id = useId();
  const card = useRef<HTMLElement>(null);
  const files = useFormFiles(ask);
  const { uploads } = files;
  const fileOf = useMemo(() => (uploadId: string) => uploads.find((one) => one.id === uploadId)?.file, [uploads]);
  const { form, shown } = useFieldsOf(node.children, ask.form);
  const initial = useMemo(() => ({ ...ask.initial, ...node.initial }), [ask.initial, node.initial]);
  const [draft] = useState(() => readFormDraft(ask.id)?.entries);
  const [skipError, setSkipError] = useState<unknown>();
  const state = useViewForm({ form, initial, draft, fileOf, onSend: (values) => client.answerAsk(ask.id, { kind: "form", values }) });
  useFocusAfter(card, ask);
  useReminder(card, ask.remindedAt);
  useDraft(ask, state);
  const submit = async () => {
    const values = state.check();
    if (!values || !(await state.send(values))) focusFirstWrong(card.current);
  };
  const skip = () => {
    setSkipError(undefined);
    client.answerAsk(ask.id, { kind: "form", values: null }).catch(setSkipError);
  };
  const label = node.submit ?? ask.submit ?? t("chat.send");
  const error = state.error ?? skipError;
  return (
    <section
      className="v-form-box v-asked"
      id={`ask-${ask.id}`}
      data-ask-kind="form"
      aria-labelledby={id}
      aria-describedby={`step-${ask.stepId}`}
      tabIndex={-1}
      ref={card}
    >
      <div className="v-asks">
        <span className="dot wait live" aria-hidden />
        <span id={id}>{t("ask.needsAnswer")}</span>
        <TimeLeft ask={ask} />
      </div>
      <FormBody
        {...props}
        form={form}
        shown={shown}
        state={state}
        files={files}
        disabled={node.disabled === true}
        submit={state.sending && node.pending !== undefined ? node.pending : label}
        aside={
          ask.skippable && (
            <button type="button" className="btn quiet" aria-disabled={state.sending || undefined} onClick={() => !state.sending && skip()}>
              {t("ask.skip")}
            </button>
          )
        }
        onSubmit={() => void submit()}
      />
      {error !== undefined && <AskError error={error} />}
    </section>
  );
}

/** What was typed is kept on this device until the question is closed. */
function useDraft({ id, stepId, form }: FormAsk, { entries, touched }: ViewFormState): void {
  const { store } = useChatClient();
  const newest = useRef({ entries, touched });
  newest.current = { entries, touched };
  useEffect(() => {
    if (!touched) return undefined;
    const timer = setTimeout(() => writeFormDraft(id, form, { entries, step: 0 }), SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [id, form, entries, touched]);
  useEffect(() => {
    const write = () => newest.current.touched && writeFormDraft(id, form, { entries: newest.current.entries, step: 0 });
    window.addEventListener("pagehide", write);
    return () => {
      window.removeEventListener("pagehide", write);
      if (store.getStep(stepId)?.closedAsk?.id === id) dropFormDraft(id);
    };
  }, [id, stepId, form, store]);
}
