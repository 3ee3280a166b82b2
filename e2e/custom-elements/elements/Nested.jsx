// Tries for a script of the server that is no element's: in its own window, and in a frame that it makes.
import { useEffect, useState } from "react";

export default function Nested() {
  const [said, setSaid] = useState([]);
  useEffect(() => {
    const say = (words) => setSaid((before) => (before.includes(words) ? before : [...before, words]));
    addEventListener("message", ({ data }) => typeof data === "string" && say(data));
    document.addEventListener("securitypolicyviolation", ({ blockedURI }) =>
      say(`blocked: ${new URL(blockedURI, location.href).pathname}`),
    );
    const own = document.createElement("script");
    own.src = "/public/note.js";
    document.head.append(own);
    const inner = document.createElement("iframe");
    inner.srcdoc = "<p>inner</p><script src='/public/note.js'></script>";
    inner.onload = () => say("the frame in it is there");
    inner.style.display = "none";
    document.body.append(inner);
  }, []);
  const notices = () => {
    // As the kit does, for notices of the page.
    const { toast } = globalThis[Symbol.for("colloquy.elements-kit")]["#host"];
    for (let n = 0; n < 20; n++) toast({ tone: "error", title: `Notice ${n}` });
    setSaid((before) => [...before, "all told"]);
  };
  return (
    <div>
      <button type="button" onClick={notices}>
        Many notices
      </button>
      <ul>
        {said.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </div>
  );
}
