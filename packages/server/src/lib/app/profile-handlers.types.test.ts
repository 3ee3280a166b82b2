// What must and must not compile of profiles, starters and keys, for an author who has declared their profiles' names and one who has not.
import { describe, expect, it } from "vitest";
import { compileAuthor } from "../testing/compile-author.ts";

const DECLARED = `import * as cl from "colloquy";
declare module "colloquy" { interface AppTypes { chatProfile: "Poet" | "Coder"; command: "Search" } }
`;

describe("the names of chat profiles", { timeout: 60_000 }, () => {
  it("are checked everywhere once they are declared", async () => {
    const said = await compileAuthor(`${DECLARED}
cl.chatProfiles(({ chatProfile }) => [{ name: chatProfile ?? "Poet", configOverrides: { cot: "hidden" } }]);
cl.starters(({ chatProfile }) => (chatProfile === "Coder" ? [{ label: "a", message: "b", command: "Search" }] : []));
cl.onChatProfileChange(async ({ from, to }) => {
  await cl.sleep(1);
  return { keepChat: from !== "Coder" && to === "Poet" };
});
const name: "Poet" | "Coder" | null = cl.userSession.chatProfile;
export const both = [name, cl.userSession.get("chat_profile") satisfies "Poet" | "Coder" | null];
`);
    expect(said).toEqual([]);
  });

  it("that are misspelt do not compile", async () => {
    const said = await compileAuthor(`${DECLARED}
cl.chatProfiles(() => [{ name: "Pote" }]);
cl.chatProfiles(() => [{ name: "Poet", configOverrides: { port: 8000 } }]);
cl.starters(({ chatProfile }) => (chatProfile === "Codre" ? [] : []));
export const is = () => cl.userSession.chatProfile === "Codre";
cl.onChatProfileChange(() => true);
cl.checkUserEnv(() => false);
cl.starters(() => [{ label: "a", message: "b", command: "Serach" }]);
`);
    expect(said.map((mistake) => Number(/author\.ts\((\d+),/.exec(mistake)?.[1]))).toEqual([4, 5, 6, 7, 8, 9, 10]);
  });

  it("are any strings until they are declared; a handler may return what is wrong with keys in each form", async () => {
    const said = await compileAuthor(`import * as cl from "colloquy";
cl.chatProfiles(async () => [{ name: "anything" }]);
cl.checkUserEnv(async (env, { user, language }) => {
  if (env["KEY"] === "a") return { KEY: "wrong" };
  if (language === "de") return user?.identifier;
  return undefined;
});
cl.checkUserEnv(() => undefined);
cl.checkUserEnv(() => "no");
cl.onChatStart(() => cl.setStarters([{ label: "a", message: "b" }]));
const app = cl.createApp({ chatProfiles: () => [], starterCategories: () => [], onChatProfileChange: async () => ({ keepChat: true }) });
export const config = cl.defineConfig({ userEnv: ["A", { name: "B", secret: false }] });
export const count = app.handlerCount;
`);
    expect(said).toEqual([]);
  });
});
