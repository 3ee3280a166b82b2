// A form of a view: what stands in it, and the button that sends it. What is wrong stands at each field, and the first of them takes the focus.
import "../../../theme/parts/settings.css";
import "../../ask/ask.css";
import "../../attachments/attachments.css";
import "../../ask/form/form.css";
import "../../actions/actions.css";
import { type FormField, toFieldPath } from "@colloquy/protocol";
import { type FormEvent, type ReactNode, useId, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext } from "../../../app/app-context.tsx";
import { itemName, namesOf, uploadsIn } from "../../ask/form/entry-problems.ts";
import { goTo } from "../../ask/form/form-card.tsx";
import { FormContext, type FormFiles, type FormParts, inputId } from "../../ask/form/form-context.ts";
import { FormFieldView } from "../../ask/form/form-field.tsx";
import { FormSections } from "../../ask/form/form-sections.tsx";
import { FormSummary } from "../../ask/form/form-summary.tsx";
import { problemWords } from "../../ask/form/problem-words.ts";
import { standOf } from "../../attachments/attachment-box.ts";
import { reveal } from "../reveal.ts";
import type { ViewNodeProps } from "../view-props.ts";
import type { ViewFormOptions, ViewFormState } from "./use-view-form.ts";
import { ViewFormContext } from "./view-form-context.ts";

interface FormBodyProps extends ViewNodeProps<"Form">, Pick<ViewFormOptions, "form"> {
  readonly state: ViewFormState;
  readonly files: FormFiles | undefined;
  /** The fields that stand in it; without children it shows all of `form`. */
  readonly shown: readonly FormField[];
  readonly disabled: boolean;
  /** What the button says; nothing where there is nobody to send it to. */
  readonly submit: ReactNode;
  readonly danger?: boolean;
  /** Beside the button. */
  readonly aside?: ReactNode;
  readonly onSubmit: () => void;
}

export function FormBody({ node, draw, form, state, files, shown, disabled, submit, danger = false, aside, onSubmit }: FormBodyProps) {
  const { t, i18n } = useTranslation();
  const { announcer } = useAppContext();
  const id = useId();
  const summary = useRef<HTMLDivElement>(null);
  const { entries, problems, refused, sending, change } = state;
  const { language } = i18n;
  const said = useMemo(
    () => new Map([...[...problems].map(([path, problem]) => [path, problemWords(problem, t, language)] as const), ...refused]),
    [problems, refused, t, language],
  );
  const parts = useMemo<FormParts>(
    () => ({
      Field: FormFieldView,
      form,
      id,
      problemAt: (path) => said.get(path),
      disabled,
      files,
      say: (words) => announcer.say(words),
    }),
    [form, id, said, disabled, files, announcer],
  );
  const fields = useMemo(() => ({ entries, change }), [entries, change]);
  const own = node.children !== undefined && node.children.length > 0;
  const drawn = new Set((own ? shown : form.fields).map(({ key }) => toFieldPath([key])));
  // What is wrong with a field that is not here has no other place to be said.
  const elsewhere = new Map([...said].filter(([path]) => !drawn.has(path.split(".")[0] ?? "")));
  const used = uploadsIn(form, entries);
  const waits = standOf((files?.uploads ?? []).filter((upload) => used.has(upload.id)));
  const off = disabled || sending || waits === "pending" || waits === "stuck";
  const onSubmitted = (event: FormEvent) => {
    event.preventDefault();
    // A form of a part of this one is none of its own.
    event.stopPropagation();
    if (!off) onSubmit();
  };
  return (
    <form className="form-ask v-form" noValidate onSubmit={onSubmitted} aria-busy={sending || undefined} data-form={id}>
      <FormSummary
        ref={summary}
        problems={elsewhere}
        names={namesOf(form, entries, itemName)}
        onGo={(path) => goTo(inputId(parts, path))}
      />
      <FormContext value={parts}>
        <ViewFormContext value={fields}>
          {own ? (
            draw(node.children)
          ) : (
            <FormSections
              form={form}
              step={0}
              entries={entries}
              onChange={(next) => {
                for (const { key } of form.fields) if (next[key] !== entries[key]) change(key, next[key]);
              }}
            />
          )}
        </ViewFormContext>
      </FormContext>
      {submit !== undefined && (
        <div className="v-form-acts">
          <button
            type="submit"
            className={`btn ${danger ? "danger" : "primary"}`}
            aria-disabled={off || undefined}
            aria-busy={sending || undefined}
          >
            {sending && <span className="spin" aria-hidden />}
            <bdi>{submit}</bdi>
          </button>
          {waits === "stuck" && <span className="mute">{t("attach.stuck")}</span>}
          {aside}
        </div>
      )}
    </form>
  );
}

/** Once what is wrong is drawn: to the first field that needs another value, out of whatever it is folded into. */
export function focusFirstWrong(box: HTMLElement | null): void {
  requestAnimationFrame(() => {
    const wrong = box?.querySelector<HTMLElement>(
      ".form-summary, [aria-invalid='true'], [data-bad] :is(input, select, textarea, button), [data-bad]",
    );
    if (!wrong) return;
    reveal(wrong);
    requestAnimationFrame(() => {
      wrong.focus({ preventScroll: true });
      wrong.scrollIntoView({ block: "nearest" });
    });
  });
}
