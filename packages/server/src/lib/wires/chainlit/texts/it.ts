// The words of Chainlit's own page in Italian.
import type { ChainlitTexts } from "./en.ts";

export const texts: ChainlitTexts = {
  common: {
    actions: {
      cancel: "Annulla",
      confirm: "OK",
      continue: "Avanti",
      goBack: "Indietro",
      reset: "Ripristina",
      submit: "Invia",
    },
    status: {
      loading: "Caricamento…",
      error: {
        default: "Qualcosa non ha funzionato",
        serverConnection: "Il server non risponde.",
      },
    },
  },
  auth: {
    login: {
      title: "Accedi",
      form: {
        email: {
          label: "E-mail o nome",
          required: "Inserisci la tua e-mail o il tuo nome.",
          placeholder: "you@company.com",
        },
        password: {
          label: "Password",
          required: "Inserisci la tua password.",
        },
        actions: {
          signin: "Accedi",
        },
        alternativeText: {
          or: "oppure",
        },
      },
      errors: {
        default: "L’accesso non ha funzionato.",
        signin: "Riprova, o scegli un altro modo.",
        oauthSignin: "Riprova, o scegli un altro modo.",
        redirectUriMismatch: "L’indirizzo di ritorno non è quello noto a questo servizio di accesso.",
        oauthCallback: "Riprova, o scegli un altro modo.",
        oauthCreateAccount: "Riprova, o scegli un altro modo.",
        emailCreateAccount: "Riprova, o scegli un altro modo.",
        callback: "Riprova, o scegli un altro modo.",
        oauthAccountNotLinked: "Accedi come hai fatto la prima volta.",
        emailSignin: "Non è stato possibile inviare l’e-mail.",
        emailVerify: "Conferma la tua e-mail; te ne abbiamo mandata un’altra.",
        credentialsSignin: "I dati non corrispondono. Controlla il nome e la password.",
        sessionRequired: "Accedi per vedere questa pagina.",
      },
    },
    provider: {
      continue: "Continua con {{provider}}",
    },
  },
  chat: {
    input: {
      placeholder: "Scrivi un messaggio",
      actions: {
        send: "Invia",
        stop: "Ferma",
        attachFiles: "Aggiungi file",
      },
    },
    favorites: {
      use: "Usa questo messaggio",
      headline: "Messaggi conservati",
      remove: "Togli dai messaggi conservati",
      empty: {
        title: "Niente di conservato",
        description: "I messaggi che segni con una stella restano qui.",
      },
    },
    commands: {
      button: "Strumenti",
      changeTool: "Cambia strumento",
      availableTools: "Strumenti",
    },
    speech: {
      start: "Registra",
      stop: "Termina la registrazione",
      connecting: "Connessione",
    },
    fileUpload: {
      dragDrop: "Trascina qui i file",
      browse: "Scegli file",
      sizeLimit: "Al massimo:",
      errors: {
        failed: "Non è stato possibile inviare questo file:",
        cancelled: "Annullato:",
      },
      actions: {
        cancelUpload: "Annulla",
        removeAttachment: "Rimuovi",
      },
    },
    messages: {
      status: {
        using: "Sta usando",
        used: "Ha usato",
      },
      actions: {
        copy: {
          button: "Copia",
          success: "Copiato",
        },
      },
      feedback: {
        positive: "Buona risposta",
        negative: "Cattiva risposta",
        edit: "Cambia il mio giudizio",
        dialog: {
          title: "Di’ di più",
          submit: "Invia",
          yourFeedback: "Che cosa andava bene o male?",
        },
        status: {
          updating: "Salvataggio",
          updated: "Grazie, è salvato.",
        },
      },
    },
    history: {
      title: "Ciò che hai scritto prima",
      empty: "Ancora niente",
      show: "Mostra ciò che ho scritto",
    },
    settings: {
      title: "Impostazioni",
      customize: "Impostazioni di questa chat",
    },
    watermark: "I modelli sbagliano. Controlla ciò che conta.",
  },
  threadHistory: {
    sidebar: {
      title: "Chat",
      filters: {
        search: "Cerca",
        placeholder: "Trova una chat",
      },
      timeframes: {
        today: "Oggi",
        yesterday: "Ieri",
        previous7days: "Ultimi 7 giorni",
        previous30days: "Ultimi 30 giorni",
      },
      empty: "Ancora nessuna chat. Ciò che chiedi resta qui, solo per te.",
      actions: {
        close: "Chiudi la barra laterale",
        open: "Apri la barra laterale",
      },
    },
    thread: {
      untitled: "Chat senza nome",
      menu: {
        rename: "Rinomina",
        share: "Condividi",
        delete: "Elimina",
      },
      actions: {
        share: {
          title: "Condividi questa chat",
          button: "Condividi",
          status: {
            copied: "Copiato",
            created: "Il link è pronto.",
            unshared: "Il link non funziona più.",
          },
          error: {
            create: "Non è stato possibile creare il link.",
            unshare: "Non è stato possibile ritirare il link.",
          },
        },
        delete: {
          title: "Eliminare questa chat?",
          description: "Tutti i suoi messaggi spariscono con lei, per sempre.",
          success: "Chat eliminata",
          inProgress: "Eliminazione",
        },
        rename: {
          title: "Rinomina questa chat",
          description: "Un nome con cui ritrovarla.",
          form: {
            name: {
              label: "Nuovo nome",
              placeholder: "Nuovo nome",
            },
          },
          success: "Rinominata",
          inProgress: "Cambio del nome",
        },
      },
    },
  },
  navigation: {
    header: {
      chat: "Chat",
      readme: "Informazioni sull’app",
      theme: {
        light: "Chiaro",
        dark: "Scuro",
        system: "Sistema",
      },
    },
    newChat: {
      button: "Nuova chat",
      dialog: {
        title: "Iniziare una nuova chat?",
        description: "Lasci quella in cui sei.",
        tooltip: "Nuova chat",
      },
    },
    user: {
      menu: {
        settings: "Impostazioni",
        settingsKey: "S",
        apiKeys: "Chiavi",
        logout: "Esci",
      },
    },
  },
  apiKeys: {
    title: "Questa app ha bisogno delle tue chiavi",
    description: "Restano in questo browser.",
    success: {
      saved: "Chiavi salvate",
    },
  },
  alerts: {
    info: "Info",
    note: "Nota",
    tip: "Consiglio",
    important: "Importante",
    warning: "Avviso",
    caution: "Attenzione",
    debug: "Debug",
    example: "Esempio",
    success: "Riuscito",
    help: "Aiuto",
    idea: "Idea",
    pending: "In sospeso",
    security: "Sicurezza",
    beta: "Beta",
    "best-practice": "Buona pratica",
  },
  components: {
    MultiSelectInput: {
      placeholder: "Scegli",
    },
    DatePickerInput: {
      placeholder: {
        single: "Scegli un giorno",
        range: "Scegli il primo e l’ultimo giorno",
      },
    },
  },
};
