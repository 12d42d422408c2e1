/** Programs of their own, asked over a channel: what one of them costs is not taken from another's time or memory. */
import { fork } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What a program does when it is asked; both ways JSON. */
export type Deeds = Readonly<Record<string, (given: never) => unknown>>;

type Given<D extends Deeds, K extends keyof D> = Parameters<D[K]>[0];
type Answer<D extends Deeds, K extends keyof D> = Awaited<ReturnType<D[K]>>;

export interface Child<D extends Deeds> {
  readonly ask: <K extends keyof D & string>(
    what: K,
    ...given: undefined extends Given<D, K> ? [Given<D, K>?] : [Given<D, K>]
  ) => Promise<Answer<D, K>>;
  /** Megabytes, the most that it had at once. */
  readonly peak: () => number;
  /** Resolves when it is gone. */
  readonly end: () => Promise<void>;
}

interface Asked {
  readonly id: number;
  readonly what: string;
  readonly given: unknown;
}

interface Answered {
  readonly id: number;
  readonly is?: unknown;
  readonly error?: string;
}

/** @param file beside this one @param flags of Node's own */
export function start<D extends Deeds>(file: string, flags: readonly string[] = []): Child<D> {
  const child = fork(join(import.meta.dirname, file), { execArgv: [...flags] });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const gone = new Promise<void>((resolve) => void child.once("exit", () => resolve()));
  let count = 0;
  child.on("message", ({ id, is, error }: Answered) => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) one?.resolve(is);
    else one?.reject(new Error(`${file}: ${error}`));
  });
  child.once("exit", (code) => {
    for (const one of waiting.values()) one.reject(new Error(`${file} ended with ${code}`));
  });
  return {
    ask(what, ...[given]) {
      const one = Promise.withResolvers<unknown>();
      const id = count++;
      waiting.set(id, one);
      child.send({ id, what, given } satisfies Asked);
      // What a program answers is what its deed returns, as JSON: the type is taken from there.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      return one.promise as Promise<Answer<D, typeof what>>;
    },
    peak: () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1]) / 1024,
    async end() {
      child.disconnect();
      await gone;
    },
  };
}

/** In the program itself: it leaves when whoever started it has. */
export function answer(deeds: Deeds, leave: () => Promise<void>): void {
  process.on("message", ({ id, what, given }: Asked) => {
    // Who asks has the types of the deeds.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const deed = deeds[what] as ((given: unknown) => unknown) | undefined;
    void Promise.resolve()
      .then(() => deed?.(given))
      .then(
        (is) => process.send?.({ id, is } satisfies Answered),
        (error: unknown) => process.send?.({ id, error: error instanceof Error ? (error.stack ?? "") : "?" }),
      );
  });
  process.once("disconnect", () => void leave().finally(() => process.exit()));
}
