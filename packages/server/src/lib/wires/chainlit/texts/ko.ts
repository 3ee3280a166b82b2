// The words of Chainlit's own page in Korean.
import type { ChainlitTexts } from "./en.ts";

export const texts: ChainlitTexts = {
  common: {
    actions: {
      cancel: "취소",
      confirm: "확인",
      continue: "다음",
      goBack: "뒤로",
      reset: "초기화",
      submit: "보내기",
    },
    status: {
      loading: "불러오는 중…",
      error: {
        default: "문제가 생겼어요",
        serverConnection: "서버가 응답하지 않아요.",
      },
    },
  },
  auth: {
    login: {
      title: "로그인",
      form: {
        email: {
          label: "이메일 또는 이름",
          required: "이메일이나 이름을 입력하세요.",
          placeholder: "you@company.com",
        },
        password: {
          label: "비밀번호",
          required: "비밀번호를 입력하세요.",
        },
        actions: {
          signin: "로그인",
        },
        alternativeText: {
          or: "또는",
        },
      },
      errors: {
        default: "로그인하지 못했어요.",
        signin: "다시 시도하거나 다른 방법을 쓰세요.",
        oauthSignin: "다시 시도하거나 다른 방법을 쓰세요.",
        redirectUriMismatch: "돌아갈 주소가 이 로그인 서비스가 아는 주소와 달라요.",
        oauthCallback: "다시 시도하거나 다른 방법을 쓰세요.",
        oauthCreateAccount: "다시 시도하거나 다른 방법을 쓰세요.",
        emailCreateAccount: "다시 시도하거나 다른 방법을 쓰세요.",
        callback: "다시 시도하거나 다른 방법을 쓰세요.",
        oauthAccountNotLinked: "처음과 같은 방법으로 로그인하세요.",
        emailSignin: "이메일을 보내지 못했어요.",
        emailVerify: "이메일을 확인해 주세요. 메일을 한 번 더 보냈어요.",
        credentialsSignin: "일치하지 않아요. 이름과 비밀번호를 확인하세요.",
        sessionRequired: "이 페이지를 보려면 로그인하세요.",
      },
    },
    provider: {
      continue: "{{provider}} 계정으로 계속하기",
    },
  },
  chat: {
    input: {
      placeholder: "메시지를 입력하세요",
      actions: {
        send: "보내기",
        stop: "멈추기",
        attachFiles: "파일 추가",
      },
    },
    favorites: {
      use: "이 메시지 쓰기",
      headline: "보관한 메시지",
      remove: "보관한 메시지에서 빼기",
      empty: {
        title: "보관한 메시지가 없어요",
        description: "별표를 단 메시지가 여기에 보관돼요.",
      },
    },
    commands: {
      button: "도구",
      changeTool: "도구 바꾸기",
      availableTools: "도구",
    },
    speech: {
      start: "녹음",
      stop: "녹음 끝내기",
      connecting: "연결 중",
    },
    fileUpload: {
      dragDrop: "여기에 파일을 놓으세요",
      browse: "파일 고르기",
      sizeLimit: "최대:",
      errors: {
        failed: "이 파일을 보내지 못했어요:",
        cancelled: "취소했어요:",
      },
      actions: {
        cancelUpload: "취소",
        removeAttachment: "빼기",
      },
    },
    messages: {
      status: {
        using: "사용 중:",
        used: "사용함:",
      },
      actions: {
        copy: {
          button: "복사",
          success: "복사됨",
        },
      },
      feedback: {
        positive: "좋은 답변",
        negative: "아쉬운 답변",
        edit: "내 의견 바꾸기",
        dialog: {
          title: "더 말하기",
          submit: "보내기",
          yourFeedback: "무엇이 좋았거나 아쉬웠나요?",
        },
        status: {
          updating: "저장하는 중",
          updated: "고마워요. 저장했어요.",
        },
      },
    },
    history: {
      title: "전에 쓴 내용",
      empty: "아직 없어요",
      show: "내가 쓴 내용 보기",
    },
    settings: {
      title: "설정",
      customize: "이 채팅의 설정",
    },
    watermark: "모델은 틀릴 수 있어요. 중요한 것은 확인하세요.",
  },
  threadHistory: {
    sidebar: {
      title: "채팅",
      filters: {
        search: "검색",
        placeholder: "채팅 찾기",
      },
      timeframes: {
        today: "오늘",
        yesterday: "어제",
        previous7days: "지난 7일",
        previous30days: "지난 30일",
      },
      empty: "아직 채팅이 없어요. 질문한 내용은 여기에 남고 본인만 볼 수 있어요.",
      actions: {
        close: "사이드바 닫기",
        open: "사이드바 열기",
      },
    },
    thread: {
      untitled: "이름 없는 채팅",
      menu: {
        rename: "이름 바꾸기",
        share: "공유",
        delete: "삭제",
      },
      actions: {
        share: {
          title: "이 채팅 공유",
          button: "공유",
          status: {
            copied: "복사됨",
            created: "링크가 준비됐어요.",
            unshared: "링크가 더는 작동하지 않아요.",
          },
          error: {
            create: "링크를 만들지 못했어요.",
            unshare: "링크를 거두지 못했어요.",
          },
        },
        delete: {
          title: "이 채팅을 삭제할까요?",
          description: "안의 메시지도 모두 함께 사라지고 되돌릴 수 없어요.",
          success: "채팅을 삭제했어요",
          inProgress: "삭제하는 중",
        },
        rename: {
          title: "이 채팅 이름 바꾸기",
          description: "나중에 찾기 쉬운 이름을 붙이세요.",
          form: {
            name: {
              label: "새 이름",
              placeholder: "새 이름",
            },
          },
          success: "이름을 바꿨어요",
          inProgress: "이름을 바꾸는 중",
        },
      },
    },
  },
  navigation: {
    header: {
      chat: "채팅",
      readme: "이 앱 소개",
      theme: {
        light: "밝게",
        dark: "어둡게",
        system: "시스템",
      },
    },
    newChat: {
      button: "새 채팅",
      dialog: {
        title: "새 채팅을 시작할까요?",
        description: "지금 있는 채팅에서 나가요.",
        tooltip: "새 채팅",
      },
    },
    user: {
      menu: {
        settings: "설정",
        settingsKey: "S",
        apiKeys: "키",
        logout: "로그아웃",
      },
    },
  },
  apiKeys: {
    title: "이 앱에는 본인의 키가 필요해요",
    description: "이 브라우저에만 남아요.",
    success: {
      saved: "키를 저장했어요",
    },
  },
  alerts: {
    info: "정보",
    note: "참고",
    tip: "팁",
    important: "중요",
    warning: "경고",
    caution: "주의",
    debug: "디버그",
    example: "예시",
    success: "성공",
    help: "도움말",
    idea: "아이디어",
    pending: "대기 중",
    security: "보안",
    beta: "베타",
    "best-practice": "권장 사항",
  },
  components: {
    MultiSelectInput: {
      placeholder: "선택",
    },
    DatePickerInput: {
      placeholder: {
        single: "날짜 선택",
        range: "첫날과 마지막 날 선택",
      },
    },
  },
};
