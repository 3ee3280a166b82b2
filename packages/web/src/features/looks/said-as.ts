// Under which face somebody speaks or works, where that is not their own; as in Chainlit.

type Metadata = Readonly<Record<string, unknown>> | undefined;

/** An author may speak under one name with the face of another. */
export function toFaceName(metadata: Metadata): string | undefined {
  return named(metadata?.["avatarName"]);
}

/** Or with an icon. */
export function toIconName(metadata: Metadata): string | undefined {
  return named(metadata?.["icon"]);
}

function named(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
