// @colloquy/protocol: what a server and its clients agree on.

export {
  ACTION_STYLES,
  type Action,
  type ActionStyle,
  actionSchema,
  MAX_ACTIONS,
  type MessageAction,
  messageActionSchema,
} from "./lib/action.ts";
export { ENDPOINTS, type Endpoint } from "./lib/api.ts";
export {
  ARTIFACT_TYPES,
  type ArtifactProps,
  type ArtifactType,
  type ArtifactVersion,
  artifactPropsSchema,
  artifactVersionSchema,
  MAX_ARTIFACT_KEY,
  toArtifactVersion,
} from "./lib/artifact.ts";
export {
  APPROVAL_DECISIONS,
  type ApprovalDecision,
  ASK_KINDS,
  type Ask,
  type AskAnswer,
  type AskKind,
  type AskOutcome,
  type AskSpec,
  askAnswerSchema,
  askSchema,
  askSpecSchema,
  type ChoiceOption,
  type ClosedAsk,
  choiceOptionSchema,
  MAX_CHOICES,
  specOf,
} from "./lib/ask.ts";
export { type AuthFacts, authFactsSchema, type OfferedProvider, type SignedInPerson, userSchema } from "./lib/auth.ts";
export { toAvatarName } from "./lib/avatar.ts";
export {
  CHART_KINDS,
  type ChartKind,
  type ChartOf,
  type ChartSpec,
  type ChartValue,
  chartSpecSchema,
  MAX_CHART_ROWS,
  MAX_CHART_SERIES,
} from "./lib/chart.ts";
export { applyEvent } from "./lib/chat-state/apply-event.ts";
export {
  type ChatState,
  emptyChatState,
  isBusy,
  type StepState,
  type Touched,
  type TurnInState,
  WINDOW_TURNS,
} from "./lib/chat-state/chat-state.ts";
export { durable } from "./lib/chat-state/durable.ts";
export { type Audience, FULL_AUDIENCE, isVisible, projectEvent, projectSnapshot, shownAuthor } from "./lib/chat-state/project.ts";
export { cutReplay, toCursor } from "./lib/chat-state/replay.ts";
export { type ChatSnapshot, fromSnapshot, snapshotSchema, toSnapshot } from "./lib/chat-state/snapshot.ts";
export { stepsToRemove } from "./lib/chat-state/steps.ts";
export { TextBuffer } from "./lib/chat-state/text-buffer.ts";
export { earlierBundles, rowsToLoad, type ThreadRows, threadToEvents } from "./lib/chat-state/thread-to-events.ts";
export { stepWithText, toStepWithText, toTurnBundle } from "./lib/chat-state/turn-bundles.ts";
export { activePath, branchesOf, leafBelow } from "./lib/chat-state/turn-tree.ts";
export { type Cursor, cursorSchema } from "./lib/cursor.ts";
export { type CustomElementMap, type CustomElementPlace, customElementMapSchema } from "./lib/custom-element-map.ts";
export { describeIssue } from "./lib/describe-issue.ts";
export {
  ELEMENT_DISPLAYS,
  ELEMENT_SIZES,
  ELEMENT_TYPES,
  type Element,
  type ElementDisplay,
  type ElementFile,
  type ElementSize,
  type ElementType,
  elementSchema,
  elementTypeOf,
  fileAddress,
  MAX_ELEMENT_ACTIONS,
  MAX_ELEMENT_PROPS,
} from "./lib/element.ts";
export { ChatError, ERRORS, type ErrorBody, type ErrorCode, isChatError } from "./lib/errors.ts";
export { type Fact, type FactType, type ServerEvent, type StepText, type StructuralEvent, serverEventSchema } from "./lib/events.ts";
export { type FoldedPlaces, findWords, foldPlaces, foldText, hasWords, searchWords, type TextRange } from "./lib/fold-text.ts";
export { asksForPassword } from "./lib/form/asks-for-password.ts";
export { checkForm, type FormIssue } from "./lib/form/check-form.ts";
export { fieldPathIn, toFieldPath } from "./lib/form/field-path.ts";
export { type FieldProblem, FORM_ISSUE_CODES, type FormIssueCode } from "./lib/form/field-problems.ts";
export {
  type FieldOption,
  type Form,
  type FormField,
  type FormFieldType,
  type FormFile,
  type FormSection,
  type FormVariant,
  formFieldSchema,
  formFileSchema,
  formSchema,
  MAX_FIELDS,
  TEXT_FORMATS,
  type TextFormat,
} from "./lib/form/form.ts";
export { startValue, startValues, withFixed } from "./lib/form/form-values.ts";
export { fitsPattern, patternReach } from "./lib/form/tame-pattern.ts";
export { type FoundMessage, foundMessageSchema, type Snippet } from "./lib/found-message.ts";
export {
  type ActionId,
  type AskId,
  type CallId,
  type ElementId,
  type FileKey,
  type FolderId,
  idSchema,
  isUuid,
  newId,
  type SessionId,
  type StepId,
  type ThreadId,
  type TurnId,
} from "./lib/ids.ts";
export { type ByLanguage, inLanguage, LANGUAGE_TAG, nearestLanguage, toLanguageTag } from "./lib/language.ts";
export {
  type Favourite,
  FEEDBACK_REASONS,
  type Feedback,
  favouriteSchema,
  feedbackSchema,
  type GivenFeedback,
  givenFeedbackSchema,
  isBlank,
  MAX_FAVOURITE_LENGTH,
  MAX_FEEDBACK_COMMENT,
  MAX_FEEDBACK_TAG,
  MAX_FEEDBACK_TAGS,
  type Mark,
  markSchema,
  NO_MARK,
  type Rating,
  type StepMark,
  stepMarkSchema,
} from "./lib/mark.ts";
export { isOwnPath, isWebAddress, leadsElsewhere, toOwnPath } from "./lib/own-path.ts";
export { type PageCall, type PageCallResult, pageCallResultSchema, pageCallSchema } from "./lib/page-call.ts";
export { parseUntrusted } from "./lib/parse-untrusted.ts";
export { assertPlainJson } from "./lib/plain-json.ts";
export { applyPropsPatch, type PropsOp, type PropsPatch, type PropsPath } from "./lib/props-patch.ts";
export {
  type ClientRequest,
  clientRequestSchema,
  MAX_MESSAGE_FILES,
  MAX_MESSAGE_LENGTH,
  type OutgoingMessage,
  outgoingMessageSchema,
  type RequestType,
} from "./lib/requests.ts";
export { isSameJson } from "./lib/same-json.ts";
export {
  type Share,
  type ShareChange,
  type SharedChat,
  type ShareId,
  type ShareWishes,
  shareChangeSchema,
  sharedChatSchema,
  sharedFileAddress,
  shareSchema,
  shareWishesSchema,
} from "./lib/share.ts";
export { MAX_SOURCES, type Source, sourceSchema } from "./lib/source.ts";
export {
  isMessageType,
  MESSAGE_TYPES,
  type MessageType,
  STEP_TYPES,
  type Step,
  type StepType,
  type StepWithText,
  stepSchema,
  stepWithTextSchema,
  TEXT_FIELDS,
  type TextField,
} from "./lib/step.ts";
export { type ChatProfile, chatProfileSchema, defaultProfile } from "./lib/surface/chat-profile.ts";
export { type Command, commandSchema } from "./lib/surface/command.ts";
export {
  type EnvInput,
  envInputSchema,
  envSchema,
  MAX_ENV_COUNT,
  MAX_ENV_LENGTH,
  type MissingEnv,
  missingEnvSchema,
} from "./lib/surface/env.ts";
export { type Mention, mentionSchema } from "./lib/surface/mention.ts";
export {
  chosenModes,
  type Mode,
  type ModeChoice,
  type ModeOption,
  modeChoiceSchema,
  modeOptionSchema,
  modeSchema,
  offeredChoice,
} from "./lib/surface/mode.ts";
export { type Overrides, overridesSchema } from "./lib/surface/overrides.ts";
export {
  inputsOf,
  type SettingInput,
  type SettingInputType,
  type SettingsForm,
  type SettingsTab,
  settingInputSchema,
  settingsFormSchema,
  settingsTabSchema,
} from "./lib/surface/setting-input.ts";
export { type Starter, type StarterCategory, starterCategorySchema, starterSchema } from "./lib/surface/starter.ts";
export { type SidePanel, type Surface, sidePanelSchema, surfaceSchema, type Toast, toastSchema } from "./lib/surface/surface.ts";
export { type TextFrame, TextFrameReader, TextFrameWriter, type TextPlace } from "./lib/text-frames.ts";
export {
  type Folder,
  folderSchema,
  type TagCount,
  type Thread,
  type ThreadSummary,
  tagCountSchema,
  threadSchema,
  threadSummarySchema,
} from "./lib/thread.ts";
export { toPropsPatch } from "./lib/to-props-patch.ts";
export {
  type FinalTurnState,
  FOREGROUND_KINDS,
  isFinal,
  SIDE_KINDS,
  TURN_STATES,
  type Turn,
  type TurnBundle,
  type TurnError,
  type TurnKind,
  type TurnState,
  turnBundleSchema,
  turnSchema,
  withoutBranches,
} from "./lib/turn.ts";
export { type HostedVideo, toHostedVideo, VIDEO_PLAYERS, VIDEO_SITES, type VideoSite } from "./lib/video-sites.ts";
export { measureView } from "./lib/view/measure-view.ts";
export { parseView } from "./lib/view/parse-view.ts";
export {
  MAX_VIEW_DEPTH,
  MAX_VIEW_LENGTH,
  MAX_VIEW_NODES,
  MAX_VIEW_ROWS,
  VIEW_GAPS,
  VIEW_STATES,
  VIEW_TONES,
  VIEW_TYPES,
  type ViewGap,
  type ViewNode,
  type ViewNodeOf,
  type ViewProps,
  type ViewState,
  type ViewTone,
  type ViewType,
  type ViewValue,
  viewComponents,
  viewNodeSchema,
  viewPropsSchema,
} from "./lib/view/view.ts";
export { isLinkAddress, isPictureAddress } from "./lib/view/view-address.ts";
export type { ParsedView, ViewIssue } from "./lib/view/view-issue.ts";
export { plainViewWords, viewToPlainText, viewToText, viewWords } from "./lib/view/view-to-text.ts";
export { childrenOf, eachNode, fieldsOf, findAction } from "./lib/view/walk-view.ts";
export {
  type Attached,
  type AttachRequest,
  type ClientFrames,
  decodeAttach,
  decodeAttached,
  decodeFacts,
  decodeNotice,
  decodeRequest,
  decodeServerEvent,
  decodeSnapshot,
  type FactsFrame,
  PROTOCOL,
  type RequestReply,
  type ServerFrames,
  type ServerNotice,
  SOCKET_PATH,
  STREAM_PATH,
} from "./lib/wire.ts";
