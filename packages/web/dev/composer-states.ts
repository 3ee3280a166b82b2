// The message box with all its tools on the states page: commands, modes, what can be mentioned, what to say next.
import type { Mention, Surface } from "@colloquy/protocol";

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
