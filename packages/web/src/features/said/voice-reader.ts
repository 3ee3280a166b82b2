// Reads texts aloud with the browser's voices, one text at a time.

/** Something to say in one breath. */
export interface Spoken {
  readonly text: string;
  readonly language: string;
}

export class VoiceReader {
  readonly #speech: SpeechSynthesis | undefined = globalThis.speechSynthesis;
  readonly #listeners = new Set<() => void>();
  #reading: string | undefined;
  /** Browsers forget an utterance that nobody holds, and its end with it. */
  #current: SpeechSynthesisUtterance | undefined;

  constructor() {
    // Voices come some time after the page.
    this.#speech?.addEventListener?.("voiceschanged", () => this.#tell());
    globalThis.addEventListener?.("pagehide", () => this.stop());
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The browser has a voice. */
  readonly hasVoice = (): boolean => (this.#speech?.getVoices().length ?? 0) > 0;

  /** What is being read. */
  readonly getReading = (): string | undefined => this.#reading;

  /** Reads these pieces one after the other in place of whatever is being read; `name` says what they are. */
  read(name: string, pieces: readonly Spoken[]): void {
    this.stop();
    if (!this.#speech || pieces.length === 0) return;
    this.#reading = name;
    this.#tell();
    this.#say(this.#speech, pieces);
  }

  stop(): void {
    if (this.#reading === undefined) return;
    this.#current = undefined;
    this.#reading = undefined;
    this.#speech?.cancel();
    this.#tell();
  }

  #say(speech: SpeechSynthesis, pieces: readonly Spoken[]): void {
    const [piece, ...rest] = pieces;
    if (piece === undefined) {
      this.stop();
      return;
    }
    const utterance = new SpeechSynthesisUtterance(piece.text);
    utterance.lang = piece.language;
    utterance.voice = findVoice(speech.getVoices(), utterance.lang) ?? null;
    utterance.onend = () => this.#current === utterance && this.#say(speech, rest);
    utterance.onerror = () => this.#current === utterance && this.stop();
    this.#current = utterance;
    speech.speak(utterance);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** A voice of the language, of its region if there is one; the browser's own choice where nobody speaks it. */
function findVoice(voices: readonly SpeechSynthesisVoice[], language: string): SpeechSynthesisVoice | undefined {
  const wanted = language.toLowerCase();
  const [base = ""] = wanted.split("-");
  const tagOf = ({ lang }: SpeechSynthesisVoice) => lang.toLowerCase().replace("_", "-");
  const speakers = voices.filter((voice) => tagOf(voice).split("-")[0] === base);
  return speakers.find((voice) => tagOf(voice) === wanted) ?? speakers.find((voice) => voice.default) ?? speakers[0];
}
