// The buttons of an app, by name.

import { Action, type ActionLook } from "../chat/actions/action.ts";
import { invalidIssues } from "../chat/actions/check-payload.ts";
import type { InputOf, OutputOf, PayloadSchema } from "../chat/actions/payload-schema.ts";
import { fn as callable, check, object, word } from "../check-given.ts";
import type { ActionContext, ActionHandling, ActionMaker, PlainActionMaker } from "./action-handlers.ts";

/** What an author says of buttons. */
export interface ActionRegistry {
  /**
   * Gives a kind of button its handler, and returns what makes one. With a schema (zod, valibot, arktype: any Standard Schema) its payload is
   * checked: by the compiler where the button is made, and again before the handler runs. What the handler returns goes to whoever pressed.
   */
  action<Schema extends PayloadSchema>(
    name: string,
    schema: Schema,
    handler: (payload: OutputOf<Schema>, context: ActionContext<InputOf<Schema>>) => unknown,
  ): ActionMaker<InputOf<Schema>>;
  action(name: string, handler: (context: ActionContext) => unknown): PlainActionMaker;
  /** Gives the buttons of a name their handler; a later one takes the earlier one's place. What it returns goes to whoever pressed. */
  actionCallback<Handler extends (action: Action, context: ActionContext) => unknown>(name: string, handler: Handler): Handler;
}

/** An empty one, with the map that it fills. */
export function createActionRegistry(handlings: Map<string, ActionHandling>): ActionRegistry {
  const action = ((name: string, given: unknown, handler?: unknown) => {
    check("action", "the name", name, word, HOW);
    if (handler === undefined) {
      check("action", "the handler", given, callable, HOW);
      handlings.set(name, { run: (_payload, context) => (given as (context: ActionContext) => unknown)(context) });
      return named(name, (look?: ActionLook) => new Action({ ...checkedLook(name, look), name }));
    }
    check("action", "the schema", given, schemaKind, "Give it a schema of zod, valibot, arktype or another library with Standard Schema.");
    check("action", "the handler", handler, callable, HOW);
    const schema = given as PayloadSchema;
    handlings.set(name, { schema, run: handler as ActionHandling["run"] });
    const make = (payload: unknown, look?: ActionLook) => {
      const made = new Action({ ...checkedLook(name, look), name, payload });
      // As it will come back from storage. A schema that takes its time is asked when the button is pressed.
      const result = schema["~standard"].validate(made.payload);
      if (!(result instanceof Promise)) invalidIssues(result.issues, `action "${name}"`);
      else result.catch(() => undefined);
      return made;
    };
    return Object.assign(named(name, make), { schema });
  }) as ActionRegistry["action"];
  return {
    action,
    actionCallback(name, handler) {
      check("actionCallback", "the name", name, word, HOW_CALLBACK);
      check("actionCallback", "the handler", handler, callable, HOW_CALLBACK);
      handlings.set(name, { run: (_payload, context) => handler(context.action, context) });
      return handler;
    },
  };
}

const HOW = 'Write action("approve", z.object({ id: z.number() }), async ({ id }) => { … }).';
const HOW_CALLBACK = 'Write actionCallback("again", async (action) => { … }).';

const schemaKind = {
  words: "a schema",
  fits: (value: unknown) => (typeof value === "object" || typeof value === "function") && value !== null && "~standard" in value,
};

function named<Maker extends object>(actionName: string, make: Maker): Maker & { readonly actionName: string } {
  return Object.assign(make, { actionName });
}

function checkedLook(name: string, look: ActionLook = {}): ActionLook {
  check(name, "how the button looks", look, object, `Write ${name}(…, { label: "…" }).`);
  return look;
}
