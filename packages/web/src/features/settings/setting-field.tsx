// One input of the form: the widget of its type.
import type { SettingInput } from "@colloquy/protocol";
import { RadioInput, SelectInput } from "./inputs/choice-inputs.tsx";
import { DateInput, DateRangeInput } from "./inputs/date-inputs.tsx";
import { MultiselectInput } from "./inputs/multiselect-input.tsx";
import { NumberInput, SliderInput } from "./inputs/number-inputs.tsx";
import { TagsInput, TextInput } from "./inputs/text-inputs.tsx";
import { CheckboxInput, SwitchInput } from "./inputs/toggle-inputs.tsx";

interface SettingFieldProps {
  readonly input: SettingInput;
  readonly value: unknown;
  readonly problem: string | undefined;
  readonly onChange: (value: unknown) => void;
}

/** The draft holds only values that the input's type allows, so each widget may take its own for granted. */
export function SettingField({ input, value, ...rest }: SettingFieldProps) {
  switch (input.type) {
    case "switch":
      return <SwitchInput input={input} value={value as boolean} {...rest} />;
    case "checkbox":
      return <CheckboxInput input={input} value={value as boolean} {...rest} />;
    case "slider":
      return <SliderInput input={input} value={value as number} {...rest} />;
    case "number":
      return <NumberInput input={input} value={value as number | null} {...rest} />;
    case "select":
      return <SelectInput input={input} value={value as string | null} {...rest} />;
    case "radio":
      return <RadioInput input={input} value={value as string | null} {...rest} />;
    case "multiselect":
      return <MultiselectInput input={input} value={value as readonly string[]} {...rest} />;
    case "tags":
      return <TagsInput input={input} value={value as readonly string[]} {...rest} />;
    case "text":
      return <TextInput input={input} value={value as string | null} {...rest} />;
    case "date":
      return <DateInput input={input} value={value as string | null} {...rest} />;
    case "date-range":
      return <DateRangeInput input={input} value={value as readonly string[] | null} {...rest} />;
    default:
      return input satisfies never;
  }
}
