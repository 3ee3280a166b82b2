# A server for one app. Build it from the repository's root:
#
#   docker build -t my-chat --build-arg APP=examples/counter .
#   docker run -p 8000:8000 -v my-chat:/app/.colloquy my-chat
#
# Behind a reverse proxy set COLLOQUY_TRUST_PROXY (see docs/guide/mounting-and-deploying.md) and let the proxy pass WebSocket upgrades on /ws/socket.io.
ARG NODE=24

FROM node:${NODE}-slim AS build
WORKDIR /repository
COPY . .
RUN npm ci --include=dev && node scripts/pack.mjs /packages

FROM node:${NODE}-slim
ARG APP=examples/counter
WORKDIR /app
COPY --from=build /packages /packages
COPY ${APP} ./
# The packed framework takes the place of the workspace's packages of the same names. No install scripts, and no compiler but for custom elements: those
# are compiled where the app starts. The libraries for Redis and for metrics are there for who turns them on; they are loaded only then.
RUN npm install --omit=dev --ignore-scripts --no-audit --no-fund /packages/*.tgz @redis/client@6.3.1 prom-client@15.1.3 \
    $(if [ -d public/elements ]; then echo rolldown@1.3.3 tailwindcss@4.3.5; fi) \
  && npm cache clean --force \
  && mkdir .colloquy && chown node:node .colloquy

# COLLOQUY_HOST and PORT are what the server listens on. COLLOQUY_AUTH_SECRET signs the visitors' tokens: without it one is made in .colloquy.
ENV NODE_ENV=production COLLOQUY_HOST=0.0.0.0 PORT=8000
USER node
# Chats, sessions and the generated secret: the only thing the server writes.
VOLUME /app/.colloquy
EXPOSE 8000
HEALTHCHECK --start-period=10s --interval=30s --timeout=3s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# The folder's app.ts or app.tsx. Node is process 1 and gets SIGTERM itself: it stops taking chats, lets running answers end, and exits.
CMD ["node", "node_modules/colloquy/bin/colloquy.mjs", "run", ".", "--headless"]
