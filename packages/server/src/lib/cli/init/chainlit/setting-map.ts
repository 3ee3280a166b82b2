// Where each setting of Chainlit's config.toml has its counterpart, or why it has none. One row for each of its keys.

/** What becomes of one key. */
export interface MappedSetting {
  /** Our setting, as a path. It is used when this version has it. */
  readonly to?: string;
  /** Their value as ours; undefined leaves the setting out. Default: as it is. */
  readonly convert?: (value: unknown) => unknown;
  /** What a person should know when it did not come along as it was. */
  readonly note?: string;
  /** Why there is no counterpart. */
  readonly missing?: string;
}

const LATER = (feature: string): string => `comes with ${feature}, which Colloquy does not have yet`;
const same = (to: string): MappedSetting => ({ to });
const later = (to: string, feature: string): MappedSetting => ({ to, missing: LATER(feature) });
const none = (missing: string): MappedSetting => ({ missing });

/** By their section and key. */
export const SETTING_MAP: Readonly<Record<string, MappedSetting>> = {
  "project.enable_telemetry": none("nothing is ever sent to the makers of Colloquy"),
  "project.user_env": same("userEnv"),
  "project.session_timeout": same("sessionTimeout"),
  "project.user_session_timeout": same("auth.signInLifetime"),
  "project.cache": none("it switches on a cache of LangChain for Python; wrap what is slow in cl.cache"),
  "project.lc_cache_path": none("it belongs to a cache of LangChain for Python"),
  "project.persist_user_env": same("persistUserEnv"),
  "project.mask_user_env": none(
    'each key says so itself: userEnv: [{ name: "API_KEY", secret: true }], and hides what is typed by default',
  ),
  "project.allow_origins": {
    to: "allowOrigins",
    convert: toOrigins,
    note: 'Colloquy lets no other page in by default; "*" was left out, since it would let in every page there is. Name the pages you embed it in',
  },
  "project.transports": same("transports"),
  "features.unsafe_allow_html": same("features.unsafeAllowHtml"),
  "features.latex": same("features.latex"),
  "features.user_message_markdown": same("features.userMessageMarkdown"),
  "features.user_message_autoscroll": same("features.userMessageAutoscroll"),
  "features.assistant_message_autoscroll": same("features.assistantMessageAutoscroll"),
  "features.auto_tag_thread": same("features.autoTagThread"),
  "features.edit_message": same("features.editMessage"),
  "features.allow_thread_sharing": same("features.allowThreadSharing"),
  "features.favorites": same("features.favorites"),
  "features.slack.reaction_on_message_received": later("features.slack", "Slack"),
  "features.spontaneous_file_upload.enabled": same("uploads.enabled"),
  "features.spontaneous_file_upload.accept": same("uploads.accept"),
  "features.spontaneous_file_upload.max_files": same("uploads.maxFiles"),
  "features.spontaneous_file_upload.max_size_mb": { to: "uploads.maxSize", convert: toBytes },
  "features.audio.enabled": later("audio.enabled", "voice"),
  "features.audio.sample_rate": later("audio.sampleRate", "voice"),
  "features.mcp.enabled": later("mcp.enabled", "MCP"),
  "features.mcp.sse.enabled": later("mcp.sse", "MCP"),
  "features.mcp.streamable-http.enabled": later("mcp.streamableHttp", "MCP"),
  "features.mcp.streamable_http.enabled": later("mcp.streamableHttp", "MCP"),
  "features.mcp.stdio.enabled": later("mcp.stdio", "MCP"),
  "features.mcp.stdio.allowed_executables": later("mcp.allowedExecutables", "MCP"),
  "UI.name": same("name"),
  "UI.description": same("description"),
  "UI.default_theme": same("defaultTheme"),
  "UI.language": same("language"),
  "UI.layout": same("layout"),
  "UI.default_sidebar_state": same("defaultSidebarState"),
  "UI.chat_settings_location": { to: "chatSettingsLocation", convert: (value) => (value === "message_composer" ? "composer" : value) },
  "UI.default_chat_settings_open": same("defaultChatSettingsOpen"),
  "UI.confirm_new_chat": same("confirmNewChat"),
  "UI.cot": same("cot"),
  "UI.custom_css": same("customCss"),
  "UI.custom_css_attributes": same("customCssAttributes"),
  "UI.custom_js": same("customJs"),
  "UI.custom_js_attributes": same("customJsAttributes"),
  "UI.alert_style": same("alertStyle"),
  "UI.login_page_image": same("loginPageImage"),
  "UI.login_page_image_filter": same("loginPageImageFilter"),
  "UI.login_page_image_dark_filter": same("loginPageImageDarkFilter"),
  "UI.custom_meta_url": same("customMetaUrl"),
  "UI.custom_meta_image_url": same("customMetaImageUrl"),
  "UI.logo_file_url": same("logoFileUrl"),
  "UI.default_avatar_file_url": same("defaultAvatarFileUrl"),
  "UI.avatar_size": same("avatarSize"),
  "UI.custom_build": none("a page that was built for Chainlit does not fit; customBuild takes one that was built for Colloquy"),
  "UI.header_links": { to: "headerLinks", convert: toHeaderLinks },
  "UI.github": none("Chainlit reads it and shows it nowhere; a link in the header does the same"),
  "UI.hide_cot": none('an older name; cot: "hidden" is the setting'),
  "meta.generated_by": {},
};

/** Their server counts 1,024 kilobytes as one of their megabytes. */
function toBytes(value: unknown): unknown {
  return typeof value === "number" ? value * 1024 * 1024 : value;
}

/** An origin of a browser has no slash at its end. */
function toOrigins(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const origins = value.filter((one) => one !== "*").map((one: unknown) => (typeof one === "string" ? one.replace(/\/+$/, "") : one));
  return origins.length === 0 ? undefined : origins;
}

function toHeaderLinks(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((link: unknown) =>
    typeof link === "object" && link !== null ? Object.fromEntries(Object.entries(link).map(([key, at]) => [camelCase(key), at])) : link,
  );
}

/** icon_url becomes iconUrl. */
function camelCase(key: string): string {
  return key.replace(/_([a-z])/g, (_whole, letter: string) => letter.toUpperCase());
}
