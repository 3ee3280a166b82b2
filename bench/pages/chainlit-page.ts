// Where Chainlit's own page is, as its package brings it; our server speaks its protocol, so that both pages show the same chat.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

const FIND = "import importlib.util as u; s = u.find_spec('chainlit'); print(s.submodule_search_locations[0] if s else '')";

/** The folder of the page, or why there is none. BENCH_CHAINLIT_PAGE names it, BENCH_PYTHON the Python that has the package. */
export function findChainlitPage(): { readonly folder: string } | { readonly reason: string } {
  const named = process.env["BENCH_CHAINLIT_PAGE"];
  if (named !== undefined) return existsSync(path.join(named, "index.html")) ? { folder: named } : { reason: `${named} has no index.html` };
  const python = process.env["BENCH_PYTHON"] ?? "python3";
  const { status, stdout } = spawnSync(python, ["-c", FIND], { encoding: "utf8" });
  const installed = status === 0 ? stdout.trim() : "";
  if (installed === "") return { reason: `${python} has no package chainlit; the head of peers.bench.ts says how to get it` };
  const folder = path.join(installed, "frontend", "dist");
  return existsSync(path.join(folder, "index.html")) ? { folder } : { reason: `${installed} came without its page` };
}
