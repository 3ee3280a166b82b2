// What the page is told about the app, inside itself and at /api/config.
import { takesFavourites } from "../app/favourites.ts";
import { takesFeedback } from "../app/rate-message.ts";
import { toPublicConfig } from "../config/public-config.ts";
import type { ResolvedConfig } from "../config/schema.ts";
import { type ElementKit, KIT_PATH } from "../custom-elements/element-kit.ts";
import type { HttpDeps } from "./http-deps.ts";
import { toPageLooks } from "./page-looks.ts";
import { readReadme } from "./readme.ts";

type PageDeps = Pick<
  HttpDeps,
  | "config"
  | "dataLayer"
  | "driver"
  | "version"
  | "dev"
  | "appFolder"
  | "texts"
  | "publicFolder"
  | "themes"
  | "auth"
  | "customElements"
  | "shares"
>;

/** The public configuration with what only a running server knows. */
export async function toPageConfig(
  { config, dataLayer, driver, version, dev, appFolder, texts, publicFolder, themes, auth, customElements, shares }: PageDeps,
  publicRoot: string,
) {
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
    customElements: customElements.map,
    ...(customElements.kit && { elementsKit: toKit(customElements.kit) }),
    signIn: auth.methods.loginRequired || auth.methods.offered.length > 0,
    readme: (await readReadme(appFolder)) !== undefined,
    features: {
      ...shown.features,
      favorites: takesFavourites({ dataLayer, config }),
      history: config.defaultSidebarState !== "hidden",
      marks: dataLayer.marks !== undefined,
      regenerate: true,
      sharing: shares.offered,
      shareWithAnyone: config.features.shareWithAnyone,
      allowHtml: shown.features.unsafeAllowHtml,
    },
    ...(showsFeedback({ dataLayer, config, driver }) && { feedback: toFeedbackRules(config.feedback) }),
    ...(config.language !== undefined && { languages: [config.language] }),
  };
}

/** What the page loads for any custom element, as a path below the root. */
function toKit({ style }: ElementKit) {
  return style === undefined ? {} : { style: `${KIT_PATH}/${style}` };
}

/** Answers have thumbs where the app says so; where it says nothing, when it wants to hear of them. */
function showsFeedback({ dataLayer, config, driver }: Pick<PageDeps, "dataLayer" | "config" | "driver">): boolean {
  return takesFeedback({ dataLayer, config }) && (config.feedback.enabled ?? driver.handlers.onFeedback !== undefined);
}

/** Without tags of the app's own the page offers those it can translate. */
function toFeedbackRules({ upTags, downTags, comment }: ResolvedConfig["feedback"]) {
  return { ...(upTags && { upTags }), ...(downTags && { downTags }), comment };
}
