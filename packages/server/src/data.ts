// colloquy/data: for who writes a data layer of their own. What it stores is the protocol's: the records are told again here.
export type {
  Element,
  ElementFile,
  ElementId,
  FileKey,
  Step,
  StepId,
  StepText,
  StepWithText,
  Thread,
  ThreadId,
  ThreadSummary,
  Turn,
  TurnId,
} from "@colloquy/protocol";
export type { ApprovalRow, ApprovalRows } from "./lib/data/approval-rows.ts";
export type {
  DataLayer,
  MessageSearch,
  SaidMessage,
  ThreadPage,
  ThreadQuery,
  ThreadRow,
  WriteBatch,
} from "./lib/data/data-layer.ts";
export { filesOf } from "./lib/data/element-files.ts";
export type { FileRow, FileRows, RemoveFilesOptions, StaleFiles, StaleFilesQuery } from "./lib/data/file-rows.ts";
export type { SignInRow, UserPatch, UserRow, UserStore } from "./lib/data/user-store.ts";
