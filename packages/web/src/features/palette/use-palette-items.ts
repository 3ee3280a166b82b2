// Everything the search knows, in its groups, best first.
import { useChatClient, useSurface } from "@colloquy/client/react";
import {
  Database,
  KeyRound,
  MessageCircle,
  MessageSquare,
  MessageSquareQuote,
  Monitor,
  Moon,
  Search,
  Slash,
  SlidersHorizontal,
  SquarePen,
  Sun,
  SunMedium,
  UserRound,
  Zap,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useConfig, useUi, useUiStore } from "../../app/app-context.tsx";
import type { Theme } from "../../app/preferences.ts";
import { EMPTY_DRAFT } from "../composer/draft.ts";
import { type FoundBy, toMessageAddress } from "../find/use-message-address.ts";
import { useNavigation } from "../history/use-navigation.ts";
import { useHasKeys } from "../keys/use-keys.ts";
import { useChooseProfile } from "../profiles/use-choose-profile.ts";
import { nameOf, useProfile } from "../profiles/use-profile.ts";
import { useHasSettings } from "../settings/use-has-settings.ts";
import { dayName } from "./day-name.ts";
import { findFuzzy } from "./fuzzy.ts";
import type { FoundItem, PaletteItem } from "./palette-item.ts";
import { isShown, type PaletteKind, type PaletteQuery, type PREFIXES } from "./palette-query.ts";
import { useActionItems } from "./use-action-items.ts";
import { type FoundMessages, useFoundMessages } from "./use-found-messages.ts";
import { type FoundThreads, useFoundThreads } from "./use-found-threads.ts";

const SHOWN = 8;
/** Before anything is typed the actions should be in view as well. */
const RECENT = 6;
const USUAL_ACTIONS = new Set(["newChat", "sheet", "readme", "stop"]);

export interface PaletteGroup {
  readonly kind: PaletteKind;
  readonly title: string;
  readonly items: readonly FoundItem[];
}

export interface Palette {
  readonly groups: readonly PaletteGroup[];
  /** How the search among the chats stands; undefined where there is none. */
  readonly threads: FoundThreads | undefined;
}

export function usePaletteItems(query: PaletteQuery, onPrefix: (prefix: string) => void): Palette {
  const { t } = useTranslation();
  const { words, only } = query;
  const { features } = useConfig();
  const withThreads = features.history && isShown("threads", query);
  const found = useFoundThreads(words, withThreads);
  const threads = useThreadItems(found);
  const said = useFoundMessages(words, withThreads && isShown("messages", query));
  const messages = useMessageItems(said, words);
  const actions = useActionItems();
  const about = useAboutItem(words);
  const settings = useSettingItems();
  const profiles = useProfileItems();
  const commands = useCommandItems();
  const help = useHelpItems(onPrefix);
  const all: Readonly<Record<PaletteKind, readonly PaletteItem[]>> = {
    threads,
    messages,
    actions,
    settings,
    profiles,
    commands,
    about,
    help,
  };
  const group = (kind: PaletteKind): PaletteGroup => {
    const limit = kind === "threads" && words === "" && only === undefined ? RECENT : only === undefined ? SHOWN : 100;
    const usual = words === "" && only === undefined && kind === "actions";
    const items = all[kind].filter(({ id }) => !usual || USUAL_ACTIONS.has(id));
    const title = kind === "threads" && words === "" ? t("search.recent") : t(`search.group.${kind}`);
    return { kind, title, items: best(items, words, kind).slice(0, limit) };
  };
  const kinds = (["threads", "messages", "actions", "settings", "profiles", "commands", "about", "help"] as const).filter((kind) =>
    kind === "threads" ? withThreads : kind === "messages" ? features.history && isShown(kind, query) : isShown(kind, query),
  );
  return { groups: kinds.map(group).filter(({ items }) => items.length > 0), threads: withThreads ? both(found, said) : undefined };
}

/** The two searches as one: it is under way while either is, and either may fail. */
function both(threads: FoundThreads, messages: FoundMessages): FoundThreads {
  const state = [threads, messages].find((one) => one.state === "failed") ?? [threads, messages].find((one) => one.state === "loading");
  const tryAgain = () => {
    for (const one of [threads, messages]) if (one.state === "failed") one.tryAgain();
  };
  return { threads: threads.threads, state: state?.state ?? "ready", tryAgain };
}

/** What the server found stays, whatever it found it by. */
function best(items: readonly PaletteItem[], words: string, kind: PaletteKind): readonly FoundItem[] {
  const found = items.flatMap((item): FoundItem[] => {
    if (item.match) return [{ ...item, match: item.match }];
    const match = findFuzzy(item.name, words) ?? (kind === "threads" || kind === "about" ? { score: -1_000, ranges: [] } : undefined);
    return match ? [{ ...item, match }] : [];
  });
  // The parts of the settings are named alike, so they keep their order: how long a name is says nothing of what was meant.
  const scoreOf = ({ match }: FoundItem) => (kind === "settings" ? Math.ceil(match.score / 1_000) : match.score);
  return words === "" || kind === "messages" ? found : found.toSorted((a, b) => scoreOf(b) - scoreOf(a));
}

function useThreadItems({ threads }: FoundThreads): readonly PaletteItem[] {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  return threads.map((thread) => ({
    id: thread.id,
    kind: "threads",
    icon: MessageSquare,
    name: thread.name ?? t("shell.untitled"),
    aside: dayName(t, i18n.language, new Date(thread.updatedAt)),
    run: () => void navigate(`/thread/${thread.id}`),
  }));
}

function useMessageItems({ messages }: FoundMessages, words: string): readonly PaletteItem[] {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  return messages.map(({ thread, stepId, type, createdAt, snippet: { text, hits, cut } }) => {
    const before = cut.before ? "… " : "";
    return {
      id: stepId,
      kind: "messages",
      icon: type === "user_message" ? UserRound : MessageSquareQuote,
      name: `${before}${text}${cut.after ? " …" : ""}`,
      match: { score: 0, ranges: hits.map(([start, end]) => [start + before.length, end + before.length] as const) },
      detail: thread.name ?? t("shell.untitled"),
      aside: dayName(t, i18n.language, new Date(createdAt)),
      run: () => void navigate(toMessageAddress(thread.id, stepId), { state: { foundBy: words } satisfies FoundBy }),
    };
  });
}

const THEMES: readonly (readonly [Theme, typeof Sun])[] = [
  ["light", Sun],
  ["dark", Moon],
  ["system", Monitor],
];

function useSettingItems(): readonly PaletteItem[] {
  const { t } = useTranslation();
  const ui = useUiStore();
  const theme = useUi((state) => state.preferences.theme);
  const { chatSettingsLocation } = useConfig();
  const hasChat = useHasSettings() && chatSettingsLocation === "composer";
  const hasKeys = useHasKeys();
  const section = (name: "chat" | "interface" | "keys" | "data", icon: typeof Sun): PaletteItem => ({
    id: `settings-${name}`,
    kind: "settings",
    icon,
    name: t("search.settings", { section: t(`settings.section.${name}`) }),
    run: () => ui.openSettings(name),
  });
  return [
    ...(hasChat ? [section("chat", SlidersHorizontal)] : []),
    section("interface", SunMedium),
    ...(hasKeys ? [section("keys", KeyRound)] : []),
    section("data", Database),
    ...THEMES.map(
      ([name, icon]): PaletteItem => ({
        id: `theme-${name}`,
        kind: "settings",
        icon,
        name: t("search.theme", { theme: t(`shell.${name}`) }),
        current: theme === name,
        run: () => ui.setTheme(name),
      }),
    ),
  ];
}

function useProfileItems(): readonly PaletteItem[] {
  const { profiles, current } = useProfile();
  const { choose } = useChooseProfile();
  if (profiles.length < 2) return [];
  return profiles.map((profile) => ({
    id: `profile-${profile.name}`,
    kind: "profiles",
    icon: MessageCircle,
    authorIcon: profile.icon,
    name: nameOf(profile),
    current: profile === current,
    run: () => choose(profile),
  }));
}

function useCommandItems(): readonly PaletteItem[] {
  const ui = useUiStore();
  const commands = useSurface("commands") ?? [];
  return commands.map((command) => ({
    id: `command-${command.id}`,
    kind: "commands",
    icon: Slash,
    authorIcon: command.icon,
    name: command.id,
    detail: command.description,
    run: () => ui.composer.put({ ...EMPTY_DRAFT, command: command.id }),
  }));
}

function useAboutItem(words: string): readonly PaletteItem[] {
  const { t } = useTranslation();
  const client = useChatClient();
  const ui = useUiStore();
  const { startNewChat } = useNavigation();
  const run = () => {
    startNewChat();
    // Where the app wants it so the person is asked first, and the words stay theirs to write.
    if (ui.get().dialog === "newChat") return;
    const { store } = client;
    const put = () => requestAnimationFrame(() => ui.composer.put(words));
    if (store.getOverview().ready) return void put();
    // Into the box of the new chat, once it stands; until then the box is the old one's.
    const stop = store.subscribe(() => {
      if (!store.getOverview().ready) return;
      stop();
      put();
    });
  };
  return [{ id: "new-chat-about", kind: "about", icon: SquarePen, name: t("search.newChatAbout", { words }), run }];
}

function useHelpItems(onPrefix: (prefix: string) => void): readonly PaletteItem[] {
  const { t } = useTranslation();
  const ui = useUiStore();
  const { features } = useConfig();
  const prefix = (sign: keyof typeof PREFIXES, icon: typeof Sun, name: string): PaletteItem => ({
    id: `help-${sign}`,
    kind: "help",
    icon,
    name,
    keys: sign,
    stays: true,
    run: () => onPrefix(sign),
  });
  return [
    prefix(">", Zap, t("search.helpActions")),
    ...(features.history ? [prefix("#", MessageSquare, t("search.helpThreads"))] : []),
    { id: "help-keys", kind: "help", icon: Search, name: t("search.helpKeys"), run: () => ui.set({ dialog: "keys" }) },
  ];
}
