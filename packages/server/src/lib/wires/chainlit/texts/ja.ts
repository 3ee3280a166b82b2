// The words of Chainlit's own page in Japanese.
import type { ChainlitTexts } from "./en.ts";

export const texts: ChainlitTexts = {
  common: {
    actions: {
      cancel: "キャンセル",
      confirm: "OK",
      continue: "次へ",
      goBack: "戻る",
      reset: "リセット",
      submit: "送信",
    },
    status: {
      loading: "読み込み中…",
      error: {
        default: "問題が起きました",
        serverConnection: "サーバーが応答しません。",
      },
    },
  },
  auth: {
    login: {
      title: "サインイン",
      form: {
        email: {
          label: "メールアドレスまたは名前",
          required: "メールアドレスか名前を入力してください。",
          placeholder: "you@company.com",
        },
        password: {
          label: "パスワード",
          required: "パスワードを入力してください。",
        },
        actions: {
          signin: "サインイン",
        },
        alternativeText: {
          or: "または",
        },
      },
      errors: {
        default: "サインインできませんでした。",
        signin: "もう一度試すか、別の方法を選んでください。",
        oauthSignin: "もう一度試すか、別の方法を選んでください。",
        redirectUriMismatch: "戻り先のアドレスが、このサインインサービスに登録されたものと違います。",
        oauthCallback: "もう一度試すか、別の方法を選んでください。",
        oauthCreateAccount: "もう一度試すか、別の方法を選んでください。",
        emailCreateAccount: "もう一度試すか、別の方法を選んでください。",
        callback: "もう一度試すか、別の方法を選んでください。",
        oauthAccountNotLinked: "最初と同じ方法でサインインしてください。",
        emailSignin: "メールを送信できませんでした。",
        emailVerify: "メールアドレスを確認してください。確認のメールをもう一度送りました。",
        credentialsSignin: "一致しませんでした。名前とパスワードを確認してください。",
        sessionRequired: "このページを見るにはサインインしてください。",
      },
    },
    provider: {
      continue: "{{provider}} で続ける",
    },
  },
  chat: {
    input: {
      placeholder: "メッセージを入力",
      actions: {
        send: "送信",
        stop: "停止",
        attachFiles: "ファイルを追加",
      },
    },
    favorites: {
      use: "このメッセージを使う",
      headline: "保存したメッセージ",
      remove: "保存したメッセージから外す",
      empty: {
        title: "保存したものはありません",
        description: "星を付けたメッセージがここに保存されます。",
      },
    },
    commands: {
      button: "ツール",
      changeTool: "ツールを変更",
      availableTools: "ツール",
    },
    speech: {
      start: "録音",
      stop: "録音を終える",
      connecting: "接続中",
    },
    fileUpload: {
      dragDrop: "ここにファイルをドロップ",
      browse: "ファイルを選ぶ",
      sizeLimit: "上限：",
      errors: {
        failed: "このファイルを送信できませんでした：",
        cancelled: "取り消しました：",
      },
      actions: {
        cancelUpload: "キャンセル",
        removeAttachment: "取り除く",
      },
    },
    messages: {
      status: {
        using: "使用中：",
        used: "使用済み：",
      },
      actions: {
        copy: {
          button: "コピー",
          success: "コピーしました",
        },
      },
      feedback: {
        positive: "よい回答",
        negative: "よくない回答",
        edit: "評価を変更",
        dialog: {
          title: "詳しく伝える",
          submit: "送信",
          yourFeedback: "よかった点、よくなかった点を教えてください",
        },
        status: {
          updating: "保存しています",
          updated: "ありがとうございます。保存しました。",
        },
      },
    },
    history: {
      title: "前に書いた内容",
      empty: "まだありません",
      show: "書いた内容を表示",
    },
    settings: {
      title: "設定",
      customize: "このチャットの設定",
    },
    watermark: "モデルは間違えることがあります。大事なことは確かめてください。",
  },
  threadHistory: {
    sidebar: {
      title: "チャット",
      filters: {
        search: "検索",
        placeholder: "チャットを探す",
      },
      timeframes: {
        today: "今日",
        yesterday: "昨日",
        previous7days: "過去7日間",
        previous30days: "過去30日間",
      },
      empty: "チャットはまだありません。質問した内容はここに残り、見られるのはあなただけです。",
      actions: {
        close: "サイドバーを閉じる",
        open: "サイドバーを開く",
      },
    },
    thread: {
      untitled: "名前のないチャット",
      menu: {
        rename: "名前を変更",
        share: "共有",
        delete: "削除",
      },
      actions: {
        share: {
          title: "このチャットを共有",
          button: "共有",
          status: {
            copied: "コピーしました",
            created: "リンクができました。",
            unshared: "リンクは使えなくなりました。",
          },
          error: {
            create: "リンクを作れませんでした。",
            unshare: "リンクを取り消せませんでした。",
          },
        },
        delete: {
          title: "このチャットを削除しますか？",
          description: "中のメッセージもすべて消え、元に戻せません。",
          success: "チャットを削除しました",
          inProgress: "削除しています",
        },
        rename: {
          title: "このチャットの名前を変更",
          description: "あとで見つけやすい名前を付けてください。",
          form: {
            name: {
              label: "新しい名前",
              placeholder: "新しい名前",
            },
          },
          success: "名前を変更しました",
          inProgress: "名前を変更しています",
        },
      },
    },
  },
  navigation: {
    header: {
      chat: "チャット",
      readme: "このアプリについて",
      theme: {
        light: "ライト",
        dark: "ダーク",
        system: "システム",
      },
    },
    newChat: {
      button: "新しいチャット",
      dialog: {
        title: "新しいチャットを始めますか？",
        description: "今のチャットから離れます。",
        tooltip: "新しいチャット",
      },
    },
    user: {
      menu: {
        settings: "設定",
        settingsKey: "S",
        apiKeys: "キー",
        logout: "サインアウト",
      },
    },
  },
  apiKeys: {
    title: "このアプリにはあなたのキーが必要です",
    description: "このブラウザーにだけ残ります。",
    success: {
      saved: "キーを保存しました",
    },
  },
  alerts: {
    info: "情報",
    note: "メモ",
    tip: "ヒント",
    important: "重要",
    warning: "警告",
    caution: "注意",
    debug: "デバッグ",
    example: "例",
    success: "成功",
    help: "ヘルプ",
    idea: "アイデア",
    pending: "保留中",
    security: "セキュリティ",
    beta: "ベータ版",
    "best-practice": "ベストプラクティス",
  },
  components: {
    MultiSelectInput: {
      placeholder: "選ぶ",
    },
    DatePickerInput: {
      placeholder: {
        single: "日付を選ぶ",
        range: "最初の日と最後の日を選ぶ",
      },
    },
  },
};
