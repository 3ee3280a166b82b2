// How the benches print: a line for each number, with its goal and whether it is met. A missed goal is told, and fails nothing.

/** Prints one number. `goal` is an upper bound in the same unit. */
export function report(name: string, value: number, unit: string, goal?: number): void {
  const verdict = goal === undefined ? "" : value <= goal ? `  goal ≤ ${goal}: met` : `  goal ≤ ${goal}: MISSED`;
  console.log(`${name.padEnd(64)} ${value.toFixed(value >= 100 ? 0 : 2).padStart(10)} ${unit.padEnd(8)}${verdict}`);
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which this share of all values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
