// What the page is told about the app, inside itself and at /api/config.
import { toPublicConfig } from "../config/public-config.ts";
import type { HttpDeps } from "./http-deps.ts";
import { readReadme } from "./readme.ts";

/** The public configuration with what only a running server knows. */
export async function toPageConfig(
  { config, version, dev, appFolder, texts }: Pick<HttpDeps, "config" | "version" | "dev" | "appFolder" | "texts">,
  publicRoot: string,
) {
  const shown = toPublicConfig(config);
  return {
    ...shown,
    rootPath: publicRoot,
    version,
    dev,
    textLanguages: texts.languages,
    readme: (await readReadme(appFolder)) !== undefined,
    features: { ...shown.features, history: config.defaultSidebarState !== "hidden", regenerate: true, allowHtml: shown.features.unsafeAllowHtml },
    ...(config.language !== undefined && { languages: [config.language] }),
  };
}
