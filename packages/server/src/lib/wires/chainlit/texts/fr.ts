// The words of Chainlit's own page in French.
import type { ChainlitTexts } from "./en.ts";

export const texts: ChainlitTexts = {
  common: {
    actions: {
      cancel: "Annuler",
      confirm: "OK",
      continue: "Suivant",
      goBack: "Retour",
      reset: "Réinitialiser",
      submit: "Envoyer",
    },
    status: {
      loading: "Chargement…",
      error: {
        default: "Quelque chose a échoué",
        serverConnection: "Le serveur ne répond pas.",
      },
    },
  },
  auth: {
    login: {
      title: "Connectez-vous",
      form: {
        email: {
          label: "E-mail ou nom",
          required: "Saisissez votre e-mail ou votre nom.",
          placeholder: "you@company.com",
        },
        password: {
          label: "Mot de passe",
          required: "Saisissez votre mot de passe.",
        },
        actions: {
          signin: "Se connecter",
        },
        alternativeText: {
          or: "ou",
        },
      },
      errors: {
        default: "La connexion n’a pas marché.",
        signin: "Réessayez, ou prenez un autre chemin.",
        oauthSignin: "Réessayez, ou prenez un autre chemin.",
        redirectUriMismatch: "L’adresse de retour n’est pas celle que ce service de connexion connaît.",
        oauthCallback: "Réessayez, ou prenez un autre chemin.",
        oauthCreateAccount: "Réessayez, ou prenez un autre chemin.",
        emailCreateAccount: "Réessayez, ou prenez un autre chemin.",
        callback: "Réessayez, ou prenez un autre chemin.",
        oauthAccountNotLinked: "Connectez-vous comme la première fois.",
        emailSignin: "L’e-mail n’a pas pu être envoyé.",
        emailVerify: "Confirmez votre adresse e-mail ; nous vous avons envoyé un nouveau message.",
        credentialsSignin: "Cela ne correspond pas. Vérifiez le nom et le mot de passe.",
        sessionRequired: "Connectez-vous pour voir cette page.",
      },
    },
    provider: {
      continue: "Continuer avec {{provider}}",
    },
  },
  chat: {
    input: {
      placeholder: "Écrivez un message",
      actions: {
        send: "Envoyer",
        stop: "Arrêter",
        attachFiles: "Ajouter des fichiers",
      },
    },
    favorites: {
      use: "Utiliser ce message",
      headline: "Messages gardés",
      remove: "Ne plus garder",
      empty: {
        title: "Rien de gardé",
        description: "Les messages que vous marquez d’une étoile sont gardés ici.",
      },
    },
    commands: {
      button: "Outils",
      changeTool: "Changer d’outil",
      availableTools: "Outils",
    },
    speech: {
      start: "Enregistrer la voix",
      stop: "Terminer l’enregistrement",
      connecting: "Connexion",
    },
    fileUpload: {
      dragDrop: "Déposez des fichiers ici",
      browse: "Choisir des fichiers",
      sizeLimit: "Au plus :",
      errors: {
        failed: "Ce fichier n’a pas pu être envoyé :",
        cancelled: "Annulé :",
      },
      actions: {
        cancelUpload: "Annuler",
        removeAttachment: "Retirer",
      },
    },
    messages: {
      status: {
        using: "Utilise",
        used: "A utilisé",
      },
      actions: {
        copy: {
          button: "Copier",
          success: "Copié",
        },
      },
      feedback: {
        positive: "Bonne réponse",
        negative: "Mauvaise réponse",
        edit: "Modifier mon avis",
        dialog: {
          title: "En dire plus",
          submit: "Envoyer",
          yourFeedback: "Qu’est-ce qui était bien ou mal ?",
        },
        status: {
          updating: "Enregistrement",
          updated: "Merci, c’est enregistré.",
        },
      },
    },
    history: {
      title: "Ce que vous avez écrit avant",
      empty: "Rien pour l’instant",
      show: "Afficher ce que j’ai écrit",
    },
    settings: {
      title: "Paramètres",
      customize: "Paramètres de cette discussion",
    },
    watermark: "Les modèles font des erreurs. Vérifiez ce qui compte.",
  },
  threadHistory: {
    sidebar: {
      title: "Discussions",
      filters: {
        search: "Rechercher",
        placeholder: "Trouver une discussion",
      },
      timeframes: {
        today: "Aujourd’hui",
        yesterday: "Hier",
        previous7days: "7 derniers jours",
        previous30days: "30 derniers jours",
      },
      empty: "Pas encore de discussions. Ce que vous demandez sera gardé ici, pour vous seulement.",
      actions: {
        close: "Fermer le panneau latéral",
        open: "Ouvrir le panneau latéral",
      },
    },
    thread: {
      untitled: "Discussion sans nom",
      menu: {
        rename: "Renommer",
        share: "Partager",
        delete: "Supprimer",
      },
      actions: {
        share: {
          title: "Partager cette discussion",
          button: "Partager",
          status: {
            copied: "Copié",
            created: "Le lien est prêt.",
            unshared: "Le lien ne fonctionne plus.",
          },
          error: {
            create: "Le lien n’a pas pu être créé.",
            unshare: "Le lien n’a pas pu être retiré.",
          },
        },
        delete: {
          title: "Supprimer cette discussion ?",
          description: "Tous ses messages disparaissent avec elle, définitivement.",
          success: "Discussion supprimée",
          inProgress: "Suppression",
        },
        rename: {
          title: "Renommer cette discussion",
          description: "Un nom pour la retrouver.",
          form: {
            name: {
              label: "Nouveau nom",
              placeholder: "Nouveau nom",
            },
          },
          success: "Renommée",
          inProgress: "Changement de nom",
        },
      },
    },
  },
  navigation: {
    header: {
      chat: "Discussion",
      readme: "À propos de cette application",
      theme: {
        light: "Clair",
        dark: "Sombre",
        system: "Système",
      },
    },
    newChat: {
      button: "Nouvelle discussion",
      dialog: {
        title: "Commencer une nouvelle discussion ?",
        description: "Vous quittez celle où vous êtes.",
        tooltip: "Nouvelle discussion",
      },
    },
    user: {
      menu: {
        settings: "Paramètres",
        settingsKey: "S",
        apiKeys: "Clés",
        logout: "Se déconnecter",
      },
    },
  },
  apiKeys: {
    title: "Cette application a besoin de vos clés",
    description: "Elles restent dans ce navigateur.",
    success: {
      saved: "Clés enregistrées",
    },
  },
  alerts: {
    info: "Info",
    note: "Note",
    tip: "Astuce",
    important: "Important",
    warning: "Avertissement",
    caution: "Prudence",
    debug: "Débogage",
    example: "Exemple",
    success: "Réussite",
    help: "Aide",
    idea: "Idée",
    pending: "En attente",
    security: "Sécurité",
    beta: "Bêta",
    "best-practice": "Bonne pratique",
  },
  components: {
    MultiSelectInput: {
      placeholder: "Choisir",
    },
    DatePickerInput: {
      placeholder: {
        single: "Choisir un jour",
        range: "Choisir le premier et le dernier jour",
      },
    },
  },
};
