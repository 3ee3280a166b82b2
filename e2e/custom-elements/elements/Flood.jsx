// Sends to the page without an end, by its port, which is the only one that the frame has.
export default function Flood() {
  const flood = () => {
    // As the kit does, for notices of the page.
    const { toast } = globalThis[Symbol.for("colloquy.elements-kit")]["#host"];
    setInterval(() => {
      for (let n = 0; n < 1_000; n++) toast({ tone: "info", title: `Notice ${n}` });
    }, 10);
  };
  return (
    <button type="button" onClick={flood}>
      Flood
    </button>
  );
}
