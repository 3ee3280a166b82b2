// The words of Chainlit's own page in Kannada.
import type { ChainlitTexts } from "./en.ts";

export const texts: ChainlitTexts = {
  common: {
    actions: {
      cancel: "ರದ್ದುಮಾಡಿ",
      confirm: "ಸರಿ",
      continue: "ಮುಂದೆ",
      goBack: "ಹಿಂದೆ",
      reset: "ಮರುಹೊಂದಿಸಿ",
      submit: "ಕಳುಹಿಸಿ",
    },
    status: {
      loading: "ಲೋಡ್ ಆಗುತ್ತಿದೆ…",
      error: {
        default: "ಏನೋ ವಿಫಲವಾಯಿತು",
        serverConnection: "ಸರ್ವರ್ ಉತ್ತರಿಸುತ್ತಿಲ್ಲ.",
      },
    },
  },
  auth: {
    login: {
      title: "ಸೈನ್ ಇನ್ ಮಾಡಿ",
      form: {
        email: {
          label: "ಇಮೇಲ್ ಅಥವಾ ಹೆಸರು",
          required: "ನಿಮ್ಮ ಇಮೇಲ್ ಅಥವಾ ಹೆಸರು ನೀಡಿ.",
          placeholder: "you@company.com",
        },
        password: {
          label: "ಪಾಸ್‌ವರ್ಡ್",
          required: "ನಿಮ್ಮ ಪಾಸ್‌ವರ್ಡ್ ನೀಡಿ.",
        },
        actions: {
          signin: "ಸೈನ್ ಇನ್ ಮಾಡಿ",
        },
        alternativeText: {
          or: "ಅಥವಾ",
        },
      },
      errors: {
        default: "ಸೈನ್ ಇನ್ ಆಗಲಿಲ್ಲ.",
        signin: "ಮತ್ತೆ ಪ್ರಯತ್ನಿಸಿ, ಅಥವಾ ಬೇರೆ ದಾರಿ ಆರಿಸಿ.",
        oauthSignin: "ಮತ್ತೆ ಪ್ರಯತ್ನಿಸಿ, ಅಥವಾ ಬೇರೆ ದಾರಿ ಆರಿಸಿ.",
        redirectUriMismatch: "ಮರಳುವ ವಿಳಾಸವು ಈ ಸೈನ್-ಇನ್ ಸೇವೆಗೆ ಗೊತ್ತಿರುವುದಲ್ಲ.",
        oauthCallback: "ಮತ್ತೆ ಪ್ರಯತ್ನಿಸಿ, ಅಥವಾ ಬೇರೆ ದಾರಿ ಆರಿಸಿ.",
        oauthCreateAccount: "ಮತ್ತೆ ಪ್ರಯತ್ನಿಸಿ, ಅಥವಾ ಬೇರೆ ದಾರಿ ಆರಿಸಿ.",
        emailCreateAccount: "ಮತ್ತೆ ಪ್ರಯತ್ನಿಸಿ, ಅಥವಾ ಬೇರೆ ದಾರಿ ಆರಿಸಿ.",
        callback: "ಮತ್ತೆ ಪ್ರಯತ್ನಿಸಿ, ಅಥವಾ ಬೇರೆ ದಾರಿ ಆರಿಸಿ.",
        oauthAccountNotLinked: "ಮೊದಲ ಬಾರಿ ಮಾಡಿದಂತೆಯೇ ಸೈನ್ ಇನ್ ಮಾಡಿ.",
        emailSignin: "ಇಮೇಲ್ ಕಳುಹಿಸಲು ಆಗಲಿಲ್ಲ.",
        emailVerify: "ನಿಮ್ಮ ಇಮೇಲ್ ದೃಢೀಕರಿಸಿ; ನಿಮಗೆ ಇನ್ನೊಂದು ಇಮೇಲ್ ಕಳುಹಿಸಿದ್ದೇವೆ.",
        credentialsSignin: "ಅದು ಹೊಂದಲಿಲ್ಲ. ಹೆಸರು ಮತ್ತು ಪಾಸ್‌ವರ್ಡ್ ಪರಿಶೀಲಿಸಿ.",
        sessionRequired: "ಈ ಪುಟ ನೋಡಲು ಸೈನ್ ಇನ್ ಮಾಡಿ.",
      },
    },
    provider: {
      continue: "{{provider}} ಮೂಲಕ ಮುಂದುವರಿಯಿರಿ",
    },
  },
  chat: {
    input: {
      placeholder: "ಸಂದೇಶ ಬರೆಯಿರಿ",
      actions: {
        send: "ಕಳುಹಿಸಿ",
        stop: "ನಿಲ್ಲಿಸಿ",
        attachFiles: "ಕಡತಗಳನ್ನು ಸೇರಿಸಿ",
      },
    },
    favorites: {
      use: "ಈ ಸಂದೇಶವನ್ನು ಬಳಸಿ",
      headline: "ಇಟ್ಟುಕೊಂಡ ಸಂದೇಶಗಳು",
      remove: "ಇಟ್ಟುಕೊಂಡ ಸಂದೇಶಗಳಿಂದ ತೆಗೆಯಿರಿ",
      empty: {
        title: "ಏನೂ ಇಟ್ಟುಕೊಂಡಿಲ್ಲ",
        description: "ನೀವು ನಕ್ಷತ್ರ ಹಾಕಿದ ಸಂದೇಶಗಳು ಇಲ್ಲಿರುತ್ತವೆ.",
      },
    },
    commands: {
      button: "ಸಾಧನಗಳು",
      changeTool: "ಸಾಧನವನ್ನು ಬದಲಿಸಿ",
      availableTools: "ಸಾಧನಗಳು",
    },
    speech: {
      start: "ಧ್ವನಿಮುದ್ರಿಸಿ",
      stop: "ಧ್ವನಿಮುದ್ರಣ ಮುಗಿಸಿ",
      connecting: "ಸಂಪರ್ಕಿಸುತ್ತಿದೆ",
    },
    fileUpload: {
      dragDrop: "ಕಡತಗಳನ್ನು ಇಲ್ಲಿ ಬಿಡಿ",
      browse: "ಕಡತಗಳನ್ನು ಆರಿಸಿ",
      sizeLimit: "ಗರಿಷ್ಠ:",
      errors: {
        failed: "ಈ ಕಡತವನ್ನು ಕಳುಹಿಸಲು ಆಗಲಿಲ್ಲ:",
        cancelled: "ರದ್ದಾಗಿದೆ:",
      },
      actions: {
        cancelUpload: "ರದ್ದುಮಾಡಿ",
        removeAttachment: "ತೆಗೆಯಿರಿ",
      },
    },
    messages: {
      status: {
        using: "ಬಳಕೆಯಲ್ಲಿ:",
        used: "ಬಳಸಿದ್ದು:",
      },
      actions: {
        copy: {
          button: "ನಕಲಿಸಿ",
          success: "ನಕಲಾಗಿದೆ",
        },
      },
      feedback: {
        positive: "ಒಳ್ಳೆಯ ಉತ್ತರ",
        negative: "ಕೆಟ್ಟ ಉತ್ತರ",
        edit: "ನನ್ನ ಅಭಿಪ್ರಾಯ ಬದಲಿಸಿ",
        dialog: {
          title: "ಇನ್ನಷ್ಟು ಹೇಳಿ",
          submit: "ಕಳುಹಿಸಿ",
          yourFeedback: "ಏನು ಚೆನ್ನಾಗಿತ್ತು ಅಥವಾ ಕೆಟ್ಟದಾಗಿತ್ತು?",
        },
        status: {
          updating: "ಉಳಿಸಲಾಗುತ್ತಿದೆ",
          updated: "ಧನ್ಯವಾದ, ಉಳಿಸಲಾಗಿದೆ.",
        },
      },
    },
    history: {
      title: "ನೀವು ಮೊದಲು ಬರೆದದ್ದು",
      empty: "ಇನ್ನೂ ಏನೂ ಇಲ್ಲ",
      show: "ನಾನು ಬರೆದದ್ದನ್ನು ತೋರಿಸಿ",
    },
    settings: {
      title: "ಸೆಟ್ಟಿಂಗ್‌ಗಳು",
      customize: "ಈ ಸಂಭಾಷಣೆಯ ಸೆಟ್ಟಿಂಗ್‌ಗಳು",
    },
    watermark: "ಮಾದರಿಗಳು ತಪ್ಪು ಮಾಡುತ್ತವೆ. ಮುಖ್ಯವಾದದ್ದನ್ನು ಪರಿಶೀಲಿಸಿ.",
  },
  threadHistory: {
    sidebar: {
      title: "ಸಂಭಾಷಣೆಗಳು",
      filters: {
        search: "ಹುಡುಕಿ",
        placeholder: "ಸಂಭಾಷಣೆಯನ್ನು ಹುಡುಕಿ",
      },
      timeframes: {
        today: "ಇಂದು",
        yesterday: "ನಿನ್ನೆ",
        previous7days: "ಕಳೆದ 7 ದಿನಗಳು",
        previous30days: "ಕಳೆದ 30 ದಿನಗಳು",
      },
      empty: "ಇನ್ನೂ ಸಂಭಾಷಣೆಗಳಿಲ್ಲ. ನೀವು ಕೇಳುವುದು ಇಲ್ಲಿ, ನಿಮಗಾಗಿ ಮಾತ್ರ ಇರುತ್ತದೆ.",
      actions: {
        close: "ಪಕ್ಕಪಟ್ಟಿ ಮುಚ್ಚಿ",
        open: "ಪಕ್ಕಪಟ್ಟಿ ತೆರೆಯಿರಿ",
      },
    },
    thread: {
      untitled: "ಹೆಸರಿಲ್ಲದ ಸಂಭಾಷಣೆ",
      menu: {
        rename: "ಹೆಸರು ಬದಲಿಸಿ",
        share: "ಹಂಚಿಕೊಳ್ಳಿ",
        delete: "ಅಳಿಸಿ",
      },
      actions: {
        share: {
          title: "ಈ ಸಂಭಾಷಣೆಯನ್ನು ಹಂಚಿಕೊಳ್ಳಿ",
          button: "ಹಂಚಿಕೊಳ್ಳಿ",
          status: {
            copied: "ನಕಲಾಗಿದೆ",
            created: "ಕೊಂಡಿ ಸಿದ್ಧವಾಗಿದೆ.",
            unshared: "ಕೊಂಡಿ ಇನ್ನು ಕೆಲಸ ಮಾಡುವುದಿಲ್ಲ.",
          },
          error: {
            create: "ಕೊಂಡಿಯನ್ನು ಮಾಡಲು ಆಗಲಿಲ್ಲ.",
            unshare: "ಕೊಂಡಿಯನ್ನು ಹಿಂಪಡೆಯಲು ಆಗಲಿಲ್ಲ.",
          },
        },
        delete: {
          title: "ಈ ಸಂಭಾಷಣೆಯನ್ನು ಅಳಿಸಬೇಕೆ?",
          description: "ಇದರ ಎಲ್ಲ ಸಂದೇಶಗಳೂ ಶಾಶ್ವತವಾಗಿ ಹೋಗುತ್ತವೆ.",
          success: "ಸಂಭಾಷಣೆ ಅಳಿಸಲಾಗಿದೆ",
          inProgress: "ಅಳಿಸಲಾಗುತ್ತಿದೆ",
        },
        rename: {
          title: "ಈ ಸಂಭಾಷಣೆಯ ಹೆಸರು ಬದಲಿಸಿ",
          description: "ನೀವು ಇದನ್ನು ಹುಡುಕಲು ಒಂದು ಹೆಸರು.",
          form: {
            name: {
              label: "ಹೊಸ ಹೆಸರು",
              placeholder: "ಹೊಸ ಹೆಸರು",
            },
          },
          success: "ಹೆಸರು ಬದಲಾಗಿದೆ",
          inProgress: "ಹೆಸರು ಬದಲಾಗುತ್ತಿದೆ",
        },
      },
    },
  },
  navigation: {
    header: {
      chat: "ಸಂಭಾಷಣೆ",
      readme: "ಈ ಆ್ಯಪ್ ಬಗ್ಗೆ",
      theme: {
        light: "ತಿಳಿ",
        dark: "ಗಾಢ",
        system: "ಸಿಸ್ಟಮ್",
      },
    },
    newChat: {
      button: "ಹೊಸ ಸಂಭಾಷಣೆ",
      dialog: {
        title: "ಹೊಸ ಸಂಭಾಷಣೆ ಆರಂಭಿಸಬೇಕೆ?",
        description: "ನೀವಿರುವ ಸಂಭಾಷಣೆಯನ್ನು ಬಿಟ್ಟು ಹೋಗುತ್ತೀರಿ.",
        tooltip: "ಹೊಸ ಸಂಭಾಷಣೆ",
      },
    },
    user: {
      menu: {
        settings: "ಸೆಟ್ಟಿಂಗ್‌ಗಳು",
        settingsKey: "S",
        apiKeys: "ಕೀಗಳು",
        logout: "ಸೈನ್ ಔಟ್ ಮಾಡಿ",
      },
    },
  },
  apiKeys: {
    title: "ಈ ಆ್ಯಪ್‌ಗೆ ನಿಮ್ಮ ಕೀಗಳು ಬೇಕು",
    description: "ಅವು ಈ ಬ್ರೌಸರ್‌ನಲ್ಲೇ ಇರುತ್ತವೆ.",
    success: {
      saved: "ಕೀಗಳು ಉಳಿದಿವೆ",
    },
  },
  alerts: {
    info: "ಮಾಹಿತಿ",
    note: "ಟಿಪ್ಪಣಿ",
    tip: "ಕಿವಿಮಾತು",
    important: "ಮುಖ್ಯ",
    warning: "ಎಚ್ಚರಿಕೆ",
    caution: "ಜಾಗ್ರತೆ",
    debug: "ಡೀಬಗ್",
    example: "ಉದಾಹರಣೆ",
    success: "ಯಶಸ್ಸು",
    help: "ಸಹಾಯ",
    idea: "ಆಲೋಚನೆ",
    pending: "ಬಾಕಿ",
    security: "ಭದ್ರತೆ",
    beta: "ಬೀಟಾ",
    "best-practice": "ಉತ್ತಮ ರೂಢಿ",
  },
  components: {
    MultiSelectInput: {
      placeholder: "ಆರಿಸಿ",
    },
    DatePickerInput: {
      placeholder: {
        single: "ಒಂದು ದಿನ ಆರಿಸಿ",
        range: "ಮೊದಲ ಮತ್ತು ಕೊನೆಯ ದಿನ ಆರಿಸಿ",
      },
    },
  },
};
