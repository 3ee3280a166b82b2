// The words of Chainlit's own page in Spanish.
import type { ChainlitTexts } from "./en.ts";

export const texts: ChainlitTexts = {
  common: {
    actions: {
      cancel: "Cancelar",
      confirm: "Aceptar",
      continue: "Siguiente",
      goBack: "Atrás",
      reset: "Restablecer",
      submit: "Enviar",
    },
    status: {
      loading: "Cargando…",
      error: {
        default: "Algo falló",
        serverConnection: "El servidor no responde.",
      },
    },
  },
  auth: {
    login: {
      title: "Inicia sesión",
      form: {
        email: {
          label: "Correo o nombre",
          required: "Escribe tu correo o tu nombre.",
          placeholder: "you@company.com",
        },
        password: {
          label: "Contraseña",
          required: "Escribe tu contraseña.",
        },
        actions: {
          signin: "Iniciar sesión",
        },
        alternativeText: {
          or: "o",
        },
      },
      errors: {
        default: "No se pudo iniciar sesión.",
        signin: "Inténtalo de nuevo, o elige otra forma.",
        oauthSignin: "Inténtalo de nuevo, o elige otra forma.",
        redirectUriMismatch: "La dirección de retorno no es la que conoce este servicio de inicio de sesión.",
        oauthCallback: "Inténtalo de nuevo, o elige otra forma.",
        oauthCreateAccount: "Inténtalo de nuevo, o elige otra forma.",
        emailCreateAccount: "Inténtalo de nuevo, o elige otra forma.",
        callback: "Inténtalo de nuevo, o elige otra forma.",
        oauthAccountNotLinked: "Inicia sesión como la primera vez.",
        emailSignin: "No se pudo enviar el correo.",
        emailVerify: "Confirma tu correo; te hemos enviado otro mensaje.",
        credentialsSignin: "No coincide. Revisa el nombre y la contraseña.",
        sessionRequired: "Inicia sesión para ver esta página.",
      },
    },
    provider: {
      continue: "Continuar con {{provider}}",
    },
  },
  chat: {
    input: {
      placeholder: "Escribe un mensaje",
      actions: {
        send: "Enviar",
        stop: "Detener",
        attachFiles: "Añadir archivos",
      },
    },
    favorites: {
      use: "Usar este mensaje",
      headline: "Mensajes guardados",
      remove: "Quitar de los mensajes guardados",
      empty: {
        title: "Nada guardado",
        description: "Los mensajes que marcas con una estrella se guardan aquí.",
      },
    },
    commands: {
      button: "Herramientas",
      changeTool: "Cambiar la herramienta",
      availableTools: "Herramientas",
    },
    speech: {
      start: "Grabar",
      stop: "Terminar la grabación",
      connecting: "Conectando",
    },
    fileUpload: {
      dragDrop: "Suelta archivos aquí",
      browse: "Elegir archivos",
      sizeLimit: "Como máximo:",
      errors: {
        failed: "No se pudo enviar este archivo:",
        cancelled: "Cancelado:",
      },
      actions: {
        cancelUpload: "Cancelar",
        removeAttachment: "Quitar",
      },
    },
    messages: {
      status: {
        using: "Usando",
        used: "Se usó",
      },
      actions: {
        copy: {
          button: "Copiar",
          success: "Copiado",
        },
      },
      feedback: {
        positive: "Buena respuesta",
        negative: "Mala respuesta",
        edit: "Cambiar mi opinión",
        dialog: {
          title: "Contar más",
          submit: "Enviar",
          yourFeedback: "¿Qué estuvo bien o mal?",
        },
        status: {
          updating: "Guardando",
          updated: "Gracias, está guardado.",
        },
      },
    },
    history: {
      title: "Lo que escribiste antes",
      empty: "Nada todavía",
      show: "Mostrar lo que escribí",
    },
    settings: {
      title: "Ajustes",
      customize: "Ajustes de este chat",
    },
    watermark: "Los modelos cometen errores. Comprueba lo importante.",
  },
  threadHistory: {
    sidebar: {
      title: "Chats",
      filters: {
        search: "Buscar",
        placeholder: "Buscar un chat",
      },
      timeframes: {
        today: "Hoy",
        yesterday: "Ayer",
        previous7days: "Últimos 7 días",
        previous30days: "Últimos 30 días",
      },
      empty: "Aún no hay chats. Lo que preguntes se guardará aquí, solo para ti.",
      actions: {
        close: "Cerrar la barra lateral",
        open: "Abrir la barra lateral",
      },
    },
    thread: {
      untitled: "Chat sin nombre",
      menu: {
        rename: "Cambiar nombre",
        share: "Compartir",
        delete: "Eliminar",
      },
      actions: {
        share: {
          title: "Compartir este chat",
          button: "Compartir",
          status: {
            copied: "Copiado",
            created: "El enlace está listo.",
            unshared: "El enlace ya no funciona.",
          },
          error: {
            create: "No se pudo crear el enlace.",
            unshare: "No se pudo retirar el enlace.",
          },
        },
        delete: {
          title: "¿Eliminar este chat?",
          description: "Todos sus mensajes se borran con él, para siempre.",
          success: "Chat eliminado",
          inProgress: "Borrando",
        },
        rename: {
          title: "Cambiar el nombre de este chat",
          description: "Un nombre para volver a encontrarlo.",
          form: {
            name: {
              label: "Nuevo nombre",
              placeholder: "Nuevo nombre",
            },
          },
          success: "Nombre cambiado",
          inProgress: "Cambiando el nombre",
        },
      },
    },
  },
  navigation: {
    header: {
      chat: "Chat",
      readme: "Sobre esta aplicación",
      theme: {
        light: "Claro",
        dark: "Oscuro",
        system: "Sistema",
      },
    },
    newChat: {
      button: "Nuevo chat",
      dialog: {
        title: "¿Empezar un nuevo chat?",
        description: "Sales del chat en el que estás.",
        tooltip: "Nuevo chat",
      },
    },
    user: {
      menu: {
        settings: "Ajustes",
        settingsKey: "S",
        apiKeys: "Claves",
        logout: "Cerrar sesión",
      },
    },
  },
  apiKeys: {
    title: "Esta aplicación necesita tus claves",
    description: "Se quedan en este navegador.",
    success: {
      saved: "Claves guardadas",
    },
  },
  alerts: {
    info: "Información",
    note: "Nota",
    tip: "Consejo",
    important: "Importante",
    warning: "Advertencia",
    caution: "Precaución",
    debug: "Depuración",
    example: "Ejemplo",
    success: "Éxito",
    help: "Ayuda",
    idea: "Idea",
    pending: "Pendiente",
    security: "Seguridad",
    beta: "Beta",
    "best-practice": "Buena práctica",
  },
  components: {
    MultiSelectInput: {
      placeholder: "Elegir",
    },
    DatePickerInput: {
      placeholder: {
        single: "Elegir un día",
        range: "Elegir el primer y el último día",
      },
    },
  },
};
