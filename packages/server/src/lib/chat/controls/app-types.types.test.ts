// What an app declares once holds wherever it is spoken of. Seen in a project of its own: here a declaration would hold for every file.
import { expect, expectTypeOf, it } from "vitest";
import { compileAuthor } from "../../testing/compile-author.ts";
import type { Message } from "../message.ts";
import type { UserSession } from "../user-session-types.ts";

const APP = `
import * as cl from "colloquy";

const settings = cl.chatSettings({
  model: cl.input.select({ label: "Model", values: ["small", "large"], initialIndex: 0 }),
  heat: cl.input.slider({ label: "Heat" }),
  stay: cl.input.dateRange({ label: "Stay" }),
});

declare module "colloquy" {
  interface AppTypes {
    command: "Picture" | "Search";
    modes: { model: "small" | "large"; tone: "plain" | "warm" };
    chatSettings: cl.SettingsOf<typeof settings>;
  }
}

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const is = <Type>() => <Value>(_value: Value, _equal: Equal<Type, Value>): void => undefined;
`;

it("declared commands, modes and settings are checked in every handler", { timeout: 120_000 }, async () => {
  const said = await compileAuthor(`${APP}
    cl.setCommands([{ id: "Picture" }, { id: "Search", button: true }]);
    cl.setModes([{ id: "tone", name: "Tone", options: [{ id: "plain", name: "Plain" }] }]);
    cl.setFollowUps(["Go on", { label: "More", message: "More", command: "Search" }]);
    cl.onMessage(({ command, modes }, { userSession }) => {
      is<"Picture" | "Search" | undefined>()(command, true);
      is<"small" | "large">()(modes.model, true);
      is<number>()(userSession.chatSettings.heat, true);
      is<"small" | "large">()(userSession.get("chat_settings").model, true);
      is<readonly [string, string] | null>()(settings.current.stay, true);
      // @ts-expect-error a command that was never declared
      if (command === "Picutre") return;
      // @ts-expect-error an option that was never declared
      if (modes.tone === "loud") return;
      // @ts-expect-error a number is read as a text
      const heat: string = userSession.chatSettings.heat;
      // @ts-expect-error a setting that the form does not have
      void userSession.chatSettings.cold;
      void heat;
    });
    cl.onSettingsUpdate((saved) => is<number>()(saved.heat, true));
    cl.onSettingsEdit((draft) => settings.refresh({ model: draft.model }));
    new cl.Message({ content: "Drawn", command: "Picture" });

    // @ts-expect-error a command that was never declared
    cl.setCommands([{ id: "Rule" }]);
    // @ts-expect-error a mode that was never declared
    cl.setModes([{ id: "speed", name: "Speed", options: [] }]);
    // @ts-expect-error an option of another mode
    cl.setModes([{ id: "tone", name: "Tone", options: [{ id: "large", name: "Large" }] }]);
    // @ts-expect-error a command that was never declared
    cl.setFollowUps([{ label: "More", message: "More", command: "Rule" }]);
    // @ts-expect-error a command that was never declared
    new cl.Message({ content: "Drawn", command: "Rule" });
    // @ts-expect-error a text is no number
    cl.onSettingsUpdate((saved: { heat: string }) => saved);
    // @ts-expect-error a mention needs a label
    cl.mentions(() => [{ id: "ada" }]);
  `);
  expect(said).toEqual([]);
});

it("as long as nothing is declared, any id goes, and a setting is of unknown type", () => {
  expectTypeOf<Message["command"]>().toEqualTypeOf<string | undefined>();
  expectTypeOf<Message["modes"]>().toEqualTypeOf<Readonly<Record<string, string>>>();
  expectTypeOf<UserSession["chatSettings"]["anything"]>().toEqualTypeOf<unknown>();
});
