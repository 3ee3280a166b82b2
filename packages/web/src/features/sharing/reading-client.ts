// The client of a page on which a chat is only read: whatever would do something is refused, also when an element's own code asks for it.
import { ChatClient } from "@colloquy/client";
import { ChatError } from "@colloquy/protocol";

function refuse(): never {
  throw new ChatError("FORBIDDEN", "This chat is only shown here.", { fix: "Go on in a chat of your own." });
}

export class ReadingClient extends ChatClient {
  override connect(): void {}

  override sendMessage(): never {
    return refuse();
  }

  override async answerAsk(): Promise<void> {
    refuse();
  }

  override async runAction(): Promise<unknown> {
    return refuse();
  }

  override async callAction(): Promise<unknown> {
    return refuse();
  }

  override async updateElement(): Promise<void> {
    refuse();
  }

  override async deleteElement(): Promise<void> {
    refuse();
  }

  override async editArtifact(): Promise<void> {
    refuse();
  }
}
