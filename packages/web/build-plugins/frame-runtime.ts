// Builds what a React artifact finds in its frame into one script of its own, `frame/react.js`: the frame has no origin, so it shares no module with the page.
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "vite";

const entry = fileURLToPath(new URL("../src/frame/react-runtime.ts", import.meta.url));

export function frameRuntime(): Plugin {
  return {
    name: "frame-runtime",
    apply: "build",
    async generateBundle() {
      const built = await build({
        configFile: false,
        logLevel: "warn",
        define: { "process.env.NODE_ENV": JSON.stringify("production") },
        build: {
          write: false,
          target: "es2022",
          lib: { entry, formats: ["iife"], name: "colloquyFrame" },
          rolldownOptions: { checks: { pluginTimings: false } },
        },
      });
      const outputs = Array.isArray(built) ? built.flatMap((one) => one.output) : "output" in built ? built.output : [];
      const script = outputs.find((output) => output.type === "chunk");
      if (!script) throw new Error("The script of the frame was not built.");
      this.emitFile({ type: "asset", fileName: "frame/react.js", source: script.code });
    },
  };
}
