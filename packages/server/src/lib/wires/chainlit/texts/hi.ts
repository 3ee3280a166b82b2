// The words of Chainlit's own page in Hindi.
import type { ChainlitTexts } from "./en.ts";

export const texts: ChainlitTexts = {
  common: {
    actions: {
      cancel: "रद्द करें",
      confirm: "ठीक है",
      continue: "आगे",
      goBack: "वापस",
      reset: "रीसेट करें",
      submit: "भेजें",
    },
    status: {
      loading: "लोड हो रहा है…",
      error: {
        default: "कुछ गड़बड़ हुई",
        serverConnection: "सर्वर जवाब नहीं दे रहा।",
      },
    },
  },
  auth: {
    login: {
      title: "साइन इन करें",
      form: {
        email: {
          label: "ईमेल या नाम",
          required: "अपना ईमेल या नाम डालें।",
          placeholder: "you@company.com",
        },
        password: {
          label: "पासवर्ड",
          required: "अपना पासवर्ड डालें।",
        },
        actions: {
          signin: "साइन इन करें",
        },
        alternativeText: {
          or: "या",
        },
      },
      errors: {
        default: "साइन इन नहीं हो पाया।",
        signin: "फिर कोशिश करें, या कोई और तरीका चुनें।",
        oauthSignin: "फिर कोशिश करें, या कोई और तरीका चुनें।",
        redirectUriMismatch: "वापसी का पता वह नहीं है जिसे यह साइन-इन सेवा जानती है।",
        oauthCallback: "फिर कोशिश करें, या कोई और तरीका चुनें।",
        oauthCreateAccount: "फिर कोशिश करें, या कोई और तरीका चुनें।",
        emailCreateAccount: "फिर कोशिश करें, या कोई और तरीका चुनें।",
        callback: "फिर कोशिश करें, या कोई और तरीका चुनें।",
        oauthAccountNotLinked: "वैसे ही साइन इन करें जैसे पहली बार किया था।",
        emailSignin: "ईमेल नहीं भेजा जा सका।",
        emailVerify: "अपना ईमेल पुष्ट करें; हमने आपको एक और ईमेल भेजा है।",
        credentialsSignin: "जानकारी मेल नहीं खाई। नाम और पासवर्ड जाँचें।",
        sessionRequired: "यह पेज देखने के लिए साइन इन करें।",
      },
    },
    provider: {
      continue: "{{provider}} के साथ आगे बढ़ें",
    },
  },
  chat: {
    input: {
      placeholder: "संदेश लिखें",
      actions: {
        send: "भेजें",
        stop: "रोकें",
        attachFiles: "फ़ाइलें जोड़ें",
      },
    },
    favorites: {
      use: "यह संदेश इस्तेमाल करें",
      headline: "सहेजे गए संदेश",
      remove: "सहेजे गए संदेशों से हटाएँ",
      empty: {
        title: "कुछ भी सहेजा नहीं गया",
        description: "जिन संदेशों पर आप तारा लगाते हैं, वे यहाँ सहेजे जाते हैं।",
      },
    },
    commands: {
      button: "टूल",
      changeTool: "टूल बदलें",
      availableTools: "टूल",
    },
    speech: {
      start: "रिकॉर्ड करें",
      stop: "रिकॉर्डिंग ख़त्म करें",
      connecting: "कनेक्ट हो रहा है",
    },
    fileUpload: {
      dragDrop: "फ़ाइलें यहाँ छोड़ें",
      browse: "फ़ाइलें चुनें",
      sizeLimit: "ज़्यादा से ज़्यादा:",
      errors: {
        failed: "यह फ़ाइल नहीं भेजी जा सकी:",
        cancelled: "रद्द किया गया:",
      },
      actions: {
        cancelUpload: "रद्द करें",
        removeAttachment: "हटाएँ",
      },
    },
    messages: {
      status: {
        using: "इस्तेमाल में:",
        used: "इस्तेमाल किया:",
      },
      actions: {
        copy: {
          button: "कॉपी करें",
          success: "कॉपी हो गया",
        },
      },
      feedback: {
        positive: "अच्छा जवाब",
        negative: "ख़राब जवाब",
        edit: "अपनी राय बदलें",
        dialog: {
          title: "और बताएँ",
          submit: "भेजें",
          yourFeedback: "क्या अच्छा या ख़राब था?",
        },
        status: {
          updating: "सेव हो रहा है",
          updated: "धन्यवाद, यह सेव हो गया।",
        },
      },
    },
    history: {
      title: "आपने पहले जो लिखा",
      empty: "अभी कुछ नहीं",
      show: "जो मैंने लिखा, वह दिखाएँ",
    },
    settings: {
      title: "सेटिंग",
      customize: "इस चैट की सेटिंग",
    },
    watermark: "मॉडल ग़लतियाँ करते हैं। ज़रूरी बातें जाँच लें।",
  },
  threadHistory: {
    sidebar: {
      title: "चैट",
      filters: {
        search: "खोजें",
        placeholder: "चैट खोजें",
      },
      timeframes: {
        today: "आज",
        yesterday: "कल",
        previous7days: "पिछले 7 दिन",
        previous30days: "पिछले 30 दिन",
      },
      empty: "अभी कोई चैट नहीं है। आप जो पूछेंगे, वह सिर्फ़ आपके लिए यहाँ रखा जाएगा।",
      actions: {
        close: "साइडबार बंद करें",
        open: "साइडबार खोलें",
      },
    },
    thread: {
      untitled: "बिना नाम की चैट",
      menu: {
        rename: "नाम बदलें",
        share: "शेयर करें",
        delete: "मिटाएँ",
      },
      actions: {
        share: {
          title: "यह चैट शेयर करें",
          button: "शेयर करें",
          status: {
            copied: "कॉपी हो गया",
            created: "लिंक तैयार है।",
            unshared: "लिंक अब काम नहीं करता।",
          },
          error: {
            create: "लिंक नहीं बनाया जा सका।",
            unshare: "लिंक वापस नहीं लिया जा सका।",
          },
        },
        delete: {
          title: "यह चैट मिटाएँ?",
          description: "इसके सारे संदेश भी हमेशा के लिए मिट जाएँगे।",
          success: "चैट मिटा दी गई",
          inProgress: "मिटाया जा रहा है",
        },
        rename: {
          title: "इस चैट का नाम बदलें",
          description: "ऐसा नाम जिससे आप इसे ढूँढ सकें।",
          form: {
            name: {
              label: "नया नाम",
              placeholder: "नया नाम",
            },
          },
          success: "नाम बदल दिया गया",
          inProgress: "नाम बदला जा रहा है",
        },
      },
    },
  },
  navigation: {
    header: {
      chat: "चैट",
      readme: "इस ऐप के बारे में",
      theme: {
        light: "हल्की",
        dark: "गहरी",
        system: "सिस्टम",
      },
    },
    newChat: {
      button: "नई चैट",
      dialog: {
        title: "नई चैट शुरू करें?",
        description: "आप जिस चैट में हैं, उससे निकल जाएँगे।",
        tooltip: "नई चैट",
      },
    },
    user: {
      menu: {
        settings: "सेटिंग",
        settingsKey: "S",
        apiKeys: "कुंजियाँ",
        logout: "साइन आउट करें",
      },
    },
  },
  apiKeys: {
    title: "इस ऐप को आपकी कुंजियाँ चाहिए",
    description: "ये इसी ब्राउज़र में रहती हैं।",
    success: {
      saved: "कुंजियाँ सेव हो गईं",
    },
  },
  alerts: {
    info: "जानकारी",
    note: "नोट",
    tip: "सुझाव",
    important: "ज़रूरी",
    warning: "चेतावनी",
    caution: "सावधानी",
    debug: "डीबग",
    example: "उदाहरण",
    success: "सफल",
    help: "मदद",
    idea: "विचार",
    pending: "बाकी",
    security: "सुरक्षा",
    beta: "बीटा",
    "best-practice": "सबसे अच्छा तरीका",
  },
  components: {
    MultiSelectInput: {
      placeholder: "चुनें",
    },
    DatePickerInput: {
      placeholder: {
        single: "दिन चुनें",
        range: "पहला और आख़िरी दिन चुनें",
      },
    },
  },
};
