// The words of Chainlit's own page in Dutch.
import type { ChainlitTexts } from "./en.ts";

export const texts: ChainlitTexts = {
  common: {
    actions: {
      cancel: "Annuleren",
      confirm: "OK",
      continue: "Volgende",
      goBack: "Terug",
      reset: "Herstellen",
      submit: "Versturen",
    },
    status: {
      loading: "Laden…",
      error: {
        default: "Er is iets misgegaan",
        serverConnection: "De server antwoordt niet.",
      },
    },
  },
  auth: {
    login: {
      title: "Log in",
      form: {
        email: {
          label: "E-mail of naam",
          required: "Vul je e-mail of je naam in.",
          placeholder: "you@company.com",
        },
        password: {
          label: "Wachtwoord",
          required: "Vul je wachtwoord in.",
        },
        actions: {
          signin: "Inloggen",
        },
        alternativeText: {
          or: "of",
        },
      },
      errors: {
        default: "Het inloggen is niet gelukt.",
        signin: "Probeer het opnieuw, of neem een andere weg.",
        oauthSignin: "Probeer het opnieuw, of neem een andere weg.",
        redirectUriMismatch: "Het terugkeeradres is niet het adres dat deze inlogdienst kent.",
        oauthCallback: "Probeer het opnieuw, of neem een andere weg.",
        oauthCreateAccount: "Probeer het opnieuw, of neem een andere weg.",
        emailCreateAccount: "Probeer het opnieuw, of neem een andere weg.",
        callback: "Probeer het opnieuw, of neem een andere weg.",
        oauthAccountNotLinked: "Log in zoals je de eerste keer deed.",
        emailSignin: "De e-mail kon niet worden verstuurd.",
        emailVerify: "Bevestig je e-mailadres; we hebben je nog een e-mail gestuurd.",
        credentialsSignin: "Dat klopte niet. Controleer de naam en het wachtwoord.",
        sessionRequired: "Log in om deze pagina te zien.",
      },
    },
    provider: {
      continue: "Verder met {{provider}}",
    },
  },
  chat: {
    input: {
      placeholder: "Schrijf een bericht",
      actions: {
        send: "Versturen",
        stop: "Stoppen",
        attachFiles: "Bestanden toevoegen",
      },
    },
    favorites: {
      use: "Dit bericht gebruiken",
      headline: "Bewaarde berichten",
      remove: "Niet meer bewaren",
      empty: {
        title: "Niets bewaard",
        description: "Berichten die je met een ster markeert, worden hier bewaard.",
      },
    },
    commands: {
      button: "Hulpmiddelen",
      changeTool: "Ander hulpmiddel kiezen",
      availableTools: "Hulpmiddelen",
    },
    speech: {
      start: "Opnemen",
      stop: "Opname stoppen",
      connecting: "Verbinden",
    },
    fileUpload: {
      dragDrop: "Zet bestanden hier neer",
      browse: "Bestanden kiezen",
      sizeLimit: "Hoogstens:",
      errors: {
        failed: "Dit bestand kon niet worden verstuurd:",
        cancelled: "Geannuleerd:",
      },
      actions: {
        cancelUpload: "Annuleren",
        removeAttachment: "Weghalen",
      },
    },
    messages: {
      status: {
        using: "Gebruikt nu",
        used: "Gebruikte",
      },
      actions: {
        copy: {
          button: "Kopiëren",
          success: "Gekopieerd",
        },
      },
      feedback: {
        positive: "Goed antwoord",
        negative: "Slecht antwoord",
        edit: "Mijn oordeel wijzigen",
        dialog: {
          title: "Meer vertellen",
          submit: "Versturen",
          yourFeedback: "Wat was goed of slecht?",
        },
        status: {
          updating: "Bezig met opslaan",
          updated: "Dank je, het is opgeslagen.",
        },
      },
    },
    history: {
      title: "Wat je eerder schreef",
      empty: "Nog niets",
      show: "Tonen wat ik schreef",
    },
    settings: {
      title: "Instellingen",
      customize: "Instellingen van deze chat",
    },
    watermark: "Modellen maken fouten. Controleer wat belangrijk is.",
  },
  threadHistory: {
    sidebar: {
      title: "Chats",
      filters: {
        search: "Zoeken",
        placeholder: "Een chat zoeken",
      },
      timeframes: {
        today: "Vandaag",
        yesterday: "Gisteren",
        previous7days: "Laatste 7 dagen",
        previous30days: "Laatste 30 dagen",
      },
      empty: "Nog geen chats. Wat je vraagt, wordt hier bewaard, alleen voor jou.",
      actions: {
        close: "Zijbalk sluiten",
        open: "Zijbalk openen",
      },
    },
    thread: {
      untitled: "Chat zonder naam",
      menu: {
        rename: "Naam wijzigen",
        share: "Delen",
        delete: "Verwijderen",
      },
      actions: {
        share: {
          title: "Deze chat delen",
          button: "Delen",
          status: {
            copied: "Gekopieerd",
            created: "De link is klaar.",
            unshared: "De link werkt niet meer.",
          },
          error: {
            create: "Er kon geen link worden gemaakt.",
            unshare: "De link kon niet worden ingetrokken.",
          },
        },
        delete: {
          title: "Deze chat verwijderen?",
          description: "Alle berichten erin gaan mee weg, voorgoed.",
          success: "Chat verwijderd",
          inProgress: "Bezig met verwijderen",
        },
        rename: {
          title: "Naam van deze chat wijzigen",
          description: "Een naam waaronder je hem terugvindt.",
          form: {
            name: {
              label: "Nieuwe naam",
              placeholder: "Nieuwe naam",
            },
          },
          success: "Naam gewijzigd",
          inProgress: "Bezig met naam wijzigen",
        },
      },
    },
  },
  navigation: {
    header: {
      chat: "Chat",
      readme: "Over deze app",
      theme: {
        light: "Licht",
        dark: "Donker",
        system: "Systeem",
      },
    },
    newChat: {
      button: "Nieuwe chat",
      dialog: {
        title: "Nieuwe chat beginnen?",
        description: "Je verlaat de chat waarin je zit.",
        tooltip: "Nieuwe chat",
      },
    },
    user: {
      menu: {
        settings: "Instellingen",
        settingsKey: "S",
        apiKeys: "Sleutels",
        logout: "Uitloggen",
      },
    },
  },
  apiKeys: {
    title: "Deze app heeft je sleutels nodig",
    description: "Ze blijven in deze browser.",
    success: {
      saved: "Sleutels opgeslagen",
    },
  },
  alerts: {
    info: "Info",
    note: "Opmerking",
    tip: "Tip",
    important: "Belangrijk",
    warning: "Waarschuwing",
    caution: "Voorzichtig",
    debug: "Debug",
    example: "Voorbeeld",
    success: "Gelukt",
    help: "Hulp",
    idea: "Idee",
    pending: "In afwachting",
    security: "Beveiliging",
    beta: "Bèta",
    "best-practice": "Beste aanpak",
  },
  components: {
    MultiSelectInput: {
      placeholder: "Kiezen",
    },
    DatePickerInput: {
      placeholder: {
        single: "Een dag kiezen",
        range: "De eerste en laatste dag kiezen",
      },
    },
  },
};
