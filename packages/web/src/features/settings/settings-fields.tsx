// The inputs of the form, those without a tab first.
import { inputsOf, type SettingInput, type SettingsTab } from "@colloquy/protocol";
import { type FocusEvent, useId } from "react";
import { useTranslation } from "react-i18next";
import { rovingKeys } from "../../components/ui/roving-keys.ts";
import { toLocale } from "../thread/times.ts";
import { pairUp } from "./pair-up.ts";
import type { Problem } from "./problems.ts";
import { SettingField } from "./setting-field.tsx";
import type { OpenEditor } from "./use-settings-editor.ts";

interface SettingsFieldsProps extends OpenEditor {
  /** The open tab; the first when there is no such. */
  readonly tab: string | undefined;
  readonly onTab: (id: string) => void;
}

export function SettingsFields({ editor, view, tab, onTab }: SettingsFieldsProps) {
  const { t } = useTranslation();
  const id = useId();
  const { tabs } = view.draft.form;
  const loose = tabs.filter(({ label }) => label === "").flatMap(({ inputs }) => inputs);
  const named = tabs.filter(({ label, inputs }) => label !== "" && inputs.length > 0);
  const open = named.find((one) => one.id === tab) ?? named[0];
  const onBlur = (event: FocusEvent) => {
    const field = event.target.closest("[data-setting]");
    if (field && !field.contains(event.relatedTarget)) editor.leave(field.getAttribute("data-setting") ?? "");
  };
  const lines = (inputs: readonly SettingInput[]) =>
    pairUp(inputs).map((line) => <Line key={line[0]?.id} line={line} editor={editor} view={view} />);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears that the focus leaves an input
    <div className="fields" onBlur={onBlur} aria-busy={view.saving || undefined}>
      {lines(loose)}
      {open && (
        <>
          <div className="tabrow" role="tablist" aria-label={t("settings.tabs")} onKeyDown={rovingKeys}>
            {named.map((one) => (
              <button
                key={one.id}
                type="button"
                role="tab"
                className="tab"
                id={`${id}-${one.id}`}
                aria-selected={one === open}
                aria-controls={`${id}-panel`}
                tabIndex={one === open ? 0 : -1}
                onFocus={() => onTab(one.id)}
                onClick={() => onTab(one.id)}
              >
                <bdi>{one.label}</bdi>
                <TabMark tab={one} view={view} />
              </button>
            ))}
          </div>
          <div role="tabpanel" className="fields" id={`${id}-panel`} aria-labelledby={`${id}-${open.id}`} key={open.id}>
            {lines(open.inputs)}
          </div>
        </>
      )}
    </div>
  );
}

/** A dot for a tab in which something is wrong. */
function TabMark({ tab, view }: { readonly tab: SettingsTab } & Pick<OpenEditor, "view">) {
  const { t } = useTranslation();
  if (!tab.inputs.some(({ id }) => Object.hasOwn(view.problems, id))) return null;
  return <span className="dot bad" role="img" aria-label={t("settings.hasProblem")} />;
}

function Line({ line, editor, view }: { readonly line: readonly SettingInput[] } & OpenEditor) {
  const toSentence = useProblemSentence();
  const fields = line.map((input) => {
    const problem = view.problems[input.id];
    return (
      <SettingField
        key={`${input.id} ${input.type}`}
        input={input}
        value={view.draft.values[input.id]}
        problem={problem === undefined ? undefined : toSentence(problem)}
        onChange={(value) => editor.change(input.id, value)}
      />
    );
  });
  return line.length > 1 ? <div className="two">{fields}</div> : fields;
}

function useProblemSentence(): (problem: Problem | string) => string {
  const { t, i18n } = useTranslation();
  const locale = toLocale(i18n.language);
  return (problem) => {
    if (typeof problem === "string") return problem;
    const { kind, limit } = problem;
    if (limit === undefined) return t(`settings.problem.${kind}`);
    const shown =
      typeof limit === "number"
        ? new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }).format(limit)
        : new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(limit));
    return t(`settings.problem.${kind}`, { limit: shown });
  };
}

/** Shows the first input that is wrong and puts the focus on it. */
export function goToProblem({ editor }: Pick<OpenEditor, "editor">, onTab: (id: string) => void): void {
  const { draft, problems } = editor.get();
  const first = inputsOf(draft.form).find(({ id }) => Object.hasOwn(problems, id));
  const tab = first && draft.form.tabs.find(({ inputs }) => inputs.includes(first));
  if (!first || !tab) return;
  onTab(tab.id);
  requestAnimationFrame(() => {
    const field = [...document.querySelectorAll("[data-setting]")].find((one) => one.getAttribute("data-setting") === first.id);
    field?.querySelector<HTMLElement>("input, select, textarea, [role=switch]")?.focus({ preventScroll: true });
    // What is wrong stands below the input, and must be seen as well.
    field?.scrollIntoView({ block: "center" });
  });
}
