// A field to write in, beside which another element may want the keyboard.
export default function Writer() {
  return (
    <div>
      <input aria-label="Your words" />
      <button type="button" onClick={() => sendUserMessage("tell what was pressed")}>
        Say {props.way}
      </button>
    </div>
  );
}
