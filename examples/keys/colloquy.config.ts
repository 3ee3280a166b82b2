import { defineConfig } from "colloquy";

export default defineConfig({
  name: "Harbour desk",
  userEnv: [
    {
      name: "HARBOUR_KEY",
      label: "Harbour key",
      help: "You find it under your account, in the harbour's own pages.",
      url: "https://example.com/harbour/keys",
      placeholder: "harbour-…",
    },
    { name: "PIER", label: { en: "Your pier", de: "Ihr Anleger" }, placeholder: "Kinloch", secret: false },
  ],
});
