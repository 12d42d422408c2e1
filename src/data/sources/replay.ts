/** A night played again: a feed that says everything up to the moment that a clock shows. */
import type { Script } from "./script.ts";
import { SourceError, type Source, type Remembered } from "./source.ts";

export interface ReplayOptions {
  /** The election's name, as readers know it. */
  readonly name: string;
  readonly script: Script;
  readonly now: () => Date;
}

/** `kept` alone remembers how far the feed has come: the number of messages of the script that were said. */
const answer = "script";

export function replay({ name, script, now }: ReplayOptions): Source {
  const { messages, down } = script;
  return {
    name: `Replay of ${name}`,
    kind: "feed",
    staff: false,
    async ask(kept, signal) {
      signal.throwIfAborted();
      const at = now();
      const outage = down.find(({ from, until }) => from <= at && at < until);
      if (outage)
        throw new SourceError("The feed does not answer, which is a part of this rehearsal: it comes back by itself.");
      const given = Number(kept?.answers[answer]?.mark ?? 0);
      const end = messages.findIndex((message) => message.at > at);
      const upTo = end < 0 ? messages.length : end;
      if (upTo <= given) return { found: [], kept: kept ?? markedAt(0) };
      return { found: messages.slice(given, upTo).map(({ found }) => found), kept: markedAt(upTo) };
    },
  };
}

const markedAt = (given: number): Remembered => ({ answers: { [answer]: { mark: String(given), text: "" } } });
