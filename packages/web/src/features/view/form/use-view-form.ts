// What stands in a form of a view. The app may change its fields and what they begin with at any time: what nobody has touched follows, what
// somebody typed stays.
import { type Form, type FormField, type FormFile, isChatError, startValues } from "@colloquy/protocol";
import { useCallback, useMemo, useRef, useState } from "react";
import { type Entries, type Entry, isRecord, toEntry, toValues } from "../../ask/form/entries.ts";
import { type Problems, problemsOf, valueAt } from "../../ask/form/entry-problems.ts";

type Values = Readonly<Record<string, unknown>>;

/** What a field begins with; the same object until that is another. */
interface Start {
  readonly field: FormField;
  readonly text: string;
  readonly entry: Entry;
}

interface Edit {
  readonly entry: Entry;
  /** It was sent, while the field began with this; it holds until the app puts something else there. */
  readonly sentAt?: string;
}

interface Refused {
  readonly sentence: string;
  readonly value: string;
}

export interface ViewFormState {
  readonly entries: Entries;
  /** Somebody has touched it. */
  readonly touched: boolean;
  readonly problems: Problems;
  readonly refused: ReadonlyMap<string, string>;
  readonly sending: boolean;
  /** Why it was not taken, when no field is to blame. */
  readonly error: unknown;
  readonly change: (key: string, entry: Entry) => void;
  /** The values, or undefined when something is wrong, which is shown from then on. */
  readonly check: () => Values | undefined;
  /** Whether they were taken. */
  readonly send: (values: Values) => Promise<boolean>;
}

export interface ViewFormOptions {
  readonly form: Form;
  readonly initial: Values | undefined;
  /** What was typed before a reload. */
  readonly draft?: Entries | undefined;
  readonly fileOf: (uploadId: string) => FormFile | undefined;
  readonly onSend: (values: Values) => Promise<unknown>;
}

const NO_PROBLEMS: Problems = new Map();

export function useViewForm({ form, initial, draft, fileOf, onSend }: ViewFormOptions): ViewFormState {
  const starts = useStarts(form, initial);
  const [edits, setEdits] = useState<ReadonlyMap<string, Edit>>(() => toEdits(draft, starts));
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<ReadonlyMap<string, Refused>>(new Map());
  const [{ sending, error }, setState] = useState<{ readonly sending: boolean; readonly error?: unknown }>({ sending: false });
  const context = useMemo(() => ({ form, fileOf }), [form, fileOf]);
  const entries = useMemo(() => toEntries(starts, edits), [starts, edits]);
  const problems = useMemo(() => (tried ? problemsOf(context, entries, initial) : NO_PROBLEMS), [tried, context, entries, initial]);
  const still = useMemo(() => {
    if (refused.size === 0) return new Map<string, string>();
    const values = toValues(context, form.fields, entries);
    return new Map(
      [...refused].flatMap(([path, { sentence, value }]) => (textAt(values, path) === value ? [[path, sentence] as const] : [])),
    );
  }, [refused, context, form, entries]);
  const change = useCallback((key: string, entry: Entry) => setEdits((now) => new Map(now).set(key, { entry })), []);
  return {
    entries,
    touched: edits.size > 0,
    problems,
    refused: still,
    sending,
    error,
    change,
    check() {
      const found = problemsOf(context, entries, initial);
      setTried(true);
      return found.size > 0 ? undefined : toValues(context, form.fields, entries);
    },
    async send(values) {
      setState({ sending: true });
      try {
        await onSend(values);
      } catch (problem) {
        const fields = Object.entries((isChatError(problem) && problem.fields) || {});
        setRefused(new Map(fields.map(([path, sentence]) => [path, { sentence, value: textAt(values, path) }])));
        setState({ sending: false, ...(fields.length === 0 && { error: problem }) });
        return false;
      }
      setTried(false);
      setRefused(new Map());
      setEdits((now) => settled(now, edits, starts));
      setState({ sending: false });
      return true;
    },
  };
}

function useStarts(form: Form, initial: Values | undefined): ReadonlyMap<string, Start> {
  const known = useRef<ReadonlyMap<string, Start>>(new Map());
  return useMemo(() => {
    const values = startValues(form, initial);
    const starts = new Map(
      form.fields.map((field) => {
        const value = Object.hasOwn(values, field.key) ? values[field.key] : undefined;
        const text = JSON.stringify(value) ?? "";
        const before = known.current.get(field.key);
        if (before?.field === field && before.text === text) return [field.key, before] as const;
        return [field.key, { field, text, entry: toEntry(form, field, value) }] as const;
      }),
    );
    known.current = starts;
    return starts;
  }, [form, initial]);
}

function toEntries(starts: ReadonlyMap<string, Start>, edits: ReadonlyMap<string, Edit>): Entries {
  return Object.fromEntries(
    [...starts].map(([key, { text, entry }]) => {
      const edit = edits.get(key);
      const holds = edit && (edit.sentAt === undefined || edit.sentAt === text);
      return [key, holds ? edit.entry : entry];
    }),
  );
}

/** What was sent holds as long as the app says nothing else; files that were sent are gone. */
function settled(now: ReadonlyMap<string, Edit>, sent: ReadonlyMap<string, Edit>, starts: ReadonlyMap<string, Start>) {
  return new Map(
    [...now].flatMap(([key, edit]) => {
      const start = starts.get(key);
      if (sent.get(key) !== edit || !start) return [[key, edit] as const];
      return start.field.type === "file" ? [] : [[key, { entry: edit.entry, sentAt: start.text }] as const];
    }),
  );
}

function toEdits(draft: Entries | undefined, starts: ReadonlyMap<string, Start>): ReadonlyMap<string, Edit> {
  if (!isRecord(draft)) return new Map();
  const kept = Object.entries(draft).filter(([key, entry]) => {
    const start = starts.get(key);
    return start && JSON.stringify(entry) !== JSON.stringify(start.entry);
  });
  return new Map(kept.map(([key, entry]) => [key, { entry }]));
}

/** As text, to be compared. */
function textAt(values: Values, path: string): string {
  return JSON.stringify(valueAt(values, path)) ?? "";
}
