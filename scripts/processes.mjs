// Start a program, wait for its end, and leave nothing behind.
import { spawn } from "node:child_process";

/**
 * Runs a program with our terminal and answers its exit code, 1 when it could not start or took longer than `timeoutMs`.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, quiet?: boolean, shell?: boolean }} [options]
 * @returns {Promise<number>}
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    // A group of its own, so that a stage which hangs goes away with all its children.
    const detached = options.timeoutMs !== undefined && process.platform !== "win32";
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: options.quiet ? ["ignore", "ignore", "inherit"] : "inherit",
      shell: options.shell ?? false,
      detached,
    });
    const stop = () => {
      if (detached && child.pid !== undefined) killGroup(child.pid);
      else child.kill("SIGKILL");
    };
    const interrupted = () => {
      stop();
      process.exit(130);
    };
    if (detached) process.once("SIGINT", interrupted).once("SIGTERM", interrupted);
    const timer =
      options.timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            console.error(`\n${command} ${args.join(" ")}: no end after ${Math.round((options.timeoutMs ?? 0) / 1000)} s, stopped.`);
            stop();
          }, options.timeoutMs);
    const end = (/** @type {number} */ code) => {
      clearTimeout(timer);
      process.off("SIGINT", interrupted).off("SIGTERM", interrupted);
      resolve(code);
    };
    child.once("error", (error) => {
      console.error(`${command}: ${error.message}`);
      end(1);
    });
    child.once("exit", (code) => end(code ?? 1));
  });
}

/** Runs one of the repository's tools by the path of its script, without a shell or npx between. */
export function runNode(script, args, options = {}) {
  return run(process.execPath, [script, ...args], options);
}

/** Runs npm: the one that started us, else the one on the path. */
export function runNpm(args, options = {}) {
  const npm = process.env.npm_execpath;
  if (npm?.endsWith(".js")) return runNode(npm, args, options);
  return run("npm", args, { ...options, shell: process.platform === "win32" });
}

/** Ends a program that was started as a group of its own, with all it started. */
export function killGroup(pid, signal = "SIGKILL") {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended already.
  }
}
