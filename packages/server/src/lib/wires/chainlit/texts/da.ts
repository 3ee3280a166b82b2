// The words of Chainlit's own page in Danish.
import type { ChainlitTexts } from "./en.ts";

export const texts: ChainlitTexts = {
  common: {
    actions: {
      cancel: "Annuller",
      confirm: "OK",
      continue: "Næste",
      goBack: "Tilbage",
      reset: "Nulstil",
      submit: "Send",
    },
    status: {
      loading: "Indlæser…",
      error: {
        default: "Noget gik galt",
        serverConnection: "Serveren svarer ikke.",
      },
    },
  },
  auth: {
    login: {
      title: "Log ind",
      form: {
        email: {
          label: "E-mail eller navn",
          required: "Indtast din e-mail eller dit navn.",
          placeholder: "you@company.com",
        },
        password: {
          label: "Adgangskode",
          required: "Indtast din adgangskode.",
        },
        actions: {
          signin: "Log ind",
        },
        alternativeText: {
          or: "eller",
        },
      },
      errors: {
        default: "Du blev ikke logget ind.",
        signin: "Prøv igen, eller vælg en anden måde.",
        oauthSignin: "Prøv igen, eller vælg en anden måde.",
        redirectUriMismatch: "Returadressen er ikke den, som denne logintjeneste kender.",
        oauthCallback: "Prøv igen, eller vælg en anden måde.",
        oauthCreateAccount: "Prøv igen, eller vælg en anden måde.",
        emailCreateAccount: "Prøv igen, eller vælg en anden måde.",
        callback: "Prøv igen, eller vælg en anden måde.",
        oauthAccountNotLinked: "Log ind på samme måde som første gang.",
        emailSignin: "E-mailen kunne ikke sendes.",
        emailVerify: "Bekræft din e-mail; vi har sendt dig en ny.",
        credentialsSignin: "Det passede ikke. Kontrollér navnet og adgangskoden.",
        sessionRequired: "Log ind for at se denne side.",
      },
    },
    provider: {
      continue: "Fortsæt med {{provider}}",
    },
  },
  chat: {
    input: {
      placeholder: "Skriv en besked",
      actions: {
        send: "Send",
        stop: "Stop",
        attachFiles: "Tilføj filer",
      },
    },
    favorites: {
      use: "Brug denne besked",
      headline: "Gemte beskeder",
      remove: "Fjern fra gemte beskeder",
      empty: {
        title: "Intet gemt",
        description: "Beskeder, du markerer med en stjerne, gemmes her.",
      },
    },
    commands: {
      button: "Værktøjer",
      changeTool: "Skift værktøj",
      availableTools: "Værktøjer",
    },
    speech: {
      start: "Optag",
      stop: "Afslut optagelse",
      connecting: "Opretter forbindelse",
    },
    fileUpload: {
      dragDrop: "Slip filer her",
      browse: "Vælg filer",
      sizeLimit: "Højst:",
      errors: {
        failed: "Denne fil kunne ikke sendes:",
        cancelled: "Annulleret:",
      },
      actions: {
        cancelUpload: "Annuller",
        removeAttachment: "Fjern",
      },
    },
    messages: {
      status: {
        using: "Bruger",
        used: "Brugte",
      },
      actions: {
        copy: {
          button: "Kopiér",
          success: "Kopieret",
        },
      },
      feedback: {
        positive: "Godt svar",
        negative: "Dårligt svar",
        edit: "Ret min vurdering",
        dialog: {
          title: "Fortæl mere",
          submit: "Send",
          yourFeedback: "Hvad var godt eller dårligt?",
        },
        status: {
          updating: "Gemmer",
          updated: "Tak, det er gemt.",
        },
      },
    },
    history: {
      title: "Det, du skrev før",
      empty: "Intet endnu",
      show: "Vis det, jeg skrev",
    },
    settings: {
      title: "Indstillinger",
      customize: "Indstillinger for denne chat",
    },
    watermark: "Modeller laver fejl. Tjek det, der er vigtigt.",
  },
  threadHistory: {
    sidebar: {
      title: "Chats",
      filters: {
        search: "Søg",
        placeholder: "Find en chat",
      },
      timeframes: {
        today: "I dag",
        yesterday: "I går",
        previous7days: "Seneste 7 dage",
        previous30days: "Seneste 30 dage",
      },
      empty: "Ingen chats endnu. Det, du spørger om, gemmes her, kun for dig.",
      actions: {
        close: "Luk sidebjælken",
        open: "Åbn sidebjælken",
      },
    },
    thread: {
      untitled: "Chat uden navn",
      menu: {
        rename: "Omdøb",
        share: "Del",
        delete: "Slet",
      },
      actions: {
        share: {
          title: "Del denne chat",
          button: "Del",
          status: {
            copied: "Kopieret",
            created: "Linket er klar.",
            unshared: "Linket virker ikke længere.",
          },
          error: {
            create: "Der kunne ikke laves et link.",
            unshare: "Linket kunne ikke trækkes tilbage.",
          },
        },
        delete: {
          title: "Vil du slette denne chat?",
          description: "Alle beskeder i den forsvinder for altid.",
          success: "Chatten er slettet",
          inProgress: "Sletter",
        },
        rename: {
          title: "Omdøb denne chat",
          description: "Et navn, du kan finde den under.",
          form: {
            name: {
              label: "Nyt navn",
              placeholder: "Nyt navn",
            },
          },
          success: "Omdøbt",
          inProgress: "Omdøber",
        },
      },
    },
  },
  navigation: {
    header: {
      chat: "Chat",
      readme: "Om denne app",
      theme: {
        light: "Lyst",
        dark: "Mørkt",
        system: "System",
      },
    },
    newChat: {
      button: "Ny chat",
      dialog: {
        title: "Vil du starte en ny chat?",
        description: "Du forlader den, du er i.",
        tooltip: "Ny chat",
      },
    },
    user: {
      menu: {
        settings: "Indstillinger",
        settingsKey: "S",
        apiKeys: "Nøgler",
        logout: "Log ud",
      },
    },
  },
  apiKeys: {
    title: "Denne app skal bruge dine nøgler",
    description: "De bliver i denne browser.",
    success: {
      saved: "Nøglerne er gemt",
    },
  },
  alerts: {
    info: "Info",
    note: "Bemærk",
    tip: "Tip",
    important: "Vigtigt",
    warning: "Advarsel",
    caution: "Forsigtig",
    debug: "Fejlsøgning",
    example: "Eksempel",
    success: "Lykkedes",
    help: "Hjælp",
    idea: "Idé",
    pending: "Afventer",
    security: "Sikkerhed",
    beta: "Beta",
    "best-practice": "God praksis",
  },
  components: {
    MultiSelectInput: {
      placeholder: "Vælg",
    },
    DatePickerInput: {
      placeholder: {
        single: "Vælg en dag",
        range: "Vælg første og sidste dag",
      },
    },
  },
};
