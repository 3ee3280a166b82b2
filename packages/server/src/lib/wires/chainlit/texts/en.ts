// The words of Chainlit's own page in English. The keys are what that page asks for; the sentences are ours.

export const texts = {
  common: {
    actions: { cancel: "Cancel", confirm: "OK", continue: "Next", goBack: "Back", reset: "Start over", submit: "Send" },
    status: {
      loading: "One moment…",
      error: { default: "Something went wrong.", serverConnection: "The server is out of reach." },
    },
  },
  auth: {
    login: {
      title: "Sign in",
      form: {
        email: { label: "E-mail or name", required: "Please enter your e-mail or name.", placeholder: "you@company.com" },
        password: { label: "Password", required: "Please enter your password." },
        actions: { signin: "Sign in" },
        alternativeText: { or: "or" },
      },
      errors: {
        default: "You could not be signed in.",
        signin: "Please try another account.",
        oauthSignin: "Please try another account.",
        redirectUriMismatch: "The return address is not the one this sign-in service knows.",
        oauthCallback: "Please try another account.",
        oauthCreateAccount: "Please try another account.",
        emailCreateAccount: "Please try another account.",
        callback: "Please try another account.",
        oauthAccountNotLinked: "Please sign in the way you did the first time.",
        emailSignin: "The e-mail could not be sent.",
        emailVerify: "Please confirm your e-mail; we have sent you another one.",
        credentialsSignin: "Name and password do not match.",
        sessionRequired: "Please sign in to see this page.",
      },
    },
    provider: { continue: "Go on with {{provider}}" },
  },
  chat: {
    input: { placeholder: "Write a message", actions: { send: "Send", stop: "Stop", attachFiles: "Add files" } },
    favorites: {
      use: "Use this message",
      headline: "Kept messages",
      remove: "Take out of kept messages",
      empty: { title: "Nothing kept", description: "Messages you mark with a star are kept here." },
    },
    commands: { button: "Tools", changeTool: "Other tool", availableTools: "Tools to choose from" },
    speech: { start: "Record", stop: "End recording", connecting: "Getting ready" },
    fileUpload: {
      dragDrop: "Drop files here",
      browse: "Choose files",
      sizeLimit: "At most:",
      errors: { failed: "This file could not be sent:", cancelled: "Given up:" },
      actions: { cancelUpload: "Give up", removeAttachment: "Take away" },
    },
    messages: {
      status: { using: "Working with", used: "Worked with" },
      actions: { copy: { button: "Copy", success: "Copied" } },
      feedback: {
        positive: "Good answer",
        negative: "Bad answer",
        edit: "Change what I said",
        dialog: { title: "Say more", submit: "Send", yourFeedback: "What was good or bad?" },
        status: { updating: "Saving", updated: "Thank you, it is saved." },
      },
    },
    history: { title: "What you wrote before", empty: "Nothing yet", show: "Show what I wrote" },
    settings: { title: "Settings", customize: "Change how this chat works" },
    watermark: "Models make mistakes. Check what matters.",
  },
  threadHistory: {
    sidebar: {
      title: "Earlier chats",
      filters: { search: "Search", placeholder: "Find a chat" },
      timeframes: { today: "Today", yesterday: "Yesterday", previous7days: "Last week", previous30days: "Last month" },
      empty: "No chats yet",
      actions: { close: "Hide the list", open: "Show the list" },
    },
    thread: {
      untitled: "Chat without a name",
      menu: { rename: "Rename", share: "Share", delete: "Delete" },
      actions: {
        share: {
          title: "Share this chat",
          button: "Share",
          status: { copied: "Copied", created: "The link is ready.", unshared: "The link works no more." },
          error: { create: "No link could be made.", unshare: "The link could not be withdrawn." },
        },
        delete: {
          title: "Delete this chat?",
          description: "All its messages go with it, for good.",
          success: "Deleted",
          inProgress: "Deleting",
        },
        rename: {
          title: "Rename this chat",
          description: "A name you will find it by.",
          form: { name: { label: "Name", placeholder: "New name" } },
          success: "Renamed",
          inProgress: "Renaming",
        },
      },
    },
  },
  navigation: {
    header: { chat: "Chat", readme: "About", theme: { light: "Light", dark: "Dark", system: "As the system" } },
    newChat: {
      button: "New chat",
      dialog: { title: "Begin a new chat?", description: "You leave the one you are in.", tooltip: "New chat" },
    },
    user: { menu: { settings: "Settings", settingsKey: "S", apiKeys: "Keys", logout: "Sign out" } },
  },
  apiKeys: { title: "Keys this app needs", description: "They stay in this browser.", success: { saved: "Saved" } },
  alerts: {
    info: "Info",
    note: "Note",
    tip: "Tip",
    important: "Important",
    warning: "Warning",
    caution: "Caution",
    debug: "Debug",
    example: "Example",
    success: "Success",
    help: "Help",
    idea: "Idea",
    pending: "Pending",
    security: "Security",
    beta: "Beta",
    "best-practice": "Best practice",
  },
  components: {
    MultiSelectInput: { placeholder: "Choose" },
    DatePickerInput: { placeholder: { single: "Choose a day", range: "Choose from when to when" } },
  },
};

/** What every language has: the keys of English, each with a text. */
export type ChainlitTexts = typeof texts;
