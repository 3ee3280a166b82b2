// The page itself, its files, and the app's `public/` folder. Every address that nothing else answers is the page: it has its own routes.
import { isChatError } from "@colloquy/protocol";
import type { Hono } from "hono";
import { welcomeVisitor } from "../../auth/owners.ts";
import { toContentPolicy } from "../content-policy.ts";
import { Refusal } from "../errors.ts";
import type { HttpContext, HttpDeps, HttpEnv } from "../http-deps.ts";
import type { HttpWire } from "../http-wire.ts";
import { toPageConfig } from "../page-config.ts";
import { fillPage, inlineScripts } from "../page-template.ts";
import { toPlainPage } from "../plain-page.ts";
import { toPreview } from "../preview.ts";
import { sharedIdOf } from "../shared-places.ts";
import { isForAnyone } from "../sharing/may-look.ts";
import { type StaticFolder, toFileResponse } from "../static-folder.ts";

const HASHED = "public, max-age=31536000, immutable";
const REVALIDATED = "no-cache";

export function addPublicRoutes(routes: Hono<HttpEnv>, deps: HttpDeps): void {
  routes.get("/public/*", (c) => answerFile(c, deps.publicFolder, pathAfter(c, deps, "/public/"), REVALIDATED));
  routes.get("/assets/*", async (c) => {
    const answer = await answerFile(c, deps.page, pathAfter(c, deps, "/"), HASHED);
    // The frame of an element that is not trusted looks as the page does, and has no origin: letters come only to who may read them.
    answer.headers.set("access-control-allow-origin", "*");
    return answer;
  });
}

/** Must be the last: it answers everything that is left. */
export function addPageRoutes(routes: Hono<HttpEnv>, deps: HttpDeps, wires: readonly HttpWire[]): void {
  routes.get("/*", async (c) => {
    const path = pathAfter(c, deps, "/");
    const file = path === "" || path === "index.html" || path === "manifest.json" ? undefined : await deps.page?.find(path);
    return file ? toFileResponse(file, c.req, REVALIDATED) : answerPage(c, deps, wires);
  });
}

async function answerFile(c: HttpContext, folder: StaticFolder | undefined, path: string, cacheControl: string): Promise<Response> {
  const file = await folder?.find(path);
  if (!file) throw new Refusal(404, "There is no such file.");
  return toFileResponse(file, c.req, cacheControl);
}

async function answerPage(c: HttpContext, deps: HttpDeps, wires: readonly HttpWire[]): Promise<Response> {
  const template = await (await deps.page?.find("index.html"))?.text();
  if (template === undefined) return c.html(toPlainPage(NOT_BUILT), 503);
  const { publicRoot, source } = c.var.edge;
  try {
    await welcome(c, deps);
  } catch (error) {
    if (!isChatError(error) || error.code !== "OVERLOADED") throw error;
    c.header("retry-after", "60");
    return c.html(toPlainPage({ title: error.message, text: error.fix }), 429);
  }
  const { name, description } = deps.config;
  const preview = toPreview(deps.config, { host: source.host, https: source.https, publicRoot });
  const theme = await deps.themes.load();
  const shareId = sharedIdOf(pathAfter(c, deps, "/"));
  // Programs that make previews have not signed in.
  const title = shareId !== undefined && isForAnyone(deps) ? await deps.sharedChats.titleOf(shareId) : undefined;
  const html = fillPage(template, {
    root: publicRoot,
    name,
    description,
    ...preview,
    // Who is told of a shared chat is led to it, not to the app.
    ...(shareId !== undefined && { unlisted: true, metaUrl: undefined, ...(title !== undefined && { title }) }),
    config: await toPageConfig(deps, publicRoot),
    looks: { root: publicRoot, config: deps.config, theme },
    styles: wires.flatMap((wire) => wire.styleOf?.(template) ?? []),
  });
  c.header("content-security-policy", toContentPolicy({ config: deps.config, scripts: inlineScripts(html), host: source.host }));
  // Whoever lost their cookie must not be told that the page is unchanged, because it brings a new one.
  c.header("cache-control", "no-cache, private");
  return c.html(html);
}

/** Programs that look whether anybody is there are no visitors; browsers say that they want a page. */
async function welcome(c: HttpContext, deps: HttpDeps): Promise<void> {
  const { tokens, rates, auth } = deps;
  if (c.req.method !== "GET" || !c.req.header("accept")?.includes("text/html")) return;
  // Where people sign in, they are no visitors; a cookie that was given to one stays as it is.
  if (auth.methods.loginRequired) return;
  const { source, publicRoot } = c.var.edge;
  const { setCookie } = await welcomeVisitor(tokens, c.var.edge.cookies, {
    rootPath: publicRoot,
    secure: source.https,
    beforeNew: () => rates.newVisitor(source.address),
  });
  if (setCookie !== undefined) c.header("set-cookie", setCookie);
}

/** The rest of the path, decoded once. */
function pathAfter(c: HttpContext, { config }: HttpDeps, prefix: string): string {
  try {
    return decodeURIComponent(c.req.path.slice(config.rootPath.length + prefix.length));
  } catch {
    throw new Refusal(400, "This is not a valid file name.");
  }
}

const NOT_BUILT = {
  title: "The page is not built yet",
  text: "The server works, but its web page is missing. In a clone of the repository, build it and load this page again:",
  command: "npm run build",
};
