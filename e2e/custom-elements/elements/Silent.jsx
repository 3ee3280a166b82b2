export default function Silent() {
  const forever = () => {
    // The press is over by then, and the frame is not.
    setTimeout(() => {
      for (;;);
    }, 200);
  };
  return <button onClick={forever}>Hang</button>;
}
