import { defineConfig } from "colloquy";

export default defineConfig({
  name: "Fernhill Nursery",
  description: "What to sow, and when.",
  footnote: { en: "Read the packet before you sow.", de: "Vor der Aussaat die Packung lesen." },
  customCss: "/public/style.css",
  avatarSize: 28,
  headerLinks: [
    { name: "Sowing calendar", displayName: "Calendar", url: "/public/calendar.txt", iconUrl: "calendar-days" },
    { name: "Write to the nursery", url: "mailto:nursery@example.com", iconUrl: "mail" },
  ],
});
