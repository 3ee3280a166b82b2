// Chainlit's routes about the app: its settings, its words, and what it cannot do yet.
import type { Hono } from "hono";
import { takesFavourites } from "../../../app/favourites.ts";
import type { Visitor } from "../../../app/profile-handlers.ts";
import { withConfigOverrides } from "../../../config/overrides.ts";
import { identify } from "../../../http/caller.ts";
import { Refusal } from "../../../http/errors.ts";
import type { HttpDeps, HttpEnv } from "../../../http/http-deps.ts";
import { readReadme } from "../../../http/readme.ts";
import { readLanguage } from "../../../http/request-parts.ts";
import { toFileResponse } from "../../../http/static-folder.ts";
import { loadChainlitTexts } from "../page-texts.ts";
import { toChainlitSettings } from "../project-settings.ts";

export function addChainlitProjectRoutes(routes: Hono<HttpEnv>, deps: HttpDeps): void {
  routes.get("/project/settings", async (c) => {
    const { user } = await identify(c, deps);
    const language = readLanguage(c);
    const chatProfile = c.req.query("chat_profile") ?? null;
    const [readme, offer] = await Promise.all([
      readReadme(deps.appFolder, language),
      deps.offer({ user, language, chatProfile: chatProfile as Visitor["chatProfile"] }),
    ]);
    const chosen = offer.profiles.find(({ name }) => name === chatProfile);
    return c.json(
      toChainlitSettings(withConfigOverrides(deps.config, chosen?.configOverrides ?? {}), readme, {
        ...offer,
        favorites: takesFavourites(deps),
        sharing: deps.shares.offered,
      }),
    );
  });
  routes.get("/project/translations", async (c) => c.json({ translation: await loadChainlitTexts(readLanguage(c)) }));
  // The widget is Chainlit's and does not come with this server. An app that has it keeps it in `public/copilot`.
  routes.get("/copilot/*", async (c) => {
    const name = c.req.path.slice(deps.config.rootPath.length + 1);
    const file = /^[\w./-]+$/.test(name) ? await deps.publicFolder.find(name) : undefined;
    if (!file) return refuse(404, "This server has no copy of the widget. Put Chainlit's copilot/dist into public/copilot.");
    return toFileResponse(file, c.req, "no-cache");
  });
  routes.on(["POST", "DELETE"], "/mcp", () => refuse(400, "This app does not support MCP."));
}

function refuse(status: number, detail: string): never {
  throw new Refusal(status, detail);
}
