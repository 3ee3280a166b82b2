// colloquy/data: for who writes a data layer of their own. What it stores is the protocol's: the records are told again here.
export type {
  Element,
  ElementFile,
  ElementId,
  Favourite,
  Feedback,
  FileKey,
  Folder,
  FolderId,
  Step,
  StepId,
  StepText,
  StepWithText,
  TagCount,
  Thread,
  ThreadId,
  ThreadSummary,
  Turn,
  TurnId,
} from "@colloquy/protocol";
export type { ApprovalRow, ApprovalRows } from "./lib/data/approval-rows.ts";
export type {
  DataLayer,
  DeletedOnly,
  MessageSearch,
  SaidMessage,
  ThreadPage,
  ThreadQuery,
  ThreadRow,
  WriteBatch,
} from "./lib/data/data-layer.ts";
export type { DataWalk, WalkPage } from "./lib/data/data-walk.ts";
export { filesOf } from "./lib/data/element-files.ts";
export type { FavouriteRow, FavouriteStore } from "./lib/data/favourite-store.ts";
export { type FeedbackLinesOptions, feedbackLines } from "./lib/data/feedback-lines.ts";
export type { FeedbackKey, FeedbackPage, FeedbackQuery, FeedbackRow, FeedbackStore } from "./lib/data/feedback-store.ts";
export type { FileRow, FileRows, RemoveFilesOptions, StaleFiles, StaleFilesQuery } from "./lib/data/file-rows.ts";
export type { ShareBounds, SharedThread, ShareRow, ShareStore } from "./lib/data/share-store.ts";
export type { ListedThread, MarkChange, OldThreads, SweepNote, ThreadMarkStore, ThreadMarks } from "./lib/data/thread-marks.ts";
export type { SignInRow, UserPatch, UserRow, UserStore } from "./lib/data/user-store.ts";
