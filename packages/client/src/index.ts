// @colloquy/client: talk to a Colloquy server from any JavaScript.
export type { ActionView } from "./lib/action-views.ts";
export { ApiClient, type CallOptions, type EndpointInput, type EndpointName, type EndpointOutput } from "./lib/api-client.ts";
export { toArtifact } from "./lib/artifacts.ts";
export {
  type ChangeSettingsOptions,
  ChatClient,
  type ChatClientOptions,
  type EditOptions,
  type MessageOptions,
  type NewChatOptions,
} from "./lib/chat-client.ts";
export { ChatStore } from "./lib/chat-store.ts";
export { Folders, type FoldersView } from "./lib/folders.ts";
export type { ConnectionState, Overview, PendingMessage } from "./lib/overview.ts";
export type { PageFunction } from "./lib/page-functions.ts";
export type { ServerAddress } from "./lib/server-address.ts";
export type { LinkTimings } from "./lib/socket/link.ts";
export type { PageSignals } from "./lib/socket/page-signals.ts";
export type { Transport } from "./lib/socket/ways.ts";
export { browserStorage, type ClientStorage, type KeyValueStorage, memoryStorage } from "./lib/storage.ts";
export type { TextChange, TextSource } from "./lib/text-source.ts";
export type { ThreadFilter } from "./lib/thread-filter.ts";
export { ThreadList, type ThreadsView } from "./lib/thread-list.ts";
export type { ThreadMarks } from "./lib/thread-marks.ts";
export type { TurnView } from "./lib/turn-view.ts";
export type { UploadTimings } from "./lib/uploads/send-file.ts";
export type { Upload, UploadedFile, UploadState } from "./lib/uploads/upload.ts";
export type { Uploads } from "./lib/uploads/uploads.ts";
