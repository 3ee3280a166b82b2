// The protocol of Chainlit 2.11: its own page, its widget and its client library work with this server unmodified. Whoever needs none of
// them can leave this folder out.
import type { Hono } from "hono";
import type { HttpDeps, HttpEnv } from "../../http/http-deps.ts";
import type { Wire } from "../wire.ts";
import { admitChainlit } from "./admit-chainlit.ts";
import { addChainlitAuthRoutes } from "./routes/auth.ts";
import { addChainlitProjectRoutes } from "./routes/project.ts";
import { addChainlitThreadRoutes } from "./routes/threads.ts";

export const chainlitWire: Wire = {
  name: "chainlit",
  socket: { speaks: () => true, admit: admitChainlit },
  http: {
    open: ["/project/translations", "/login", "/logout", "/user", "/set-session-cookie"],
    closedBelow: ["/project/", "/feedback", "/mcp"],
    addRoutes,
  },
};

function addRoutes(routes: Hono<HttpEnv>, deps: HttpDeps): void {
  addChainlitAuthRoutes(routes, deps);
  addChainlitProjectRoutes(routes, deps);
  addChainlitThreadRoutes(routes, deps);
}
