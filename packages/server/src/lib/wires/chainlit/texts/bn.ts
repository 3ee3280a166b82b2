// The words of Chainlit's own page in Bengali.
import type { ChainlitTexts } from "./en.ts";

export const texts: ChainlitTexts = {
  common: {
    actions: {
      cancel: "বাতিল করুন",
      confirm: "ঠিক আছে",
      continue: "পরবর্তী",
      goBack: "পেছনে",
      reset: "রিসেট করুন",
      submit: "পাঠান",
    },
    status: {
      loading: "লোড হচ্ছে…",
      error: {
        default: "কিছু একটা ব্যর্থ হয়েছে",
        serverConnection: "সার্ভার সাড়া দিচ্ছে না।",
      },
    },
  },
  auth: {
    login: {
      title: "সাইন ইন করুন",
      form: {
        email: {
          label: "ইমেল বা নাম",
          required: "আপনার ইমেল বা নাম লিখুন।",
          placeholder: "you@company.com",
        },
        password: {
          label: "পাসওয়ার্ড",
          required: "আপনার পাসওয়ার্ড লিখুন।",
        },
        actions: {
          signin: "সাইন ইন করুন",
        },
        alternativeText: {
          or: "অথবা",
        },
      },
      errors: {
        default: "সাইন ইন হয়নি।",
        signin: "আবার চেষ্টা করুন, বা অন্য উপায় বেছে নিন।",
        oauthSignin: "আবার চেষ্টা করুন, বা অন্য উপায় বেছে নিন।",
        redirectUriMismatch: "ফেরার ঠিকানাটি এই সাইন-ইন পরিষেবার জানা ঠিকানা নয়।",
        oauthCallback: "আবার চেষ্টা করুন, বা অন্য উপায় বেছে নিন।",
        oauthCreateAccount: "আবার চেষ্টা করুন, বা অন্য উপায় বেছে নিন।",
        emailCreateAccount: "আবার চেষ্টা করুন, বা অন্য উপায় বেছে নিন।",
        callback: "আবার চেষ্টা করুন, বা অন্য উপায় বেছে নিন।",
        oauthAccountNotLinked: "প্রথমবার যেভাবে করেছিলেন, সেভাবেই সাইন ইন করুন।",
        emailSignin: "ইমেল পাঠানো যায়নি।",
        emailVerify: "আপনার ইমেল নিশ্চিত করুন; আমরা আপনাকে আরেকটি ইমেল পাঠিয়েছি।",
        credentialsSignin: "মিলল না। নাম ও পাসওয়ার্ড দেখে নিন।",
        sessionRequired: "এই পৃষ্ঠা দেখতে সাইন ইন করুন।",
      },
    },
    provider: {
      continue: "{{provider}} দিয়ে এগিয়ে যান",
    },
  },
  chat: {
    input: {
      placeholder: "একটি মেসেজ লিখুন",
      actions: {
        send: "পাঠান",
        stop: "থামান",
        attachFiles: "ফাইল যোগ করুন",
      },
    },
    favorites: {
      use: "এই মেসেজ ব্যবহার করুন",
      headline: "রেখে দেওয়া মেসেজ",
      remove: "রেখে দেওয়া মেসেজ থেকে সরান",
      empty: {
        title: "কিছু রাখা হয়নি",
        description: "যেসব মেসেজে আপনি তারা দেন, সেগুলো এখানে থাকে।",
      },
    },
    commands: {
      button: "টুল",
      changeTool: "টুল বদলান",
      availableTools: "টুল",
    },
    speech: {
      start: "রেকর্ড করুন",
      stop: "রেকর্ডিং শেষ করুন",
      connecting: "সংযোগ করা হচ্ছে",
    },
    fileUpload: {
      dragDrop: "ফাইল এখানে ছাড়ুন",
      browse: "ফাইল বেছে নিন",
      sizeLimit: "সর্বোচ্চ:",
      errors: {
        failed: "এই ফাইল পাঠানো যায়নি:",
        cancelled: "বাতিল হয়েছে:",
      },
      actions: {
        cancelUpload: "বাতিল করুন",
        removeAttachment: "সরান",
      },
    },
    messages: {
      status: {
        using: "ব্যবহার হচ্ছে:",
        used: "ব্যবহার হয়েছে:",
      },
      actions: {
        copy: {
          button: "কপি করুন",
          success: "কপি হয়েছে",
        },
      },
      feedback: {
        positive: "ভালো উত্তর",
        negative: "খারাপ উত্তর",
        edit: "আমার মতামত বদলান",
        dialog: {
          title: "আরও বলুন",
          submit: "পাঠান",
          yourFeedback: "কী ভালো বা খারাপ ছিল?",
        },
        status: {
          updating: "সেভ হচ্ছে",
          updated: "ধন্যবাদ, সেভ হয়েছে।",
        },
      },
    },
    history: {
      title: "আপনি আগে যা লিখেছেন",
      empty: "এখনো কিছু নেই",
      show: "আমি যা লিখেছি তা দেখান",
    },
    settings: {
      title: "সেটিংস",
      customize: "এই চ্যাটের সেটিংস",
    },
    watermark: "মডেল ভুল করে। গুরুত্বপূর্ণ বিষয় যাচাই করুন।",
  },
  threadHistory: {
    sidebar: {
      title: "চ্যাট",
      filters: {
        search: "খুঁজুন",
        placeholder: "চ্যাট খুঁজুন",
      },
      timeframes: {
        today: "আজ",
        yesterday: "গতকাল",
        previous7days: "গত ৭ দিন",
        previous30days: "গত ৩০ দিন",
      },
      empty: "এখনো কোনো চ্যাট নেই। আপনি যা জিজ্ঞাসা করবেন তা এখানে থাকবে, শুধু আপনার জন্য।",
      actions: {
        close: "সাইডবার বন্ধ করুন",
        open: "সাইডবার খুলুন",
      },
    },
    thread: {
      untitled: "নামহীন চ্যাট",
      menu: {
        rename: "নাম বদলান",
        share: "শেয়ার করুন",
        delete: "মুছুন",
      },
      actions: {
        share: {
          title: "এই চ্যাট শেয়ার করুন",
          button: "শেয়ার করুন",
          status: {
            copied: "কপি হয়েছে",
            created: "লিংক তৈরি।",
            unshared: "লিংকটি আর কাজ করে না।",
          },
          error: {
            create: "লিংক তৈরি করা যায়নি।",
            unshare: "লিংক ফিরিয়ে নেওয়া যায়নি।",
          },
        },
        delete: {
          title: "এই চ্যাট মুছবেন?",
          description: "এর সব মেসেজও চিরতরে মুছে যাবে।",
          success: "চ্যাট মোছা হয়েছে",
          inProgress: "মোছা হচ্ছে",
        },
        rename: {
          title: "এই চ্যাটের নাম বদলান",
          description: "এমন একটি নাম, যা দিয়ে এটি খুঁজে পাবেন।",
          form: {
            name: {
              label: "নতুন নাম",
              placeholder: "নতুন নাম",
            },
          },
          success: "নাম বদলানো হয়েছে",
          inProgress: "নাম বদলানো হচ্ছে",
        },
      },
    },
  },
  navigation: {
    header: {
      chat: "চ্যাট",
      readme: "এই অ্যাপ সম্পর্কে",
      theme: {
        light: "হালকা",
        dark: "গাঢ়",
        system: "সিস্টেম",
      },
    },
    newChat: {
      button: "নতুন চ্যাট",
      dialog: {
        title: "নতুন চ্যাট শুরু করবেন?",
        description: "আপনি যে চ্যাটে আছেন, সেটি ছেড়ে যাবেন।",
        tooltip: "নতুন চ্যাট",
      },
    },
    user: {
      menu: {
        settings: "সেটিংস",
        settingsKey: "S",
        apiKeys: "কী",
        logout: "সাইন আউট করুন",
      },
    },
  },
  apiKeys: {
    title: "এই অ্যাপের জন্য আপনার কী দরকার",
    description: "এগুলো এই ব্রাউজারেই থাকে।",
    success: {
      saved: "কী সেভ হয়েছে",
    },
  },
  alerts: {
    info: "তথ্য",
    note: "নোট",
    tip: "টিপ",
    important: "জরুরি",
    warning: "সতর্কতা",
    caution: "সাবধান",
    debug: "ডিবাগ",
    example: "উদাহরণ",
    success: "সফল",
    help: "সাহায্য",
    idea: "ভাবনা",
    pending: "বাকি",
    security: "নিরাপত্তা",
    beta: "বিটা",
    "best-practice": "সেরা উপায়",
  },
  components: {
    MultiSelectInput: {
      placeholder: "বেছে নিন",
    },
    DatePickerInput: {
      placeholder: {
        single: "একটি দিন বেছে নিন",
        range: "প্রথম ও শেষ দিন বেছে নিন",
      },
    },
  },
};
