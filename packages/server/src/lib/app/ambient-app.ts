// The functions an author calls at the top of a file: they fill the default app, as a test runner collects tests.
import type { AuthProvider } from "../auth/provider.ts";
import type { ActionRegistry } from "./action-registry.ts";
import { getDefaultApp } from "./app.ts";
import type { HandlerName, Handlers } from "./handlers.ts";
import type { MessageActionRegistry } from "./message-action-handlers.ts";
import { createUsers } from "./users.ts";

// Looked up at each call, not once: the command line begins a new default app before it loads the author's file.
function register<Name extends HandlerName>(name: Name) {
  return <Handler extends Handlers[Name]>(handler: Handler): Handler => (getDefaultApp()[name] as (handler: Handler) => Handler)(handler);
}

/** Runs once per process, before anybody connects, outside of any chat. */
export const onAppStart = register("onAppStart");
/** Runs once for all processes of a release, at the first that starts; alone, at each start. After `onAppStart`, before anybody connects. */
export const onClusterStart = register("onClusterStart");
/** Runs once per process, after the last chat was written down. */
export const onAppStop = register("onAppStop");
/** Runs once per chat, when its first connection is there: greet, and prepare the user session. */
export const onChatStart = register("onChatStart");
/** Runs for every message a person sends, edits, or wants answered again. */
export const onMessage = register("onMessage");
/** Runs after the person stopped a turn. */
export const onStop = register("onStop");
/** Runs when the last connection of a chat was lost. Turns go on. */
export const onDisconnect = register("onDisconnect");
/** Runs when somebody is connected again. */
export const onReconnect = register("onReconnect");
/** Runs once when a stored thread is opened again after its session had ended; the saved values are back already. */
export const onChatResume = register("onChatResume");
/** Runs once after a restart brought a live session back; without it `onChatResume` does. Make live objects again here. */
export const onSessionRestore = register("onSessionRestore");
/** Gives the title of a chat, once, when its first message has been answered; a person's own title is never changed. */
export const onThreadTitle = register("onThreadTitle");
/** Runs once, when the chat is over; values set here are still saved with the thread. */
export const onChatEnd = register("onChatEnd");
/** Runs when a question is answered whose turn did not survive a restart. */
export const onAskAnswer = register("onAskAnswer");
/** Runs for every error a handler throws: return a string to show instead of it, null to show nothing. */
export const onError = register("onError");
/** Gives the name under which an author appears; asked once per chat and name. */
export const authorRename = register("authorRename");
/** Gives the chat profiles this person may choose from; asked each time a chat is opened. */
export const chatProfiles = register("chatProfiles");
/** Runs when a person chooses another profile in an open chat: `{ keepChat: true }` goes on in it, false begins a new one. */
export const onChatProfileChange = register("onChatProfileChange");
/** Gives the messages that can be sent with one click before a chat has begun. */
export const starters = register("starters");
/** Gives starters in named groups; when there are any, they stand in place of all others. */
export const starterCategories = register("starterCategories");
/** Looks at the keys of their own that a person typed in, before they are taken: return what is wrong with them, by name. */
export const checkUserEnv = register("checkUserEnv");
/** Runs after a person saved the settings form, with all settings as they are now. */
export const onSettingsUpdate = register("onSettingsUpdate");
/** Runs while a person fills in the settings form, with what stands in it; nothing of it is saved. */
export const onSettingsEdit = register("onSettingsEdit");
/** Runs after a person edited or restored an artifact, with its new version. */
export const onArtifactEdit = register("onArtifactEdit");
/** Runs when the page around the chat says something: any JSON, unchecked. */
export const onWindowMessage = register("onWindowMessage");
/** Runs after a person rated an answer, changed what they had said of it, or took it back. With it, answers have thumbs. */
export const onFeedback = register("onFeedback");
/** Gives what could be mentioned for what a person has typed after "@"; at most 5 s, the first 50 are shown. */
export const mentions = register("mentions");
/** Decides who may come in with a name and a password: returns the person, or null for an unknown name and a wrong password alike. */
export const passwordAuth = register("passwordAuth");
/** Decides who may come in by the headers of a trusted proxy. */
export const headerAuth = register("headerAuth");
/** Decides about everybody who comes back from an OAuth provider: accept, change or refuse them. */
export const oauth = register("oauth");
/** Runs after somebody signed out. What it returns is the answer's body. */
export const onLogout = register("onLogout");
/** Decides who reads a shared chat: false refuses, true also lets somebody read a chat that is not shared. */
export const onSharedThreadView = register("onSharedThreadView");

/**
 * Gives a kind of button its handler, and returns what makes one: `approve({ id: 7 }, { label: "Approve" })` is one of the `actions` of a message.
 * With a schema (zod, valibot, arktype: any Standard Schema) its payload is checked: by the compiler where the button is made, and again before
 * the handler runs. The handler runs beside whatever runs; what it returns goes to whoever pressed, and so does its error.
 *
 * @throws BAD_INPUT without a name or a handler. What makes a button throws INVALID_VALUES for a payload that its schema refuses.
 * @example
 * const approve = action("approve", z.object({ id: z.number() }), async ({ id }, { message }) => {
 *   await message.removeActions();
 *   await new Message(`Approved ${id}.`).send();
 * });
 */
export const action: ActionRegistry["action"] = ((...given: Parameters<ActionRegistry["action"]>) =>
  getDefaultApp().action(...given)) as ActionRegistry["action"];

/** Gives the buttons of a name, made with `new Action({ name })`, their handler. What it returns goes to whoever pressed. */
export const actionCallback: ActionRegistry["actionCallback"] = (name, handler) => getDefaultApp().actionCallback(name, handler);

/**
 * Puts a tool of the app into the toolbar that every answer has, beside selected text, or both: `on` is `answer` (the default), `selection` or `both`.
 * Every chat has it from the start; `setMessageActions` narrows that. What the handler returns goes to who used it, and so does its error.
 *
 * @throws BAD_INPUT without a name, a label or a handler, and for more than 50 tools.
 * @example
 * messageAction("save", { label: "Save", icon: "bookmark", on: "both" }, async ({ message, selection }) => {
 *   await notes.add(selection ?? message.content);
 * });
 */
export const messageAction: MessageActionRegistry["messageAction"] = (name, options, handler) =>
  getDefaultApp().messageAction(name, options, handler);

/** The people who have signed in to the default app. */
export const users = createUsers(() => getDefaultApp());

/** Adds a way of signing in of your own to the default app; one with the same id takes its place. */
export function addAuthProvider(provider: AuthProvider): void {
  getDefaultApp().addAuthProvider(provider);
}
