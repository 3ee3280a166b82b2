// An app is the handlers an author gave. `createApp` makes independent ones; the ambient functions fill the default app,
// which lives under a global symbol, because an app and the command line may each bring a copy of the framework.
import { ChatError } from "@colloquy/protocol";
import type { AuthProvider } from "../auth/provider.ts";
import { fn as callable, check, object, oneOf, text } from "../check-given.ts";
import { nearestName } from "../nearest-name.ts";
import type { ActionHandling } from "./action-handlers.ts";
import { type ActionRegistry, createActionRegistry } from "./action-registry.ts";
import type { HandlerName, Handlers } from "./handlers.ts";
import { createMessageActionRegistry, type MessageActionHandling, type MessageActionRegistry } from "./message-action-handlers.ts";
import { createUsers, type Users } from "./users.ts";

/** Registers a handler, and hands the function back so that it can be called in a test. */
type Register<Name extends HandlerName> = <Handler extends Handlers[Name]>(handler: Handler) => Handler;

/** What an author writes: the handlers. */
export interface App extends Readonly<{ [Name in HandlerName]: Register<Name> }>, ActionRegistry, MessageActionRegistry {
  /** What was registered so far. */
  readonly handlers: Readonly<Partial<Handlers>>;
  /** What was registered for buttons, by their names. */
  readonly actions: ReadonlyMap<string, ActionHandling>;
  /** The tools in the toolbar of every answer, by their names. */
  readonly messageActions: ReadonlyMap<string, MessageActionHandling>;
  /** How many handlers were registered so far, those of buttons and tools included. */
  readonly handlerCount: number;
  /** Adds a way of signing in of your own; one with the same id takes its place. */
  addAuthProvider(provider: AuthProvider): void;
  /** The ways of signing in that were added with `addAuthProvider`. */
  readonly authProviders: readonly AuthProvider[];
  /** The people who have signed in to this app. */
  readonly users: Users;
}

export const HANDLER_NAMES = [
  "onAppStart",
  "onClusterStart",
  "onAppStop",
  "onChatStart",
  "onMessage",
  "onStop",
  "onDisconnect",
  "onReconnect",
  "onChatResume",
  "onSessionRestore",
  "onThreadTitle",
  "onChatEnd",
  "onAskAnswer",
  "onError",
  "authorRename",
  "chatProfiles",
  "onChatProfileChange",
  "starters",
  "starterCategories",
  "checkUserEnv",
  "onSettingsUpdate",
  "onSettingsEdit",
  "mentions",
  "onArtifactEdit",
  "onWindowMessage",
  "onFeedback",
  "passwordAuth",
  "headerAuth",
  "oauth",
  "onLogout",
  "onSharedThreadView",
] as const satisfies readonly HandlerName[];

/**
 * Makes an app of its own, for embedding and for tests; the functions at the top level fill the default app instead.
 *
 * @throws BAD_INPUT for a name that no handler has.
 */
export function createApp(handlers: Partial<Handlers> = {}): App {
  check("createApp", "the handlers", handlers, object, "Write createApp({ onMessage: async (message) => { … } }).");
  for (const [name, handler] of Object.entries(handlers)) {
    checkHandlerName(name);
    if (handler !== undefined) checkHandler(name, handler);
  }
  const registered: Partial<Record<HandlerName, Handlers[HandlerName]>> = { ...handlers };
  const register = Object.fromEntries(
    HANDLER_NAMES.map((name) => [
      name,
      (handler: Handlers[HandlerName]) => {
        checkHandler(name, handler);
        registered[name] = handler;
        return handler;
      },
    ]),
  ) as unknown as { [Name in HandlerName]: Register<Name> };
  const providers = new Map<string, AuthProvider>();
  const actions = new Map<string, ActionHandling>();
  const messageActions = new Map<string, MessageActionHandling>();
  const app: App = {
    ...register,
    ...createActionRegistry(actions),
    ...createMessageActionRegistry(messageActions),
    handlers: registered as Partial<Handlers>,
    actions,
    messageActions,
    get handlerCount() {
      return Object.keys(registered).length + actions.size + messageActions.size;
    },
    addAuthProvider(provider) {
      const checked = checkProvider(provider);
      providers.set(checked.id, checked);
    },
    get authProviders() {
      return [...providers.values()];
    },
    users: createUsers(() => app),
  };
  return app;
}

function checkHandler(name: string, handler: unknown): void {
  check(name, "the handler", handler, callable, `Write ${name}(async () => { … }).`);
}

/** A handler under a wrong name would never run. */
function checkHandlerName(name: string): void {
  const names: readonly string[] = HANDLER_NAMES;
  if (names.includes(name)) return;
  const meant = nearestName(name, names);
  throw new ChatError("BAD_INPUT", `There is no handler "${name}".`, {
    fix: meant === undefined ? `The handlers are ${names.join(", ")}.` : `Did you mean ${meant}?`,
  });
}

/** Recognises an app, also one that another copy of the framework made. */
export function isApp(value: unknown): value is App {
  return typeof value === "object" && value !== null && "handlerCount" in value && "onMessage" in value;
}

/** The id is part of addresses that are registered elsewhere. */
function checkProvider(provider: AuthProvider): AuthProvider {
  check("addAuthProvider", "the provider", provider, object, "Give it what createOAuthProvider made, or a provider of your own.");
  check("addAuthProvider", "id", provider.id, text);
  check("addAuthProvider", "kind", provider.kind, oneOf("password", "header", "redirect"));
  if (/^[a-z\d]+(-[a-z\d]+)*$/i.test(provider.id)) return provider;
  throw new ChatError("BAD_INPUT", `"${provider.id}" cannot be the id of an auth provider.`, { fix: "Use letters, digits and dashes." });
}

/** Which copy of the framework made the default app, for the error message of two that do not meet. */
export interface DefaultApp {
  readonly app: App;
  readonly version: string;
}

const DEFAULT_APP = Symbol.for("colloquy/1");

/** The app that the ambient functions fill. */
export function getDefaultApp(version = "0.1.0"): App {
  const holder = globalThis as { [DEFAULT_APP]?: DefaultApp };
  return (holder[DEFAULT_APP] ??= { app: createApp(), version }).app;
}

/** Begins a new default app; the command line does so before it loads an author's file. */
export function resetDefaultApp(version = "0.1.0"): App {
  const holder = globalThis as { [DEFAULT_APP]?: DefaultApp };
  const fresh = { app: createApp(), version };
  holder[DEFAULT_APP] = fresh;
  return fresh.app;
}
