// The lines of a difference, with what stayed the same cut down to a few lines around each change.

export type ChangedLine =
  | { readonly kind: "same" | "added" | "removed"; readonly text: string }
  | { readonly kind: "left-out"; readonly count: number };

interface Part {
  readonly value: string;
  readonly added?: boolean | undefined;
  readonly removed?: boolean | undefined;
}

/** Lines shown before and behind a change. */
const AROUND = 3;

export function toChangedLines(parts: readonly Part[]): readonly ChangedLine[] {
  return parts.flatMap((part, index): readonly ChangedLine[] => {
    const lines = part.value.replace(/\n$/, "").split("\n");
    const kind = part.added ? "added" : part.removed ? "removed" : "same";
    if (kind !== "same") return lines.map((text) => ({ kind, text }) as const);
    const before = index === 0 ? 0 : AROUND;
    const behind = index === parts.length - 1 ? 0 : AROUND;
    // One line would be replaced by one that says so.
    if (lines.length <= before + behind + 1) return lines.map((text) => ({ kind, text }) as const);
    return [
      ...lines.slice(0, before).map((text) => ({ kind, text }) as const),
      { kind: "left-out", count: lines.length - before - behind } as const,
      ...(behind === 0 ? [] : lines.slice(-behind)).map((text) => ({ kind, text }) as const),
    ];
  });
}
