// The words of Chainlit's own page in Greek.
import type { ChainlitTexts } from "./en.ts";

export const texts: ChainlitTexts = {
  common: {
    actions: {
      cancel: "Άκυρο",
      confirm: "ΟΚ",
      continue: "Επόμενο",
      goBack: "Πίσω",
      reset: "Επαναφορά",
      submit: "Αποστολή",
    },
    status: {
      loading: "Φόρτωση…",
      error: {
        default: "Κάτι απέτυχε",
        serverConnection: "Ο διακομιστής δεν απαντά.",
      },
    },
  },
  auth: {
    login: {
      title: "Σύνδεση",
      form: {
        email: {
          label: "E-mail ή όνομα",
          required: "Γράψτε το e-mail ή το όνομά σας.",
          placeholder: "you@company.com",
        },
        password: {
          label: "Κωδικός πρόσβασης",
          required: "Γράψτε τον κωδικό πρόσβασής σας.",
        },
        actions: {
          signin: "Σύνδεση",
        },
        alternativeText: {
          or: "ή",
        },
      },
      errors: {
        default: "Η σύνδεση απέτυχε.",
        signin: "Δοκιμάστε ξανά, ή επιλέξτε άλλον τρόπο.",
        oauthSignin: "Δοκιμάστε ξανά, ή επιλέξτε άλλον τρόπο.",
        redirectUriMismatch: "Η διεύθυνση επιστροφής δεν είναι αυτή που γνωρίζει η υπηρεσία σύνδεσης.",
        oauthCallback: "Δοκιμάστε ξανά, ή επιλέξτε άλλον τρόπο.",
        oauthCreateAccount: "Δοκιμάστε ξανά, ή επιλέξτε άλλον τρόπο.",
        emailCreateAccount: "Δοκιμάστε ξανά, ή επιλέξτε άλλον τρόπο.",
        callback: "Δοκιμάστε ξανά, ή επιλέξτε άλλον τρόπο.",
        oauthAccountNotLinked: "Συνδεθείτε όπως την πρώτη φορά.",
        emailSignin: "Το email δεν στάλθηκε.",
        emailVerify: "Επιβεβαιώστε το email σας· σας στείλαμε άλλο ένα μήνυμα.",
        credentialsSignin: "Τα στοιχεία δεν ταιριάζουν. Ελέγξτε το όνομα και τον κωδικό πρόσβασης.",
        sessionRequired: "Συνδεθείτε για να δείτε αυτή τη σελίδα.",
      },
    },
    provider: {
      continue: "Συνέχεια με {{provider}}",
    },
  },
  chat: {
    input: {
      placeholder: "Γράψτε ένα μήνυμα",
      actions: {
        send: "Αποστολή",
        stop: "Διακοπή",
        attachFiles: "Προσθήκη αρχείων",
      },
    },
    favorites: {
      use: "Χρήση αυτού του μηνύματος",
      headline: "Φυλαγμένα μηνύματα",
      remove: "Αφαίρεση από τα φυλαγμένα μηνύματα",
      empty: {
        title: "Τίποτα φυλαγμένο",
        description: "Τα μηνύματα που σημειώνετε με αστέρι φυλάσσονται εδώ.",
      },
    },
    commands: {
      button: "Εργαλεία",
      changeTool: "Αλλαγή εργαλείου",
      availableTools: "Εργαλεία",
    },
    speech: {
      start: "Εγγραφή ήχου",
      stop: "Τέλος εγγραφής",
      connecting: "Σύνδεση",
    },
    fileUpload: {
      dragDrop: "Αφήστε αρχεία εδώ",
      browse: "Επιλογή αρχείων",
      sizeLimit: "Το πολύ:",
      errors: {
        failed: "Αυτό το αρχείο δεν στάλθηκε:",
        cancelled: "Ακυρώθηκε:",
      },
      actions: {
        cancelUpload: "Άκυρο",
        removeAttachment: "Αφαίρεση",
      },
    },
    messages: {
      status: {
        using: "Χρησιμοποιεί",
        used: "Χρησιμοποίησε",
      },
      actions: {
        copy: {
          button: "Αντιγραφή",
          success: "Αντιγράφηκε",
        },
      },
      feedback: {
        positive: "Καλή απάντηση",
        negative: "Κακή απάντηση",
        edit: "Αλλαγή της γνώμης μου",
        dialog: {
          title: "Πείτε περισσότερα",
          submit: "Αποστολή",
          yourFeedback: "Τι ήταν καλό ή κακό;",
        },
        status: {
          updating: "Αποθήκευση",
          updated: "Ευχαριστούμε, αποθηκεύτηκε.",
        },
      },
    },
    history: {
      title: "Όσα γράψατε πριν",
      empty: "Τίποτα ακόμη",
      show: "Εμφάνιση όσων έγραψα",
    },
    settings: {
      title: "Ρυθμίσεις",
      customize: "Ρυθμίσεις αυτής της συνομιλίας",
    },
    watermark: "Τα μοντέλα κάνουν λάθη. Ελέγξτε ό,τι έχει σημασία.",
  },
  threadHistory: {
    sidebar: {
      title: "Συνομιλίες",
      filters: {
        search: "Αναζήτηση",
        placeholder: "Εύρεση συνομιλίας",
      },
      timeframes: {
        today: "Σήμερα",
        yesterday: "Χθες",
        previous7days: "Τελευταίες 7 ημέρες",
        previous30days: "Τελευταίες 30 ημέρες",
      },
      empty: "Δεν υπάρχουν συνομιλίες ακόμη. Ό,τι ρωτάτε μένει εδώ, μόνο για εσάς.",
      actions: {
        close: "Κλείσιμο πλαϊνής στήλης",
        open: "Άνοιγμα πλαϊνής στήλης",
      },
    },
    thread: {
      untitled: "Συνομιλία χωρίς όνομα",
      menu: {
        rename: "Μετονομασία",
        share: "Κοινοποίηση",
        delete: "Διαγραφή",
      },
      actions: {
        share: {
          title: "Κοινοποίηση αυτής της συνομιλίας",
          button: "Κοινοποίηση",
          status: {
            copied: "Αντιγράφηκε",
            created: "Ο σύνδεσμος είναι έτοιμος.",
            unshared: "Ο σύνδεσμος δεν λειτουργεί πια.",
          },
          error: {
            create: "Δεν δημιουργήθηκε σύνδεσμος.",
            unshare: "Ο σύνδεσμος δεν ανακλήθηκε.",
          },
        },
        delete: {
          title: "Διαγραφή αυτής της συνομιλίας;",
          description: "Όλα τα μηνύματά της χάνονται μαζί της, οριστικά.",
          success: "Η συνομιλία διαγράφηκε",
          inProgress: "Διαγραφή",
        },
        rename: {
          title: "Μετονομασία αυτής της συνομιλίας",
          description: "Ένα όνομα για να τη βρίσκετε.",
          form: {
            name: {
              label: "Νέο όνομα",
              placeholder: "Νέο όνομα",
            },
          },
          success: "Μετονομάστηκε",
          inProgress: "Μετονομασία",
        },
      },
    },
  },
  navigation: {
    header: {
      chat: "Συνομιλία",
      readme: "Για την εφαρμογή",
      theme: {
        light: "Φωτεινό",
        dark: "Σκούρο",
        system: "Σύστημα",
      },
    },
    newChat: {
      button: "Νέα συνομιλία",
      dialog: {
        title: "Έναρξη νέας συνομιλίας;",
        description: "Φεύγετε από αυτήν στην οποία είστε.",
        tooltip: "Νέα συνομιλία",
      },
    },
    user: {
      menu: {
        settings: "Ρυθμίσεις",
        settingsKey: "S",
        apiKeys: "Κλειδιά",
        logout: "Αποσύνδεση",
      },
    },
  },
  apiKeys: {
    title: "Αυτή η εφαρμογή χρειάζεται τα κλειδιά σας",
    description: "Μένουν σε αυτόν τον περιηγητή.",
    success: {
      saved: "Τα κλειδιά αποθηκεύτηκαν",
    },
  },
  alerts: {
    info: "Πληροφορία",
    note: "Σημείωση",
    tip: "Συμβουλή",
    important: "Σημαντικό",
    warning: "Προειδοποίηση",
    caution: "Προσοχή",
    debug: "Αποσφαλμάτωση",
    example: "Παράδειγμα",
    success: "Επιτυχία",
    help: "Βοήθεια",
    idea: "Ιδέα",
    pending: "Σε εκκρεμότητα",
    security: "Ασφάλεια",
    beta: "Beta",
    "best-practice": "Καλή πρακτική",
  },
  components: {
    MultiSelectInput: {
      placeholder: "Επιλογή",
    },
    DatePickerInput: {
      placeholder: {
        single: "Επιλέξτε ημέρα",
        range: "Επιλέξτε πρώτη και τελευταία ημέρα",
      },
    },
  },
};
