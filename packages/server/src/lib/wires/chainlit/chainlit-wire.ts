// The protocol of Chainlit 2.11: its own page, its widget and its client library work with this server unmodified. Whoever needs none of
// them can leave this folder out.
import type { Hono } from "hono";
import type { HttpDeps, HttpEnv } from "../../http/http-deps.ts";
import type { Wire } from "../wire.ts";
import { admitChainlit } from "./admit-chainlit.ts";
import { addChainlitActionRoutes } from "./routes/actions.ts";
import { addChainlitAuthRoutes } from "./routes/auth.ts";
import { addChainlitElementRoutes } from "./routes/elements.ts";
import { addChainlitFeedbackRoutes } from "./routes/feedback.ts";
import { addChainlitFileRoutes } from "./routes/files.ts";
import { addChainlitProjectRoutes } from "./routes/project.ts";
import { addChainlitShareRoutes } from "./routes/shared.ts";
import { addChainlitThreadRoutes } from "./routes/threads.ts";

export const chainlitWire: Wire = {
  name: "chainlit",
  socket: { speaks: () => true, admit: admitChainlit },
  http: {
    openBelow: ["/project/share/"],
    open: ["/project/translations", "/login", "/logout", "/user", "/set-session-cookie"],
    closedBelow: ["/project/", "/feedback", "/mcp"],
    addRoutes,
    styleOf: (page) => (page.includes("<!-- TAG INJECTION PLACEHOLDER -->") ? WITHOUT_FEEDBACK : undefined),
  },
};

/**
 * Their page offers thumbs wherever chats are kept, and knows no setting that keeps the one without the other. Nothing here keeps what they would
 * say, so where their page is served by us, they are not shown.
 */
const WITHOUT_FEEDBACK = ".positive-feedback-off,.positive-feedback-on,.negative-feedback-off,.negative-feedback-on{display:none}";

function addRoutes(routes: Hono<HttpEnv>, deps: HttpDeps): void {
  addChainlitActionRoutes(routes, deps);
  addChainlitAuthRoutes(routes, deps);
  addChainlitElementRoutes(routes, deps);
  addChainlitFileRoutes(routes, deps);
  addChainlitFeedbackRoutes(routes, deps);
  addChainlitProjectRoutes(routes, deps);
  addChainlitShareRoutes(routes, deps);
  addChainlitThreadRoutes(routes, deps);
}
