// A custom element of an app that has nothing but the packed packages: what it needs is said, and with that it compiles and is served.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { killGroup, runNpm } from "../processes.mjs";
import { repository } from "../set-up.mjs";
import { end, fail, greetingOf, pageIsThere, serving, start } from "./terminal.mjs";

const COMPILERS = ["rolldown", "tailwindcss"];

const APP = `import * as cl from "colloquy";
import type Ticket from "./public/elements/Ticket.tsx";

cl.onChatStart(async () => {
  const ticket = cl.customElement<typeof Ticket>("Ticket", { seats: 2 });
  await new cl.Message({ content: "Yours:", elements: [ticket] }).send();
});

cl.onMessage(() => undefined);
`;

const TICKET = `import { useElement } from "@colloquy/client/elements";
import { Ship } from "lucide-react";
import { Button } from "@/components/ui/button";

export default function Ticket({ seats }: { seats: number }) {
  const { updateElement } = useElement<{ seats: number }>();
  return <Button className="p-[13px]" onClick={() => updateElement({ seats: seats + 1 })}><Ship /> {seats}</Button>;
}
`;

/** `home` has the packed packages, and no compiler of elements. */
export async function compilesAnElement(home) {
  const folder = path.join(home, "with-element");
  mkdirSync(path.join(folder, "public/elements"), { recursive: true });
  // It makes the folder the app's own.
  writeFileSync(path.join(folder, "package.json"), JSON.stringify({ name: "with-element", private: true, type: "module" }));
  writeFileSync(path.join(folder, "app.ts"), APP);
  writeFileSync(path.join(folder, "public/elements/Ticket.tsx"), TICKET);
  const command = ["--no-install", "colloquy", "run", "with-element/app.ts"];
  await saysWhatToInstall(home, command);
  const { devDependencies } = JSON.parse(readFileSync(path.join(repository, "packages/server/package.json"), "utf8"));
  const flags = ["--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
  const wanted = COMPILERS.map((name) => `${name}@${devDependencies[name]}`);
  if ((await runNpm(["install", ...flags, ...wanted], { cwd: home, silentMs: 300_000 })) !== 0) fail("npm install failed");
  await serving(home, "npx", command, async (url) => {
    await pageIsThere(url);
    const { customElements, elementsKit } = await (await fetch(`${url}/api/config`)).json();
    const { module, css } = customElements.Ticket ?? fail(`there is no Ticket in ${JSON.stringify(customElements)}`);
    await holds(url, module, "javascript", "updateElement");
    await holds(url, css, "css", "13px");
    await holds(url, elementsKit?.style, "css", "{");
    await greetingOf(url, "Yours:");
  });
}

async function saysWhatToInstall(home, command) {
  const started = start("npx", command, home, { PORT: "0", COLLOQUY_HEADLESS: "1", NODE_ENV: "production" });
  try {
    const { code, output } = await end(started);
    if (code === 0 || !output().includes(`npm install ${COMPILERS.join(" ")}`)) fail(`it does not say what to install, but: ${output()}`);
  } finally {
    killGroup(started.child.pid);
  }
}

/** A file is served as what it is, with this in it. */
async function holds(url, file, type, words) {
  const response = await fetch(`${url}/${file}`);
  const text = await response.text();
  if (response.status !== 200 || !response.headers.get("content-type")?.includes(type) || !text.includes(words))
    fail(`${file} gave ${response.status} with ${response.headers.get("content-type")}: ${text.slice(0, 200)}`);
}
