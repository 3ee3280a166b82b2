// What a browser may know of the configuration. Chosen field by field, so that a new setting stays private until somebody decides.
import type { ResolvedConfig } from "./schema.ts";

/** The part of the configuration that is sent to pages. */
export type PublicConfig = ReturnType<typeof toPublicConfig>;

/** Chooses what pages are told; nothing of storage, addresses or secrets. */
export function toPublicConfig(config: ResolvedConfig) {
  return {
    name: config.name,
    description: config.description,
    footnote: config.footnote,
    cot: config.cot,
    language: config.language,
    alertStyle: config.alertStyle,
    defaultTheme: config.defaultTheme,
    layout: config.layout,
    defaultSidebarState: config.defaultSidebarState,
    confirmNewChat: config.confirmNewChat,
    chatSettingsLocation: config.chatSettingsLocation,
    defaultChatSettingsOpen: config.defaultChatSettingsOpen,
    imageHosts: config.imageHosts,
    mediaHosts: config.mediaHosts,
    videoSites: config.videoSites,
    windowMessageOrigins: config.windowMessageOrigins,
    rootPath: config.rootPath,
    transports: config.transports,
    limits: { messageLength: config.limits.messageLength },
    keepDeletedDays: config.keepDeletedDays,
    uploads: {
      enabled: config.uploads.enabled,
      accept: config.uploads.accept,
      maxFiles: config.uploads.maxFiles,
      maxSize: config.uploads.maxSize,
      maxTotalSize: config.uploads.maxTotalSize,
    },
    features: {
      editMessage: config.features.editMessage,
      latex: config.features.latex,
      unsafeAllowHtml: config.features.unsafeAllowHtml,
      userMessageMarkdown: config.features.userMessageMarkdown,
      userMessageAutoscroll: config.features.userMessageAutoscroll,
      assistantMessageAutoscroll: config.features.assistantMessageAutoscroll,
    },
  };
}
