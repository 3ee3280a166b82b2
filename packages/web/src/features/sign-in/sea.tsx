// The picture beside the form, in the app's own colours, until the app brings one.

const WAVES = Array.from({ length: 7 }, (_, index) => ({
  top: 430 + index * 74,
  half: 45 + index * 9,
  lift: 16 + index * 5,
  start: -120 - index * 67,
}));

export function Sea() {
  return (
    <svg viewBox="0 0 720 900" preserveAspectRatio="xMidYMid slice" aria-hidden focusable="false">
      <rect width="720" height="900" style={{ fill: "var(--sea-0)" }} />
      <circle cx="500" cy="250" r="64" style={{ fill: "var(--sea-sun)" }} />
      {WAVES.map((wave, index) => (
        <path key={wave.top} d={toPath(wave)} style={{ fill: `var(--sea-${index + 1})` }} />
      ))}
    </svg>
  );
}

function toPath({ top, half, lift, start }: (typeof WAVES)[number]): string {
  const humps = Math.ceil((720 - start) / (2 * half)) + 1;
  const one = `q${half} ${-lift} ${2 * half} 0t${2 * half} 0`;
  return `M${start} ${top}${one.repeat(Math.ceil(humps / 2))}V900H${start}Z`;
}
