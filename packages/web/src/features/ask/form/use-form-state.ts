// A form while it is filled in: what stands in it, what is wrong with it, which of that is said already, and what the server said.
import { type Ask, type AskAnswer, type FormFile, isChatError, startValues, toFieldPath } from "@colloquy/protocol";
import { useEffect, useMemo, useRef, useState } from "react";
import { type Entries, toEntries, toValues } from "./entries.ts";
import { type EntryProblem, type Problems, problemsOf, valueAt } from "./entry-problems.ts";
import { readFormDraft, writeFormDraft } from "./form-drafts.ts";

export type FormAsk = Extract<Ask, { kind: "form" }>;

/** What the server has against a value, for as long as that value stands there. */
interface Refused {
  readonly sentence: string;
  readonly value: string;
}

export interface FormState {
  readonly entries: Entries;
  readonly step: number;
  readonly sending: boolean;
  /** What is wrong and is said, in the order of the page: only what was tried to send. */
  readonly problems: Problems;
  readonly refused: ReadonlyMap<string, string>;
  readonly change: (entries: Entries) => void;
  /** To another step; forwards only when this one has nothing wrong. Returns whether it went. */
  readonly go: (step: number) => boolean;
  /** Sends it, unless something is wrong. Returns whether it was taken. */
  readonly send: () => Promise<boolean>;
  readonly skip: () => Promise<void>;
}

const SAVE_AFTER_MS = 250;

export function useFormState(
  ask: FormAsk,
  fileOf: (uploadId: string) => FormFile | undefined,
  onAnswer: (answer: AskAnswer) => Promise<void>,
): FormState {
  const { form, initial } = ask;
  const [{ entries, step }, set] = useState(
    () => readFormDraft(ask.id) ?? { entries: toEntries(form, form.fields, startValues(form, initial)), step: 0 },
  );
  const [tried, setTried] = useState<ReadonlySet<string> | "all">(new Set());
  const [refused, setRefused] = useState<ReadonlyMap<string, Refused>>(new Map());
  const [sending, setSending] = useState(false);
  const context = useMemo(() => ({ form, fileOf }), [form, fileOf]);
  const all = useMemo(() => problemsOf(context, entries, initial), [context, entries, initial]);
  useKeep(ask, entries, step);
  const values = toValues(context, form.fields, entries);
  const still = new Map(
    [...refused].flatMap(([path, { sentence, value }]) => (textAt(values, path) === value ? [[path, sentence] as const] : [])),
  );
  const inStep = (at: number) => {
    const keys = form.steps?.[at]?.keys.map((key) => toFieldPath([key])) ?? [];
    return (path: string) => keys.includes(path.split(".")[0] ?? "");
  };
  // While something was on its way the person may have typed on.
  const toStep = (to: number) => set((now) => ({ ...now, step: to }));
  const problems = tried === "all" ? all : filter(all, (path) => tried.has(path.split(".")[0] ?? ""));
  const answer = async (given: Extract<AskAnswer, { kind: "form" }>): Promise<boolean> => {
    setSending(true);
    try {
      await onAnswer(given);
      return true;
    } catch (error) {
      const fields = Object.entries((isChatError(error) && error.fields) || {});
      setRefused(new Map(fields.map(([path, sentence]) => [path, { sentence, value: textAt(values, path) }])));
      const [first] = fields[0] ?? [];
      const wrong = form.steps?.findIndex((_, at) => first !== undefined && inStep(at)(first)) ?? -1;
      if (wrong >= 0) toStep(wrong);
      return false;
    } finally {
      setSending(false);
    }
  };
  return {
    entries,
    step: Math.min(step, Math.max(0, (form.steps?.length ?? 1) - 1)),
    sending,
    problems,
    refused: still,
    change: (next) => set((now) => ({ ...now, entries: next })),
    go(to) {
      const wrong = to > step && [...all.keys()].some(inStep(step));
      if (wrong)
        setTried(new Set([...(tried === "all" ? [] : tried), ...(form.steps?.[step]?.keys ?? []).map((key) => toFieldPath([key]))]));
      else toStep(to);
      return !wrong;
    },
    async send() {
      if (sending) return false;
      if (all.size > 0) {
        setTried("all");
        const [first = ""] = all.keys();
        const at = form.steps?.findIndex((_, index) => inStep(index)(first)) ?? -1;
        if (at >= 0) toStep(at);
        return false;
      }
      return answer({ kind: "form", values });
    },
    async skip() {
      if (!sending) await answer({ kind: "form", values: null });
    },
  };
}

/** Writes down what was typed, after a pause and when the page goes. */
function useKeep(ask: FormAsk, entries: Entries, step: number): void {
  const newest = useRef({ entries, step });
  const first = useRef(entries);
  newest.current = { entries, step };
  const { id, form } = ask;
  useEffect(() => {
    // What nobody has touched is not worth keeping.
    if (entries === first.current && step === 0) return undefined;
    const timer = setTimeout(() => writeFormDraft(id, form, { entries, step }), SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [id, form, entries, step]);
  useEffect(() => {
    const write = () => newest.current.entries !== first.current && writeFormDraft(id, form, newest.current);
    window.addEventListener("pagehide", write);
    return () => window.removeEventListener("pagehide", write);
  }, [id, form]);
}

function filter(problems: Problems, keep: (path: string) => boolean): Problems {
  return new Map<string, EntryProblem>([...problems].filter(([path]) => keep(path)));
}

/** As text, to be compared. */
function textAt(values: Readonly<Record<string, unknown>>, path: string): string {
  return JSON.stringify(valueAt(values, path)) ?? "";
}
