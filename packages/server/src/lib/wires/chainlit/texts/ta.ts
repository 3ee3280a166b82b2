// The words of Chainlit's own page in Tamil.
import type { ChainlitTexts } from "./en.ts";

export const texts: ChainlitTexts = {
  common: {
    actions: {
      cancel: "ரத்துசெய்",
      confirm: "சரி",
      continue: "அடுத்து",
      goBack: "பின் செல்",
      reset: "மீட்டமை",
      submit: "அனுப்பு",
    },
    status: {
      loading: "ஏற்றுகிறது…",
      error: {
        default: "ஏதோ தவறாகிவிட்டது",
        serverConnection: "சேவையகம் பதிலளிக்கவில்லை.",
      },
    },
  },
  auth: {
    login: {
      title: "உள்நுழைக",
      form: {
        email: {
          label: "மின்னஞ்சல் அல்லது பெயர்",
          required: "உங்கள் மின்னஞ்சலை அல்லது பெயரை உள்ளிடுங்கள்.",
          placeholder: "you@company.com",
        },
        password: {
          label: "கடவுச்சொல்",
          required: "உங்கள் கடவுச்சொல்லை உள்ளிடுங்கள்.",
        },
        actions: {
          signin: "உள்நுழைக",
        },
        alternativeText: {
          or: "அல்லது",
        },
      },
      errors: {
        default: "உள்நுழைய முடியவில்லை.",
        signin: "மீண்டும் முயலுங்கள் அல்லது வேறு வழியைத் தேர்ந்தெடுங்கள்.",
        oauthSignin: "மீண்டும் முயலுங்கள் அல்லது வேறு வழியைத் தேர்ந்தெடுங்கள்.",
        redirectUriMismatch: "திரும்பும் முகவரி இந்த உள்நுழைவுச் சேவை அறிந்தது அல்ல.",
        oauthCallback: "மீண்டும் முயலுங்கள் அல்லது வேறு வழியைத் தேர்ந்தெடுங்கள்.",
        oauthCreateAccount: "மீண்டும் முயலுங்கள் அல்லது வேறு வழியைத் தேர்ந்தெடுங்கள்.",
        emailCreateAccount: "மீண்டும் முயலுங்கள் அல்லது வேறு வழியைத் தேர்ந்தெடுங்கள்.",
        callback: "மீண்டும் முயலுங்கள் அல்லது வேறு வழியைத் தேர்ந்தெடுங்கள்.",
        oauthAccountNotLinked: "முதல்முறை செய்தது போலவே உள்நுழையுங்கள்.",
        emailSignin: "மின்னஞ்சலை அனுப்ப முடியவில்லை.",
        emailVerify: "உங்கள் மின்னஞ்சலை உறுதிப்படுத்துங்கள்; இன்னொரு மின்னஞ்சல் அனுப்பியுள்ளோம்.",
        credentialsSignin: "அது பொருந்தவில்லை. பெயரையும் கடவுச்சொல்லையும் சரிபாருங்கள்.",
        sessionRequired: "இந்தப் பக்கத்தைப் பார்க்க உள்நுழையுங்கள்.",
      },
    },
    provider: {
      continue: "{{provider}} மூலம் தொடர்க",
    },
  },
  chat: {
    input: {
      placeholder: "ஒரு செய்தி எழுதுங்கள்",
      actions: {
        send: "அனுப்பு",
        stop: "நிறுத்து",
        attachFiles: "கோப்புகளைச் சேர்",
      },
    },
    favorites: {
      use: "இந்தச் செய்தியைப் பயன்படுத்து",
      headline: "வைத்திருக்கும் செய்திகள்",
      remove: "வைத்திருக்கும் செய்திகளிலிருந்து அகற்று",
      empty: {
        title: "எதுவும் வைத்திருக்கவில்லை",
        description: "நீங்கள் நட்சத்திரமிடும் செய்திகள் இங்கே இருக்கும்.",
      },
    },
    commands: {
      button: "கருவிகள்",
      changeTool: "கருவியை மாற்று",
      availableTools: "கருவிகள்",
    },
    speech: {
      start: "பதிவு செய்",
      stop: "பதிவை முடி",
      connecting: "இணைக்கிறது",
    },
    fileUpload: {
      dragDrop: "கோப்புகளை இங்கே விடுங்கள்",
      browse: "கோப்புகளைத் தேர்ந்தெடு",
      sizeLimit: "அதிகபட்சம்:",
      errors: {
        failed: "இந்தக் கோப்பை அனுப்ப முடியவில்லை:",
        cancelled: "ரத்து செய்யப்பட்டது:",
      },
      actions: {
        cancelUpload: "ரத்துசெய்",
        removeAttachment: "அகற்று",
      },
    },
    messages: {
      status: {
        using: "பயன்பாட்டில்:",
        used: "பயன்படுத்தியது:",
      },
      actions: {
        copy: {
          button: "நகலெடு",
          success: "நகலெடுக்கப்பட்டது",
        },
      },
      feedback: {
        positive: "நல்ல பதில்",
        negative: "மோசமான பதில்",
        edit: "என் கருத்தை மாற்று",
        dialog: {
          title: "மேலும் சொல்லுங்கள்",
          submit: "அனுப்பு",
          yourFeedback: "எது நன்றாக அல்லது மோசமாக இருந்தது?",
        },
        status: {
          updating: "சேமிக்கிறது",
          updated: "நன்றி, சேமிக்கப்பட்டது.",
        },
      },
    },
    history: {
      title: "நீங்கள் முன்பு எழுதியவை",
      empty: "இன்னும் எதுவும் இல்லை",
      show: "நான் எழுதியதைக் காட்டு",
    },
    settings: {
      title: "அமைப்புகள்",
      customize: "இந்த உரையாடலின் அமைப்புகள்",
    },
    watermark: "மாதிரிகள் தவறு செய்யும். முக்கியமானதைச் சரிபாருங்கள்.",
  },
  threadHistory: {
    sidebar: {
      title: "உரையாடல்கள்",
      filters: {
        search: "தேடு",
        placeholder: "உரையாடலைத் தேடு",
      },
      timeframes: {
        today: "இன்று",
        yesterday: "நேற்று",
        previous7days: "கடந்த 7 நாட்கள்",
        previous30days: "கடந்த 30 நாட்கள்",
      },
      empty: "இன்னும் உரையாடல்கள் இல்லை. நீங்கள் கேட்பவை உங்களுக்காக மட்டும் இங்கே வைக்கப்படும்.",
      actions: {
        close: "பக்கப்பட்டியை மூடு",
        open: "பக்கப்பட்டியைத் திற",
      },
    },
    thread: {
      untitled: "பெயரில்லாத உரையாடல்",
      menu: {
        rename: "பெயர் மாற்று",
        share: "பகிர்",
        delete: "நீக்கு",
      },
      actions: {
        share: {
          title: "இந்த உரையாடலைப் பகிர்",
          button: "பகிர்",
          status: {
            copied: "நகலெடுக்கப்பட்டது",
            created: "இணைப்பு தயார்.",
            unshared: "இணைப்பு இனி இயங்காது.",
          },
          error: {
            create: "இணைப்பை உருவாக்க முடியவில்லை.",
            unshare: "இணைப்பைத் திரும்பப் பெற முடியவில்லை.",
          },
        },
        delete: {
          title: "இந்த உரையாடலை நீக்கவா?",
          description: "அதிலுள்ள எல்லாச் செய்திகளும் நிரந்தரமாக நீக்கப்படும்.",
          success: "உரையாடல் நீக்கப்பட்டது",
          inProgress: "நீக்குகிறது",
        },
        rename: {
          title: "இந்த உரையாடலின் பெயரை மாற்று",
          description: "நீங்கள் கண்டுபிடிக்க உதவும் ஒரு பெயர்.",
          form: {
            name: {
              label: "புதிய பெயர்",
              placeholder: "புதிய பெயர்",
            },
          },
          success: "பெயர் மாற்றப்பட்டது",
          inProgress: "பெயரை மாற்றுகிறது",
        },
      },
    },
  },
  navigation: {
    header: {
      chat: "உரையாடல்",
      readme: "இந்தச் செயலி பற்றி",
      theme: {
        light: "வெளிர்",
        dark: "அடர்",
        system: "கணினி",
      },
    },
    newChat: {
      button: "புதிய உரையாடல்",
      dialog: {
        title: "புதிய உரையாடலைத் தொடங்கவா?",
        description: "நீங்கள் இருக்கும் உரையாடலிலிருந்து வெளியேறுவீர்கள்.",
        tooltip: "புதிய உரையாடல்",
      },
    },
    user: {
      menu: {
        settings: "அமைப்புகள்",
        settingsKey: "S",
        apiKeys: "விசைகள்",
        logout: "வெளியேறு",
      },
    },
  },
  apiKeys: {
    title: "இந்தச் செயலிக்கு உங்கள் சாவிகள் தேவை",
    description: "அவை இந்த உலாவியிலேயே இருக்கும்.",
    success: {
      saved: "சாவிகள் சேமிக்கப்பட்டன",
    },
  },
  alerts: {
    info: "தகவல்",
    note: "குறிப்பு",
    tip: "உதவிக்குறிப்பு",
    important: "முக்கியம்",
    warning: "எச்சரிக்கை",
    caution: "கவனம்",
    debug: "பிழைதேடல்",
    example: "எடுத்துக்காட்டு",
    success: "வெற்றி",
    help: "உதவி",
    idea: "யோசனை",
    pending: "நிலுவை",
    security: "பாதுகாப்பு",
    beta: "பீட்டா",
    "best-practice": "சிறந்த நடைமுறை",
  },
  components: {
    MultiSelectInput: {
      placeholder: "தேர்ந்தெடு",
    },
    DatePickerInput: {
      placeholder: {
        single: "ஒரு நாளைத் தேர்ந்தெடு",
        range: "முதல் மற்றும் கடைசி நாளைத் தேர்ந்தெடு",
      },
    },
  },
};
