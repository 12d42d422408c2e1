/** Methods of Node's own, with something done before each call; and the file that all of it is written into. */
import fs from "node:fs";

export type Watched =
  | { readonly kind: "connects"; readonly to: string }
  | { readonly kind: "looks up"; readonly name: string }
  | { readonly kind: "begins"; readonly what: string }
  | { readonly kind: "writes"; readonly path: string; readonly data?: string }
  | { readonly kind: "digest"; readonly input: string; readonly output: string }
  | { readonly kind: "key"; readonly key: string }
  /** Moments at which the process began, and the machine: clocks that count from there. */
  | { readonly kind: "clock"; readonly process: number; readonly machine: number };

export const { CANARY_WATCH: file = "" } = process.env;
const { appendFileSync } = fs;
export const note = (watched: Watched): void => appendFileSync(file, `${JSON.stringify(watched)}\n`);

type Any = (this: unknown, ...of: unknown[]) => unknown;

/** Calls something before each call of a method. @param after is given what it returned */
export function before(
  on: object,
  names: readonly string[],
  does: (of: readonly unknown[], name: string) => void,
  after?: (made: unknown, of: readonly unknown[], self: unknown) => void,
): void {
  for (const name of names) {
    const method = Reflect.get(on, name) as Any | undefined;
    if (typeof method !== "function") continue;
    const watched: Any = function (...of) {
      does(of, name);
      const made = new.target
        ? (Reflect.construct(method, of, new.target) as unknown)
        : Reflect.apply(method, this, of);
      after?.(made, of, this);
      return made;
    };
    watched.prototype = method.prototype;
    // Promisified and other forms hang on the method itself.
    Reflect.set(on, name, Object.setPrototypeOf(Object.assign(watched, method), method) as unknown);
  }
}
