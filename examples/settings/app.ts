// Chat settings: a form of the app's own. What a person saves in it is typed in every handler, and stays with the chat.
import * as cl from "colloquy";

const inputs = {
  harbour: cl.input.select({ label: "Harbour", values: ["Kinloch", "Port Ellary", "Skerry Bay"], initialIndex: 0 }),
  style: cl.input.radio({ label: "Answers", items: { "In a few words": "short", "With all details": "long" }, initialValue: "short" }),
  seats: cl.input.slider({ label: "Seats", min: 1, max: 8, tooltip: "For how many people to look.", initial: 1 }),
  interests: cl.input.multiSelect({ label: "Interests", values: ["Seals", "Castles", "Beaches"], initial: ["Seals"] }),
  day: cl.input.date({ label: "Day", description: "Left empty, it is today." }),
  name: cl.input.text({ label: "Name", placeholder: "On the ticket", maxLength: 40 }),
  emoji: cl.input.switch({ label: "Emoji" }),
};
const settings = cl.chatSettings(inputs);
// Who travels in company is asked one thing more.
const groupSettings = cl.chatSettings({ ...inputs, company: cl.input.checkbox({ label: "Seats side by side", initial: true }) });

cl.onChatStart(async () => {
  const { harbour } = await settings.send();
  await new cl.Message(`I look for boats from ${harbour}. Open the settings to change that.`).send();
});

// While the form is filled in: nothing is saved yet, but the form may change.
cl.onSettingsEdit((draft: cl.SettingsOf<typeof groupSettings>) => {
  (draft.seats > 1 ? groupSettings : settings).refresh(draft);
});

cl.onSettingsUpdate((saved: cl.SettingsOf<typeof settings>) => {
  cl.showToast(`From now on: boats from ${saved.harbour}`, { type: "success" });
});

cl.onMessage(async () => {
  const { harbour, style, seats, interests, day, name, emoji } = settings.current;
  const { company } = groupSettings.current;
  const boat = `${emoji ? "⛴️ " : ""}The next boat from ${harbour} leaves at 12:30.`;
  if (style === "short") return new cl.Message(boat).send();
  const wish = `${seats} ${seats === 1 ? "seat" : `seats${company ? " side by side" : ""}`}${name ? ` for ${name}` : ""}`;
  const sights = interests.join(", ").toLowerCase() || "nothing in particular";
  return new cl.Message(`${boat}\n\n- ${wish}\n- ${day ?? "today"}\n- on the way: ${sights}`).send();
});
