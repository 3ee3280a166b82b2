// Where a server is reached, as plain values: a browser gets them without the schemas, which weigh ten times as much.

/** Sent as `auth.protocol` when connecting; without it the server speaks Chainlit's wire. */
export const PROTOCOL = "colloquy/1";
/** Where the socket is served, below the root path. */
export const SOCKET_PATH = "/ws/socket.io";

/** Method and path of each HTTP endpoint of our own; `ENDPOINTS` adds what goes in and comes out. */
export const ROUTES = {
  listThreads: { method: "GET", path: "/api/threads" },
  earlierTurns: { method: "GET", path: "/api/threads/:threadId/turns" },
  renameThread: { method: "PUT", path: "/api/threads/:threadId" },
  deleteThread: { method: "DELETE", path: "/api/threads/:threadId" },
} as const;
