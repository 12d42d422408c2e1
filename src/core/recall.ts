/**
 * Finders that are asked once for the same words within one question, however many readings of it have them: the work for
 * a line is bounded by its words, and not by how often a reader comes back to them.
 */
import type { Asker } from "./asker.ts";
import type { Context } from "./command.ts";

type Finders = Pick<Context, "seats" | "people" | "parties" | "regions">;

/** @param context makes the contexts of one question: all of them get the finders of the first, built when first needed */
export function recalling(context: (asker: Asker) => Context): (asker: Asker) => Context {
  const known: { -readonly [kind in keyof Finders]?: Finders[kind] } = {};
  return (asker) => {
    const made = context(asker);
    // A spread would build every finder: parts are named one by one.
    const { results, now, hasCome, isOff, commands, style, whoCanSee, settings, provenance, rehearsal } = made;
    return {
      asker: made.asker,
      results,
      now,
      hasCome,
      isOff,
      commands,
      style,
      whoCanSee,
      settings,
      provenance,
      ...(rehearsal && { rehearsal }),
      get seats() {
        return (known.seats ??= recalled(made.seats));
      },
      get people() {
        return (known.people ??= recalled(made.people));
      },
      get parties() {
        return (known.parties ??= recalled(made.parties));
      },
      get regions() {
        return (known.regions ??= recalled(made.regions));
      },
    };
  };
}

/** The same finder, with the answers that it has given: they never change while a question is read. */
function recalled<T extends object>(finder: T): T {
  const answers = new Map<string, unknown>();
  return new Proxy(finder, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== "function") return method;
      return (...given: readonly unknown[]): unknown => {
        const key = JSON.stringify([name, ...given]);
        if (!answers.has(key)) answers.set(key, Reflect.apply(method, target, given));
        return answers.get(key);
      };
    },
  });
}
