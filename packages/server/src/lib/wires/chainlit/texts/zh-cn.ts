// The words of Chainlit's own page in Chinese in simplified characters.
import type { ChainlitTexts } from "./en.ts";

export const texts: ChainlitTexts = {
  common: {
    actions: {
      cancel: "取消",
      confirm: "确定",
      continue: "下一步",
      goBack: "返回",
      reset: "重置",
      submit: "发送",
    },
    status: {
      loading: "正在加载…",
      error: {
        default: "出错了",
        serverConnection: "服务器没有响应。",
      },
    },
  },
  auth: {
    login: {
      title: "登录",
      form: {
        email: {
          label: "邮箱或名称",
          required: "请输入你的邮箱或名称。",
          placeholder: "you@company.com",
        },
        password: {
          label: "密码",
          required: "请输入密码。",
        },
        actions: {
          signin: "登录",
        },
        alternativeText: {
          or: "或",
        },
      },
      errors: {
        default: "登录没有成功。",
        signin: "请重试，或换一种方式。",
        oauthSignin: "请重试，或换一种方式。",
        redirectUriMismatch: "返回地址与此登录服务登记的不一致。",
        oauthCallback: "请重试，或换一种方式。",
        oauthCreateAccount: "请重试，或换一种方式。",
        emailCreateAccount: "请重试，或换一种方式。",
        callback: "请重试，或换一种方式。",
        oauthAccountNotLinked: "请用第一次的方式登录。",
        emailSignin: "邮件未能发送。",
        emailVerify: "请确认你的电子邮箱；我们又给你发了一封邮件。",
        credentialsSignin: "不匹配。请检查名称和密码。",
        sessionRequired: "请登录后查看此页面。",
      },
    },
    provider: {
      continue: "使用 {{provider}} 继续",
    },
  },
  chat: {
    input: {
      placeholder: "输入消息",
      actions: {
        send: "发送",
        stop: "停止",
        attachFiles: "添加文件",
      },
    },
    favorites: {
      use: "使用这条消息",
      headline: "收藏的消息",
      remove: "移出收藏",
      empty: {
        title: "没有收藏",
        description: "你加星标的消息会收藏在这里。",
      },
    },
    commands: {
      button: "工具",
      changeTool: "更换工具",
      availableTools: "工具",
    },
    speech: {
      start: "录音",
      stop: "结束录音",
      connecting: "正在连接",
    },
    fileUpload: {
      dragDrop: "把文件拖到这里",
      browse: "选择文件",
      sizeLimit: "上限：",
      errors: {
        failed: "这个文件未能发送：",
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
          button: "复制",
          success: "已复制",
        },
      },
      feedback: {
        positive: "回答得好",
        negative: "回答得不好",
        edit: "修改我的评价",
        dialog: {
          title: "再说几句",
          submit: "发送",
          yourFeedback: "哪里好，哪里不好？",
        },
        status: {
          updating: "正在保存",
          updated: "谢谢，已保存。",
        },
      },
    },
    history: {
      title: "你之前写的内容",
      empty: "暂无内容",
      show: "显示我写的内容",
    },
    settings: {
      title: "设置",
      customize: "此对话的设置",
    },
    watermark: "模型会出错。重要的内容请核实。",
  },
  threadHistory: {
    sidebar: {
      title: "对话",
      filters: {
        search: "搜索",
        placeholder: "查找对话",
      },
      timeframes: {
        today: "今天",
        yesterday: "昨天",
        previous7days: "最近 7 天",
        previous30days: "最近 30 天",
      },
      empty: "还没有对话。你问过的内容会留在这里，只有你能看到。",
      actions: {
        close: "关闭侧边栏",
        open: "打开侧边栏",
      },
    },
    thread: {
      untitled: "未命名的对话",
      menu: {
        rename: "重命名",
        share: "分享",
        delete: "删除",
      },
      actions: {
        share: {
          title: "分享这个对话",
          button: "分享",
          status: {
            copied: "已复制",
            created: "链接已就绪。",
            unshared: "链接已失效。",
          },
          error: {
            create: "未能创建链接。",
            unshare: "未能撤回链接。",
          },
        },
        delete: {
          title: "删除此对话？",
          description: "其中的所有消息会一并永久删除。",
          success: "对话已删除",
          inProgress: "正在删除",
        },
        rename: {
          title: "重命名这个对话",
          description: "起一个方便查找的名称。",
          form: {
            name: {
              label: "新名称",
              placeholder: "新名称",
            },
          },
          success: "已重命名",
          inProgress: "正在重命名",
        },
      },
    },
  },
  navigation: {
    header: {
      chat: "对话",
      readme: "关于此应用",
      theme: {
        light: "浅色",
        dark: "深色",
        system: "跟随系统",
      },
    },
    newChat: {
      button: "新对话",
      dialog: {
        title: "开始新对话？",
        description: "你将离开当前的对话。",
        tooltip: "新对话",
      },
    },
    user: {
      menu: {
        settings: "设置",
        settingsKey: "S",
        apiKeys: "密钥",
        logout: "退出登录",
      },
    },
  },
  apiKeys: {
    title: "此应用需要你的密钥",
    description: "它们只保存在这个浏览器中。",
    success: {
      saved: "密钥已保存",
    },
  },
  alerts: {
    info: "信息",
    note: "说明",
    tip: "提示",
    important: "重要",
    warning: "警告",
    caution: "小心",
    debug: "调试",
    example: "示例",
    success: "成功",
    help: "帮助",
    idea: "想法",
    pending: "待处理",
    security: "安全",
    beta: "测试版",
    "best-practice": "最佳实践",
  },
  components: {
    MultiSelectInput: {
      placeholder: "选择",
    },
    DatePickerInput: {
      placeholder: {
        single: "选择日期",
        range: "选择起止日期",
      },
    },
  },
};
