// What a person may choose from when their chat opens: profiles and starters, as the app answers for them.
import {
  ChatError,
  type ChatProfile,
  chatProfileSchema,
  defaultProfile,
  type Starter,
  type StarterCategory,
  starterCategorySchema,
  starterSchema,
} from "@colloquy/protocol";
import * as z from "zod/mini";
import { parse } from "../chat/controls/surface-controls.ts";
import { type ConfigOverrides, configOverridesSchema } from "../config/overrides.ts";
import { type AskOptions, type AskParts, askApp } from "./ask-app.ts";
import type { Handlers } from "./handlers.ts";
import type { Visitor } from "./profile-handlers.ts";

/** How long a provider may take. */
export const PROVIDER_MS = 5_000;

/** An app's handlers, and what asking them takes. */
export interface Asking extends AskParts {
  readonly handlers: Readonly<Partial<Handlers>>;
}

/** A profile as the app gave it, checked. */
export type OfferedProfile = ChatProfile & { readonly configOverrides?: ConfigOverrides | undefined };

const appProfilesSchema = z
  .array(z.extend(chatProfileSchema, { configOverrides: z.optional(configOverridesSchema) }))
  .check(z.maxLength(200));
const startersSchema = z.array(starterSchema).check(z.maxLength(100));
const categoriesSchema = z.array(starterCategorySchema).check(z.maxLength(50));

/** The profiles of this person; none in an app without them, undefined when the app could not say. */
export async function askProfiles(visitor: Visitor, asking: Asking): Promise<readonly OfferedProfile[] | undefined> {
  const { chatProfiles } = asking.handlers;
  if (!chatProfiles) return [];
  const answer = await askApp("chatProfiles", async () => checkedProfiles(await chatProfiles(visitor)), asking, howToAsk(visitor));
  return "value" in answer ? answer.value : undefined;
}

/** The app's own starters and categories; none where it could not say. */
export async function askStarters(
  visitor: Visitor,
  asking: Asking,
): Promise<{ starters: Starter[]; starterCategories: StarterCategory[] }> {
  const { starters, starterCategories } = asking.handlers;
  const [plain, categories] = await Promise.all([
    starters &&
      askApp("starters", async () => parse("starters", startersSchema, (await starters(visitor)) ?? []), asking, howToAsk(visitor)),
    starterCategories &&
      askApp(
        "starterCategories",
        async () => parse("starter categories", categoriesSchema, (await starterCategories(visitor)) ?? []),
        asking,
        howToAsk(visitor),
      ),
  ]);
  return {
    starters: plain && "value" in plain ? plain.value : [],
    starterCategories: categories && "value" in categories ? categories.value : [],
  };
}

function howToAsk({ language }: Visitor): AskOptions {
  return { limitMs: PROVIDER_MS, language };
}

/** The profile a person gets: the one they wish for when it is theirs to have, else the default. */
export function chooseProfile<Profile extends ChatProfile>(profiles: readonly Profile[], wished: string | null): Profile | undefined {
  return profiles.find(({ name }) => name === wished) ?? defaultProfile(profiles);
}

/** A profile as clients see it. */
export function toPublicProfile({ configOverrides: _private, ...profile }: OfferedProfile): ChatProfile {
  return profile;
}

/** An author without types may return nothing at all: that is no profiles. */
function checkedProfiles(given: unknown): OfferedProfile[] {
  const profiles = parse("chat profiles", appProfilesSchema, given ?? []) as OfferedProfile[];
  const twice = profiles.find(({ name }, index) => profiles.findIndex((other) => other.name === name) !== index);
  if (twice) throw new ChatError("BAD_INPUT", `Two chat profiles have the name "${twice.name}".`);
  return profiles;
}
