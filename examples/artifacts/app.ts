// Artifacts and sources: documents beside the chat with versions, and what an answer rests on. Say "plan", "page", "drawing", "diagram",
// "component", "code" or "sources".
import * as cl from "colloquy";

const documents = {
  page: {
    type: "html",
    title: "Harbour page",
    content: `<!doctype html><title>Harbour</title><h1>Harbour</h1><p id="out">waiting</p>
<button onclick="document.getElementById('out').textContent = 'pressed'">Press</button>`,
  },
  drawing: {
    type: "svg",
    title: "A boat",
    content: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 80" role="img" aria-label="A boat">
  <path d="M10 50h100l-18 22H28Z" fill="#1d5f8f"/><path d="M58 8v38H22Z" fill="#c8d6e0"/><path d="M64 14v32h28Z" fill="#e3e9ee"/>
</svg>`,
  },
  diagram: { type: "mermaid", title: "Crossing", content: "flowchart LR\n  Kinloch --> Sanday\n  Sanday --> Ellary[Port Ellary]" },
  component: {
    type: "react",
    title: "Counter",
    content: `import { useState } from "react";

export default function Counter() {
  const [count, setCount] = useState<number>(0);
  return <button onClick={() => setCount(count + 1)}>Sailings: {count}</button>;
}`,
  },
  code: { type: "code", title: "late.ts", language: "ts", content: "export const isLate = (minutes: number) => minutes > 10;\n" },
} as const;

cl.onMessage(async (message) => {
  const said = message.content.toLowerCase();
  const kind = (Object.keys(documents) as (keyof typeof documents)[]).find((name) => said.includes(name));
  if (kind) await new cl.Artifact({ key: kind, ...documents[kind] }).send();
  else if (said.includes("plan")) await plan();
  else if (said.includes("source")) await sourced();
  else if (said.includes("fence")) await new cl.Message("```html\n<h1>From the message</h1>\n```").send();
  else await new cl.Message(`Say ${Object.keys(documents).join(", ")}, plan or sources.`).send();
});

/** Goes on from the newest version, whoever wrote it. */
async function plan(): Promise<void> {
  const known = await cl.Artifact.get("plan");
  const artifact = known ?? new cl.Artifact({ key: "plan", title: "Winter plan", type: "markdown" });
  const text = known ? `${known.content}\n- Another sailing` : "# Winter plan\n\n- Saturday, 12:30\n- Saturday, 16:10";
  await artifact.streamFrom(text.match(/.{1,12}/gs) ?? []);
}

async function sourced(): Promise<void> {
  await new cl.Message({
    content: "Two thirds of the late sailings were on a Saturday [1], and loading at Kinloch takes 6.4 minutes longer than planned [2].",
    sources: [
      { title: "October log, rows 14 to 1,204", snippet: "Of 1,204 sailings, 87 left more than ten minutes late." },
      { title: "Kinloch ramp survey", url: "https://harbour.example/ramp", snippet: "Median loading time: 21.4 minutes." },
    ],
  }).send();
}

// What the person writes is stored before this runs.
cl.onArtifactEdit(async (artifact) => {
  await new cl.Message(`I have read version ${artifact.version} of “${artifact.title}”.`).send();
});
