// Mentions: a person types "@" and picks a thing of the app's world; the handler gets it with its id, whatever the text says.
import * as cl from "colloquy";

const piers: readonly (cl.Mention & { readonly boats: string })[] = [
  { id: "kinloch", label: "Kinloch", description: "North shore", icon: "anchor", boats: "12:30 and 16:10" },
  { id: "port-ellary", label: "Port Ellary", description: "The old town", icon: "landmark", boats: "14:05" },
  { id: "skerry-bay", label: "Skerry Bay", description: "Seals and a beach", icon: "waves", boats: "11:15 and 17:40" },
  { id: "torran", label: "Torran", description: "Only in summer", icon: "sun", boats: "10:00" },
];

// With nothing typed yet, all of them fit.
cl.mentions((query) => {
  const wanted = query.toLowerCase();
  return piers.filter(({ label, description = "" }) => `${label} ${description}`.toLowerCase().includes(wanted));
});

cl.onChatStart(() => new cl.Message("Which pier? Type **@** to pick one, or two.").send());

cl.onMessage(async ({ mentions }) => {
  // What is mentioned is the person's word: look it up, and give only what they may see.
  const known = piers.filter((pier) => mentions.some(({ id }) => id === pier.id));
  const lines = known.map(({ label, boats }) => `- **${label}**: ${boats}`);
  await new cl.Message(lines.length > 0 ? `Boats leave:\n\n${lines.join("\n")}` : "You mentioned no pier that I know.").send();
});
