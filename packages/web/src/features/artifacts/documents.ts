// The versions of a chat's documents, by document.
import type { ArtifactVersion } from "@colloquy/protocol";

/** One document with its versions, the oldest first. */
export interface DocumentOf {
  readonly key: string;
  readonly versions: readonly ArtifactVersion[];
  readonly newest: ArtifactVersion;
}

/** Both lists in one: what the page holds counts over what was read. In the order of their numbers. */
export function mergeVersions(read: readonly ArtifactVersion[], held: readonly ArtifactVersion[]): readonly ArtifactVersion[] {
  const byStep = new Map([...read, ...held].map((version) => [version.stepId, version]));
  return [...byStep.values()];
}

/** The documents, that with the newest version last. */
export function toDocuments(versions: readonly ArtifactVersion[]): readonly DocumentOf[] {
  const byKey = new Map<string, ArtifactVersion[]>();
  for (const version of versions) {
    const known = byKey.get(version.key) ?? [];
    byKey.delete(version.key);
    byKey.set(version.key, [...known, version]);
  }
  return [...byKey.entries()].map(([key, list]) => {
    const sorted = list.toSorted((a, b) => a.version - b.version);
    return { key, versions: sorted, newest: sorted.at(-1) as ArtifactVersion };
  });
}

const ENDINGS: Readonly<Record<ArtifactVersion["type"], string>> = {
  markdown: "md",
  code: "txt",
  html: "html",
  svg: "svg",
  mermaid: "mmd",
  react: "tsx",
};

/** Not in the name of a file, on one system or another. */
const FORBIDDEN = /[\\/:*?"<>|]/;

/** What the file of a version is called. */
export function fileNameOf({ title, type, language }: Pick<ArtifactVersion, "title" | "type" | "language">): string {
  const ending = type === "code" && language && /^[a-z0-9]{1,8}$/i.test(language) ? language.toLowerCase() : ENDINGS[type];
  const name =
    [...title]
      .map((sign) => (FORBIDDEN.test(sign) || sign < " " ? " " : sign))
      .join("")
      .replace(/ +/g, " ")
      .trim()
      .slice(0, 80) || "document";
  return name.toLowerCase().endsWith(`.${ending}`) ? name : `${name}.${ending}`;
}

/** As which language the code of a version is coloured. */
export function languageOf({ type, language }: Pick<ArtifactVersion, "type" | "language">): string {
  if (language) return language;
  return { markdown: "markdown", code: "", html: "html", svg: "xml", mermaid: "", react: "tsx" }[type];
}
