// How large something is, in the words of a language: 12 kB, 3.4 MB. A kilobyte has 1024 bytes here, as where the limits of files are set: a limit of
// 20 MB lets 20 MB pass, and a file is as large before it is sent as after.

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

export function byteSize(bytes: number, language: string): string {
  let value = bytes;
  let unit = 0;
  // What would be rounded to 1,024 of one is one of the next.
  while (value >= 1023.5 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit: UNITS[unit] ?? "byte",
    unitDisplay: unit === 0 ? "long" : "short",
    maximumFractionDigits: unit > 0 && value < 10 ? 1 : 0,
  }).format(value);
}
