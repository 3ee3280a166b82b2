// The parts of a form that react-hook-form runs: each field knows its name, its hint and what is wrong with it.
import { Slot } from "radix-ui";
import { type ComponentProps, createContext, type ReactNode, useContext, useEffect, useId, useState } from "react";
import {
  Controller,
  type ControllerProps,
  type FieldPath,
  type FieldValues,
  FormProvider,
  useFormContext,
  useFormState,
} from "react-hook-form";
import { classes } from "../lib/dressed.ts";
import { Label } from "./label.tsx";
import "../styles/controls.css";

type Part = "description" | "message";

interface Item {
  readonly id: string;
  /** Which of the texts about the field are there. */
  readonly parts: readonly Part[];
  readonly add: (part: Part) => () => void;
}

const FieldName = createContext<string | undefined>(undefined);
const FieldItem = createContext<Item | undefined>(undefined);

export const Form = FormProvider;

export function FormField<Values extends FieldValues = FieldValues, Name extends FieldPath<Values> = FieldPath<Values>>(
  props: ControllerProps<Values, Name>,
) {
  return (
    <FieldName value={props.name}>
      <Controller {...props} />
    </FieldName>
  );
}

/** What a part of a field has to know; for parts of the author's own. */
export function useFormField() {
  const name = useContext(FieldName);
  const item = useContext(FieldItem);
  const { getFieldState } = useFormContext();
  const state = useFormState({ ...(name !== undefined && { name }) });
  if (name === undefined || !item) throw new Error("A part of a form's field stands outside of <FormField> and <FormItem>.");
  const { id } = item;
  return {
    id,
    name,
    formItemId: `${id}-field`,
    formDescriptionId: `${id}-description`,
    formMessageId: `${id}-message`,
    ...getFieldState(name, state),
  };
}

export function FormItem({ className, ...props }: ComponentProps<"div">) {
  const id = useId();
  const [parts, setParts] = useState<readonly Part[]>([]);
  const [add] = useState(() => (part: Part) => {
    setParts((there) => [...there, part]);
    return () => setParts((there) => there.filter((other) => other !== part));
  });
  return (
    <FieldItem value={{ id, parts, add }}>
      <div data-slot="form-item" {...props} className={classes("k-form-item", className)} />
    </FieldItem>
  );
}

export function FormLabel({ className, ...props }: ComponentProps<typeof Label>) {
  const { error, formItemId } = useFormField();
  return <Label data-slot="form-label" htmlFor={formItemId} {...props} className={classes(error && "k-bad", className)} />;
}

export function FormControl(props: ComponentProps<typeof Slot.Root>) {
  const { error, formItemId, formDescriptionId, formMessageId } = useFormField();
  const parts = useContext(FieldItem)?.parts ?? [];
  const about = [parts.includes("description") && formDescriptionId, parts.includes("message") && formMessageId].filter(Boolean).join(" ");
  return <Slot.Root data-slot="form-control" id={formItemId} aria-describedby={about || undefined} aria-invalid={!!error} {...props} />;
}

export function FormDescription({ className, ...props }: ComponentProps<"p">) {
  const { formDescriptionId } = useFormField();
  usePart("description", true);
  return <p data-slot="form-description" id={formDescriptionId} {...props} className={classes("k-form-hint", className)} />;
}

/** What is wrong with the field; else its own children, else nothing. */
export function FormMessage({ className, children, ...props }: ComponentProps<"p">) {
  const { error, formMessageId } = useFormField();
  const text: ReactNode = error ? (error.message ?? "") : children;
  usePart("message", !!text);
  if (!text) return null;
  return (
    <p data-slot="form-message" id={formMessageId} {...props} className={classes("k-form-message", className)}>
      {text}
    </p>
  );
}

function usePart(part: Part, there: boolean): void {
  const add = useContext(FieldItem)?.add;
  useEffect(() => (there ? add?.(part) : undefined), [add, part, there]);
}
