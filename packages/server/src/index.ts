// colloquy: write one file of handlers, get a complete chat product.
export {
  type ActionId,
  type ActionStyle,
  type ArtifactType,
  type ChartKind,
  type ChartOf,
  type ChartSpec,
  type ChartValue,
  ChatError,
  type Command,
  type ElementDisplay,
  type ElementId,
  type ElementSize,
  type ElementType,
  type ErrorBody,
  type ErrorCode,
  type FileKey,
  isChatError,
  type Mention,
  type Mode,
  type ModeOption,
  type SessionId,
  type Source,
  type Starter,
  type StarterCategory,
  type StepId,
  type ThreadId,
  type Toast,
  type TurnId,
} from "@colloquy/protocol";
export type { ActionContext, ActionHandling, ActionMaker, PlainActionMaker } from "./lib/app/action-handlers.ts";
export type { ActionRegistry } from "./lib/app/action-registry.ts";
export {
  action,
  actionCallback,
  addAuthProvider,
  authorRename,
  chatProfiles,
  checkUserEnv,
  headerAuth,
  mentions,
  messageAction,
  oauth,
  onAppStart,
  onAppStop,
  onArtifactEdit,
  onAskAnswer,
  onChatEnd,
  onChatProfileChange,
  onChatResume,
  onChatStart,
  onClusterStart,
  onDisconnect,
  onError,
  onFeedback,
  onLogout,
  onMessage,
  onReconnect,
  onSessionRestore,
  onSettingsEdit,
  onSettingsUpdate,
  onSharedThreadView,
  onStop,
  onThreadTitle,
  onWindowMessage,
  passwordAuth,
  starterCategories,
  starters,
  users,
} from "./lib/app/ambient-app.ts";
export { type App, createApp } from "./lib/app/app.ts";
export type { ArtifactHandlers } from "./lib/app/artifact-handlers.ts";
export type { AuthHandlers, Logout, OAuthInfo } from "./lib/app/auth-handlers.ts";
export type { FeedbackChange, FeedbackHandlers } from "./lib/app/feedback-handlers.ts";
export type { HandlerContext } from "./lib/app/handler-context.ts";
export type { ErrorInfo, HandlerName, Handlers, MessageContext, ThreadOpening } from "./lib/app/handlers.ts";
export type {
  MessageActionHandling,
  MessageActionOptions,
  MessageActionRegistry,
  MessageActionUse,
} from "./lib/app/message-action-handlers.ts";
export type {
  AppChatProfile,
  ChatProfileChange,
  ChatProfileDecision,
  EnvProblems,
  ProfileHandlers,
  Visitor,
} from "./lib/app/profile-handlers.ts";
export { run } from "./lib/app/run.ts";
export type { SettingsHandlers } from "./lib/app/settings-handlers.ts";
export type { SharedLink, SharingHandlers } from "./lib/app/sharing-handlers.ts";
export type { UserChanges, Users } from "./lib/app/users.ts";
export type { WindowHandlers } from "./lib/app/window-handlers.ts";
export { createOAuthProvider } from "./lib/auth/oauth/create-oauth-provider.ts";
export type { OAuthEnrich, OAuthProfile, OAuthSettings, OpenIdSettings, PlainOAuthSettings } from "./lib/auth/oauth/oauth-settings.ts";
export { hashPassword, verifyPassword } from "./lib/auth/password-hash.ts";
export type {
  Arrival,
  AuthProvider,
  Departure,
  HeaderProvider,
  Identity,
  PasswordProvider,
  RedirectProvider,
  SignInRequest,
} from "./lib/auth/provider.ts";
export { hasRole, type SignedInUser, type User, type UserMetadata } from "./lib/auth/user.ts";
export type { Accessor, AccessorOptions } from "./lib/chat/accessor.ts";
export { Action, type ActionJson, type ActionLook, type ActionOptions } from "./lib/chat/actions/action.ts";
export type { InputOf, OutputOf, PayloadSchema } from "./lib/chat/actions/payload-schema.ts";
export { bind, type CacheOptions, cache, context, sleep } from "./lib/chat/ambient.ts";
export { Artifact, type ArtifactOptions } from "./lib/chat/artifacts/artifact.ts";
export type { ArtifactContext } from "./lib/chat/artifacts/artifact-words.ts";
export { type Approval, type Approvals, approvals } from "./lib/chat/asks/approvals.ts";
export { askAction, type OfferedAction } from "./lib/chat/asks/ask-action.ts";
export { type ApprovalAnswer, type AskApprovalOptions, askApproval } from "./lib/chat/asks/ask-approval.ts";
export { type AskChoiceOptions, askChoice, type Choice, type ChoiceAnswer, type ChoiceWithLabel } from "./lib/chat/asks/ask-choice.ts";
export { type AskConfirmOptions, askConfirm } from "./lib/chat/asks/ask-confirm.ts";
export { askElement, type ElementAnswer } from "./lib/chat/asks/ask-element.ts";
export { type AskFileOptions, askFile } from "./lib/chat/asks/ask-file.ts";
export { type AskFormOptions, askForm } from "./lib/chat/asks/ask-form.ts";
export type { AskAnswers, AskKey } from "./lib/chat/asks/ask-key.ts";
export type { AskOptions } from "./lib/chat/asks/ask-options.ts";
export { askUser } from "./lib/chat/asks/ask-user.ts";
export type { Asking } from "./lib/chat/asks/asking.ts";
export type { AnswersByKind, LateAnswer } from "./lib/chat/asks/late-answer.ts";
export { type AuthorLogger, logger, type WriteLine } from "./lib/chat/author-log.ts";
export { chatContext } from "./lib/chat/chat-context.ts";
export type { AppTypes, ChatProfileName, ChatSettingsValues, CommandId, ModeValues, TextKey } from "./lib/chat/controls/app-types.ts";
export { type ChatSettings, chatSettings, type FormDefinition, type SettingsOf } from "./lib/chat/controls/chat-settings.ts";
export { setMessageActions } from "./lib/chat/controls/message-actions.ts";
export type { FormSchema } from "./lib/chat/controls/schema-form.ts";
export {
  type ChoiceOptions,
  type FirstChoice,
  type InputDefinition,
  type InputDefinitions,
  type InputOptions,
  input,
  type TabDefinition,
} from "./lib/chat/controls/setting-inputs.ts";
export { type AppStarter, type AppStarterCategory, setStarterCategories, setStarters } from "./lib/chat/controls/starters.ts";
export {
  type AppCommand,
  type AppMode,
  type FollowUp,
  setCommands,
  setFollowUps,
  setModes,
  showToast,
} from "./lib/chat/controls/surface-controls.ts";
export { Audio, type AudioOptions } from "./lib/chat/elements/audio.ts";
export type { Captions, CaptionTrack } from "./lib/chat/elements/captions.ts";
export { Chart, type ChartOptions } from "./lib/chat/elements/chart.ts";
export {
  CustomElement,
  type CustomElementLook,
  type CustomElementOptions,
  customElement,
  type PropsOf,
} from "./lib/chat/elements/custom-element.ts";
export { Dataframe, type DataframeOptions, type TableData } from "./lib/chat/elements/dataframe.ts";
export { Element, type ElementOptions } from "./lib/chat/elements/element.ts";
export { elementFromJSON } from "./lib/chat/elements/element-from-json.ts";
export type { ElementJson } from "./lib/chat/elements/element-json.ts";
export { elementSidebar } from "./lib/chat/elements/element-sidebar.ts";
export type { ElementSource, TextSource } from "./lib/chat/elements/element-source.ts";
export { File, type FileOptions } from "./lib/chat/elements/file.ts";
export { Image, type ImageOptions, type ImageWords } from "./lib/chat/elements/image.ts";
export { inferElementType } from "./lib/chat/elements/infer-element-type.ts";
export { Pdf, type PdfOptions } from "./lib/chat/elements/pdf.ts";
export { Plotly, type PlotlyFigure, type PlotlyOptions } from "./lib/chat/elements/plotly.ts";
export type { ColumnType, TableColumn } from "./lib/chat/elements/table-json.ts";
export { Task, TaskList, type TaskListOptions, type TaskOptions, type TaskStatus } from "./lib/chat/elements/task-list.ts";
export { Text, type TextOptions } from "./lib/chat/elements/text.ts";
export { Video, type VideoOptions } from "./lib/chat/elements/video.ts";
export { ErrorMessage } from "./lib/chat/error-message.ts";
export type { AskSchema } from "./lib/chat/forms/read-schema.ts";
export type { FormPart } from "./lib/chat/forms/to-form.ts";
export { Message, type MessageOptions } from "./lib/chat/message.ts";
export type { MessageJson } from "./lib/chat/message-json.ts";
export type { FileChoice, FileContext } from "./lib/chat/model-files.ts";
export type {
  JsonValue,
  ModelChatMessage,
  ModelContextOptions,
  OpenAIMessage,
  OpenAIPart,
  OpenAIToolCall,
  ToolContext,
} from "./lib/chat/model-messages.ts";
export { type CallOptions, callFunction, sendWindowMessage } from "./lib/chat/page-functions.ts";
export type { ReservedValues } from "./lib/chat/reserved-values.ts";
export { Step, type StepOptions, step, withStep } from "./lib/chat/step.ts";
export { setThreadTitle } from "./lib/chat/thread-title.ts";
export type { ToolCall } from "./lib/chat/tool-call.ts";
export { type TranslateOptions, translate } from "./lib/chat/translate.ts";
export { userSession } from "./lib/chat/user-session.ts";
export type { AmbientUserSession, UserSession, UserSessionValues } from "./lib/chat/user-session-types.ts";
export type { Accept } from "./lib/config/accept.ts";
export { defineConfig } from "./lib/config/define-config.ts";
export type { ConfigOverrides } from "./lib/config/overrides.ts";
export type { ColloquyConfig } from "./lib/config/schema.ts";
export type { UploadRules } from "./lib/config/uploads.ts";
export type { UserEnvKey } from "./lib/config/user-env.ts";
export type { Egress, EgressInit } from "./lib/egress.ts";
export type { ConnectionRequest } from "./lib/session/connection-request.ts";
export type { Session, SessionConfig } from "./lib/session/session.ts";
export type { Concurrency } from "./lib/session/turns.ts";
