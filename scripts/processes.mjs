// Start a program, wait for its end, and leave nothing behind.
import { spawn } from "node:child_process";

/** How each program that is watched at the moment is stopped. */
const watchedNow = new Set();

/**
 * Runs a program with our terminal and answers its exit code, 1 when it could not start or was stopped. `silentMs` stops it, with all
 * it started, once it has said nothing for so long: a busy machine makes everything slow, and what hangs is silent. What such a program says
 * goes to `output`, where that is given.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, silentMs?: number, quiet?: boolean, shell?: boolean, output?: { write(text: string | Buffer): unknown } }} [options]
 * @returns {Promise<number>}
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const { silentMs } = options;
    const watched = silentMs !== undefined;
    // A group of its own, so that a stage which hangs goes away with all its children.
    const detached = watched && process.platform !== "win32";
    const stream = watched ? "pipe" : "inherit";
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: watched ? withColours(options.env ?? process.env) : (options.env ?? process.env),
      stdio: options.quiet ? ["ignore", "ignore", "inherit"] : [watched ? "ignore" : "inherit", stream, stream],
      shell: options.shell ?? false,
      detached,
    });
    const stop = () => {
      if (detached && child.pid !== undefined) killGroup(child.pid);
      else child.kill("SIGKILL");
    };
    const interrupted = () => {
      for (const stopOne of watchedNow) stopOne();
      process.exit(130);
    };
    if (detached) {
      watchedNow.add(stop);
      process.once("SIGINT", interrupted).once("SIGTERM", interrupted);
    }
    const timer =
      watched &&
      setTimeout(() => {
        (options.output ?? process.stderr).write(`\n${command} ${args.join(" ")}: silent for ${Math.round(silentMs / 1000)} s, stopped.\n`);
        stop();
      }, silentMs);
    for (const [from, to] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ]) {
      from?.on("data", (text) => {
        if (timer) timer.refresh();
        (options.output ?? to).write(text);
      });
    }
    const end = (/** @type {number} */ code) => {
      if (timer) clearTimeout(timer);
      watchedNow.delete(stop);
      process.off("SIGINT", interrupted).off("SIGTERM", interrupted);
      resolve(code);
    };
    child.once("error", (error) => {
      console.error(`${command}: ${error.message}`);
      end(1);
    });
    child.once("exit", (code) => {
      // What it said last may still be on its way; whoever it left behind may hold its output open.
      child.once("close", () => end(code ?? 1));
      setTimeout(() => end(code ?? 1), 1000).unref();
    });
  });
}

/** A program that writes into our pipe sees no terminal, though ours may be one. */
function withColours(env) {
  return process.stdout.isTTY && env.NO_COLOR === undefined ? { FORCE_COLOR: "1", ...env } : env;
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
