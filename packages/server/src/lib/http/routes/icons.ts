// Faces: the app's logo, its icon, and the avatar of each author. A file in `public/` wins; without one there is always something to show.
import { toAvatarName } from "@colloquy/protocol";
import type { Hono } from "hono";
import * as z from "zod/mini";
import type { HttpContext, HttpDeps, HttpEnv } from "../http-deps.ts";
import { findImage } from "../public-images.ts";
import { parsePart } from "../request-parts.ts";
import { type StaticFile, toFileResponse } from "../static-folder.ts";

const themeSchema = z.enum(["light", "dark"]);

export function addIconRoutes(routes: Hono<HttpEnv>, deps: HttpDeps): void {
  routes.get("/logo", async (c) => {
    const theme = parsePart(c.req.query("theme") ?? "light", "query.theme", themeSchema);
    return answer(c, (await findImage(deps.publicFolder, `logo_${theme}`)) ?? (await findIcon(deps)));
  });
  routes.on("GET", ["/favicon", "/favicon.svg"], async (c) => answer(c, await findIcon(deps)));
  routes.get("/avatars/*", async (c) => {
    const stem = toStem(c.req.path.slice(deps.config.rootPath.length + "/avatars/".length), deps.config.name);
    return answer(c, (stem === undefined ? undefined : await findImage(deps.publicFolder, `avatars/${stem}`)) ?? (await findIcon(deps)));
  });
}

/** The name of an author as the name of a file; undefined for a name that cannot be one. */
function toStem(encoded: string, appName: string): string | undefined {
  try {
    const author = decodeURIComponent(encoded);
    return toAvatarName(author === "default" ? appName : author);
  } catch {
    // A percent sign that begins no code: there is no such file.
    return undefined;
  }
}

async function findIcon(deps: HttpDeps): Promise<StaticFile | undefined> {
  return (await findImage(deps.publicFolder, "favicon")) ?? (await deps.page?.find("favicon.svg"));
}

function answer(c: HttpContext, file: StaticFile | undefined): Response {
  if (!file) return c.body(BLANK_ICON, 200, { "content-type": "image/svg+xml", "cache-control": "no-cache" });
  return toFileResponse(file, c.req, "no-cache");
}

const BLANK_ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="15" fill="#888"/></svg>';
