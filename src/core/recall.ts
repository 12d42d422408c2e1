/**
 * Finders that are asked once for the same words within one question, however many readings of it have them: the work for
 * a line is bounded by its words, and not by how often a reader comes back to them.
 */
import type { Asker } from "./asker.ts";
import type { Context } from "./command.ts";

/** @param context makes the contexts of one question: all of them get the finders of the first, built when first needed */
export function recalling(context: (asker: Asker) => Context): (asker: Asker) => Context {
  const known = new Map<string, object>();
  return (asker) => {
    const made = context(asker);
    const once = (kind: "seats" | "people" | "parties" | "regions"): PropertyDescriptor => ({
      enumerable: true,
      get() {
        const finder = known.get(kind) ?? recalled(made[kind]);
        known.set(kind, finder);
        return finder;
      },
    });
    const finders = {
      seats: once("seats"),
      people: once("people"),
      parties: once("parties"),
      regions: once("regions"),
    };
    // A copy by descriptors: to read a getter would build its finder.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the descriptors of a context make a context
    return Object.defineProperties({} as Context, { ...Object.getOwnPropertyDescriptors(made), ...finders });
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
