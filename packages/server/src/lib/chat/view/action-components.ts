// Components that do something.
import { ChatError, type FieldOption, type FormField, type TextFormat, type ViewNodeOf } from "@colloquy/protocol";
import { Action, type ActionLook, type ActionOptions, isAction } from "../actions/action.ts";
import type { PayloadSchema } from "../actions/payload-schema.ts";
import type { AskSchema } from "../forms/read-schema.ts";
import { toForm } from "../forms/to-form.ts";
import { toLabel } from "../forms/to-label.ts";
import { noteFields } from "./form-problems.ts";
import { makeContainer, makeNode, type ViewPart } from "./make-node.ts";
import { toWords, type ViewChild, type ViewWords } from "./view-children.ts";

/** What a `Button` is made of. */
export interface ButtonProps extends ViewPart {
  /** What it runs: `book({ sailing: 7 })` of `const book = action("book", …)`, or a `new Action(…)`. */
  readonly action: Action;
  /** Whether it cannot be pressed. */
  readonly disabled?: boolean | undefined;
  /** What it says from the press until its handler has ended. */
  readonly pending?: string | undefined;
  /** What it says. Default: the label of its action. */
  readonly children?: ViewWords;
}

/** Runs an action of the app. */
export function Button({ action, children, ...props }: ButtonProps, ...more: ViewWords[]): ViewNodeOf<"Button"> {
  if (!isAction(action))
    throw new ChatError("BAD_INPUT", "Button: action must be a button of the app.", {
      fix: 'Write <Button action={book({ sailing: 7 })} />, with const book = action("book", …).',
    });
  const label = toWords("Button", [children, more]);
  return makeNode("Button", { ...props, action: { ...action.toRecord(), ...(label !== "" && { label }) } });
}

/** What `action(name, schema, …)` returned: it knows what its handler takes. */
export interface TypedFormAction<Values> {
  (payload: Values, look?: ActionLook): Action<Values>;
  /** What its buttons are called. */
  readonly actionName: string;
  /** What its payload is checked with. */
  readonly schema: PayloadSchema<Values>;
}

/** What `action(name, …)` returned without a schema. */
export interface PlainFormAction {
  (look?: ActionLook): Action;
  /** What its buttons are called. */
  readonly actionName: string;
}

/** What a `Form` is made of. `Values` is what its action takes, `Given` what its action may be. */
export interface FormProps<Values, Given> extends ViewPart {
  /** What is run with what was filled in: what `action(name, schema, …)` returned. Without one it answers the question of its message. */
  readonly action?: Given | undefined;
  /** What its action is given beside what is filled in. Nobody can change it on the page. */
  readonly payload?: Partial<NoInfer<Values>> | undefined;
  /** What stands in its fields at first, as JSON. */
  readonly initial?: Partial<NoInfer<Values>> | undefined;
  /** What its button says. Default: “Send”, in the person's language. */
  readonly submit?: string | undefined;
  /** What the person is asked before it runs. */
  readonly confirm?: string | undefined;
  /** Whether it cannot be sent. */
  readonly disabled?: boolean | undefined;
  /** What its button says from the press until its handler has ended. */
  readonly pending?: string | undefined;
  /** Its `Field`s, and whatever stands between them. Without any, they are those of its action's schema. */
  readonly children?: ViewChild;
}

/**
 * Fields with a button that sends them. What is filled in goes to the action's handler once its schema takes it; until then each field says what
 * is wrong with it.
 *
 * @throws BAD_APP for a schema that no form can ask for, where the fields are to come from it.
 */
export function Form<Values>(
  props: FormProps<Values, TypedFormAction<Values>> & { readonly action: TypedFormAction<Values> },
  ...more: ViewChild[]
): ViewNodeOf<"Form">;
export function Form(props: FormProps<Record<string, unknown>, PlainFormAction | Action>, ...more: ViewChild[]): ViewNodeOf<"Form">;
export function Form(props: FormProps<Record<string, unknown>, GivenAction>, ...more: ViewChild[]): ViewNodeOf<"Form"> {
  const { action: given, payload = {}, confirm, children, ...rest } = props;
  const action = given && toAction(given, payload, confirm);
  const form = makeContainer("Form", { ...rest, children, ...(action && { action: action.toRecord() }) } as { children?: ViewChild }, more);
  if (form.children && given && "schema" in given && given.schema) noteFields(form, given.schema, payload);
  if (form.children || !given) return form;
  const known = new Set(Object.keys({ ...payload, ...(isAction(given) && (given.payload as object)) }));
  const fields = fieldsOf(given).filter(({ key, type }) => !known.has(key) && type !== "constant");
  return { ...form, children: fields.map((field) => ({ type: "Field" as const, key: field.key, field })) };
}

/** Whatever is run with what was filled in. */
type GivenAction = TypedFormAction<never> | PlainFormAction | Action;

function toAction(given: GivenAction, payload: object, confirm: string | undefined): Action {
  const look = confirm === undefined ? {} : { confirm };
  if (isAction(given))
    return new Action({ ...(given.toRecord() as ActionOptions), ...look, payload: { ...(given.payload as object), ...payload } });
  if (typeof given === "function" && typeof given.actionName === "string") return new Action({ ...look, name: given.actionName, payload });
  throw new ChatError("BAD_INPUT", "Form: action must be what action(…) returned.", {
    fix: 'Write const save = action("save", z.object({ … }), async (values) => { … }), and <Form action={save}>.',
  });
}

function fieldsOf(given: GivenAction): readonly FormField[] {
  const schema = !isAction(given) && "schema" in given ? given.schema : undefined;
  if (!schema)
    throw new ChatError("BAD_INPUT", "Form: without a schema nobody knows its fields.", {
      fix: 'Put Fields into it, or give its action a schema: action("save", z.object({ … }), …).',
    });
  const { fields, definitions } = toForm("Form", schema as unknown as AskSchema);
  if (definitions)
    throw new ChatError("BAD_APP", "Form: a schema that refers to itself can only be asked for by askForm.", {
      fix: "Put Fields into the form.",
    });
  return fields;
}

/** What every `Field` can be given. */
export interface FieldCommon extends ViewPart {
  /** Which property of the values it fills. */
  readonly name: string;
  /** What stands above it. Default: the name, in words. */
  readonly label?: string | undefined;
  /** A sentence or two below the label. */
  readonly description?: string | undefined;
  /** What stands in it while it is empty. */
  readonly placeholder?: string | undefined;
  /** Whether it must be filled in. Default false. */
  readonly required?: boolean | undefined;
  /** Whether it is only to be read. */
  readonly readOnly?: boolean | undefined;
  /** What stands in it at first. */
  readonly default?: unknown;
}

/** An option of a field: its value, or more about it. */
export type FieldChoice = string | (Omit<FieldOption, "label"> & { readonly label?: string });

/** What a `Field` is made of, by its kind. */
export type FieldProps = FieldCommon &
  (
    | {
        /** One line of text, or several. */
        readonly kind?: "text" | undefined;
        /** How it is entered: `email`, `date`, `multiline` … */
        readonly format?: TextFormat | undefined;
        /** In UTF-16 units. */
        readonly minLength?: number | undefined;
        readonly maxLength?: number | undefined;
        /** A regular expression of JavaScript, which all of it must match. */
        readonly pattern?: string | undefined;
      }
    | {
        /** A number. */
        readonly kind: "number";
        /** Only whole numbers. */
        readonly integer?: boolean | undefined;
        readonly min?: number | undefined;
        readonly max?: number | undefined;
        readonly step?: number | undefined;
      }
    | {
        /** Yes or no. */
        readonly kind: "boolean";
        /** The only value that is taken: what must be agreed to. */
        readonly mustBe?: boolean | undefined;
      }
    | {
        /** One of several options. */
        readonly kind: "choice";
        readonly options: readonly FieldChoice[];
      }
    | {
        /** Any of several options. */
        readonly kind: "choices";
        readonly options: readonly FieldChoice[];
        readonly min?: number | undefined;
        readonly max?: number | undefined;
      }
    | {
        /** Files. */
        readonly kind: "file";
        /** MIME types, with `*` for all of a kind. */
        readonly accept?: readonly string[] | undefined;
        /** Whether several can be chosen. */
        readonly multiple?: boolean | undefined;
        readonly maxFiles?: number | undefined;
        /** How large each may be, in MiB. */
        readonly maxSizeMb?: number | undefined;
      }
  );

/** Something to fill in; only within a `Form`. */
export function Field(props: FieldProps): ViewNodeOf<"Field"> {
  const { name, kind = "text", ...more } = props;
  if (typeof name !== "string" || name === "")
    throw new ChatError("BAD_INPUT", "Field: name must be a text that is not empty.", {
      fix: 'Write <Field name="seats" />, with the name of what it fills in.',
    });
  const { label = toLabel(name), key = name, ...rest } = more;
  const options = "options" in rest && { options: rest.options.map(toOption) };
  const given = Object.entries({ ...rest, ...options }).filter(([, value]) => value !== undefined);
  const field = { type: kind, key: name, label, ...Object.fromEntries(given) } as FormField;
  return makeNode("Field", { key, field });
}

function toOption(choice: FieldChoice): FieldOption {
  return typeof choice === "string" ? { value: choice, label: choice } : { ...choice, label: choice.label ?? String(choice.value) };
}
