// The words of Chainlit's own page in Malayalam.
import type { ChainlitTexts } from "./en.ts";

export const texts: ChainlitTexts = {
  common: {
    actions: {
      cancel: "റദ്ദാക്കുക",
      confirm: "ശരി",
      continue: "അടുത്തത്",
      goBack: "പിന്നോട്ട്",
      reset: "പുനഃസജ്ജമാക്കുക",
      submit: "അയയ്ക്കുക",
    },
    status: {
      loading: "ലോഡ് ചെയ്യുന്നു…",
      error: {
        default: "എന്തോ പരാജയപ്പെട്ടു",
        serverConnection: "സെർവർ പ്രതികരിക്കുന്നില്ല.",
      },
    },
  },
  auth: {
    login: {
      title: "സൈൻ ഇൻ ചെയ്യുക",
      form: {
        email: {
          label: "ഇമെയിൽ അല്ലെങ്കിൽ പേര്",
          required: "നിങ്ങളുടെ ഇമെയിലോ പേരോ നൽകുക.",
          placeholder: "you@company.com",
        },
        password: {
          label: "പാസ്‌വേഡ്",
          required: "നിങ്ങളുടെ പാസ്‌വേഡ് നൽകുക.",
        },
        actions: {
          signin: "സൈൻ ഇൻ ചെയ്യുക",
        },
        alternativeText: {
          or: "അല്ലെങ്കിൽ",
        },
      },
      errors: {
        default: "സൈൻ ഇൻ നടന്നില്ല.",
        signin: "വീണ്ടും ശ്രമിക്കുക, അല്ലെങ്കിൽ മറ്റൊരു വഴി തിരഞ്ഞെടുക്കുക.",
        oauthSignin: "വീണ്ടും ശ്രമിക്കുക, അല്ലെങ്കിൽ മറ്റൊരു വഴി തിരഞ്ഞെടുക്കുക.",
        redirectUriMismatch: "മടങ്ങിവരാനുള്ള വിലാസം ഈ സൈൻ-ഇൻ സേവനത്തിന് അറിയാവുന്നതല്ല.",
        oauthCallback: "വീണ്ടും ശ്രമിക്കുക, അല്ലെങ്കിൽ മറ്റൊരു വഴി തിരഞ്ഞെടുക്കുക.",
        oauthCreateAccount: "വീണ്ടും ശ്രമിക്കുക, അല്ലെങ്കിൽ മറ്റൊരു വഴി തിരഞ്ഞെടുക്കുക.",
        emailCreateAccount: "വീണ്ടും ശ്രമിക്കുക, അല്ലെങ്കിൽ മറ്റൊരു വഴി തിരഞ്ഞെടുക്കുക.",
        callback: "വീണ്ടും ശ്രമിക്കുക, അല്ലെങ്കിൽ മറ്റൊരു വഴി തിരഞ്ഞെടുക്കുക.",
        oauthAccountNotLinked: "ആദ്യ തവണ ചെയ്തതുപോലെ സൈൻ ഇൻ ചെയ്യുക.",
        emailSignin: "ഇമെയിൽ അയയ്ക്കാനായില്ല.",
        emailVerify: "നിങ്ങളുടെ ഇമെയിൽ സ്ഥിരീകരിക്കുക; മറ്റൊരു ഇമെയിൽ അയച്ചിട്ടുണ്ട്.",
        credentialsSignin: "അത് ഒത്തില്ല. പേരും പാസ്‌വേഡും പരിശോധിക്കുക.",
        sessionRequired: "ഈ പേജ് കാണാൻ സൈൻ ഇൻ ചെയ്യുക.",
      },
    },
    provider: {
      continue: "{{provider}} ഉപയോഗിച്ച് തുടരുക",
    },
  },
  chat: {
    input: {
      placeholder: "ഒരു സന്ദേശം എഴുതുക",
      actions: {
        send: "അയയ്ക്കുക",
        stop: "നിർത്തുക",
        attachFiles: "ഫയലുകൾ ചേർക്കുക",
      },
    },
    favorites: {
      use: "ഈ സന്ദേശം ഉപയോഗിക്കുക",
      headline: "സൂക്ഷിച്ച സന്ദേശങ്ങൾ",
      remove: "സൂക്ഷിച്ച സന്ദേശങ്ങളിൽനിന്ന് നീക്കുക",
      empty: {
        title: "ഒന്നും സൂക്ഷിച്ചിട്ടില്ല",
        description: "നിങ്ങൾ നക്ഷത്രമിടുന്ന സന്ദേശങ്ങൾ ഇവിടെയുണ്ടാകും.",
      },
    },
    commands: {
      button: "ടൂളുകൾ",
      changeTool: "ടൂൾ മാറ്റുക",
      availableTools: "ടൂളുകൾ",
    },
    speech: {
      start: "റെക്കോർഡ് ചെയ്യുക",
      stop: "റെക്കോർഡിങ് അവസാനിപ്പിക്കുക",
      connecting: "ബന്ധിപ്പിക്കുന്നു",
    },
    fileUpload: {
      dragDrop: "ഫയലുകൾ ഇവിടെ ഇടുക",
      browse: "ഫയലുകൾ തിരഞ്ഞെടുക്കുക",
      sizeLimit: "പരമാവധി:",
      errors: {
        failed: "ഈ ഫയൽ അയയ്ക്കാനായില്ല:",
        cancelled: "റദ്ദാക്കി:",
      },
      actions: {
        cancelUpload: "റദ്ദാക്കുക",
        removeAttachment: "നീക്കുക",
      },
    },
    messages: {
      status: {
        using: "ഉപയോഗിക്കുന്നു:",
        used: "ഉപയോഗിച്ചു:",
      },
      actions: {
        copy: {
          button: "പകർത്തുക",
          success: "പകർത്തി",
        },
      },
      feedback: {
        positive: "നല്ല ഉത്തരം",
        negative: "മോശം ഉത്തരം",
        edit: "എന്റെ അഭിപ്രായം മാറ്റുക",
        dialog: {
          title: "കൂടുതൽ പറയുക",
          submit: "അയയ്ക്കുക",
          yourFeedback: "എന്താണ് നന്നായത്, എന്താണ് മോശമായത്?",
        },
        status: {
          updating: "സൂക്ഷിക്കുന്നു",
          updated: "നന്ദി, സൂക്ഷിച്ചു.",
        },
      },
    },
    history: {
      title: "നിങ്ങൾ മുമ്പ് എഴുതിയത്",
      empty: "ഇതുവരെ ഒന്നുമില്ല",
      show: "ഞാൻ എഴുതിയത് കാണിക്കുക",
    },
    settings: {
      title: "ക്രമീകരണങ്ങൾ",
      customize: "ഈ ചാറ്റിന്റെ ക്രമീകരണങ്ങൾ",
    },
    watermark: "മോഡലുകൾക്ക് തെറ്റുപറ്റാം. പ്രധാനപ്പെട്ടവ പരിശോധിക്കുക.",
  },
  threadHistory: {
    sidebar: {
      title: "ചാറ്റുകൾ",
      filters: {
        search: "തിരയുക",
        placeholder: "ചാറ്റ് കണ്ടെത്തുക",
      },
      timeframes: {
        today: "ഇന്ന്",
        yesterday: "ഇന്നലെ",
        previous7days: "കഴിഞ്ഞ 7 ദിവസം",
        previous30days: "കഴിഞ്ഞ 30 ദിവസം",
      },
      empty: "ഇതുവരെ ചാറ്റുകളില്ല. നിങ്ങൾ ചോദിക്കുന്നത് ഇവിടെ, നിങ്ങൾക്കായി മാത്രം സൂക്ഷിക്കും.",
      actions: {
        close: "സൈഡ്ബാർ അടയ്ക്കുക",
        open: "സൈഡ്ബാർ തുറക്കുക",
      },
    },
    thread: {
      untitled: "പേരില്ലാത്ത ചാറ്റ്",
      menu: {
        rename: "പേര് മാറ്റുക",
        share: "പങ്കിടുക",
        delete: "ഇല്ലാതാക്കുക",
      },
      actions: {
        share: {
          title: "ഈ ചാറ്റ് പങ്കിടുക",
          button: "പങ്കിടുക",
          status: {
            copied: "പകർത്തി",
            created: "ലിങ്ക് തയ്യാറാണ്.",
            unshared: "ലിങ്ക് ഇനി പ്രവർത്തിക്കില്ല.",
          },
          error: {
            create: "ലിങ്ക് ഉണ്ടാക്കാനായില്ല.",
            unshare: "ലിങ്ക് പിൻവലിക്കാനായില്ല.",
          },
        },
        delete: {
          title: "ഈ ചാറ്റ് ഇല്ലാതാക്കണോ?",
          description: "ഇതിലെ എല്ലാ സന്ദേശങ്ങളും എന്നെന്നേക്കുമായി പോകും.",
          success: "ചാറ്റ് ഇല്ലാതാക്കി",
          inProgress: "ഇല്ലാതാക്കുന്നു",
        },
        rename: {
          title: "ഈ ചാറ്റിന്റെ പേര് മാറ്റുക",
          description: "ഇത് കണ്ടെത്താൻ സഹായിക്കുന്ന ഒരു പേര്.",
          form: {
            name: {
              label: "പുതിയ പേര്",
              placeholder: "പുതിയ പേര്",
            },
          },
          success: "പേര് മാറ്റി",
          inProgress: "പേര് മാറ്റുന്നു",
        },
      },
    },
  },
  navigation: {
    header: {
      chat: "ചാറ്റ്",
      readme: "ഈ ആപ്പിനെക്കുറിച്ച്",
      theme: {
        light: "ഇളം",
        dark: "ഇരുണ്ട",
        system: "സിസ്റ്റം",
      },
    },
    newChat: {
      button: "പുതിയ ചാറ്റ്",
      dialog: {
        title: "പുതിയ ചാറ്റ് തുടങ്ങണോ?",
        description: "നിങ്ങൾ ഇപ്പോഴുള്ള ചാറ്റ് വിട്ടുപോകും.",
        tooltip: "പുതിയ ചാറ്റ്",
      },
    },
    user: {
      menu: {
        settings: "ക്രമീകരണങ്ങൾ",
        settingsKey: "S",
        apiKeys: "കീകൾ",
        logout: "സൈൻ ഔട്ട് ചെയ്യുക",
      },
    },
  },
  apiKeys: {
    title: "ഈ ആപ്പിന് നിങ്ങളുടെ കീകൾ വേണം",
    description: "അവ ഈ ബ്രൗസറിൽത്തന്നെ ഇരിക്കും.",
    success: {
      saved: "കീകൾ സൂക്ഷിച്ചു",
    },
  },
  alerts: {
    info: "വിവരം",
    note: "കുറിപ്പ്",
    tip: "സൂചന",
    important: "പ്രധാനം",
    warning: "മുന്നറിയിപ്പ്",
    caution: "ജാഗ്രത",
    debug: "ഡീബഗ്",
    example: "ഉദാഹരണം",
    success: "വിജയം",
    help: "സഹായം",
    idea: "ആശയം",
    pending: "ബാക്കി",
    security: "സുരക്ഷ",
    beta: "ബീറ്റ",
    "best-practice": "മികച്ച രീതി",
  },
  components: {
    MultiSelectInput: {
      placeholder: "തിരഞ്ഞെടുക്കുക",
    },
    DatePickerInput: {
      placeholder: {
        single: "ഒരു ദിവസം തിരഞ്ഞെടുക്കുക",
        range: "ആദ്യത്തെയും അവസാനത്തെയും ദിവസം തിരഞ്ഞെടുക്കുക",
      },
    },
  },
};
