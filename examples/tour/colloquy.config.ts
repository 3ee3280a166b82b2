import { defineConfig } from "colloquy";

export default defineConfig({
  name: "Colloquy tour",
  description: "Welcome to Colloquy. Each stop shows one thing by using it; begin with one of these.",
  features: { latex: true },
});
