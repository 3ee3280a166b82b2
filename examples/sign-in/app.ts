// Who is talking: two people with passwords, a greeting by name, and a question that only one of them may ask.
import * as cl from "colloquy";

declare module "colloquy" {
  interface UserMetadata {
    readonly desk?: string;
  }
}

// Made with `await cl.hashPassword("…")`. Ada's password is "analytical engine", Grace's is "cobol".
const people: Record<string, { hash: string; name: string; roles: string[]; desk: string } | undefined> = {
  ada: {
    hash: "scrypt$32768$8$1$G9HrY8Pdrp_yO-6dvZ2Xng$zAHGhY_aBnnRiZjOigLM4Wb11yrmJx2se4L22B4Hztw",
    name: "Ada Lovelace",
    roles: ["librarian"],
    desk: "second floor",
  },
  grace: {
    hash: "scrypt$32768$8$1$CIr4hJjsdf0CgLVsju9_OQ$AsG-joCPMJZO5cG5PMy-obwKkIW3s5HamOeW5LdnERo",
    name: "Grace Hopper",
    roles: [],
    desk: "bridge",
  },
};

// From here on nobody gets in without signing in. A name nobody has takes as long as a wrong password, and gets the same answer.
cl.passwordAuth(async ({ username, password }) => {
  const person = Object.hasOwn(people, username) ? people[username] : undefined;
  if (!(await cl.verifyPassword(password, person?.hash)) || !person) return null;
  return { identifier: username, displayName: person.name, roles: person.roles, metadata: { desk: person.desk } };
});

cl.onChatStart(async () => {
  const { user } = cl.userSession;
  await new cl.Message(`Hello, ${user?.displayName}. Your desk is on the ${user?.metadata.desk}.`).send();
});

cl.onMessage(async ({ content }) => {
  const { user } = cl.userSession;
  if (!/overdue/i.test(content)) await new cl.Message("Ask me which books are overdue.").send();
  else if (cl.hasRole(user, "librarian")) await new cl.Message("Two: *The Analytical Engine* and *On Compilers*.").send();
  else await new cl.Message("That is for librarians to know.").send();
});
