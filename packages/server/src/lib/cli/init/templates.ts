// What `colloquy init` writes: an app that runs at once, and beside it the files somebody will look for next.

/** The app: a few lines that show memory and streaming, with no key needed. */
export const APP = `// Your chat app. Serve it with: npx colloquy run app.ts --watch
import * as cl from "colloquy";

// Runs once for every new chat.
cl.onChatStart(async () => {
  cl.userSession.set("counter", 0);
  await new cl.Message("Hello! Write something, and I will say it back.").send();
});

// Runs for every message. What is set in the user session belongs to this chat alone, and is still there after a reload or a restart.
cl.onMessage(async (message) => {
  const counter = cl.userSession.get("counter", 0) + 1;
  cl.userSession.set("counter", counter);

  // Stream an answer piece by piece, as a model would give it.
  const reply = new cl.Message("");
  for (const word of \`Message \${counter}: \${message.content}\`.split(/(?<= )/)) {
    await reply.streamToken(word);
    await cl.sleep(40);
  }
  await reply.send();
});
`;

/** The app with a view: a card that changes when its button is pressed. */
export const VIEW_APP = `// Your chat app, with views. Serve it with: npx colloquy run app.tsx --watch
import * as cl from "colloquy";
import { Button, Card, Facts } from "colloquy/view";

// A component of your own: a function that returns what is shown.
function Counter({ count }: { readonly count: number }) {
  return (
    <Card title="A counter" icon="hash">
      <Facts items={{ Count: count }} />
      <Button action={add()}>Add one</Button>
    </Card>
  );
}

// Runs when the button is pressed: the view is set anew, and what is different in it is drawn.
const add = cl.action("add", async ({ message }) => {
  message.view = <Counter count={countOn()} />;
  await message.update();
});

// The user session belongs to this chat alone, and is still there after a reload or a restart.
function countOn(): number {
  const count = cl.userSession.get("count", 0) + 1;
  cl.userSession.set("count", count);
  return count;
}

// Runs for every message.
cl.onMessage(async (message) => {
  await new cl.Message({ content: \`You said: \${message.content}\`, view: <Counter count={countOn()} /> }).send();
});
`;

export const CONFIG = `// Settings of the app. Your editor knows them all; every one has a default, and COLLOQUY_* variables overrule them.
import { defineConfig } from "colloquy";

export default defineConfig({
  name: "My app",

  // One sentence for search engines and link previews.
  // description: "Answers questions about …",

  // How much of the work people see: "full", "tool_call" or "hidden".
  // cot: "full",

  // What a message does while the last one is still being answered: "queue", "interrupt" or "parallel".
  // concurrency: "queue",

  // How long a chat without a connection stays in memory, in seconds.
  // sessionTimeout: 3600,
});
`;

export const README_PAGE = `# Welcome

This page opens from the button in the header. Tell people what your app can do for them, and where it gets its answers from.

It is Markdown: edit \`colloquy.md\`, or delete the file to do without the page.
`;

export const ENV_EXAMPLE = `# Copy this file to .env, which stays out of git. Variables that are set anyway win.

# Signs who is who. Needed in production; in development one is made for you. Print one with: npx colloquy create-secret
# COLLOQUY_AUTH_SECRET=

# Keys of the services your app calls.
# OPENAI_API_KEY=
`;

export const TSCONFIG = `{
  "compilerOptions": {
    "target": "ES2023",
    "lib": ["ES2023", "ESNext.Disposable", "DOM"],
    "module": "ESNext",
    "moduleResolution": "Bundler",
    "allowImportingTsExtensions": true,
    "noEmit": true,
    "jsx": "react-jsx",
    "jsxImportSource": "colloquy",
    "types": ["node"],
    "strict": true,
    "skipLibCheck": true
  },
  "include": ["*.ts", "*.tsx", "src", "public/elements/**/*"]
}
`;

/** What git should not see. */
export const IGNORED = ["node_modules", ".colloquy", ".env"] as const;

/** What a container does not need, or must not have. */
export const UNSHIPPED = `node_modules
.colloquy
.env
.git
Dockerfile
`;

/** A server for the app alone; the packages of a folder \`vendor\` come along. */
export function toDockerfile(vendored: boolean, app: string): string {
  return `# A server for this app:
#
#   docker build -t my-chat .
#   docker run -p 8000:8000 -v my-chat:/app/.colloquy my-chat
#
# Behind a reverse proxy set COLLOQUY_TRUST_PROXY and let the proxy pass WebSocket upgrades on /ws/socket.io.
FROM node:24-slim
WORKDIR /app
COPY package.json package-lock.json* ./
${vendored ? "COPY vendor ./vendor\n" : ""}# No compiler, no install scripts.
RUN npm install --omit=dev --ignore-scripts --no-audit --no-fund && npm cache clean --force
COPY . .
RUN mkdir -p .colloquy && chown node:node .colloquy

# COLLOQUY_HOST and PORT are what the server listens on. COLLOQUY_AUTH_SECRET signs the visitors' tokens: without it one is made in .colloquy.
ENV NODE_ENV=production COLLOQUY_HOST=0.0.0.0 PORT=8000
USER node
# Chats, sessions and the generated secret: the only thing the server writes.
VOLUME /app/.colloquy
EXPOSE 8000
HEALTHCHECK --start-period=10s --interval=30s --timeout=3s \\
  CMD ["node", "-e", "fetch(\`http://127.0.0.1:\${process.env.PORT}/healthz\`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Node is process 1 and gets SIGTERM itself: it stops taking chats, lets running answers end, and exits.
CMD ["node", "node_modules/colloquy/bin/colloquy.mjs", "run", "${app}", "--headless"]
`;
}
