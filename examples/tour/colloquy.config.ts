import { defineConfig } from "colloquy";

export default defineConfig({
  name: "Colloquy tour",
  description: "Each stop of this tour shows one capability by using it.",
  features: { latex: true },
});
