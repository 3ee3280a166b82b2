// The settings of an app as Chainlit's clients read them. They need every key, also of what we do not have.
import type { Offer } from "../../app/chat-host.ts";
import type { ResolvedConfig } from "../../config/schema.ts";
import { toChainlitCategory, toChainlitProfile, toChainlitStarter, toImage } from "./surface-to-chainlit.ts";

/** The answer to `GET /project/settings`. */
export function toChainlitSettings(
  config: ResolvedConfig,
  readme: string | undefined,
  offer: Offer & { readonly favorites: boolean; readonly sharing: boolean },
) {
  const { name, description, cot, language, alertStyle, features, userEnv } = config;
  return {
    ui: {
      name,
      description,
      cot,
      default_theme: config.defaultTheme,
      language: language ?? null,
      layout: config.layout,
      default_sidebar_state: config.defaultSidebarState,
      chat_settings_location: config.chatSettingsLocation === "sidebar" ? "sidebar" : "message_composer",
      default_chat_settings_open: config.defaultChatSettingsOpen,
      confirm_new_chat: config.confirmNewChat,
      github: null,
      custom_css: config.customCss ?? null,
      custom_css_attributes: config.customCssAttributes,
      custom_js: config.customJs ?? null,
      custom_js_attributes: config.customJsAttributes,
      alert_style: alertStyle,
      login_page_image: config.loginPageImage ?? null,
      login_page_image_filter: config.loginPageImageFilter,
      login_page_image_dark_filter: config.loginPageImageDarkFilter,
      custom_meta_url: config.customMetaUrl ?? null,
      custom_meta_image_url: config.customMetaImageUrl ?? null,
      logo_file_url: config.logoFileUrl ?? null,
      default_avatar_file_url: config.defaultAvatarFileUrl ?? null,
      avatar_size: config.avatarSize ?? null,
      custom_build: null,
      header_links: config.headerLinks.length === 0 ? null : config.headerLinks.map(toChainlitLink),
    },
    features: {
      spontaneous_file_upload: toUpload(config.uploads),
      audio: { enabled: false, sample_rate: 24_000 },
      mcp: {
        enabled: false,
        sse: { enabled: false },
        streamable_http: { enabled: false },
        stdio: { enabled: false, allowed_executables: null },
      },
      slack: { reaction_on_message_received: false },
      latex: features.latex,
      unsafe_allow_html: features.unsafeAllowHtml,
      user_message_markdown: features.userMessageMarkdown,
      user_message_autoscroll: features.userMessageAutoscroll,
      assistant_message_autoscroll: features.assistantMessageAutoscroll,
      auto_tag_thread: features.autoTagThread,
      allow_thread_sharing: offer.sharing,
      edit_message: features.editMessage,
      favorites: offer.favorites,
    },
    userEnv: userEnv.map((key) => key.name),
    // Their form hides all keys or none.
    maskUserEnv: userEnv.length === 0 || userEnv.some(({ secret }) => secret),
    dataPersistence: true,
    threadResumable: true,
    threadSharing: offer.sharing,
    markdown: readme ?? null,
    chatProfiles: offer.profiles.map(toChainlitProfile),
    starters: offer.starters.map(toChainlitStarter),
    starterCategories: offer.starterCategories.map(toChainlitCategory),
    debugUrl: null,
  };
}

/** Their page counts a thousand thousands of bytes as a megabyte, and knows media types only: where endings stand among them, it takes all and the server decides. */
function toUpload({ enabled, accept, maxFiles, maxSize }: ResolvedConfig["uploads"]) {
  const typesOnly = !Array.isArray(accept) || accept.every((item) => !item.startsWith("."));
  return { enabled, accept: typesOnly ? accept : null, max_files: maxFiles, max_size_mb: maxSize / 1_000_000 };
}

function toChainlitLink({ name, url, iconUrl, displayName, target }: ResolvedConfig["headerLinks"][number]) {
  return { name, url, icon_url: toImage(iconUrl) ?? "", display_name: displayName ?? null, target };
}
