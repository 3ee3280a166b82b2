// The stops of the tour, in order, and the way from one to the next. conversation.ts, asking.ts, views.ts, seats.ts, shown.ts and controls.ts have what each of them does.
import * as cl from "colloquy";
import { showApproval, showButtons, showChoice, showForm } from "./asking.ts";
import { showCommands, showMentions, showModes, showSettings } from "./controls.ts";
import { showAsk, showBranch, showError, showFeedback, showMemory, showRestart, showSteps, showStream, showTheme } from "./conversation.ts";
import { showSeats } from "./seats.ts";
import { showArtifact, showElements, showFiles } from "./shown.ts";
import { showView } from "./views.ts";

interface Stop {
  /** What a person says to come here. */
  readonly name: string;
  /** What they press. */
  readonly label: string;
  readonly icon: string;
  readonly about: string;
  /** Other words that lead here. */
  readonly words: RegExp;
  readonly show: (message: cl.Message, context: cl.MessageContext) => Promise<unknown>;
}

export const stops: readonly Stop[] = [
  {
    name: "memory",
    label: "Count my messages",
    icon: "brain",
    about: "what the user session keeps for you alone",
    words: /memory|session|counter/i,
    show: showMemory,
  },
  {
    name: "stream",
    label: "Stream an answer",
    icon: "text",
    about: "an answer with code, a table and formulas; try Stop in the middle of it",
    words: /stream|markdown|stop/i,
    show: showStream,
  },
  {
    name: "steps",
    label: "Show your work",
    icon: "list-tree",
    about: "work that shows while it is done",
    words: /step|work|tool/i,
    show: showSteps,
  },
  {
    name: "ask",
    label: "Ask me something",
    icon: "message-circle-question",
    about: "a question that waits, also over a reload",
    words: /\bask|question/i,
    show: async () => {
      await showAsk();
      // Their answer has taken away what was offered.
      offerAfter("ask");
    },
  },
  {
    name: "choice",
    label: "Choose a boat",
    icon: "list-checks",
    about: "one of some cards, or an answer of your own",
    words: /\bchoices?\b/i,
    show: showChoice,
  },
  {
    name: "form",
    label: "Fill in a form",
    icon: "clipboard-list",
    about: "a form drawn from a schema, with a list that grows",
    words: /\bforms?\b/i,
    show: showForm,
  },
  {
    name: "approve",
    label: "Approve a booking",
    icon: "shield-check",
    about: "a tool that asks first, and whose input you may change",
    words: /approv/i,
    show: showApproval,
  },
  {
    name: "buttons",
    label: "Press a button",
    icon: "mouse-pointer-click",
    about: "buttons under a message, which run, fail and ask first",
    words: /\bbuttons?\b|\bactions?\b/i,
    show: showButtons,
  },
  {
    name: "view",
    label: "Go on board",
    icon: "layout-template",
    about: "a card of components that changes as you use it",
    words: /\bviews?\b|\bboard\b/i,
    show: showView,
  },
  {
    name: "custom",
    label: "Pick your seats",
    icon: "armchair",
    about: "a component of the app’s own: one file, no build",
    words: /\bcustom\b|\bseats?\b/i,
    show: showSeats,
  },
  {
    name: "elements",
    label: "Show me things",
    icon: "shapes",
    about: "pictures, papers, tables, charts, sound, and a list of tasks beside the chat",
    words: /\belements?\b|picture|chart/i,
    show: showElements,
  },
  {
    name: "artifact",
    label: "Work on a document",
    icon: "file-pen-line",
    about: "a document with versions, which we both write",
    words: /artifact|document/i,
    show: showArtifact,
  },
  {
    name: "files",
    label: "Send a file",
    icon: "paperclip",
    about: "files that you drop, paste or pick",
    words: /\bfiles?\b|upload|attach/i,
    show: showFiles,
  },
  {
    name: "feedback",
    label: "Rate an answer",
    icon: "thumbs-up",
    about: "thumbs under answers, with reasons and words, of which the app hears",
    words: /feedback|\brat(e|ing)\b|thumbs?/i,
    show: showFeedback,
  },
  {
    name: "settings",
    label: "Change the settings",
    icon: "sliders-horizontal",
    about: "settings of the app’s own, kept with the chat",
    words: /setting/i,
    show: showSettings,
  },
  {
    name: "commands",
    label: "Pick a command",
    icon: "square-slash",
    about: "what a message is for, picked with `/`",
    words: /command/i,
    show: showCommands,
  },
  {
    name: "modes",
    label: "Choose a pace",
    icon: "gauge",
    about: "how every message is answered",
    words: /\bmodes?\b/i,
    show: showModes,
  },
  {
    name: "mentions",
    label: "Mention a pier",
    icon: "at-sign",
    about: "things of the app’s world, picked with `@`",
    words: /mention/i,
    show: showMentions,
  },
  {
    name: "error",
    label: "Fail on purpose",
    icon: "triangle-alert",
    about: "what happens when a handler fails, and Try again",
    words: /error|fail/i,
    show: showError,
  },
  {
    name: "branch",
    label: "Edit a message",
    icon: "git-branch",
    about: "edit a message, and both answers stay",
    words: /branch|edit/i,
    show: showBranch,
  },
  {
    name: "theme",
    label: "Change the colours",
    icon: "palette",
    about: "the page in other colours, and the file that keeps them",
    words: /theme|colou?r|look/i,
    show: showTheme,
  },
  {
    name: "restart",
    label: "Restart the server",
    icon: "power",
    about: "stop the server, start it, and go on where you were",
    words: /restart|survive/i,
    show: showRestart,
  },
];

/** A command, a mention or a file says where to go; otherwise the words do. */
export function findStop(message: cl.Message): Stop | undefined {
  const named = namedBy(message);
  return stops.find(({ name, words }) => (named ? name === named : words.test(message.content)));
}

function namedBy({ command, mentions, elements }: cl.Message): string | undefined {
  if (command) return "commands";
  if (mentions.length > 0) return "mentions";
  return elements.length > 0 ? "files" : undefined;
}

/** Follow-ups: the next two stops, and all of them. */
export function offerAfter(name: string | undefined): void {
  const next = stops.findIndex((stop) => stop.name === name) + 1;
  cl.setFollowUps([...stops.slice(next, next + 2).map(toSuggestion), { label: "All stops", message: "tour", icon: "map" }]);
}

export function toSuggestion({ label, name, icon }: Stop): { label: string; message: string; icon: string } {
  return { label, message: name, icon };
}
