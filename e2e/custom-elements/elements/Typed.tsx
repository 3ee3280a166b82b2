import { useElement } from "@colloquy/client/elements";

interface TypedProps {
  readonly label: string;
  readonly count: number;
}

export default function Typed({ label, count }: TypedProps) {
  const { updateElement, theme, language, direction, place } = useElement<TypedProps>();
  return (
    <button type="button" className="rounded-md border px-3 py-1" onClick={() => void updateElement({ label, count: count + 1 })}>
      {label} {count}: {place}, {theme}, {language}, {direction}
    </button>
  );
}
