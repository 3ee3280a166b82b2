// What a React artifact finds in its frame: React, and a place to be shown in. It is a script of its own, since the frame shares nothing with the page.
import * as React from "react";
import { createRoot } from "react-dom/client";

type Run = (
  require: (name: string) => unknown,
  module: { exports: Record<string, unknown> },
  exports: Record<string, unknown>,
  react: typeof React,
) => void;

const MODULES: Readonly<Record<string, unknown>> = { react: React };

(globalThis as { colloquyRun?: (run: Run) => void }).colloquyRun = (run) => {
  const module = { exports: {} as Record<string, unknown> };
  run(
    (name) => {
      if (Object.hasOwn(MODULES, name)) return MODULES[name];
      throw new Error(`"${name}" cannot be imported here: only "react" is there.`);
    },
    module,
    module.exports,
    React,
  );
  const component = module.exports["default"] ?? Object.values(module.exports).find((value) => typeof value === "function");
  if (typeof component !== "function") throw new Error("Nothing is exported: write `export default function App() { … }`.");
  const place = document.getElementById("root");
  if (place) createRoot(place).render(React.createElement(component as React.FunctionComponent));
};
