import { defineConfig } from "colloquy";

export default defineConfig({
  name: "Colloquy tour",
  description: "Welcome to Colloquy. Each stop of this tour shows one thing by using it: press one, or say its word.",
  features: { latex: true },
});
