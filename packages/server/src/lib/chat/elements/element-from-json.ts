// An element out of plain data.
import { ChatError, ELEMENT_TYPES, type ElementId, type Element as ElementRecord, elementSchema, isUuid, newId } from "@colloquy/protocol";
import { check, object } from "../../check-given.ts";
import { requireContext } from "../../session/context.ts";
import type { Element } from "./element.ts";
import type { ElementJson } from "./element-json.ts";
import { givenSource } from "./element-source.ts";
import { File } from "./file.ts";
import { receivedElement } from "./received-element.ts";
import { Text } from "./text.ts";

const HOW = "Give it what element.toJSON() gave.";

/**
 * An element from what `toJSON` gave, in the same chat; not sent yet. Plain data may come from anywhere, so no `path` in it is read, and no
 * address fetched.
 *
 * @throws BAD_INPUT for what is no element, and for a `path`.
 */
export function elementFromJSON(json: Partial<ElementJson> & { readonly content?: string }): Element {
  check("elementFromJSON", "the element", json, object, HOW);
  if ("path" in json && json.path !== undefined && json.path !== null)
    throw new ChatError("BAD_INPUT", "elementFromJSON: a path is not read from plain data.", {
      fix: "Make the element with its class, as new File({ path }), where you know the path.",
    });
  const { forId: _forId, ...rest } = json;
  const options = {
    ...(json.id && { id: json.id }),
    ...(json.name && { name: json.name }),
    ...(json.display && { display: json.display }),
  };
  if (json.content !== undefined)
    return json.type === "text"
      ? new Text({ ...options, content: json.content, ...(json.language && { language: json.language }) })
      : new File({ ...options, bytes: new TextEncoder().encode(json.content) });
  const context = requireContext();
  if (json.url) givenSource("elementFromJSON", { url: json.url }, ["url"]);
  return receivedElement(toRecord(rest), context, false);
}

function toRecord(json: Partial<ElementJson>): ElementRecord {
  const { type, name, display, url, size, language, mime, props, file } = json;
  const parsed = elementSchema.safeParse({
    id: json.id ?? newId<ElementId>(),
    type: ELEMENT_TYPES.find((known) => known === type) ?? "file",
    name: name ?? "",
    display: display ?? "inline",
    ...(url && { url }),
    ...(file && isUuid(file.key) && { file }),
    ...(size && { size }),
    ...(language && { language }),
    ...(mime && { mime }),
    ...(props && Object.keys(props).length > 0 && { props }),
  });
  if (parsed.success) return parsed.data;
  throw new ChatError("BAD_INPUT", "elementFromJSON: this is no element.", { cause: parsed.error, fix: HOW });
}
