// The message box with all its tools on the states page: commands, modes, what can be mentioned, what to say next.
import type { Upload } from "@colloquy/client";
import { type FileKey, type Mention, newId, type Surface } from "@colloquy/protocol";

export const TOOLS: Surface = {
  commands: [
    { id: "Timetable", icon: "clock", description: "Look up when boats leave and arrive", button: true },
    { id: "Map", icon: "map", description: "Show the way to a pier", button: true },
    { id: "Ticket", icon: "ticket", description: "Book a seat on the next boat, with a bicycle if there is one" },
    { id: "Weather", icon: "cloud-sun", description: "Ask for wind and rain" },
    { id: "Search the log", icon: "search", description: "Every sailing since 1998" },
    { id: "Radio" },
    { id: "Report", icon: "/public/none.png", description: "Write to the harbour board" },
  ],
  modes: [
    {
      id: "model",
      name: "Model",
      options: [
        { id: "small", name: "Small", description: "Answers at once", icon: "zap" },
        { id: "large", name: "Large", description: "Thinks first, and takes its time with long questions", icon: "brain", default: true },
      ],
    },
    {
      id: "effort",
      name: "Effort",
      options: [
        { id: "quick", name: "Quick" },
        { id: "careful", name: "Careful and with sources", default: true },
      ],
    },
  ],
};

export const FOLLOW_UPS: Surface = {
  followUps: [
    { label: "What would two spare vessels change?", message: "And two?" },
    { label: "Write it as a letter to the harbour board", message: "Write it as a letter.", icon: "pen-line" },
    { label: "Show the ten latest sailings", message: "Show the ten latest sailings." },
  ],
};

export const PEOPLE: readonly Mention[] = [
  { id: "holt", label: "Maren Holt", description: "Master of MV Tern", icon: "user" },
  { id: "kinloch", label: "Kinloch", description: "Berth 2, north shore", icon: "anchor" },
  { id: "ellary", label: "Port Ellary" },
];

/** A file in each state that one can be in. */
export function filesInTheBox(): readonly Upload[] {
  const file = (name: string, mime: string, size: number, more: Partial<Upload> & Pick<Upload, "state">): Upload => ({
    id: newId(),
    name,
    mime,
    size,
    sent: more.state === "done" ? size : 0,
    ...more,
  });
  const kept = (name: string, mime: string, size: number) => ({ key: newId<FileKey>(), name, mime, size });
  const picture = new Blob(
    [
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" fill="#c8d6e0"/><path d="M6 26h28l-5 7H11Z" fill="#1d5f8f"/></svg>',
    ],
    { type: "image/svg+xml" },
  );
  return [
    file("ramp.svg", "image/svg+xml", 212, { state: "done", content: picture, file: kept("ramp.svg", "image/svg+xml", 212) }),
    file("october-sailings.csv", "text/csv", 48_210, { state: "done", file: kept("october-sailings.csv", "text/csv", 48_210) }),
    file("Kinloch ramp survey, third edition with all its appendices.pdf", "application/pdf", 8_400_000, {
      state: "sending",
      sent: 3_500_000,
    }),
    file("crossing.mp4", "video/mp4", 210_000_000, { state: "paused", sent: 31_000_000 }),
    file("積み込み記録.xlsx", "application/vnd.ms-excel", 90_000, { state: "waiting" }),
    file("crew-rota.zip", "application/zip", 4_000_000, {
      state: "failed",
      error: { code: "OVERLOADED", message: "The server has too much to do.", fix: "Try again in a moment." },
    }),
    file("ledger.exe", "application/x-msdownload", 4_000_000, {
      state: "failed",
      error: { code: "TOO_LARGE", message: "Files may have 2 MB at most.", fix: "" },
    }),
    file("deck-plan.dwg", "", 61_000_000, { state: "lost" }),
  ];
}
