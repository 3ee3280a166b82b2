// The events of Chainlit's wire that this server sends. Their names and payloads are the clients', who ignore what they do not know.
import type { Socket } from "socket.io";
import type { ChainlitAction } from "./action-stream.ts";
import type { ChainlitElement } from "./element-to-chainlit.ts";
import type { ChainlitStep, ChainlitThread } from "./to-chainlit.ts";

type Nothing = Readonly<Record<string, never>>;

/** Socket.IO events from server to client. */
export interface ChainlitEvents {
  task_start: (nothing: Nothing) => void;
  task_end: (nothing: Nothing) => void;
  new_message: (step: ChainlitStep) => void;
  update_message: (step: ChainlitStep | ClosedStep) => void;
  delete_message: (step: { readonly id: string; readonly threadId: string }) => void;
  stream_start: (step: ChainlitStep) => void;
  stream_token: (token: StreamToken) => void;
  first_interaction: (first: { readonly interaction: string; readonly thread_id: string }) => void;
  resume_thread: (thread: ChainlitThread) => void;
  resume_thread_error: (message: string) => void;
  /** The acknowledgement is the answer. */
  ask: (question: { readonly msg: ChainlitStep; readonly spec: AskSpec }, answer: (given: unknown) => void) => void;
  ask_timeout: (nothing: Nothing) => void;
  clear_ask: (nothing: Nothing) => void;
  /** The acknowledgement is the result. */
  call_fn: (call: { readonly name: string; readonly args: Readonly<Record<string, unknown>> }, result: (value: unknown) => void) => void;
  call_fn_timeout: (nothing: Nothing) => void;
  clear_call_fn: (nothing: Nothing) => void;
  action: (action: ChainlitAction) => void;
  remove_action: (action: Pick<ChainlitAction, "id">) => void;
  window_message: (data: unknown) => void;
  element: (element: ChainlitElement) => void;
  remove_element: (element: { readonly id: string }) => void;
  /** Opens their panel; what it shows stays. */
  set_sidebar_title: (title: string) => void;
  /** No elements close it. What has the key that it has already is passed over. */
  set_sidebar_elements: (panel: { readonly elements: readonly ChainlitElement[]; readonly key: string }) => void;
  chat_settings: (form: readonly unknown[]) => void;
  set_commands: (commands: readonly unknown[]) => void;
  set_modes: (modes: readonly unknown[]) => void;
  /** What the person keeps, as messages of theirs, the newest first. */
  set_favorites: (favorites: readonly ChainlitStep[]) => void;
  toast: (toast: { readonly message: string; readonly type: string }) => void;
}

/** A piece of text, appended to the output (or input) of a step, or put in its place. */
export interface StreamToken {
  readonly id: string;
  readonly token: string;
  readonly isSequence: boolean;
  readonly isInput: boolean;
}

/** What is known of a step that has left the window: merged into what the client holds. */
export interface ClosedStep {
  readonly id: string;
  readonly end: string;
  readonly streaming: false;
}

/** What an open question asks for. */
export interface AskSpec {
  readonly type: string;
  readonly step_id: string;
  /** In seconds. */
  readonly timeout: number;
  /** What files are taken. */
  readonly accept?: unknown;
  readonly max_files?: unknown;
  readonly max_size_mb?: unknown;
  /** The buttons that answer it. */
  readonly keys?: unknown;
  /** The element that answers it. */
  readonly element_id?: unknown;
}

/** A socket that speaks Chainlit's wire; what comes in is parsed by `requests.ts`. */
export type ChainlitSocket = Socket<Record<string, (...args: unknown[]) => void>, ChainlitEvents>;
