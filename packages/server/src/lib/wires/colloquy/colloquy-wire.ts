// Our own protocol, as docs/protocol.md has it.
import { ChatError, ENDPOINTS } from "@colloquy/protocol";
import type { Hono } from "hono";
import { refuseOtherMethods } from "../../http/endpoint.ts";
import type { HttpDeps, HttpEnv } from "../../http/http-deps.ts";
import type { Wire } from "../wire.ts";
import { admitColloquy, namesProtocol } from "./admit-colloquy.ts";
import { addAuthRoutes } from "./routes/auth.ts";
import { addConfigRoutes } from "./routes/config.ts";
import { addExportRoutes } from "./routes/export.ts";
import { addFileRoutes, FILE_ROUTES } from "./routes/files.ts";
import { addImageRoutes } from "./routes/images.ts";
import { addMarkRoutes } from "./routes/marks.ts";
import { addRatingRoutes } from "./routes/ratings.ts";
import { addShareRoutes, SHARE_ROUTES } from "./routes/shares.ts";
import { addStreamRoutes, STREAM_ROUTES } from "./routes/stream.ts";
import { addThreadRoutes } from "./routes/threads.ts";
import { addUploadRoutes, UPLOAD_ROUTES } from "./routes/uploads.ts";

const PUBLIC = Object.values(ENDPOINTS).flatMap((endpoint) => ("public" in endpoint ? [endpoint.path] : []));

export const colloquyWire: Wire = {
  name: "colloquy",
  socket: { speaks: namesProtocol, admit: admitColloquy },
  http: {
    open: [...PUBLIC, "/api/config", "/api/texts"],
    openBelow: ["/api/signed-files/", "/api/shared/"],
    closedBelow: ["/api/"],
    addRoutes,
  },
};

function addRoutes(routes: Hono<HttpEnv>, deps: HttpDeps): void {
  addConfigRoutes(routes, deps);
  addThreadRoutes(routes, deps);
  addMarkRoutes(routes, deps);
  addRatingRoutes(routes, deps);
  addShareRoutes(routes, deps);
  addExportRoutes(routes, deps);
  addImageRoutes(routes, deps);
  addFileRoutes(routes, deps);
  addUploadRoutes(routes, deps);
  addStreamRoutes(routes, deps);
  addAuthRoutes(routes, deps);
  refuseOtherMethods(routes, [
    ...Object.values(ENDPOINTS),
    ...FILE_ROUTES,
    ...UPLOAD_ROUTES,
    ...SHARE_ROUTES,
    ...STREAM_ROUTES,
    { method: "GET", path: "/api/config" },
  ]);
  routes.all("/api/*", () => {
    throw new ChatError("NOT_FOUND", undefined, { fix: "Compare the address with docs/protocol.md." });
  });
}
