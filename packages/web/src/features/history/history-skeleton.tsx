// Where the chats will be.

export function HistorySkeleton() {
  return (
    <div aria-hidden style={{ paddingBlockStart: "2.5rem" }}>
      {[80, 62, 71].map((width) => (
        <span key={width} className="sk" style={{ inlineSize: `${width}%` }} />
      ))}
    </div>
  );
}
