// The words of Chainlit's own page in Telugu.
import type { ChainlitTexts } from "./en.ts";

export const texts: ChainlitTexts = {
  common: {
    actions: {
      cancel: "రద్దు చేయి",
      confirm: "సరే",
      continue: "తర్వాత",
      goBack: "వెనక్కి",
      reset: "రీసెట్ చేయి",
      submit: "పంపు",
    },
    status: {
      loading: "లోడ్ అవుతోంది…",
      error: {
        default: "ఏదో విఫలమైంది",
        serverConnection: "సర్వర్ స్పందించడం లేదు.",
      },
    },
  },
  auth: {
    login: {
      title: "సైన్ ఇన్ చేయండి",
      form: {
        email: {
          label: "ఇ-మెయిల్ లేదా పేరు",
          required: "మీ ఇ-మెయిల్ లేదా పేరు ఇవ్వండి.",
          placeholder: "you@company.com",
        },
        password: {
          label: "పాస్‌వర్డ్",
          required: "మీ పాస్‌వర్డ్ ఇవ్వండి.",
        },
        actions: {
          signin: "సైన్ ఇన్ చేయి",
        },
        alternativeText: {
          or: "లేదా",
        },
      },
      errors: {
        default: "సైన్ ఇన్ కుదరలేదు.",
        signin: "మళ్లీ ప్రయత్నించండి, లేదా మరో మార్గం ఎంచుకోండి.",
        oauthSignin: "మళ్లీ ప్రయత్నించండి, లేదా మరో మార్గం ఎంచుకోండి.",
        redirectUriMismatch: "తిరిగి వచ్చే చిరునామా ఈ సైన్-ఇన్ సేవకు తెలిసినది కాదు.",
        oauthCallback: "మళ్లీ ప్రయత్నించండి, లేదా మరో మార్గం ఎంచుకోండి.",
        oauthCreateAccount: "మళ్లీ ప్రయత్నించండి, లేదా మరో మార్గం ఎంచుకోండి.",
        emailCreateAccount: "మళ్లీ ప్రయత్నించండి, లేదా మరో మార్గం ఎంచుకోండి.",
        callback: "మళ్లీ ప్రయత్నించండి, లేదా మరో మార్గం ఎంచుకోండి.",
        oauthAccountNotLinked: "మొదటిసారి చేసినట్టే సైన్ ఇన్ చేయండి.",
        emailSignin: "ఇమెయిల్ పంపడం కుదరలేదు.",
        emailVerify: "మీ ఇమెయిల్‌ను నిర్ధారించండి; మీకు మరో ఇమెయిల్ పంపాము.",
        credentialsSignin: "అది సరిపోలలేదు. పేరు, పాస్‌వర్డ్ సరిచూసుకోండి.",
        sessionRequired: "ఈ పేజీ చూడటానికి సైన్ ఇన్ చేయండి.",
      },
    },
    provider: {
      continue: "{{provider}}తో కొనసాగు",
    },
  },
  chat: {
    input: {
      placeholder: "సందేశం రాయండి",
      actions: {
        send: "పంపు",
        stop: "ఆపు",
        attachFiles: "ఫైళ్లు జోడించు",
      },
    },
    favorites: {
      use: "ఈ సందేశాన్ని వాడు",
      headline: "దాచిన సందేశాలు",
      remove: "దాచిన సందేశాల నుంచి తీసివేయి",
      empty: {
        title: "ఏదీ దాచలేదు",
        description: "మీరు నక్షత్రం పెట్టిన సందేశాలు ఇక్కడ ఉంటాయి.",
      },
    },
    commands: {
      button: "సాధనాలు",
      changeTool: "సాధనాన్ని మార్చు",
      availableTools: "సాధనాలు",
    },
    speech: {
      start: "రికార్డ్ చేయి",
      stop: "రికార్డింగ్ ముగించు",
      connecting: "కనెక్ట్ అవుతోంది",
    },
    fileUpload: {
      dragDrop: "ఫైళ్లను ఇక్కడ వదలండి",
      browse: "ఫైళ్లను ఎంచుకోండి",
      sizeLimit: "గరిష్ఠంగా:",
      errors: {
        failed: "ఈ ఫైల్ పంపడం కుదరలేదు:",
        cancelled: "రద్దయింది:",
      },
      actions: {
        cancelUpload: "రద్దు చేయి",
        removeAttachment: "తీసివేయి",
      },
    },
    messages: {
      status: {
        using: "వాడుతోంది:",
        used: "వాడింది:",
      },
      actions: {
        copy: {
          button: "కాపీ చేయి",
          success: "కాపీ అయింది",
        },
      },
      feedback: {
        positive: "మంచి సమాధానం",
        negative: "బాగోలేని సమాధానం",
        edit: "నా అభిప్రాయాన్ని మార్చు",
        dialog: {
          title: "మరింత చెప్పండి",
          submit: "పంపు",
          yourFeedback: "ఏది బాగుంది, ఏది బాగోలేదు?",
        },
        status: {
          updating: "సేవ్ అవుతోంది",
          updated: "ధన్యవాదాలు, సేవ్ అయింది.",
        },
      },
    },
    history: {
      title: "మీరు ఇంతకు ముందు రాసినవి",
      empty: "ఇంకా ఏమీ లేదు",
      show: "నేను రాసింది చూపించు",
    },
    settings: {
      title: "సెట్టింగ్‌లు",
      customize: "ఈ సంభాషణ సెట్టింగ్‌లు",
    },
    watermark: "మోడళ్లు తప్పులు చేస్తాయి. ముఖ్యమైనవి సరిచూసుకోండి.",
  },
  threadHistory: {
    sidebar: {
      title: "సంభాషణలు",
      filters: {
        search: "వెతుకు",
        placeholder: "సంభాషణను వెతకండి",
      },
      timeframes: {
        today: "ఈ రోజు",
        yesterday: "నిన్న",
        previous7days: "గత 7 రోజులు",
        previous30days: "గత 30 రోజులు",
      },
      empty: "ఇంకా సంభాషణలు లేవు. మీరు అడిగేవి ఇక్కడ, మీకోసం మాత్రమే ఉంటాయి.",
      actions: {
        close: "సైడ్‌బార్ మూసివేయి",
        open: "సైడ్‌బార్ తెరువు",
      },
    },
    thread: {
      untitled: "పేరు లేని సంభాషణ",
      menu: {
        rename: "పేరు మార్చు",
        share: "షేర్ చేయి",
        delete: "తొలగించు",
      },
      actions: {
        share: {
          title: "ఈ సంభాషణను షేర్ చేయి",
          button: "షేర్ చేయి",
          status: {
            copied: "కాపీ అయింది",
            created: "లింక్ సిద్ధంగా ఉంది.",
            unshared: "లింక్ ఇక పనిచేయదు.",
          },
          error: {
            create: "లింక్ తయారు చేయడం కుదరలేదు.",
            unshare: "లింక్ వెనక్కి తీసుకోవడం కుదరలేదు.",
          },
        },
        delete: {
          title: "ఈ సంభాషణను తొలగించాలా?",
          description: "ఇందులోని సందేశాలన్నీ శాశ్వతంగా పోతాయి.",
          success: "సంభాషణ తొలగించబడింది",
          inProgress: "తొలగిస్తోంది",
        },
        rename: {
          title: "ఈ సంభాషణ పేరు మార్చు",
          description: "మీరు దీన్ని గుర్తించడానికి ఒక పేరు.",
          form: {
            name: {
              label: "కొత్త పేరు",
              placeholder: "కొత్త పేరు",
            },
          },
          success: "పేరు మారింది",
          inProgress: "పేరు మారుతోంది",
        },
      },
    },
  },
  navigation: {
    header: {
      chat: "సంభాషణ",
      readme: "ఈ యాప్ గురించి",
      theme: {
        light: "లేత",
        dark: "ముదురు",
        system: "సిస్టమ్",
      },
    },
    newChat: {
      button: "కొత్త సంభాషణ",
      dialog: {
        title: "కొత్త సంభాషణ ప్రారంభించాలా?",
        description: "మీరు ఉన్న సంభాషణను వదిలి వెళ్తారు.",
        tooltip: "కొత్త సంభాషణ",
      },
    },
    user: {
      menu: {
        settings: "సెట్టింగ్‌లు",
        settingsKey: "S",
        apiKeys: "కీలు",
        logout: "సైన్ అవుట్ చేయి",
      },
    },
  },
  apiKeys: {
    title: "ఈ యాప్‌కు మీ కీలు కావాలి",
    description: "అవి ఈ బ్రౌజర్‌లోనే ఉంటాయి.",
    success: {
      saved: "కీలు సేవ్ అయ్యాయి",
    },
  },
  alerts: {
    info: "సమాచారం",
    note: "గమనిక",
    tip: "చిట్కా",
    important: "ముఖ్యం",
    warning: "హెచ్చరిక",
    caution: "జాగ్రత్త",
    debug: "డీబగ్",
    example: "ఉదాహరణ",
    success: "విజయం",
    help: "సహాయం",
    idea: "ఆలోచన",
    pending: "పెండింగ్",
    security: "భద్రత",
    beta: "బీటా",
    "best-practice": "ఉత్తమ పద్ధతి",
  },
  components: {
    MultiSelectInput: {
      placeholder: "ఎంచుకోండి",
    },
    DatePickerInput: {
      placeholder: {
        single: "ఒక రోజును ఎంచుకోండి",
        range: "మొదటి, చివరి రోజులను ఎంచుకోండి",
      },
    },
  },
};
