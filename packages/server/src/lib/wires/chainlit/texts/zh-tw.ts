// The words of Chainlit's own page in Chinese in traditional characters.
import type { ChainlitTexts } from "./en.ts";

export const texts: ChainlitTexts = {
  common: {
    actions: {
      cancel: "取消",
      confirm: "確定",
      continue: "下一步",
      goBack: "返回",
      reset: "重設",
      submit: "傳送",
    },
    status: {
      loading: "載入中…",
      error: {
        default: "發生錯誤",
        serverConnection: "伺服器沒有回應。",
      },
    },
  },
  auth: {
    login: {
      title: "登入",
      form: {
        email: {
          label: "電子郵件或名稱",
          required: "請輸入你的電子郵件或名稱。",
          placeholder: "you@company.com",
        },
        password: {
          label: "密碼",
          required: "請輸入密碼。",
        },
        actions: {
          signin: "登入",
        },
        alternativeText: {
          or: "或",
        },
      },
      errors: {
        default: "登入失敗。",
        signin: "請再試一次，或換一種方式。",
        oauthSignin: "請再試一次，或換一種方式。",
        redirectUriMismatch: "返回位址與此登入服務所登記的不同。",
        oauthCallback: "請再試一次，或換一種方式。",
        oauthCreateAccount: "請再試一次，或換一種方式。",
        emailCreateAccount: "請再試一次，或換一種方式。",
        callback: "請再試一次，或換一種方式。",
        oauthAccountNotLinked: "請用第一次的方式登入。",
        emailSignin: "郵件無法傳送。",
        emailVerify: "請確認你的電子郵件；我們又寄了一封給你。",
        credentialsSignin: "不相符。請檢查名稱和密碼。",
        sessionRequired: "請登入後檢視此頁面。",
      },
    },
    provider: {
      continue: "使用 {{provider}} 繼續",
    },
  },
  chat: {
    input: {
      placeholder: "輸入訊息",
      actions: {
        send: "傳送",
        stop: "停止",
        attachFiles: "加入檔案",
      },
    },
    favorites: {
      use: "使用這則訊息",
      headline: "收藏的訊息",
      remove: "移出收藏",
      empty: {
        title: "沒有收藏",
        description: "你加上星號的訊息會收藏在這裡。",
      },
    },
    commands: {
      button: "工具",
      changeTool: "更換工具",
      availableTools: "工具",
    },
    speech: {
      start: "錄音",
      stop: "結束錄音",
      connecting: "連線中",
    },
    fileUpload: {
      dragDrop: "把檔案拖到這裡",
      browse: "選擇檔案",
      sizeLimit: "上限：",
      errors: {
        failed: "這個檔案無法傳送：",
        cancelled: "已取消：",
      },
      actions: {
        cancelUpload: "取消",
        removeAttachment: "移除",
      },
    },
    messages: {
      status: {
        using: "正在使用",
        used: "已使用",
      },
      actions: {
        copy: {
          button: "複製",
          success: "已複製",
        },
      },
      feedback: {
        positive: "回答得好",
        negative: "回答得不好",
        edit: "修改我的評價",
        dialog: {
          title: "再說幾句",
          submit: "傳送",
          yourFeedback: "哪裡好，哪裡不好？",
        },
        status: {
          updating: "正在儲存",
          updated: "謝謝，已儲存。",
        },
      },
    },
    history: {
      title: "你之前寫的內容",
      empty: "尚無內容",
      show: "顯示我寫的內容",
    },
    settings: {
      title: "設定",
      customize: "此對話的設定",
    },
    watermark: "模型會出錯。重要的內容請查證。",
  },
  threadHistory: {
    sidebar: {
      title: "對話",
      filters: {
        search: "搜尋",
        placeholder: "尋找對話",
      },
      timeframes: {
        today: "今天",
        yesterday: "昨天",
        previous7days: "最近 7 天",
        previous30days: "最近 30 天",
      },
      empty: "還沒有對話。你問過的內容會留在這裡，只有你能看到。",
      actions: {
        close: "關閉側邊欄",
        open: "開啟側邊欄",
      },
    },
    thread: {
      untitled: "未命名的對話",
      menu: {
        rename: "重新命名",
        share: "分享",
        delete: "刪除",
      },
      actions: {
        share: {
          title: "分享這個對話",
          button: "分享",
          status: {
            copied: "已複製",
            created: "連結已準備好。",
            unshared: "連結已失效。",
          },
          error: {
            create: "無法建立連結。",
            unshare: "無法撤回連結。",
          },
        },
        delete: {
          title: "要刪除此對話嗎？",
          description: "其中的所有訊息會一併永久刪除。",
          success: "對話已刪除",
          inProgress: "正在刪除",
        },
        rename: {
          title: "重新命名這個對話",
          description: "取一個方便尋找的名稱。",
          form: {
            name: {
              label: "新名稱",
              placeholder: "新名稱",
            },
          },
          success: "已重新命名",
          inProgress: "正在重新命名",
        },
      },
    },
  },
  navigation: {
    header: {
      chat: "對話",
      readme: "關於此應用程式",
      theme: {
        light: "淺色",
        dark: "深色",
        system: "跟隨系統",
      },
    },
    newChat: {
      button: "新對話",
      dialog: {
        title: "要開始新對話嗎？",
        description: "你將離開目前的對話。",
        tooltip: "新對話",
      },
    },
    user: {
      menu: {
        settings: "設定",
        settingsKey: "S",
        apiKeys: "金鑰",
        logout: "登出",
      },
    },
  },
  apiKeys: {
    title: "此應用程式需要你的金鑰",
    description: "它們只保存在這個瀏覽器中。",
    success: {
      saved: "金鑰已儲存",
    },
  },
  alerts: {
    info: "資訊",
    note: "附註",
    tip: "提示",
    important: "重要",
    warning: "警告",
    caution: "注意",
    debug: "偵錯",
    example: "範例",
    success: "成功",
    help: "說明",
    idea: "點子",
    pending: "待處理",
    security: "安全性",
    beta: "測試版",
    "best-practice": "最佳做法",
  },
  components: {
    MultiSelectInput: {
      placeholder: "選擇",
    },
    DatePickerInput: {
      placeholder: {
        single: "選擇日期",
        range: "選擇起訖日期",
      },
    },
  },
};
