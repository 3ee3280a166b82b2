// The words of Chainlit's own page in Arabic.
import type { ChainlitTexts } from "./en.ts";

export const texts: ChainlitTexts = {
  common: {
    actions: {
      cancel: "إلغاء",
      confirm: "موافق",
      continue: "التالي",
      goBack: "رجوع",
      reset: "إعادة الضبط",
      submit: "إرسال",
    },
    status: {
      loading: "جارٍ التحميل…",
      error: {
        default: "حدث خطأ ما",
        serverConnection: "الخادم لا يجيب.",
      },
    },
  },
  auth: {
    login: {
      title: "تسجيل الدخول",
      form: {
        email: {
          label: "البريد الإلكتروني أو الاسم",
          required: "أدخل بريدك الإلكتروني أو اسمك.",
          placeholder: "you@company.com",
        },
        password: {
          label: "كلمة المرور",
          required: "أدخل كلمة المرور.",
        },
        actions: {
          signin: "تسجيل الدخول",
        },
        alternativeText: {
          or: "أو",
        },
      },
      errors: {
        default: "لم ينجح تسجيل الدخول.",
        signin: "حاول مجددًا، أو اختر طريقة أخرى.",
        oauthSignin: "حاول مجددًا، أو اختر طريقة أخرى.",
        redirectUriMismatch: "عنوان العودة ليس العنوان الذي تعرفه خدمة الدخول هذه.",
        oauthCallback: "حاول مجددًا، أو اختر طريقة أخرى.",
        oauthCreateAccount: "حاول مجددًا، أو اختر طريقة أخرى.",
        emailCreateAccount: "حاول مجددًا، أو اختر طريقة أخرى.",
        callback: "حاول مجددًا، أو اختر طريقة أخرى.",
        oauthAccountNotLinked: "سجّل الدخول كما فعلت أول مرة.",
        emailSignin: "تعذّر إرسال البريد.",
        emailVerify: "أكّد بريدك الإلكتروني؛ أرسلنا إليك رسالة أخرى.",
        credentialsSignin: "لم يتطابق ذلك. تحقّق من الاسم وكلمة المرور.",
        sessionRequired: "سجّل الدخول لترى هذه الصفحة.",
      },
    },
    provider: {
      continue: "المتابعة عبر {{provider}}",
    },
  },
  chat: {
    input: {
      placeholder: "اكتب رسالة",
      actions: {
        send: "إرسال",
        stop: "إيقاف",
        attachFiles: "إضافة ملفات",
      },
    },
    favorites: {
      use: "استخدام هذه الرسالة",
      headline: "الرسائل المحفوظة",
      remove: "إزالة من الرسائل المحفوظة",
      empty: {
        title: "لا شيء محفوظ",
        description: "الرسائل التي تضع عليها نجمة تُحفظ هنا.",
      },
    },
    commands: {
      button: "الأدوات",
      changeTool: "تغيير الأداة",
      availableTools: "الأدوات",
    },
    speech: {
      start: "تسجيل صوتي",
      stop: "إنهاء التسجيل",
      connecting: "يجري الاتصال",
    },
    fileUpload: {
      dragDrop: "أفلِت الملفات هنا",
      browse: "اختيار ملفات",
      sizeLimit: "الحد الأقصى:",
      errors: {
        failed: "تعذّر إرسال هذا الملف:",
        cancelled: "أُلغي:",
      },
      actions: {
        cancelUpload: "إلغاء",
        removeAttachment: "إزالة",
      },
    },
    messages: {
      status: {
        using: "يستخدم",
        used: "استخدم",
      },
      actions: {
        copy: {
          button: "نسخ",
          success: "نُسخ",
        },
      },
      feedback: {
        positive: "إجابة جيدة",
        negative: "إجابة سيئة",
        edit: "تغيير رأيي",
        dialog: {
          title: "قل المزيد",
          submit: "إرسال",
          yourFeedback: "ما الجيد أو السيئ؟",
        },
        status: {
          updating: "جارٍ الحفظ",
          updated: "شكرًا، تم الحفظ.",
        },
      },
    },
    history: {
      title: "ما كتبته من قبل",
      empty: "لا شيء بعد",
      show: "عرض ما كتبته",
    },
    settings: {
      title: "الإعدادات",
      customize: "إعدادات هذه المحادثة",
    },
    watermark: "النماذج تخطئ. تحقّق مما يهمّك.",
  },
  threadHistory: {
    sidebar: {
      title: "المحادثات",
      filters: {
        search: "بحث",
        placeholder: "البحث عن محادثة",
      },
      timeframes: {
        today: "اليوم",
        yesterday: "أمس",
        previous7days: "آخر 7 أيام",
        previous30days: "آخر 30 يومًا",
      },
      empty: "لا محادثات بعد. ما تسأل عنه يُحفظ هنا، لك وحدك.",
      actions: {
        close: "إغلاق الشريط الجانبي",
        open: "فتح الشريط الجانبي",
      },
    },
    thread: {
      untitled: "محادثة بلا اسم",
      menu: {
        rename: "إعادة تسمية",
        share: "مشاركة",
        delete: "حذف",
      },
      actions: {
        share: {
          title: "مشاركة هذه المحادثة",
          button: "مشاركة",
          status: {
            copied: "نُسخ",
            created: "الرابط جاهز.",
            unshared: "لم يعد الرابط يعمل.",
          },
          error: {
            create: "تعذّر إنشاء رابط.",
            unshare: "تعذّر سحب الرابط.",
          },
        },
        delete: {
          title: "حذف هذه المحادثة؟",
          description: "تزول معها كل رسائلها، ولا رجعة في ذلك.",
          success: "حُذفت المحادثة",
          inProgress: "جارٍ الحذف",
        },
        rename: {
          title: "إعادة تسمية هذه المحادثة",
          description: "اسم تجدها به.",
          form: {
            name: {
              label: "الاسم الجديد",
              placeholder: "الاسم الجديد",
            },
          },
          success: "تغيّر الاسم",
          inProgress: "جارٍ تغيير الاسم",
        },
      },
    },
  },
  navigation: {
    header: {
      chat: "محادثة",
      readme: "عن هذا التطبيق",
      theme: {
        light: "فاتح",
        dark: "داكن",
        system: "حسب النظام",
      },
    },
    newChat: {
      button: "محادثة جديدة",
      dialog: {
        title: "بدء محادثة جديدة؟",
        description: "ستغادر المحادثة التي أنت فيها.",
        tooltip: "محادثة جديدة",
      },
    },
    user: {
      menu: {
        settings: "الإعدادات",
        settingsKey: "S",
        apiKeys: "المفاتيح",
        logout: "تسجيل الخروج",
      },
    },
  },
  apiKeys: {
    title: "يحتاج هذا التطبيق مفاتيحك",
    description: "تبقى في هذا المتصفح.",
    success: {
      saved: "حُفظت المفاتيح",
    },
  },
  alerts: {
    info: "معلومة",
    note: "ملاحظة",
    tip: "نصيحة",
    important: "مهم",
    warning: "تحذير",
    caution: "انتباه",
    debug: "تصحيح الأخطاء",
    example: "مثال",
    success: "نجاح",
    help: "مساعدة",
    idea: "فكرة",
    pending: "قيد الانتظار",
    security: "أمان",
    beta: "تجريبي",
    "best-practice": "أفضل ممارسة",
  },
  components: {
    MultiSelectInput: {
      placeholder: "اختيار",
    },
    DatePickerInput: {
      placeholder: {
        single: "اختر يومًا",
        range: "اختر اليوم الأول والأخير",
      },
    },
  },
};
