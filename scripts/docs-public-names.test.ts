// Whoever reads a public signature can import every type that it names.
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { readPublicNames } from "./api/public-names.ts";
import { repository } from "./doc-pages.ts";

/** With whose names one may speak of each package: its own, those of the protocol, and those of what it is made for. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  server: ["server", "protocol"],
  client: ["client", "protocol"],
  integrations: ["integrations", "server", "protocol"],
};

describe("what can be imported", () => {
  const findHidden = readPublicNames([...new Set(Object.values(PACKAGES).flat())].flatMap(entriesOf));

  it.each(Object.entries(PACKAGES))("of packages/%s names nothing that cannot", (name, open) => {
    const hidden = findHidden(entriesOf(name), open.flatMap(entriesOf));
    expect(
      hidden.map(({ name: type, usedBy }) => `${type}, in ${usedBy}`),
      "export these from the entry that has their user",
    ).toEqual([]);
  });
});

/** The sources of what the manifest exports. */
function entriesOf(name: string): string[] {
  const folder = `packages/${name}`;
  const manifest = JSON.parse(readFileSync(path.join(repository, folder, "package.json"), "utf8")) as {
    readonly exports: Readonly<Record<string, string>>;
  };
  return Object.values(manifest.exports)
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"))
    .map((file) => path.posix.join(folder, file));
}
