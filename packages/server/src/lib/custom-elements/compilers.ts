// The compilers of elements. Most apps have none, so they are no dependencies: an app that has elements installs them beside itself.
import { ChatError } from "@colloquy/protocol";

const FIX = "Run: npm install rolldown tailwindcss";

/** Turns an author's files into one module. */
export async function loadBundler() {
  try {
    const [{ rolldown }, { esmExternalRequirePlugin }, { parseAst }, { transform }] = await Promise.all([
      import("rolldown"),
      import("rolldown/plugins"),
      import("rolldown/parseAst"),
      import("rolldown/utils"),
    ]);
    return { rolldown, esmExternalRequirePlugin, parseAst, transform };
  } catch (cause) {
    throw missing("rolldown", "compiles them", cause);
  }
}

/** Makes rules of the classes that an author uses. */
export async function loadTailwind() {
  try {
    return await import("tailwindcss");
  } catch (cause) {
    throw missing("tailwindcss", "makes their styles", cause);
  }
}

function missing(name: string, what: string, cause: unknown): ChatError {
  return new ChatError("BAD_CONFIG", `The app has custom elements, and the package that ${what}, ${name}, is not installed.`, {
    fix: FIX,
    cause,
  });
}
