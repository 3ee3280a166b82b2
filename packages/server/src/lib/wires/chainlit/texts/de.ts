// The words of Chainlit's own page in German.
import type { ChainlitTexts } from "./en.ts";

export const texts: ChainlitTexts = {
  common: {
    actions: {
      cancel: "Abbrechen",
      confirm: "OK",
      continue: "Weiter",
      goBack: "Zurück",
      reset: "Zurücksetzen",
      submit: "Senden",
    },
    status: {
      loading: "Lädt…",
      error: {
        default: "Etwas ist fehlgeschlagen",
        serverConnection: "Der Server antwortet nicht.",
      },
    },
  },
  auth: {
    login: {
      title: "Anmelden",
      form: {
        email: {
          label: "E-Mail oder Name",
          required: "Gib deine E-Mail oder deinen Namen ein.",
          placeholder: "you@company.com",
        },
        password: {
          label: "Passwort",
          required: "Gib dein Passwort ein.",
        },
        actions: {
          signin: "Anmelden",
        },
        alternativeText: {
          or: "oder",
        },
      },
      errors: {
        default: "Die Anmeldung hat nicht geklappt.",
        signin: "Versuch es noch einmal, oder nimm einen anderen Weg.",
        oauthSignin: "Versuch es noch einmal, oder nimm einen anderen Weg.",
        redirectUriMismatch: "Die Rückkehradresse ist nicht die, die dieser Anmeldedienst kennt.",
        oauthCallback: "Versuch es noch einmal, oder nimm einen anderen Weg.",
        oauthCreateAccount: "Versuch es noch einmal, oder nimm einen anderen Weg.",
        emailCreateAccount: "Versuch es noch einmal, oder nimm einen anderen Weg.",
        callback: "Versuch es noch einmal, oder nimm einen anderen Weg.",
        oauthAccountNotLinked: "Melde dich so an wie beim ersten Mal.",
        emailSignin: "Die E-Mail konnte nicht gesendet werden.",
        emailVerify: "Bestätige deine E-Mail-Adresse; wir haben dir noch eine E-Mail geschickt.",
        credentialsSignin: "Das passte nicht. Prüf den Namen und das Passwort.",
        sessionRequired: "Melde dich an, um diese Seite zu sehen.",
      },
    },
    provider: {
      continue: "Weiter mit {{provider}}",
    },
  },
  chat: {
    input: {
      placeholder: "Schreib eine Nachricht",
      actions: {
        send: "Senden",
        stop: "Anhalten",
        attachFiles: "Dateien hinzufügen",
      },
    },
    favorites: {
      use: "Diese Nachricht verwenden",
      headline: "Gemerkte Nachrichten",
      remove: "Nicht mehr merken",
      empty: {
        title: "Nichts gemerkt",
        description: "Nachrichten, die du mit einem Stern markierst, stehen hier.",
      },
    },
    commands: {
      button: "Werkzeuge",
      changeTool: "Werkzeug wechseln",
      availableTools: "Werkzeuge",
    },
    speech: {
      start: "Aufnehmen",
      stop: "Aufnahme beenden",
      connecting: "Verbindet",
    },
    fileUpload: {
      dragDrop: "Dateien hier ablegen",
      browse: "Dateien auswählen",
      sizeLimit: "Höchstens:",
      errors: {
        failed: "Diese Datei konnte nicht gesendet werden:",
        cancelled: "Abgebrochen:",
      },
      actions: {
        cancelUpload: "Abbrechen",
        removeAttachment: "Entfernen",
      },
    },
    messages: {
      status: {
        using: "Benutzt",
        used: "Benutzte",
      },
      actions: {
        copy: {
          button: "Kopieren",
          success: "Kopiert",
        },
      },
      feedback: {
        positive: "Gute Antwort",
        negative: "Schlechte Antwort",
        edit: "Rückmeldung ändern",
        dialog: {
          title: "Mehr dazu sagen",
          submit: "Senden",
          yourFeedback: "Was war gut oder schlecht?",
        },
        status: {
          updating: "Speichert",
          updated: "Danke, es ist gespeichert.",
        },
      },
    },
    history: {
      title: "Was du früher geschrieben hast",
      empty: "Noch nichts",
      show: "Zeigen, was ich geschrieben habe",
    },
    settings: {
      title: "Einstellungen",
      customize: "Einstellungen dieses Chats",
    },
    watermark: "Modelle machen Fehler. Prüf nach, worauf es ankommt.",
  },
  threadHistory: {
    sidebar: {
      title: "Chats",
      filters: {
        search: "Suchen",
        placeholder: "Einen Chat suchen",
      },
      timeframes: {
        today: "Heute",
        yesterday: "Gestern",
        previous7days: "Letzte 7 Tage",
        previous30days: "Letzte 30 Tage",
      },
      empty: "Noch keine Chats. Was du fragst, wird hier aufbewahrt, nur für dich.",
      actions: {
        close: "Seitenleiste schließen",
        open: "Seitenleiste öffnen",
      },
    },
    thread: {
      untitled: "Chat ohne Namen",
      menu: {
        rename: "Umbenennen",
        share: "Teilen",
        delete: "Löschen",
      },
      actions: {
        share: {
          title: "Diesen Chat teilen",
          button: "Teilen",
          status: {
            copied: "Kopiert",
            created: "Der Link ist fertig.",
            unshared: "Der Link gilt nicht mehr.",
          },
          error: {
            create: "Es konnte kein Link erstellt werden.",
            unshare: "Der Link konnte nicht zurückgenommen werden.",
          },
        },
        delete: {
          title: "Diesen Chat löschen?",
          description: "Alle Nachrichten darin werden für immer gelöscht.",
          success: "Chat gelöscht",
          inProgress: "Löscht",
        },
        rename: {
          title: "Diesen Chat umbenennen",
          description: "Ein Name, unter dem du ihn wiederfindest.",
          form: {
            name: {
              label: "Neuer Name",
              placeholder: "Neuer Name",
            },
          },
          success: "Umbenannt",
          inProgress: "Benennt um",
        },
      },
    },
  },
  navigation: {
    header: {
      chat: "Chat",
      readme: "Über diese App",
      theme: {
        light: "Hell",
        dark: "Dunkel",
        system: "System",
      },
    },
    newChat: {
      button: "Neuer Chat",
      dialog: {
        title: "Neuen Chat beginnen?",
        description: "Du verlässt den, in dem du bist.",
        tooltip: "Neuer Chat",
      },
    },
    user: {
      menu: {
        settings: "Einstellungen",
        settingsKey: "S",
        apiKeys: "Schlüssel",
        logout: "Abmelden",
      },
    },
  },
  apiKeys: {
    title: "Diese App braucht deine Schlüssel",
    description: "Sie bleiben in diesem Browser.",
    success: {
      saved: "Schlüssel gespeichert",
    },
  },
  alerts: {
    info: "Info",
    note: "Hinweis",
    tip: "Tipp",
    important: "Wichtig",
    warning: "Warnung",
    caution: "Vorsicht",
    debug: "Debug",
    example: "Beispiel",
    success: "Erfolg",
    help: "Hilfe",
    idea: "Idee",
    pending: "Ausstehend",
    security: "Sicherheit",
    beta: "Beta",
    "best-practice": "Bewährtes Vorgehen",
  },
  components: {
    MultiSelectInput: {
      placeholder: "Auswählen",
    },
    DatePickerInput: {
      placeholder: {
        single: "Tag auswählen",
        range: "Ersten und letzten Tag auswählen",
      },
    },
  },
};
