// What must and must not compile; the assertions are the compiler's.
import { describe, expectTypeOf, it } from "vitest";
import * as z from "zod";
import { type ChatSettings, chatSettings, type SettingsOf } from "./chat-settings.ts";
import { input } from "./setting-inputs.ts";

describe("a settings form knows the types of its values", () => {
  it("from inputs", () => {
    const settings = chatSettings({
      dark: input.switch({ label: "Dark" }),
      heat: input.slider({ label: "Heat" }),
      model: input.select({ label: "Model", values: ["small", "large"], initialIndex: 0 }),
      voice: input.radio({ label: "Voice", items: { Low: "low", High: "high" } }),
      tools: input.multiSelect({ label: "Tools", values: ["web", "files"] }),
      limit: input.number({ label: "Limit" }),
      stay: input.dateRange({ label: "Stay" }),
    });
    type Values = SettingsOf<typeof settings>;
    expectTypeOf<Values["dark"]>().toEqualTypeOf<boolean>();
    expectTypeOf<Values["heat"]>().toEqualTypeOf<number>();
    expectTypeOf<Values["model"]>().toEqualTypeOf<"small" | "large">();
    expectTypeOf<Values["voice"]>().toEqualTypeOf<"low" | "high" | null>();
    expectTypeOf<Values["tools"]>().toEqualTypeOf<readonly ("web" | "files")[]>();
    expectTypeOf<Values["limit"]>().toEqualTypeOf<number | null>();
    expectTypeOf<Values["stay"]>().toEqualTypeOf<readonly [string, string] | null>();
    // @ts-expect-error "huge" was never offered
    void (() => settings.send({ model: "huge" }));
    // @ts-expect-error a number is no text
    void (() => settings.send({ heat: "1" }));
  });

  it("from tabs, as one flat object", () => {
    const settings = chatSettings({
      look: input.tab("Look", { dark: input.switch({ label: "Dark" }) }),
      model: input.tab("Model", { heat: input.slider({ label: "Heat" }) }),
    });
    expectTypeOf<SettingsOf<typeof settings>["dark"]>().toEqualTypeOf<boolean>();
    expectTypeOf<SettingsOf<typeof settings>["heat"]>().toEqualTypeOf<number>();
  });

  it("from a schema", () => {
    const settings = chatSettings(z.object({ heat: z.number().default(1), model: z.enum(["a", "b"]).default("a") }));
    expectTypeOf(settings).toExtend<ChatSettings<{ heat: number; model: "a" | "b" }>>();
    // @ts-expect-error the schema has no such field
    void (() => settings.send({ cold: 1 }));
  });

  it("and refuses a first choice that is none of the choices", () => {
    // @ts-expect-error "z" is not among the values
    void (() => input.select({ label: "M", values: ["a", "b"], initialValue: "z" }));
  });
});
