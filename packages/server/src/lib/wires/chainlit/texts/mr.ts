// The words of Chainlit's own page in Marathi.
import type { ChainlitTexts } from "./en.ts";

export const texts: ChainlitTexts = {
  common: {
    actions: {
      cancel: "रद्द करा",
      confirm: "ठीक आहे",
      continue: "पुढे",
      goBack: "मागे",
      reset: "रीसेट करा",
      submit: "पाठवा",
    },
    status: {
      loading: "लोड होत आहे…",
      error: {
        default: "काहीतरी चुकले",
        serverConnection: "सर्व्हर उत्तर देत नाही.",
      },
    },
  },
  auth: {
    login: {
      title: "साइन इन करा",
      form: {
        email: {
          label: "ईमेल किंवा नाव",
          required: "तुमचा ईमेल किंवा नाव भरा.",
          placeholder: "you@company.com",
        },
        password: {
          label: "पासवर्ड",
          required: "तुमचा पासवर्ड भरा.",
        },
        actions: {
          signin: "साइन इन करा",
        },
        alternativeText: {
          or: "किंवा",
        },
      },
      errors: {
        default: "साइन इन झाले नाही.",
        signin: "पुन्हा प्रयत्न करा, किंवा दुसरा मार्ग निवडा.",
        oauthSignin: "पुन्हा प्रयत्न करा, किंवा दुसरा मार्ग निवडा.",
        redirectUriMismatch: "परतीचा पत्ता या साइन-इन सेवेला माहीत असलेला नाही.",
        oauthCallback: "पुन्हा प्रयत्न करा, किंवा दुसरा मार्ग निवडा.",
        oauthCreateAccount: "पुन्हा प्रयत्न करा, किंवा दुसरा मार्ग निवडा.",
        emailCreateAccount: "पुन्हा प्रयत्न करा, किंवा दुसरा मार्ग निवडा.",
        callback: "पुन्हा प्रयत्न करा, किंवा दुसरा मार्ग निवडा.",
        oauthAccountNotLinked: "पहिल्या वेळी केले तसेच साइन इन करा.",
        emailSignin: "ईमेल पाठवता आला नाही.",
        emailVerify: "तुमचा ईमेल पुष्टी करा; आम्ही तुम्हाला आणखी एक ईमेल पाठवला आहे.",
        credentialsSignin: "माहिती जुळली नाही. नाव आणि पासवर्ड तपासा.",
        sessionRequired: "हे पान पाहण्यासाठी साइन इन करा.",
      },
    },
    provider: {
      continue: "{{provider}} सह पुढे जा",
    },
  },
  chat: {
    input: {
      placeholder: "संदेश लिहा",
      actions: {
        send: "पाठवा",
        stop: "थांबवा",
        attachFiles: "फायली जोडा",
      },
    },
    favorites: {
      use: "हा संदेश वापरा",
      headline: "जपलेले संदेश",
      remove: "जपलेल्या संदेशांतून काढा",
      empty: {
        title: "काहीही जपलेले नाही",
        description: "तुम्ही तारा दिलेले संदेश इथे जपले जातात.",
      },
    },
    commands: {
      button: "साधने",
      changeTool: "साधन बदला",
      availableTools: "साधने",
    },
    speech: {
      start: "रेकॉर्ड करा",
      stop: "रेकॉर्डिंग संपवा",
      connecting: "कनेक्ट होत आहे",
    },
    fileUpload: {
      dragDrop: "फायली इथे सोडा",
      browse: "फायली निवडा",
      sizeLimit: "जास्तीत जास्त:",
      errors: {
        failed: "ही फाइल पाठवता आली नाही:",
        cancelled: "रद्द केले:",
      },
      actions: {
        cancelUpload: "रद्द करा",
        removeAttachment: "काढा",
      },
    },
    messages: {
      status: {
        using: "वापरात:",
        used: "वापरले:",
      },
      actions: {
        copy: {
          button: "कॉपी करा",
          success: "कॉपी झाले",
        },
      },
      feedback: {
        positive: "चांगले उत्तर",
        negative: "वाईट उत्तर",
        edit: "माझे मत बदला",
        dialog: {
          title: "आणखी सांगा",
          submit: "पाठवा",
          yourFeedback: "काय चांगले किंवा वाईट होते?",
        },
        status: {
          updating: "सेव्ह होत आहे",
          updated: "धन्यवाद, सेव्ह झाले.",
        },
      },
    },
    history: {
      title: "तुम्ही आधी लिहिलेले",
      empty: "अजून काही नाही",
      show: "मी लिहिलेले दाखवा",
    },
    settings: {
      title: "सेटिंग्ज",
      customize: "या चॅटची सेटिंग्ज",
    },
    watermark: "मॉडेल चुका करतात. महत्त्वाचे तपासून पाहा.",
  },
  threadHistory: {
    sidebar: {
      title: "चॅट",
      filters: {
        search: "शोधा",
        placeholder: "चॅट शोधा",
      },
      timeframes: {
        today: "आज",
        yesterday: "काल",
        previous7days: "मागील ७ दिवस",
        previous30days: "मागील ३० दिवस",
      },
      empty: "अजून एकही चॅट नाही. तुम्ही जे विचाराल ते इथे फक्त तुमच्यासाठी ठेवले जाईल.",
      actions: {
        close: "साइडबार बंद करा",
        open: "साइडबार उघडा",
      },
    },
    thread: {
      untitled: "नाव नसलेली चॅट",
      menu: {
        rename: "नाव बदला",
        share: "शेअर करा",
        delete: "हटवा",
      },
      actions: {
        share: {
          title: "ही चॅट शेअर करा",
          button: "शेअर करा",
          status: {
            copied: "कॉपी झाले",
            created: "लिंक तयार आहे.",
            unshared: "लिंक आता चालत नाही.",
          },
          error: {
            create: "लिंक बनवता आली नाही.",
            unshare: "लिंक मागे घेता आली नाही.",
          },
        },
        delete: {
          title: "ही चॅट हटवायची?",
          description: "तिच्यातील सर्व संदेशही कायमचे जातील.",
          success: "चॅट हटवली",
          inProgress: "हटवत आहे",
        },
        rename: {
          title: "या चॅटचे नाव बदला",
          description: "तुम्हाला ती सापडेल असे नाव.",
          form: {
            name: {
              label: "नवीन नाव",
              placeholder: "नवीन नाव",
            },
          },
          success: "नाव बदलले",
          inProgress: "नाव बदलत आहे",
        },
      },
    },
  },
  navigation: {
    header: {
      chat: "चॅट",
      readme: "या ॲपबद्दल",
      theme: {
        light: "फिकट",
        dark: "गडद",
        system: "सिस्टम",
      },
    },
    newChat: {
      button: "नवीन चॅट",
      dialog: {
        title: "नवीन चॅट सुरू करायची?",
        description: "तुम्ही ज्या चॅटमध्ये आहात ती सोडाल.",
        tooltip: "नवीन चॅट",
      },
    },
    user: {
      menu: {
        settings: "सेटिंग्ज",
        settingsKey: "S",
        apiKeys: "की",
        logout: "साइन आउट करा",
      },
    },
  },
  apiKeys: {
    title: "या ॲपला तुमच्या की हव्या आहेत",
    description: "त्या याच ब्राउझरमध्ये राहतात.",
    success: {
      saved: "की सेव्ह झाल्या",
    },
  },
  alerts: {
    info: "माहिती",
    note: "टीप",
    tip: "युक्ती",
    important: "महत्त्वाचे",
    warning: "इशारा",
    caution: "सावधान",
    debug: "डीबग",
    example: "उदाहरण",
    success: "यशस्वी",
    help: "मदत",
    idea: "कल्पना",
    pending: "प्रलंबित",
    security: "सुरक्षा",
    beta: "बीटा",
    "best-practice": "सर्वोत्तम पद्धत",
  },
  components: {
    MultiSelectInput: {
      placeholder: "निवडा",
    },
    DatePickerInput: {
      placeholder: {
        single: "दिवस निवडा",
        range: "पहिला आणि शेवटचा दिवस निवडा",
      },
    },
  },
};
