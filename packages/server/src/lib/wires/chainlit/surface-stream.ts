// What surrounds the chat, told to one client of Chainlit's: commands, modes and the settings form.
import { type ChatState, chosenModes, type Surface } from "@colloquy/protocol";
import type { ChainlitSocket } from "./chainlit-events.ts";
import { toChainlitCommand, toChainlitForm, toChainlitMode } from "./surface-to-chainlit.ts";

type Part = "commands" | "modes" | "settingsForm";

/** Tells one client of the surface. */
export class SurfaceStream {
  readonly #socket: ChainlitSocket;
  readonly #state: ChatState;
  #ownSettings = false;

  constructor(socket: ChainlitSocket, state: ChatState) {
    this.#socket = socket;
    this.#state = state;
  }

  /** Until it is stated, what is saved is this client's own, which it shows already. */
  expectSettings(expected: boolean): void {
    this.#ownSettings = expected;
  }

  /** Shows the form with what is saved. */
  showSettings(): void {
    this.tellParts((part) => part === "settingsForm");
  }

  /** Tells what has changed. A form that comes alone is shown anew while it is filled in: with what the app put into it, not with what is saved. */
  tell(change: Surface): void {
    this.tellParts((part) => part !== "settingsForm" && Object.hasOwn(change, part));
    const { settingsForm, settings } = change;
    if (settingsForm && !settings) this.#socket.emit("chat_settings", toChainlitForm(settingsForm, {}));
    else if (settings && !this.#ownSettings) this.showSettings();
    if (settings) this.#ownSettings = false;
  }

  /** Tells parts as they are. */
  tellParts(wanted: (part: Part) => boolean): void {
    const { commands = [], modes = [], modeChoice = {}, settings = {}, settingsForm } = this.#state.surface;
    if (wanted("commands")) this.#socket.emit("set_commands", commands.map(toChainlitCommand));
    if (wanted("modes")) {
      const chosen = chosenModes(modes, modeChoice);
      this.#socket.emit(
        "set_modes",
        modes.map((mode) => toChainlitMode(mode, chosen[mode.id])),
      );
    }
    if (settingsForm && wanted("settingsForm")) this.#socket.emit("chat_settings", toChainlitForm(settingsForm, settings));
  }
}
