// `colloquy hash-password`: a password in the form that `verifyPassword` knows. It is no argument, so that no shell remembers it.
import { text } from "node:stream/consumers";
import { ChatError } from "@colloquy/protocol";
import { hashPassword } from "../../auth/password-hash.ts";

/** Prints the hash alone, so that it can go into a file. Throws BAD_INPUT when there is no password. */
export async function printHash(): Promise<void> {
  const password = process.stdin.isTTY ? await askPassword() : (await text(process.stdin)).replace(/\r?\n$/, "");
  if (password === undefined) return;
  if (password === "")
    throw new ChatError("BAD_INPUT", "There is no password.", {
      fix: "Type one when asked, or send it to standard input: npx colloquy hash-password < password.txt",
    });
  console.log(await hashPassword(password));
}

/** Undefined when the person walks away. The question is no part of the output. */
async function askPassword(): Promise<string | undefined> {
  const { isCancel, password } = await import("@clack/prompts");
  const answer = await password({
    message: "Password?",
    output: process.stderr,
    validate: (typed) => (typed ? undefined : "Type a password."),
  });
  return isCancel(answer) ? undefined : answer;
}
