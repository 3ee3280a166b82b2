// The proxies that our files are for: the system's programs. On Debian as root they are installed when they are missing, without a service.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** The path of a program, got from Debian where that can be; undefined where there is none. */
export function findProxy(name: "nginx" | "caddy"): string | undefined {
  return installed(name) ?? install(name);
}

/** A proxy that runs, with a file of its own. */
export interface RunningProxy extends AsyncDisposable {
  readonly url: string;
}

/** Starts a program with a file of settings, and waits until its port answers. */
export async function startProxy(
  program: string,
  { settings, args, port }: { readonly settings: string; readonly args: (file: string) => readonly string[]; readonly port: number },
): Promise<RunningProxy> {
  const folder = mkdtempSync(path.join(tmpdir(), "colloquy-proxy-"));
  const file = path.join(folder, "settings");
  writeFileSync(file, settings);
  const proxy = spawn(program, [...args(file)], {
    cwd: folder,
    env: { PATH: "", HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  proxy.stderr.setEncoding("utf8").on("data", (text: string) => void (said += text));
  const gone = new Promise<void>((resolve) => proxy.once("close", () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  for (;;) {
    const answered = await fetch(`${url}/healthz`).then(
      () => true,
      () => false,
    );
    if (answered) break;
    if (proxy.exitCode !== null) throw new Error(`${program} ended with code ${proxy.exitCode}: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    url,
    async [Symbol.asyncDispose]() {
      proxy.kill("SIGTERM");
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function installed(name: string): string | undefined {
  for (const place of [name, `/usr/sbin/${name}`]) {
    try {
      return execFileSync("which", [place], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
    } catch {
      // It may be in the other place.
    }
  }
  return undefined;
}

function install(name: string): string | undefined {
  if (process.getuid?.() !== 0) return undefined;
  // Test files that run at once install one after the other; in this run level no service is started.
  const commands = `apt-get update -q && RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends ${name}`;
  try {
    execFileSync("flock", [path.join(tmpdir(), "colloquy-apt.lock"), "sh", "-c", commands], { stdio: "ignore" });
  } catch {
    return undefined;
  }
  return installed(name);
}
