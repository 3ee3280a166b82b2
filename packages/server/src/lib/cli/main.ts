// The command line. Each command is loaded when it is called, so that none waits for another's libraries.
import { ChatError, ERRORS, isChatError } from "@colloquy/protocol";
import { Command, InvalidArgumentError, Option } from "commander";
import picocolors from "picocolors";
import type { Environment } from "../config/env-names.ts";
import { readSwitch } from "../config/env-names.ts";
import { ownPackage } from "../config/own-package.ts";
import type { ColloquyConfig } from "../config/schema.ts";
import { addClusterCommands } from "./commands/cluster/program.ts";
import { addDataCommands } from "./commands/data/program.ts";

interface ServeFlags {
  readonly host?: string;
  readonly port?: number;
  readonly rootPath?: string;
  readonly debug?: boolean;
  readonly headless?: boolean;
}

/** Runs a command: what stands on the command line after the program's name. */
export async function main(args: readonly string[]): Promise<void> {
  try {
    await createProgram().parseAsync(args, { from: "user" });
  } catch (error) {
    printFailure(error);
    process.exitCode = 1;
  }
}

function createProgram(): Command {
  const program = new Command("colloquy").description("Write one TypeScript file of handlers, get a complete chat app.");
  program.version(ownPackage().version, "-v, --version", "print the version").showSuggestionAfterError();

  withServeFlags(program.command("run"))
    .description("serve an app")
    .argument("[app]", "the app's file, as app.ts, or its folder (default: COLLOQUY_RUN_TARGET)")
    .option("-w, --watch", "restart when a file changes; open chats go on")
    .addOption(new Option("--supervised").hideHelp())
    .action(async (named: string | undefined, flags: ServeFlags & { readonly watch?: boolean; readonly supervised?: boolean }) => {
      const { run } = await import("./commands/run.ts");
      await run(named ?? targetOf(process.env), {
        watch: flags.watch ?? readSwitch(process.env, "COLLOQUY_WATCH"),
        headless: flags.headless ?? readSwitch(process.env, "COLLOQUY_HEADLESS"),
        supervised: flags.supervised ?? false,
        flags: toConfig(flags),
      });
    });

  withServeFlags(program.command("hello"))
    .description("serve a small built-in app, to see that everything works")
    .action(async (flags: ServeFlags) => {
      const { hello } = await import("./commands/hello.ts");
      await hello({ headless: flags.headless ?? readSwitch(process.env, "COLLOQUY_HEADLESS"), flags: toConfig(flags) });
    });

  program
    .command("init")
    .description("make an app here, or add one to a project")
    .argument("[folder]", "where", ".")
    .option("-y, --yes", "ask nothing; files that exist are kept")
    .option("--from <project>", "take over settings and texts of a Chainlit project; files that exist are kept")
    .option("--docker", "write a Dockerfile too")
    .option("--tsx", "write app.tsx, with a view, in the place of app.ts")
    .action(
      async (
        folder: string,
        flags: { readonly yes?: boolean; readonly from?: string; readonly docker?: boolean; readonly tsx?: boolean },
      ) => {
        const { init } = await import("./commands/init.ts");
        await init(folder, { yes: flags.yes ?? false, from: flags.from, docker: flags.docker ?? false, tsx: flags.tsx ?? false });
      },
    );

  addDataCommands(program);
  addClusterCommands(program);

  program
    .command("lint-translations")
    .description("check the texts in an app's translations folder")
    .argument("[folder]", "the app's folder", ".")
    .action(async (folder: string) => {
      const { lintTranslations } = await import("./commands/lint-translations.ts");
      await lintTranslations(folder);
    });

  program
    .command("create-secret")
    .description("print a secret for .env; it signs who is who")
    .action(async () => {
      const { createSecret } = await import("../config/secret.ts");
      console.log(`COLLOQUY_AUTH_SECRET=${createSecret()}`);
    });

  program
    .command("hash-password")
    .description("ask for a password, or read it from standard input, and print the hash to keep in its place")
    .action(async () => {
      const { printHash } = await import("./commands/hash-password.ts");
      await printHash();
    });
  return program;
}

function withServeFlags(command: Command): Command {
  return command
    .option("--host <address>", "address to listen on; 0.0.0.0 lets other machines in (default: 127.0.0.1)")
    .option("-p, --port <number>", "port to listen on (default: 8000)", toPort)
    .option("--root-path <path>", "path below which everything is served, as /chat")
    .option("--headless", "do not open the browser")
    .option("-d, --debug", "log everything");
}

/** The app to run when the command line names none. */
function targetOf(env: Environment): string {
  const target = env["COLLOQUY_RUN_TARGET"] ?? "";
  if (target !== "") return target;
  throw new ChatError("BAD_INPUT", "Which app?", { fix: "Name its file: npx colloquy run app.ts" });
}

function toPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError("A port is a number from 0 to 65535.");
}

function toConfig({ host, port, rootPath, debug }: ServeFlags): ColloquyConfig {
  return {
    ...(host !== undefined && { host }),
    ...(port !== undefined && { port }),
    ...(rootPath !== undefined && { rootPath }),
    ...(debug === true && { logLevel: "debug" as const }),
  };
}

function printFailure(error: unknown): void {
  const { bold, green, red } = picocolors;
  if (!isChatError(error)) {
    console.error(error);
    return;
  }
  console.error(`\n${red("✗")} ${bold(error.message)}\n\n  ${green("→")} ${error.fix || ERRORS[error.code].fix}\n`);
}
