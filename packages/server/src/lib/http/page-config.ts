// What the page is told about the app, inside itself and at /api/config.
import { toPublicConfig } from "../config/public-config.ts";
import type { HttpDeps } from "./http-deps.ts";
import { toPageLooks } from "./page-looks.ts";
import { readReadme } from "./readme.ts";

type PageDeps = Pick<HttpDeps, "config" | "version" | "dev" | "appFolder" | "texts" | "publicFolder" | "themes" | "auth">;

/** The public configuration with what only a running server knows. */
export async function toPageConfig({ config, version, dev, appFolder, texts, publicFolder, themes, auth }: PageDeps, publicRoot: string) {
  const shown = toPublicConfig(config);
  const theme = await themes.load();
  return {
    ...shown,
    rootPath: publicRoot,
    version,
    dev,
    textLanguages: texts.languages,
    looks: await toPageLooks(config, publicFolder, publicRoot),
    ...(theme && { theme: theme.file }),
    signIn: auth.methods.loginRequired || auth.methods.offered.length > 0,
    readme: (await readReadme(appFolder)) !== undefined,
    features: {
      ...shown.features,
      history: config.defaultSidebarState !== "hidden",
      regenerate: true,
      allowHtml: shown.features.unsafeAllowHtml,
    },
    ...(config.language !== undefined && { languages: [config.language] }),
  };
}
