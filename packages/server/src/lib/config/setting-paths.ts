// The schema seen as a list of settings: the names at a place, and what one setting accepts.
import * as z from "zod/mini";
import { configSchema } from "./schema.ts";

type Field = z.core.$ZodType;
type Shape = Readonly<Record<string, Field>>;

/** Every setting by its path, sections opened: ["name"], ["features", "latex"] … */
export function settingPaths(): string[][] {
  return Object.entries(configSchema.shape).flatMap(([key, field]) => {
    const section = sectionShape(field);
    return section === undefined ? [[key]] : Object.keys(section).map((inner) => [key, inner]);
  });
}

/** The names that may stand at a place of the configuration. */
export function namesAt(path: readonly PropertyKey[]): readonly string[] {
  const shape = path.length === 0 ? configSchema.shape : sectionShape((configSchema.shape as Shape)[String(path[0])]);
  return Object.keys(shape ?? {});
}

/** Whether the setting at a path takes a value. */
export function fieldAt(path: readonly string[]): (value: unknown) => boolean {
  const [key, inner] = path;
  const outer = (configSchema.shape as Shape)[String(key)];
  const field = inner === undefined ? outer : sectionShape(outer)?.[inner];
  return (value) => field !== undefined && z.safeParse(field, value).success;
}

/** A section is an object inside a default. */
function sectionShape(field: Field | undefined): Shape | undefined {
  return field instanceof z.ZodMiniPrefault && field._zod.def.innerType instanceof z.ZodMiniObject
    ? (field._zod.def.innerType.shape as Shape)
    : undefined;
}
