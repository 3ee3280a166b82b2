import { describe, expect, it } from "vitest";
import { sentCommandName } from "./command-name.ts";
import { findCommands } from "./find-commands.ts";

const commands = [
  { id: "picture", displayName: "Bild", description: "Zeichnet etwas" },
  { id: "search", displayName: "Suche" },
  { id: "ask" },
];
const found = (query: string) => findCommands(commands, query).map(({ id }) => id);

describe("a command with a name of its own", () => {
  it("is found by its name, by its id, and behind those by its description", () => {
    expect(found("bi")).toEqual(["picture"]);
    expect(found("pict")).toEqual(["picture"]);
    expect(found("SUCHE")).toEqual(["search"]);
    expect(found("s")).toEqual(["search", "ask", "picture"]);
    expect(found("")).toEqual(["picture", "search", "ask"]);
    expect(found("nothing")).toEqual([]);
  });

  it("is called so above what was said with it, as long as it is offered", () => {
    expect(sentCommandName("picture", commands)).toBe("Bild");
    expect(sentCommandName("ask", commands)).toBe("ask");
    expect(sentCommandName("gone", commands)).toBe("gone");
    expect(sentCommandName("gone")).toBe("gone");
  });
});
