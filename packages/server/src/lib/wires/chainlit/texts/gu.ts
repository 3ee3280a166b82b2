// The words of Chainlit's own page in Gujarati.
import type { ChainlitTexts } from "./en.ts";

export const texts: ChainlitTexts = {
  common: {
    actions: {
      cancel: "રદ કરો",
      confirm: "બરાબર",
      continue: "આગળ",
      goBack: "પાછળ",
      reset: "રીસેટ કરો",
      submit: "મોકલો",
    },
    status: {
      loading: "લોડ થઈ રહ્યું છે…",
      error: {
        default: "કંઈક ખોટું થયું",
        serverConnection: "સર્વર જવાબ આપતું નથી.",
      },
    },
  },
  auth: {
    login: {
      title: "સાઇન ઇન કરો",
      form: {
        email: {
          label: "ઇમેઇલ અથવા નામ",
          required: "તમારો ઇમેઇલ અથવા નામ લખો.",
          placeholder: "you@company.com",
        },
        password: {
          label: "પાસવર્ડ",
          required: "તમારો પાસવર્ડ લખો.",
        },
        actions: {
          signin: "સાઇન ઇન કરો",
        },
        alternativeText: {
          or: "અથવા",
        },
      },
      errors: {
        default: "સાઇન ઇન થઈ શક્યું નહીં.",
        signin: "ફરી પ્રયાસ કરો, અથવા બીજી રીત પસંદ કરો.",
        oauthSignin: "ફરી પ્રયાસ કરો, અથવા બીજી રીત પસંદ કરો.",
        redirectUriMismatch: "પાછા ફરવાનું સરનામું આ સાઇન-ઇન સેવા જાણે છે તે નથી.",
        oauthCallback: "ફરી પ્રયાસ કરો, અથવા બીજી રીત પસંદ કરો.",
        oauthCreateAccount: "ફરી પ્રયાસ કરો, અથવા બીજી રીત પસંદ કરો.",
        emailCreateAccount: "ફરી પ્રયાસ કરો, અથવા બીજી રીત પસંદ કરો.",
        callback: "ફરી પ્રયાસ કરો, અથવા બીજી રીત પસંદ કરો.",
        oauthAccountNotLinked: "પહેલી વાર કર્યું હતું તે જ રીતે સાઇન ઇન કરો.",
        emailSignin: "ઇમેઇલ મોકલી શકાયો નહીં.",
        emailVerify: "તમારા ઇમેઇલની પુષ્ટિ કરો; અમે તમને બીજો ઇમેઇલ મોકલ્યો છે.",
        credentialsSignin: "વિગતો મેળ ખાતી નથી. નામ અને પાસવર્ડ તપાસો.",
        sessionRequired: "આ પાનું જોવા સાઇન ઇન કરો.",
      },
    },
    provider: {
      continue: "{{provider}} સાથે આગળ વધો",
    },
  },
  chat: {
    input: {
      placeholder: "સંદેશ લખો",
      actions: {
        send: "મોકલો",
        stop: "રોકો",
        attachFiles: "ફાઇલો ઉમેરો",
      },
    },
    favorites: {
      use: "આ સંદેશ વાપરો",
      headline: "સાચવેલા સંદેશ",
      remove: "સાચવેલા સંદેશમાંથી દૂર કરો",
      empty: {
        title: "કંઈ સાચવેલું નથી",
        description: "તમે તારો મૂકો તે સંદેશ અહીં સચવાય છે.",
      },
    },
    commands: {
      button: "ટૂલ",
      changeTool: "ટૂલ બદલો",
      availableTools: "ટૂલ",
    },
    speech: {
      start: "રેકોર્ડ કરો",
      stop: "રેકોર્ડિંગ પૂરું કરો",
      connecting: "કનેક્ટ થઈ રહ્યું છે",
    },
    fileUpload: {
      dragDrop: "ફાઇલો અહીં મૂકો",
      browse: "ફાઇલો પસંદ કરો",
      sizeLimit: "વધુમાં વધુ:",
      errors: {
        failed: "આ ફાઇલ મોકલી શકાઈ નહીં:",
        cancelled: "રદ થયું:",
      },
      actions: {
        cancelUpload: "રદ કરો",
        removeAttachment: "દૂર કરો",
      },
    },
    messages: {
      status: {
        using: "વપરાય છે:",
        used: "વપરાયું:",
      },
      actions: {
        copy: {
          button: "કૉપિ કરો",
          success: "કૉપિ થયું",
        },
      },
      feedback: {
        positive: "સારો જવાબ",
        negative: "ખરાબ જવાબ",
        edit: "મારો અભિપ્રાય બદલો",
        dialog: {
          title: "વધુ જણાવો",
          submit: "મોકલો",
          yourFeedback: "શું સારું કે ખરાબ હતું?",
        },
        status: {
          updating: "સચવાય છે",
          updated: "આભાર, સચવાઈ ગયું.",
        },
      },
    },
    history: {
      title: "તમે પહેલાં લખેલું",
      empty: "હજી કંઈ નથી",
      show: "મેં લખેલું બતાવો",
    },
    settings: {
      title: "સેટિંગ",
      customize: "આ ચૅટના સેટિંગ",
    },
    watermark: "મોડલ ભૂલો કરે છે. મહત્ત્વનું હોય તે ચકાસો.",
  },
  threadHistory: {
    sidebar: {
      title: "ચૅટ",
      filters: {
        search: "શોધો",
        placeholder: "ચૅટ શોધો",
      },
      timeframes: {
        today: "આજે",
        yesterday: "ગઈકાલે",
        previous7days: "છેલ્લા 7 દિવસ",
        previous30days: "છેલ્લા 30 દિવસ",
      },
      empty: "હજી કોઈ ચૅટ નથી. તમે જે પૂછશો તે અહીં ફક્ત તમારા માટે રખાશે.",
      actions: {
        close: "સાઇડબાર બંધ કરો",
        open: "સાઇડબાર ખોલો",
      },
    },
    thread: {
      untitled: "નામ વગરની ચૅટ",
      menu: {
        rename: "નામ બદલો",
        share: "શેર કરો",
        delete: "ડિલીટ કરો",
      },
      actions: {
        share: {
          title: "આ ચૅટ શેર કરો",
          button: "શેર કરો",
          status: {
            copied: "કૉપિ થયું",
            created: "લિંક તૈયાર છે.",
            unshared: "લિંક હવે ચાલતી નથી.",
          },
          error: {
            create: "લિંક બનાવી શકાઈ નહીં.",
            unshare: "લિંક પાછી ખેંચી શકાઈ નહીં.",
          },
        },
        delete: {
          title: "આ ચૅટ ડિલીટ કરવી છે?",
          description: "તેના બધા સંદેશ પણ કાયમ માટે જતા રહેશે.",
          success: "ચૅટ ડિલીટ થઈ",
          inProgress: "ડિલીટ થાય છે",
        },
        rename: {
          title: "આ ચૅટનું નામ બદલો",
          description: "તમને તે મળી રહે એવું નામ.",
          form: {
            name: {
              label: "નવું નામ",
              placeholder: "નવું નામ",
            },
          },
          success: "નામ બદલાયું",
          inProgress: "નામ બદલાય છે",
        },
      },
    },
  },
  navigation: {
    header: {
      chat: "ચૅટ",
      readme: "આ ઍપ વિશે",
      theme: {
        light: "આછી",
        dark: "ઘેરી",
        system: "સિસ્ટમ",
      },
    },
    newChat: {
      button: "નવી ચૅટ",
      dialog: {
        title: "નવી ચૅટ શરૂ કરવી છે?",
        description: "તમે જે ચૅટમાં છો તે છોડશો.",
        tooltip: "નવી ચૅટ",
      },
    },
    user: {
      menu: {
        settings: "સેટિંગ",
        settingsKey: "S",
        apiKeys: "કી",
        logout: "સાઇન આઉટ કરો",
      },
    },
  },
  apiKeys: {
    title: "આ ઍપને તમારી કી જોઈએ છે",
    description: "તે આ જ બ્રાઉઝરમાં રહે છે.",
    success: {
      saved: "કી સચવાઈ",
    },
  },
  alerts: {
    info: "માહિતી",
    note: "નોંધ",
    tip: "ટિપ",
    important: "મહત્ત્વનું",
    warning: "ચેતવણી",
    caution: "સાવધાની",
    debug: "ડિબગ",
    example: "ઉદાહરણ",
    success: "સફળ",
    help: "મદદ",
    idea: "વિચાર",
    pending: "બાકી",
    security: "સુરક્ષા",
    beta: "બીટા",
    "best-practice": "શ્રેષ્ઠ રીત",
  },
  components: {
    MultiSelectInput: {
      placeholder: "પસંદ કરો",
    },
    DatePickerInput: {
      placeholder: {
        single: "દિવસ પસંદ કરો",
        range: "પહેલો અને છેલ્લો દિવસ પસંદ કરો",
      },
    },
  },
};
