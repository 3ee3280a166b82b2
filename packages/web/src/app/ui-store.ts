// The state of the page itself: sidebar, preferences, which dialog is open, toasts. Kept apart from the chat, so that neither redraws the other.
import type { ArtifactType, AskId, ChatProfile, ElementId, StepId, ThreadId, TurnId } from "@colloquy/protocol";
import { ComposerInbox } from "../features/composer/composer-inbox.ts";
import { VoiceReader } from "../features/said/voice-reader.ts";
import { OpenedByHand } from "../features/steps/opened-by-hand.ts";
import { type KeyChoices, readKeyChoices, writeKeyChoices } from "./keys/key-choices.ts";
import { applyPreferences, type Preferences, readPreferences, type Theme, writePreferences } from "./preferences.ts";

export type DialogName = "search" | "keys" | "settings" | "newChat" | "newChatWithProfile" | "export" | "share";
export type SettingsSection = "chat" | "interface" | "keys" | "data";
/** What the panel beside the chat shows. All but the theme are tabs of one panel. */
export type PanelName = "elements" | "artifact" | "sources" | "tasks" | "settings" | "theme";
/** Which version of which document; the newest of it without a number. `loose` is one that a message holds as code. */
export interface ShownArtifact {
  readonly key: string;
  readonly version?: number;
  readonly loose?: { readonly type: ArtifactType; readonly title: string; readonly text: string };
}
/** The sources of which message, and which of them is meant. */
export interface ShownSources {
  readonly stepId: StepId;
  readonly number?: number;
}
/** Which elements: what the app put there, or those of a message, of which one is meant. */
export type PanelElements = "app" | { readonly stepId: StepId; readonly elementId: ElementId };

export interface ToastItem {
  readonly id: number;
  readonly tone: "info" | "success" | "warning" | "error";
  readonly title: string;
  readonly text?: string;
  /** Whose words these are, when they are not the page's: said with them, and they never stay until somebody takes them away. */
  readonly from?: string;
  readonly action?: { readonly label: string; readonly run: () => void };
  /** How long it is shown, in milliseconds; by its length without it. */
  readonly lasts?: number;
  /** Called once it is not shown any more, whoever or whatever took it away. */
  readonly onGone?: () => void;
}

export interface UiState {
  readonly sidebar: "open" | "closed";
  /** The sidebar over the page, on narrow screens. */
  readonly drawer: boolean;
  readonly preferences: Preferences;
  /** Shortcuts the person has chosen in place of the usual ones. */
  readonly keys: KeyChoices;
  /** Which of several open questions the message box is to answer; the newest without it. */
  readonly answers: AskId | undefined;
  /** The person has no keys at hand and wants to look around first. */
  readonly keysLater: boolean;
  /** The panel beside the chat; none is open without it. */
  readonly panel: PanelName | undefined;
  /** What its tab of elements shows; nothing until there is some. */
  readonly panelShows: PanelElements | undefined;
  /** What its tab of documents shows; the one that changed last without it. */
  readonly artifact: ShownArtifact | undefined;
  /** What its tab of sources shows; nothing until somebody asks. */
  readonly sources: ShownSources | undefined;
  /** Something came into it that nobody has looked at. */
  readonly panelNews: boolean;
  /** Grows each time a person asks for it. */
  readonly panelAsked: number;
  readonly dialog: DialogName | undefined;
  /** The profile that would begin a new chat, while the dialog asks for it. */
  readonly profileAsked: ChatProfile | undefined;
  /** The chat that is to be exported, while the dialog asks how. */
  readonly exporting: ThreadId | undefined;
  /** What is to be shared, while the dialog asks how: a chat, or one answer of it. */
  readonly sharing: { readonly threadId: ThreadId; readonly turnId?: TurnId } | undefined;
  /** Where the settings dialog opens; at its first section without it. */
  readonly settingsSection: SettingsSection | undefined;
  readonly toasts: readonly ToastItem[];
  /** The turn whose message is being edited. */
  readonly editing: string | undefined;
  /** The bar that finds in this chat is open. */
  readonly finding: boolean;
  /** The conversation is drawn from this turn on at the latest, because something in it is shown. */
  readonly drawFrom: string | undefined;
}

const MAX_TOASTS = 3;

/** Holds the page's state and keeps what should outlive it in localStorage. */
export class UiStore {
  /** The message box, for whatever is outside of it. */
  readonly composer = new ComposerInbox();
  /** What the person opened and closed. */
  readonly opened = new OpenedByHand();
  /** Reads answers aloud. */
  readonly reader = new VoiceReader();
  #state: UiState;
  #nextToast = 1;
  #focusPanel = false;
  #panelOpener: HTMLElement | undefined;
  #focusFor: { readonly rowId: string; readonly part: string } | undefined;
  readonly #listeners = new Set<() => void>();

  constructor() {
    this.#state = {
      sidebar: readSetting("sidebar") === "closed" ? "closed" : "open",
      drawer: false,
      preferences: readPreferences(),
      keys: readKeyChoices(),
      answers: undefined,
      keysLater: false,
      panel: undefined,
      panelShows: undefined,
      artifact: undefined,
      sources: undefined,
      panelNews: false,
      panelAsked: 0,
      dialog: undefined,
      profileAsked: undefined,
      exporting: undefined,
      sharing: undefined,
      settingsSection: undefined,
      toasts: [],
      editing: undefined,
      finding: false,
      drawFrom: undefined,
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly get = (): UiState => this.#state;

  set(change: Partial<UiState>): void {
    const { toasts } = this.#state;
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
    for (const toast of toasts) if (!this.#state.toasts.includes(toast)) toast.onGone?.();
  }

  /** Changes how the page looks and behaves for this person, at once and for later visits. */
  prefer(change: Partial<Preferences>): void {
    const preferences = { ...this.#state.preferences, ...change };
    writePreferences(change);
    this.set({ preferences });
    applyPreferences(preferences);
  }

  /** What the app wishes where the person has chosen nothing. */
  takeDefaults({ theme, sidebar }: { readonly theme: Theme; readonly sidebar: UiState["sidebar"] }): void {
    const preferences = readPreferences(theme);
    this.set({ preferences, ...(readSetting("sidebar") === undefined && { sidebar }) });
    applyPreferences(preferences);
  }

  /** Changes the shortcuts of this person, at once and for later visits. */
  chooseKeys(keys: KeyChoices): void {
    writeKeyChoices(keys);
    this.set({ keys });
  }

  setTheme(theme: Theme): void {
    this.prefer({ theme });
  }

  openSettings(section?: SettingsSection): void {
    this.set({ dialog: "settings", settingsSection: section, drawer: false });
  }

  /** Opens or closes the panel beside the chat because the person wants it, and remembers which. The focus goes along. */
  showPanel(panel: PanelName | undefined): void {
    writeSetting("panel", panel ?? "closed");
    if (panel) this.#openPanel({ panel });
    else this.#closePanel();
  }

  /** Another tab of the open panel; the focus stays where it is. */
  chooseTab(panel: PanelName): void {
    writeSetting("panel", panel);
    this.set({ panel, panelNews: false });
  }

  /** Shows an element beside the chat, with what its message shows there too. */
  showElement(panelShows: Exclude<PanelElements, "app">): void {
    writeSetting("panel", "elements");
    this.#openPanel({ panel: "elements", panelShows });
  }

  /** Shows a document beside the chat. */
  showArtifact(artifact: ShownArtifact): void {
    writeSetting("panel", "artifact");
    this.#openPanel({ panel: "artifact", artifact });
  }

  /** Shows what an answer rests on beside the chat. */
  showSources(sources: ShownSources): void {
    this.#openPanel({ panel: "sources", sources });
  }

  /** True once after the person asked for the panel: the focus is to go into it. */
  takePanelFocus(): boolean {
    const asked = this.#focusPanel;
    this.#focusPanel = false;
    return asked;
  }

  #openPanel(change: Partial<UiState>): void {
    const { activeElement } = document;
    if (activeElement instanceof HTMLElement && !activeElement.closest(".panel")) this.#panelOpener = activeElement;
    this.#focusPanel = true;
    this.set({ ...change, panelNews: false, panelAsked: this.#state.panelAsked + 1 });
  }

  /** The focus goes back to what opened it, if it was in the panel. */
  #closePanel(): void {
    const inside = document.activeElement?.closest(".panel");
    const opener = this.#panelOpener;
    this.#panelOpener = undefined;
    this.set({ panel: undefined });
    if (!inside) return;
    requestAnimationFrame(() => {
      const others = [...document.querySelectorAll<HTMLElement>("header [data-opens-panel], footer [data-opens-panel]")];
      const target = [opener, ...others, document.getElementById("chat-input")].find((one) => one?.isConnected && one.checkVisibility());
      target?.focus();
    });
  }

  /** Docked on wide screens, a drawer on narrow ones: one command for both. */
  toggleSidebar(): void {
    if (isNarrow()) {
      this.set({ drawer: !this.#state.drawer });
      return;
    }
    const sidebar = this.#state.sidebar === "open" ? "closed" : "open";
    writeSetting("sidebar", sidebar);
    this.set({ sidebar });
  }

  /** Keeps the focus for a row that is not there yet. */
  giveFocus(rowId: string, part: string): void {
    this.#focusFor = { rowId, part };
  }

  /** The part of this new row that should have the focus, once. */
  takeFocus(rowId: string): string | undefined {
    if (this.#focusFor?.rowId !== rowId) return undefined;
    const { part } = this.#focusFor;
    this.#focusFor = undefined;
    return part;
  }

  /** Shows a toast; the same one twice is shown once. How long it stays is the toaster's matter. */
  toast(toast: Omit<ToastItem, "id">): void {
    const item = { ...toast, id: this.#nextToast++ };
    const others = this.#state.toasts.filter(
      ({ tone, title, text, from }) => tone !== toast.tone || title !== toast.title || text !== toast.text || from !== toast.from,
    );
    this.set({ toasts: keepNewest([...others, item]) });
  }

  dismiss(id: number): void {
    this.set({ toasts: this.#state.toasts.filter((toast) => toast.id !== id) });
  }
}

/** What is over the limit goes, the oldest first; errors stay as long as anything else can go. */
function keepNewest(toasts: readonly ToastItem[]): readonly ToastItem[] {
  if (toasts.length <= MAX_TOASTS) return toasts;
  const last = toasts.at(-1);
  const others = toasts.filter((toast) => toast !== last);
  const gone = others.find(({ from }) => from !== undefined) ?? others.find(({ tone }) => tone !== "error") ?? toasts[0];
  return keepNewest(toasts.filter((toast) => toast !== gone));
}

/** True where the sidebar does not fit beside the chat. */
export function isNarrow(): boolean {
  return matchMedia("(max-width: 63.99rem)").matches;
}

/** A choice kept in this browser; undefined when there is none, or no storage. */
export function readSetting(key: string): string | undefined {
  try {
    return localStorage.getItem(`colloquy:${key}`) ?? undefined;
  } catch {
    return undefined; // Storage may be forbidden; then every visit begins with the defaults.
  }
}

export function writeSetting(key: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(`colloquy:${key}`);
    else localStorage.setItem(`colloquy:${key}`, value);
  } catch {
    // Full or forbidden storage costs a preference, not the chat.
  }
}
