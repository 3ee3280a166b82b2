// The composition root: the only place where the parts of a server meet. It names no driver; its caller brings them.
import { hostname } from "node:os";
import path from "node:path";
import { ChatError, type ServerNotice } from "@colloquy/protocol";
import type { App } from "./app/app.ts";
import { answerRequests, REQUEST_CALL } from "./app/ask-chat.ts";
import { AuthMethods } from "./app/auth-methods.ts";
import { ChatHost } from "./app/chat-host.ts";
import { QUEUED_MESSAGES } from "./app/dispatch-target.ts";
import { answerFavourites } from "./app/favourites.ts";
import type { Visitor } from "./app/profile-handlers.ts";
import { answerRatings } from "./app/rate-message.ts";
import { SignInDesk } from "./app/sign-in-desk.ts";
import { createFileTokens } from "./auth/file-tokens.ts";
import type { AuthProvider } from "./auth/provider.ts";
import { createRateLimits } from "./auth/rate-limits.ts";
import { createSealedState } from "./auth/sealed-state.ts";
import { createSignInTokens } from "./auth/sign-in-tokens.ts";
import { createTokens } from "./auth/tokens.ts";
import type { BlobStore } from "./blob-storage/blob-store.ts";
import { boundLog } from "./bounded-log.ts";
import { type Clock, systemClock } from "./clock.ts";
import { createEnvSeal } from "./config/env-seal.ts";
import { resolveConfig } from "./config/load-config.ts";
import type { ResolvedConfig } from "./config/schema.ts";
import type { KeyRing } from "./config/secret.ts";
import type { SharedCounts } from "./counts/shared-counts.ts";
import { CustomElements } from "./custom-elements/custom-elements.ts";
import type { DataLayer } from "./data/data-layer.ts";
import { watchThreads } from "./data/watch-threads.ts";
import { createScratchUploads } from "./files/scratch-uploads.ts";
import { Transfers } from "./files/transfers.ts";
import { Uploads } from "./files/uploads.ts";
import { createRouter } from "./http/router.ts";
import { SharedChats } from "./http/sharing/shared-chats.ts";
import { Shares } from "./http/sharing/shares.ts";
import { ThemeSource } from "./http/theme-source.ts";
import { type Logger, withFields } from "./logger.ts";
import { openMetrics } from "./metrics/metrics.ts";
import { answerCluster } from "./node/answer-cluster.ts";
import type { ChatServer, CloseOptions } from "./node/chat-server.ts";
import { createEgress } from "./node/egress/create-egress.ts";
import { createLocalFiles } from "./node/local-files.ts";
import { answerMeet, meetNodes, mustBelong } from "./node/meet-nodes.ts";
import { type MetricsPort, openMetricsPort } from "./node/metrics-port.ts";
import { Mounts } from "./node/mounts.ts";
import { createProxyTrust } from "./node/proxy-trust.ts";
import { openStaticFolder } from "./node/static-folder.ts";
import { createUploadFolder } from "./node/upload-folder.ts";
import { NodeCalls } from "./relay/node-calls.ts";
import type { Relay } from "./relay/relay.ts";
import { createSingleRelay } from "./relay/single-relay.ts";
import { runOutside } from "./session/context.ts";
import { createLiveMarks } from "./session/live-marks.ts";
import { OldChats } from "./session/old-chats.ts";
import { setServerLog } from "./session/server-log.ts";
import type { SessionConfig } from "./session/session.ts";
import { ThreadsTelling } from "./session/tell-of-threads.ts";
import type { SessionStore } from "./session-store/session-store.ts";
import { createOwnLocks } from "./session-store/shared-locks.ts";
import { Tally } from "./tally.ts";
import type { Texts } from "./texts.ts";
import { Doorway, HANDSHAKES } from "./transport/doorway.ts";
import { Pages } from "./transport/pages.ts";
import type { SocketDeps } from "./transport/socket-deps.ts";
import { createSocketServer } from "./transport/socket-server.ts";
import { ALL_WIRES } from "./wires/all-wires.ts";
import type { Wire } from "./wires/wire.ts";

/** Parts a server is put together from. */
export interface ServerParts {
  readonly app: App;
  readonly config: ResolvedConfig;
  readonly dataLayer: DataLayer;
  readonly sessionStore: SessionStore;
  /** Where the contents of files are kept. */
  readonly blobStore: BlobStore;
  /** The folder of uploads that are not whole yet. */
  readonly uploadFolder: string;
  /** What brings this node together with the others. Default: it is alone. */
  readonly relay?: Relay | undefined;
  /** What an operator calls this node. Default: the number of its process. */
  readonly nodeName?: string | undefined;
  /** The release of the app: what an operator sees, and what `onClusterStart` runs once for. */
  readonly release?: string | undefined;
  /** What all nodes of the app count together. For one process alone: in its memory. */
  readonly counts: SharedCounts;
  /** What this process counts for itself. Default: the same. */
  readonly ownCounts?: SharedCounts | undefined;
  readonly keys: KeyRing;
  readonly logger: Logger;
  /** In development errors are shown as they are, and pages of this machine may connect. */
  readonly dev: boolean;
  /** The folder of the author's app: its `public/` is served. */
  readonly appDir: string;
  /** The app's own texts. */
  readonly texts: Texts;
  /** This copy of the framework's. */
  readonly version: string;
  /** The built page. */
  readonly webRoot?: string | undefined;
  /** Ways of signing in that the environment sets up. */
  readonly authProviders?: readonly AuthProvider[];
  readonly clock?: Clock;
  /** File and line of the author's code that an error came from, told in development. */
  readonly placeOf?: ((error: unknown) => string | undefined) | undefined;
  /** The protocols it speaks; without them all there are. */
  readonly wires?: readonly Wire[];
}

/** What a server is called, and what it is made of, for who reads its log. @internal */
export interface PartNames {
  readonly node: string;
  readonly release: string | undefined;
  /** The names of the drivers, as "postgres" and "s3". */
  readonly dataLayer: string;
  readonly sessionStore: string;
  readonly files: string;
  /** "none" for a server that is alone. */
  readonly relay: string;
}

/** A chat server as our own command line and tests see it. @internal */
export interface ComposedServer extends ChatServer {
  readonly config: ResolvedConfig;
  readonly parts: PartNames;
  readonly host: ChatHost;
  readonly logger: Logger;
  /** Every address it answers, as "GET /api/threads"; tests ask each of them. */
  readonly routes: readonly string[];
  /** The app's custom elements. */
  readonly elements: CustomElements;
  /** Where metrics are read, when they have a port of their own. */
  readonly metricsPort: number | undefined;
  /** Tells every open page something about the server itself. */
  notify(notice: ServerNotice): void;
  /** A `watch` restart keeps chats waiting for the next process and tells pages to come back at once. */
  close(options?: CloseOptions & { readonly watch?: boolean }): Promise<void>;
}

/** Puts a server together and starts its app. */
export async function composeServer(parts: ServerParts): Promise<ComposedServer> {
  const { app, config, sessionStore, counts, keys, dev, texts, wires = ALL_WIRES } = parts;
  const clock = parts.clock ?? systemClock;
  const calls = new NodeCalls(parts.relay ?? createSingleRelay(), clock);
  const isShared = calls.acrossProcesses;
  const nodeName = parts.nodeName ?? String(process.pid);
  // The lines of several nodes are read together.
  const logger = isShared ? withFields(parts.logger, () => ({ node: nodeName })) : parts.logger;
  const locks = (isShared ? sessionStore.locks : undefined) ?? createOwnLocks();
  const tally = new Tally();
  // What people ask for, and so strangers too, is told of in bounds.
  const asked = boundLog(logger);
  const dataLayer = watchThreads(parts.dataLayer, (owner, change) => lists.tell(owner, change));
  const lists = new ThreadsTelling({ registry: () => host.registry, calls, tellAnew: dataLayer.tell });
  const egress = createEgress({ allowed: config.egressAllow });
  const host = new ChatHost({
    app,
    localFiles: createLocalFiles(parts.appDir),
    rootPath: config.rootPath,
    egress,
    config: toSessionConfig(config, dev, parts.webRoot),
    dataLayer,
    calls,
    store: sessionStore,
    blobStore: parts.blobStore,
    fileLimits: { maxBytes: config.files.maxSizePerPerson, maxFiles: config.files.maxFilesPerPerson },
    clock,
    logger,
    tally,
    texts,
    seal: createEnvSeal(keys),
    placeOf: parts.placeOf,
    locks,
    release: parts.release,
    liveMarks: createLiveMarks({ marks: () => dataLayer.marks, tell: dataLayer.tell }),
    signIn: { lifetimeMs: config.auth.signInLifetime * 1000, recheckMs: config.auth.recheckInterval * 1000 },
  });
  host.signIns.connect(calls);
  const methods = new AuthMethods(app, { allowVisitors: config.auth.allowVisitors, providers: parts.authProviders ?? [] });
  let phase: "starting" | "ready" | "closing" | "closed" = "starting";
  // An operator wants it to go: it goes on with what it has and takes nobody new.
  let isDraining = false;
  const takesPeople = () => phase === "ready" && !isDraining;
  const pages = new Pages();
  const deps: SocketDeps = {
    registry: host.registry,
    driver: host.driver,
    dataLayer,
    files: host.services.files,
    limits: { messageLength: config.limits.messageLength, queuedMessages: QUEUED_MESSAGES },
    rates: createRateLimits(config.limits, { here: parts.ownCounts ?? counts, together: counts }),
    tokens: createTokens(keys, clock),
    auth: {
      methods,
      desk: new SignInDesk({ app, methods, clock, logger: asked, counts }),
      signIns: host.signIns,
      tokens: createSignInTokens(keys, clock, counts),
      sealed: createSealedState(keys, clock),
    },
    trusts: createProxyTrust(config.trustProxy),
    config,
    dev,
    logger: asked,
    clock,
    pages,
    doorway: new Doorway(HANDSHAKES.atOnce, HANDSHAKES.waiting),
    tally,
    ready: takesPeople,
  };
  calls.answer(REQUEST_CALL, answerRequests(deps));
  answerRatings(calls, deps);
  answerFavourites(calls, deps);
  const area = isShared && parts.blobStore.scratch ? createScratchUploads(parts.blobStore.scratch) : createUploadFolder(parts.uploadFolder);
  const uploads = new Uploads({ files: host.services.files, area, clock, logger, turns: isShared ? locks : undefined });
  host.services.files.alsoSweep((isSure) => uploads.sweep(isSure));
  const oldChats = new OldChats({ dataLayer, registry: host.registry, clock, logger, config, isStopping: () => phase.startsWith("clos") });
  host.services.files.alsoSweep(async (isSure) => {
    if (isSure) await oldChats.sweep();
  });
  const publicFolder = openStaticFolder(path.join(parts.appDir, "public"));
  const themes = new ThemeSource({ publicFolder, fontHosts: config.fontHosts, dev, logger });
  const customElements = new CustomElements({
    appDir: parts.appDir,
    webRoot: parts.webRoot,
    dev,
    logger,
    onChange: (elements) => pages.notify({ type: "elements-changed", elements }),
  });
  const shares = new Shares({
    dataLayer,
    registry: host.registry,
    files: host.services.files,
    clock,
    logger: asked,
    config,
    handlers: () => ({ view: app.handlers.onSharedThreadView, rename: (name) => renameOutside(app, name) }),
  });
  const isMeasured = config.metrics.port !== undefined || config.metrics.token !== undefined;
  const metrics = isMeasured
    ? await openMetrics({
        tally,
        sessions: () => host.registry.sessions,
        followed: () => host.registry.followed.length,
        health: host.services.health,
        node: parts.nodeName ?? hostname(),
        version: parts.version,
        release: parts.release,
        ready: takesPeople,
      })
    : undefined;
  let metricsPort: MetricsPort | undefined;
  answerMeet({ calls, name: nodeName, keys, clock, ready: takesPeople });
  if (calls.acrossProcesses)
    answerCluster({
      calls,
      sessions: () => host.registry.sessions,
      followed: () => host.registry.followed.length,
      tally,
      ready: takesPeople,
      drain: () => {
        isDraining = true;
        logger.info(atWork(), "this node drains, as an operator asked: it takes nobody new");
        host.drain().catch((error: unknown) => logger.error({ err: error }, "what this server has could not be handed over"));
      },
    });
  const httpDeps = {
    egress,
    metrics,
    get onLogout() {
      return app.handlers.onLogout;
    },
    offer: (visitor: Visitor) => host.offer(visitor),
    shares,
    sharedChats: new SharedChats(shares),
    uploads,
    transfers: new Transfers(config.uploads.maxAtOnce),
    fileTokens: createFileTokens(keys, clock),
    texts,
    version: parts.version,
    page: parts.webRoot === undefined ? undefined : openStaticFolder(parts.webRoot),
    publicFolder,
    customElements,
    themes,
    appFolder: openStaticFolder(parts.appDir),
  };
  const mounts = new Mounts((rootPath) => {
    const here = { ...deps, config: { ...config, rootPath } };
    return {
      rootPath,
      router: createRouter(
        { ...here, ...httpDeps },
        wires.map(({ http }) => http),
      ),
      sockets: createSocketServer(
        here,
        wires.map(({ socket }) => socket),
      ),
    };
  });
  mounts.at(config.rootPath);
  let closing: Promise<void> | undefined;

  /** What a node that goes still has, for its log. */
  function atWork() {
    const chats = host.registry.sessions;
    return { nodeId: calls.relay.nodeId, chats: chats.length, followed: host.registry.followed.length };
  }

  async function close({ drainMs = config.drainTimeout * 1000, watch = false }: CloseOptions & { readonly watch?: boolean }) {
    phase = "closing";
    const startedAt = performance.now();
    if (isShared) logger.info(atWork(), "this node stops: it takes nobody new, and its people go to the others");
    // Other nodes are there at once.
    if (!calls.acrossProcesses) pages.notify({ type: "server-restarting", afterMs: watch ? 0 : drainMs });
    try {
      await host.stop({ drainMs, watch });
    } finally {
      phase = "closed";
      await calls.relay
        .leave()
        .catch((error: unknown) => logger.warn({ err: error }, "the others find out by the lease that this server has stopped"));
      metrics?.close();
      await Promise.all([mounts.close(), httpDeps.egress.close(), counts.close(), metricsPort?.close()]);
      if (isShared) logger.info({ tookMs: Math.round(performance.now() - startedAt) }, "this node has stopped");
    }
  }

  try {
    methods.check();
    // What is wrong with the theme, or with an element, is said at the start, not when somebody looks.
    await themes.load();
    await customElements.start();
    await counts.open();
    await host.openStores();
    const place = isShared ? await sessionStore.placeId?.() : undefined;
    await calls.join({
      name: nodeName,
      place,
      version: parts.release ?? parts.version,
      onDoubt: (inDoubt) => {
        if (inDoubt && config.onLeaseLost === "stop") host.interruptAll();
      },
      onLost: (node) => {
        logger.info({ lostNodeId: node }, "another node is gone: whoever needs its chats takes them over");
        lists.lost(node);
      },
      onNewLife: () => {
        tally.leaseLosses += 1;
      },
      onAppended: (tookMs) => {
        if (tookMs === undefined) tally.relayFailures += 1;
        else tally.durations.relayed(tookMs / 1000);
      },
      onAdvice: (advice) => logger.warn({}, advice),
    });
    await mustBelong({ calls, place });
    if (metrics && config.metrics.port !== undefined)
      metricsPort = await openMetricsPort(metrics, { ...config.metrics, port: config.metrics.port });
    setServerLog(logger);
    await host.start();
  } catch (error) {
    // What was opened must not keep the host's process, nor the chats from a second attempt.
    await Promise.allSettled([
      dataLayer.close(),
      sessionStore.close(),
      parts.blobStore.close(),
      mounts.close(),
      counts.close(),
      calls.relay.leave(),
      metricsPort?.close(),
    ]);
    throw error;
  }
  phase = "ready";
  if (isShared) {
    logger.info({ nodeId: calls.relay.nodeId, release: parts.release }, "this node is ready");
    // Beside the start and not within it: one of the others may be silent.
    void meetNodes({ calls, name: nodeName, keys, clock, logger });
  }
  return {
    fetch: async (request, env) => (phase === "closed" ? gone() : mounts.fetch(request, env)),
    config,
    parts: {
      node: nodeName,
      release: parts.release,
      dataLayer: parts.dataLayer.name,
      sessionStore: sessionStore.name,
      files: parts.blobStore.name,
      relay: calls.relay.name,
    },
    host,
    logger,
    get routes() {
      return mounts.at(config.rootPath).router.routes.map(({ method, path: at }) => `${method} ${at}`);
    },
    get ready() {
      return phase === "ready";
    },
    attach(httpServer, options = {}) {
      if (phase !== "ready")
        throw new ChatError("UNAVAILABLE", "This chat server is closed.", { fix: "Make another one with createServer." });
      mounts.attach(httpServer, options.path === undefined ? config.rootPath : resolveConfig({ rootPath: options.path }).rootPath);
    },
    elements: customElements,
    metricsPort: metricsPort?.port,
    notify: (notice) => pages.notify(notice),
    close: (options = {}) => (closing ??= close(options)),
  };
}

/** The name under which an author is read where no session knows it. An app that asks for the chat it is in is not answered; then the name is as it is. */
async function renameOutside({ handlers }: App, name: string): Promise<string> {
  try {
    return (await runOutside(async () => handlers.authorRename?.(name))) ?? name;
  } catch {
    return name;
  }
}

function gone(): Response {
  const error = new ChatError("UNAVAILABLE");
  return Response.json(error.toJSON(), { status: error.status, headers: { "cache-control": "no-store", "retry-after": "1" } });
}

function toSessionConfig(config: ResolvedConfig, dev: boolean, webRoot: string | undefined): SessionConfig {
  return {
    assistantName: config.name,
    language: config.language,
    concurrency: config.concurrency,
    recovery: config.recovery,
    sessionTimeoutMs: config.sessionTimeout * 1000,
    openChatsPerOwner: config.limits.openChatsPerVisitor,
    maxValueBytes: config.userSession.maxBytes,
    userEnv: config.userEnv,
    persistUserEnv: config.persistUserEnv,
    editMessage: config.features.editMessage,
    autoTagThread: config.features.autoTagThread,
    uploads: config.uploads,
    cot: config.cot,
    stopGraceMs: 5000,
    production: !dev,
    webRoot,
  };
}
