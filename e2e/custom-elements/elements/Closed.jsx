import { useElement } from "@colloquy/client/elements";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";

export default function Closed() {
  const { ask, theme, direction } = useElement();
  const [said, setSaid] = useState("");
  const [early, setEarly] = useState("");
  useEffect(() => {
    sendUserMessage("tell me in your name").then(({ success, error }) => setEarly(success ? "sent" : error.code));
  }, []);
  const act = async (name, payload) => {
    const { success, response, error } = await callAction({ name, payload });
    setSaid(success ? response.code || response : error.code);
  };
  return (
    <div className="flex flex-wrap gap-2">
      <p>
        {props.word}, {ask}, {theme}, {direction}, {early}
      </p>
      <Button onClick={() => updateElement({ ...props, count: props.count + 1 })}>Count {props.count}</Button>
      <Button onClick={() => act("book", { sailing: 7, seats: props.count })}>Book</Button>
      <Button onClick={() => act("secret", {})}>Secret</Button>
      <Button onClick={() => sendUserMessage("tell me")}>Say</Button>
      <Button onClick={async () => setSaid((await submitElement({ seats: props.count })).error?.code)}>Submit</Button>
      <output>{said}</output>
    </div>
  );
}
