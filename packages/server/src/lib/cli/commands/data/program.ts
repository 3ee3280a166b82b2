// `colloquy data`: the words of its commands. Each is loaded when it is called.
import { type Command, Option } from "commander";
import type { CopyFlags } from "./copy.ts";
import { explainFailure } from "./explain-failure.ts";
import type { ExportFlags } from "./export.ts";
import type { ImportFlags } from "./import.ts";

/** Adds `data` and its commands to the program. */
export function addDataCommands(program: Command): void {
  const data = program.command("data").description("look at what is stored, and move it");

  ofApp(data.command("status"))
    .description("say which stores the app has, what is in them, and what is unfinished")
    .option("--json", "as JSON")
    .action(
      inWords(async (flags: { readonly app: string; readonly json?: boolean }) => {
        const { statusCommand } = await import("./status.ts");
        await statusCommand(flags);
      }),
    );

  ofApp(data.command("migrate"))
    .description("bring the tables up to date, as the next start of the server would")
    .option("--check", "only look; ends with 1 where something is to be done")
    .action(
      inWords(async (flags: { readonly app: string; readonly check?: boolean }) => {
        const { migrateCommand } = await import("./migrate.ts");
        await migrateCommand(flags);
      }),
    );

  ofApp(data.command("export"))
    .description("write chats, people and files into a folder, or into one file (.ndjson, .ndjson.gz)")
    .argument("<target>", "the folder, or the file")
    .option("--thread <id>", "only this chat")
    .option("--owner <owner>", "only the chats of this owner, as user:<id>")
    .option("--since <date>", "only chats that changed since then")
    .option("--without-files", "leave the contents of files out")
    .option("--feedback", "only what people said of answers: one line for each, with question, context and answer")
    .option("--report <file>", "write the report into a file, as JSON")
    .action(
      inWords(
        async (target: string, flags: Omit<ExportFlags, "files"> & { readonly withoutFiles?: boolean; readonly feedback?: boolean }) => {
          if (flags.feedback) {
            const { exportFeedback } = await import("./export-feedback.ts");
            return exportFeedback(target, flags);
          }
          const { exportCommand } = await import("./export.ts");
          return exportCommand(target, { ...flags, files: flags.withoutFiles !== true });
        },
      ),
    );

  ofApp(data.command("import"))
    .description("read what `export` has written, or a database of Chainlit, into the app's stores")
    .argument("<source>", "the folder or the file; of Chainlit its database: postgres://…, or the path of an SQLite file")
    .addOption(new Option("--from <product>", "what the source is of").choices(["chainlit"]))
    .option(
      "--files <place>",
      "where Chainlit kept files: a folder, s3://bucket, gs://bucket, the address below which they are served, or urls: each at its own address",
    )
    .option("--ownerless <owner>", "whom chats of Chainlit go to that belong to nobody, as user:<id>")
    .option("--dry-run", "with --from: read everything, say what would move, write nothing")
    .option("--report <file>", "write the report into a file, as JSON")
    .action(
      inWords(async (source: string, flags: ImportFlags) => {
        if (flags.from === "chainlit") {
          const { importChainlitCommand } = await import("./import-chainlit.ts");
          return importChainlitCommand(source, flags);
        }
        const { importCommand } = await import("./import.ts");
        return importCommand(source, flags);
      }),
    );

  ofApp(data.command("copy"))
    .description("copy everything from one database to another, and from one place of files to another")
    .option("--from <address>", "postgres://…, the path of an SQLite file, or the words sqlite and postgres for the app's own")
    .option("--to <address>", "the same; without both, files alone are copied")
    .option("--files-from <place>", "a folder, s3://bucket, or gs://bucket")
    .option("--files-to <place>", "the same")
    .option("--report <file>", "write the report into a file, as JSON")
    .action(
      inWords(async (flags: CopyFlags) => {
        const { copyCommand } = await import("./copy.ts");
        await copyCommand(flags);
      }),
    );
}

/** What fails in a command says so in words, and how it is mended. */
function inWords<Given extends readonly unknown[]>(command: (...given: Given) => Promise<void>): (...given: Given) => Promise<void> {
  return async (...given) => {
    try {
      await command(...given);
    } catch (error) {
      throw explainFailure(error);
    }
  };
}

function ofApp(command: Command): Command {
  return command.option("--app <folder>", "the app's folder, with its .env and its configuration", ".");
}
