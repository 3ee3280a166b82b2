// What an author tells the compiler about their app, once, for every place that speaks of it.

/**
 * Declare the ids your app uses, and every call is checked.
 *
 * @example
 * declare module "colloquy" {
 *   interface AppTypes {
 *     command: "Picture" | "Search";
 *     modes: { model: "small" | "large" };
 *     chatProfile: "Poet" | "Coder";
 *     chatSettings: SettingsOf<typeof settings>;
 *   }
 * }
 */
// biome-ignore lint/suspicious/noEmptyInterface: authors add their names to it
export interface AppTypes {}

type Declared<Name extends string, Otherwise> = AppTypes extends { readonly [Key in Name]: infer Type } ? Type : Otherwise;

/** Keys of the app's own texts; any string until they are declared as `text`. */
export type TextKey = Declared<"text", string>;
/** Ids of the app's commands; any string until they are declared. */
export type CommandId = Declared<"command", string>;
/** The option of each mode, by ids; any strings until they are declared. */
export type ModeValues = Declared<"modes", Readonly<Record<string, string>>>;
/** Names of the app's chat profiles; any string until they are declared. */
export type ChatProfileName = Declared<"chatProfile", string>;
/** The chat settings by the ids of their inputs; of unknown type until they are declared. */
export type ChatSettingsValues = Declared<"chatSettings", Readonly<Record<string, unknown>>>;
