import { defineConfig } from "colloquy";

export default defineConfig({
  name: "Harbour",
  features: { favorites: true },
  feedback: { downTags: ["Wrong time", "Wrong pier", "Not what I asked"] },
});
