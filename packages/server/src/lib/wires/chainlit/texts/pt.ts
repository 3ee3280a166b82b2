// The words of Chainlit's own page in Portuguese.
import type { ChainlitTexts } from "./en.ts";

export const texts: ChainlitTexts = {
  common: {
    actions: {
      cancel: "Cancelar",
      confirm: "OK",
      continue: "Seguinte",
      goBack: "Voltar",
      reset: "Repor",
      submit: "Enviar",
    },
    status: {
      loading: "A carregar…",
      error: {
        default: "Algo falhou",
        serverConnection: "O servidor não responde.",
      },
    },
  },
  auth: {
    login: {
      title: "Iniciar sessão",
      form: {
        email: {
          label: "E-mail ou nome",
          required: "Introduza o seu e-mail ou o seu nome.",
          placeholder: "you@company.com",
        },
        password: {
          label: "Palavra-passe",
          required: "Introduza a sua palavra-passe.",
        },
        actions: {
          signin: "Iniciar sessão",
        },
        alternativeText: {
          or: "ou",
        },
      },
      errors: {
        default: "Não foi possível iniciar sessão.",
        signin: "Tente novamente, ou escolha outra forma.",
        oauthSignin: "Tente novamente, ou escolha outra forma.",
        redirectUriMismatch: "O endereço de retorno não é o que este serviço de início de sessão conhece.",
        oauthCallback: "Tente novamente, ou escolha outra forma.",
        oauthCreateAccount: "Tente novamente, ou escolha outra forma.",
        emailCreateAccount: "Tente novamente, ou escolha outra forma.",
        callback: "Tente novamente, ou escolha outra forma.",
        oauthAccountNotLinked: "Inicie sessão como da primeira vez.",
        emailSignin: "Não foi possível enviar o e-mail.",
        emailVerify: "Confirme o seu e-mail; enviámos-lhe outra mensagem.",
        credentialsSignin: "Os dados não coincidem. Verifique o nome e a palavra-passe.",
        sessionRequired: "Inicie sessão para ver esta página.",
      },
    },
    provider: {
      continue: "Continuar com {{provider}}",
    },
  },
  chat: {
    input: {
      placeholder: "Escreva uma mensagem",
      actions: {
        send: "Enviar",
        stop: "Parar",
        attachFiles: "Adicionar ficheiros",
      },
    },
    favorites: {
      use: "Usar esta mensagem",
      headline: "Mensagens guardadas",
      remove: "Retirar das mensagens guardadas",
      empty: {
        title: "Nada guardado",
        description: "As mensagens que marca com uma estrela ficam aqui.",
      },
    },
    commands: {
      button: "Ferramentas",
      changeTool: "Mudar de ferramenta",
      availableTools: "Ferramentas",
    },
    speech: {
      start: "Gravar",
      stop: "Terminar a gravação",
      connecting: "A ligar",
    },
    fileUpload: {
      dragDrop: "Largue ficheiros aqui",
      browse: "Escolher ficheiros",
      sizeLimit: "No máximo:",
      errors: {
        failed: "Não foi possível enviar este ficheiro:",
        cancelled: "Cancelado:",
      },
      actions: {
        cancelUpload: "Cancelar",
        removeAttachment: "Remover",
      },
    },
    messages: {
      status: {
        using: "A usar",
        used: "Usou",
      },
      actions: {
        copy: {
          button: "Copiar",
          success: "Copiado",
        },
      },
      feedback: {
        positive: "Boa resposta",
        negative: "Má resposta",
        edit: "Alterar a minha opinião",
        dialog: {
          title: "Dizer mais",
          submit: "Enviar",
          yourFeedback: "O que esteve bem ou mal?",
        },
        status: {
          updating: "A guardar",
          updated: "Obrigado, está guardado.",
        },
      },
    },
    history: {
      title: "O que escreveu antes",
      empty: "Ainda nada",
      show: "Mostrar o que escrevi",
    },
    settings: {
      title: "Definições",
      customize: "Definições desta conversa",
    },
    watermark: "Os modelos cometem erros. Verifique o que importa.",
  },
  threadHistory: {
    sidebar: {
      title: "Conversas",
      filters: {
        search: "Pesquisar",
        placeholder: "Procurar uma conversa",
      },
      timeframes: {
        today: "Hoje",
        yesterday: "Ontem",
        previous7days: "Últimos 7 dias",
        previous30days: "Últimos 30 dias",
      },
      empty: "Ainda não há conversas. O que perguntar fica guardado aqui, só para si.",
      actions: {
        close: "Fechar a barra lateral",
        open: "Abrir a barra lateral",
      },
    },
    thread: {
      untitled: "Conversa sem nome",
      menu: {
        rename: "Mudar o nome",
        share: "Partilhar",
        delete: "Eliminar",
      },
      actions: {
        share: {
          title: "Partilhar esta conversa",
          button: "Partilhar",
          status: {
            copied: "Copiado",
            created: "A ligação está pronta.",
            unshared: "A ligação já não funciona.",
          },
          error: {
            create: "Não foi possível criar a ligação.",
            unshare: "Não foi possível retirar a ligação.",
          },
        },
        delete: {
          title: "Eliminar esta conversa?",
          description: "Todas as suas mensagens desaparecem com ela, para sempre.",
          success: "Conversa eliminada",
          inProgress: "A eliminar",
        },
        rename: {
          title: "Mudar o nome desta conversa",
          description: "Um nome para a encontrar.",
          form: {
            name: {
              label: "Novo nome",
              placeholder: "Novo nome",
            },
          },
          success: "Nome mudado",
          inProgress: "A mudar o nome",
        },
      },
    },
  },
  navigation: {
    header: {
      chat: "Conversa",
      readme: "Sobre esta aplicação",
      theme: {
        light: "Claro",
        dark: "Escuro",
        system: "Sistema",
      },
    },
    newChat: {
      button: "Nova conversa",
      dialog: {
        title: "Iniciar uma nova conversa?",
        description: "Sai da conversa em que está.",
        tooltip: "Nova conversa",
      },
    },
    user: {
      menu: {
        settings: "Definições",
        settingsKey: "S",
        apiKeys: "Chaves",
        logout: "Terminar sessão",
      },
    },
  },
  apiKeys: {
    title: "Esta aplicação precisa das suas chaves",
    description: "Ficam neste navegador.",
    success: {
      saved: "Chaves guardadas",
    },
  },
  alerts: {
    info: "Informação",
    note: "Nota",
    tip: "Dica",
    important: "Importante",
    warning: "Aviso",
    caution: "Cuidado",
    debug: "Depuração",
    example: "Exemplo",
    success: "Sucesso",
    help: "Ajuda",
    idea: "Ideia",
    pending: "Pendente",
    security: "Segurança",
    beta: "Beta",
    "best-practice": "Boa prática",
  },
  components: {
    MultiSelectInput: {
      placeholder: "Escolher",
    },
    DatePickerInput: {
      placeholder: {
        single: "Escolher um dia",
        range: "Escolher o primeiro e o último dia",
      },
    },
  },
};
