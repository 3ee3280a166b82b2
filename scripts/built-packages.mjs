// For `node --import`: TypeScript runs as it is, and our packages resolve to what was built. Workers and forks inherit it.
import { register } from "node:module";

register("./built-packages-hooks.mjs", import.meta.url);
