// The mark: an open ring closed by the dot, an opening and a reply. It is also the app's face until it has its own.

export function Mark({ size = 22 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden focusable="false">
      <title>Colloquy</title>
      <Ring />
    </svg>
  );
}

export function Face() {
  return (
    <svg className="face" viewBox="0 0 32 32" aria-hidden focusable="false">
      <title>Colloquy</title>
      <circle cx="16" cy="16" r="16" fill="var(--tint)" />
      <g transform="translate(7.2 7.2) scale(0.55)">
        <Ring />
      </g>
    </svg>
  );
}

function Ring() {
  return (
    <>
      <path d="M26.4 16.1A11 11 0 1 0 16.1 26.4" fill="none" stroke="currentColor" strokeWidth="4.6" strokeLinecap="round" />
      <circle cx="24" cy="24" r="3.9" fill="var(--voice)" />
    </>
  );
}
