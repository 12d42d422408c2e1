/** An adapter that does as it is told. */
import { AsyncLocalStorage } from "node:async_hooks";
import type { Platform } from "../../src/core/platform.ts";

export interface Stub extends Platform {
  /** Calls of it, in order. */
  readonly did: readonly string[];
  /** Runs as one of its own callbacks. */
  inside<T>(work: () => T): T;
  /** Says that it takes no more calls. */
  end(why?: Error): void;
}

export interface StubOptions {
  /** Waits of its start and its stop. */
  readonly starting?: () => Promise<void>;
  readonly stopping?: () => Promise<void>;
}

export function stub(name: string, { starting, stopping }: StubOptions = {}): Stub {
  const did: string[] = [];
  const ended = Promise.withResolvers<void>();
  let inside: Stub["inside"] = (work) => work();
  return {
    name,
    did,
    ended: ended.promise,
    inside: (work) => inside(work),
    end: (why) => (why ? ended.reject(why) : ended.resolve()),
    async start() {
      inside = AsyncLocalStorage.snapshot();
      did.push("start");
      await starting?.();
    },
    async stop() {
      did.push("stop");
      await stopping?.();
    },
    post: async () => ({ kind: "unclear", why: "it is a stub" }),
    find: async () => "cannot-look",
    edit: async () => ({ kind: "unclear", why: "it is a stub" }),
    remove: async () => ({ kind: "unclear", why: "it is a stub" }),
    inspect: async () => ({ mayPost: false, mayReadBack: false, isPrivate: true, wants: [] }),
  };
}
