// The words of Chainlit's own page in Hebrew.
import type { ChainlitTexts } from "./en.ts";

export const texts: ChainlitTexts = {
  common: {
    actions: {
      cancel: "ביטול",
      confirm: "אישור",
      continue: "הבא",
      goBack: "חזרה",
      reset: "איפוס",
      submit: "שליחה",
    },
    status: {
      loading: "בטעינה…",
      error: {
        default: "משהו נכשל",
        serverConnection: "השרת לא עונה.",
      },
    },
  },
  auth: {
    login: {
      title: "כניסה",
      form: {
        email: {
          label: "דוא״ל או שם",
          required: "הזינו את הדוא״ל או את השם שלכם.",
          placeholder: "you@company.com",
        },
        password: {
          label: "סיסמה",
          required: "הזינו את הסיסמה שלכם.",
        },
        actions: {
          signin: "כניסה",
        },
        alternativeText: {
          or: "או",
        },
      },
      errors: {
        default: "הכניסה לא הצליחה.",
        signin: "נסו שוב, או היכנסו בדרך אחרת.",
        oauthSignin: "נסו שוב, או היכנסו בדרך אחרת.",
        redirectUriMismatch: "כתובת החזרה אינה זו ששירות הכניסה הזה מכיר.",
        oauthCallback: "נסו שוב, או היכנסו בדרך אחרת.",
        oauthCreateAccount: "נסו שוב, או היכנסו בדרך אחרת.",
        emailCreateAccount: "נסו שוב, או היכנסו בדרך אחרת.",
        callback: "נסו שוב, או היכנסו בדרך אחרת.",
        oauthAccountNotLinked: "היכנסו כמו בפעם הראשונה.",
        emailSignin: "לא ניתן היה לשלוח את הדוא״ל.",
        emailVerify: "אשרו את כתובת הדוא״ל שלכם; שלחנו לכם הודעה נוספת.",
        credentialsSignin: "הפרטים לא מתאימים. בדקו את השם ואת הסיסמה.",
        sessionRequired: "היכנסו כדי לראות את הדף הזה.",
      },
    },
    provider: {
      continue: "המשך עם {{provider}}",
    },
  },
  chat: {
    input: {
      placeholder: "כתבו הודעה",
      actions: {
        send: "שליחה",
        stop: "עצירה",
        attachFiles: "הוספת קבצים",
      },
    },
    favorites: {
      use: "שימוש בהודעה הזו",
      headline: "הודעות שמורות",
      remove: "הסרה מההודעות השמורות",
      empty: {
        title: "אין הודעות שמורות",
        description: "הודעות שתסמנו בכוכב יישמרו כאן.",
      },
    },
    commands: {
      button: "כלים",
      changeTool: "החלפת הכלי",
      availableTools: "כלים",
    },
    speech: {
      start: "הקלטה",
      stop: "סיום ההקלטה",
      connecting: "בהתחברות",
    },
    fileUpload: {
      dragDrop: "שחררו קבצים כאן",
      browse: "בחירת קבצים",
      sizeLimit: "לכל היותר:",
      errors: {
        failed: "לא ניתן היה לשלוח את הקובץ:",
        cancelled: "בוטל:",
      },
      actions: {
        cancelUpload: "ביטול",
        removeAttachment: "הסרה",
      },
    },
    messages: {
      status: {
        using: "בשימוש:",
        used: "היה בשימוש:",
      },
      actions: {
        copy: {
          button: "העתקה",
          success: "הועתק",
        },
      },
      feedback: {
        positive: "תשובה טובה",
        negative: "תשובה לא טובה",
        edit: "שינוי המשוב שלי",
        dialog: {
          title: "ספרו עוד",
          submit: "שליחה",
          yourFeedback: "מה היה טוב או לא טוב?",
        },
        status: {
          updating: "שומר",
          updated: "תודה, זה נשמר.",
        },
      },
    },
    history: {
      title: "מה שכתבתם קודם",
      empty: "עדיין אין כלום",
      show: "הצגת מה שכתבתי",
    },
    settings: {
      title: "הגדרות",
      customize: "הגדרות הצ׳אט הזה",
    },
    watermark: "מודלים טועים. בדקו את מה שחשוב.",
  },
  threadHistory: {
    sidebar: {
      title: "צ׳אטים",
      filters: {
        search: "חיפוש",
        placeholder: "חיפוש צ׳אט",
      },
      timeframes: {
        today: "היום",
        yesterday: "אתמול",
        previous7days: "7 הימים האחרונים",
        previous30days: "30 הימים האחרונים",
      },
      empty: "אין עדיין צ׳אטים. מה שתשאלו יישמר כאן, רק בשבילכם.",
      actions: {
        close: "סגירת סרגל הצד",
        open: "פתיחת סרגל הצד",
      },
    },
    thread: {
      untitled: "צ׳אט ללא שם",
      menu: {
        rename: "שינוי שם",
        share: "שיתוף",
        delete: "מחיקה",
      },
      actions: {
        share: {
          title: "שיתוף הצ׳אט הזה",
          button: "שיתוף",
          status: {
            copied: "הועתק",
            created: "הקישור מוכן.",
            unshared: "הקישור כבר לא פעיל.",
          },
          error: {
            create: "לא ניתן היה ליצור קישור.",
            unshare: "לא ניתן היה לבטל את הקישור.",
          },
        },
        delete: {
          title: "למחוק את הצ׳אט הזה?",
          description: "כל ההודעות שבו יימחקו איתו, לתמיד.",
          success: "הצ׳אט נמחק",
          inProgress: "מוחק",
        },
        rename: {
          title: "שינוי השם של הצ׳אט הזה",
          description: "שם שתמצאו אותו לפיו.",
          form: {
            name: {
              label: "שם חדש",
              placeholder: "שם חדש",
            },
          },
          success: "השם שונה",
          inProgress: "משנה את השם",
        },
      },
    },
  },
  navigation: {
    header: {
      chat: "צ׳אט",
      readme: "על היישום הזה",
      theme: {
        light: "בהירה",
        dark: "כהה",
        system: "מערכת",
      },
    },
    newChat: {
      button: "צ׳אט חדש",
      dialog: {
        title: "להתחיל צ׳אט חדש?",
        description: "אתם עוזבים את הצ׳אט שאתם בו.",
        tooltip: "צ׳אט חדש",
      },
    },
    user: {
      menu: {
        settings: "הגדרות",
        settingsKey: "S",
        apiKeys: "מקשים",
        logout: "יציאה",
      },
    },
  },
  apiKeys: {
    title: "היישום הזה צריך את המפתחות שלכם",
    description: "הם נשארים בדפדפן הזה.",
    success: {
      saved: "המפתחות נשמרו",
    },
  },
  alerts: {
    info: "מידע",
    note: "הערה",
    tip: "טיפ",
    important: "חשוב",
    warning: "אזהרה",
    caution: "זהירות",
    debug: "ניפוי שגיאות",
    example: "דוגמה",
    success: "הצלחה",
    help: "עזרה",
    idea: "רעיון",
    pending: "ממתין",
    security: "אבטחה",
    beta: "בטא",
    "best-practice": "הדרך המומלצת",
  },
  components: {
    MultiSelectInput: {
      placeholder: "בחירה",
    },
    DatePickerInput: {
      placeholder: {
        single: "בחירת יום",
        range: "בחירת תאריך התחלה וסיום",
      },
    },
  },
};
