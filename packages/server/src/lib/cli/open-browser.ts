// Shows the page to the person who started the server, where there is somebody to show it to.
import { spawn } from "node:child_process";
import type { Environment } from "../config/env-names.ts";

/** Whether somebody sits in front of this: a terminal, a screen, and no build machine. */
export function hasBrowser(env: Environment, options: { readonly isTty: boolean; readonly platform: NodeJS.Platform }): boolean {
  if (!options.isTty || (env["CI"] ?? "") !== "" || (env["SSH_CONNECTION"] ?? "") !== "") return false;
  if (options.platform !== "linux") return true;
  return [env["DISPLAY"], env["WAYLAND_DISPLAY"], env["WSL_DISTRO_NAME"]].some((value) => (value ?? "") !== "");
}

/** Opens an address in the person's browser; without one nothing happens. */
export function openBrowser(url: string): void {
  const [command, ...args] = commandFor(process.platform);
  const child = spawn(command, [...args, url], { detached: true, stdio: "ignore" });
  // The address is on the terminal; whoever has no such program clicks there.
  child.on("error", () => undefined);
  child.unref();
}

function commandFor(platform: NodeJS.Platform): readonly [string, ...string[]] {
  if (platform === "darwin") return ["open"];
  return platform === "win32" ? ["cmd", "/c", "start", ""] : ["xdg-open"];
}
