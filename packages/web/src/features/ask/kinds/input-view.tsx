// What a tool would be given, as people read it: an object's names and values, the rest as JSON.
import { useTranslation } from "react-i18next";

/** Beyond that nobody reads a list of names and values. */
const MOST_ROWS = 40;
const LONG = 240;

export function InputView({ input }: { readonly input: unknown }) {
  const { t } = useTranslation();
  const rows = toRows(input);
  if (rows?.length === 0 || input === undefined || input === null) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <section className="ask-input" aria-label={t("steps.input")} tabIndex={0}>
      {rows ? (
        <dl>
          {rows.map(([name, value]) => (
            <div key={name}>
              <dt>
                <bdi>{name}</bdi>
              </dt>
              <dd>
                <Value value={value} />
              </dd>
            </div>
          ))}
        </dl>
      ) : (
        <Json value={input} />
      )}
    </section>
  );
}

function Value({ value }: { readonly value: unknown }) {
  if (typeof value === "string") {
    if (value === "") return <span className="mute">""</span>;
    return value.includes("\n") || value.length > LONG ? <pre className="each-way">{value}</pre> : <bdi>{value}</bdi>;
  }
  if (typeof value === "object" && value !== null) return <Json value={value} />;
  return <code dir="ltr">{String(value)}</code>;
}

function Json({ value }: { readonly value: unknown }) {
  const text = JSON.stringify(value, undefined, 2) ?? "";
  const short = text.length <= 60 ? JSON.stringify(value) : text;
  return (
    <pre dir="ltr">
      <code>{short}</code>
    </pre>
  );
}

/** Undefined for what is no short object. */
function toRows(input: unknown): readonly (readonly [string, unknown])[] | undefined {
  if (typeof input !== "object" || input === null || Array.isArray(input)) return undefined;
  const rows = Object.entries(input);
  return rows.length <= MOST_ROWS ? rows : undefined;
}
