/**
 * An answer's way to the person who asked. Platforms say no in many words, which come down to five setbacks; each has one
 * remedy, the same on every platform. A channel sees no answer twice, and nobody who asked is left without one. Answers
 * to secret commands are outside this policy: the tip line has rules of its own.
 */
/**
 * `haste`: told to wait, or out of reach before anything was sent. `words`: what we sent is malformed, too long or not
 * allowed. `place`: we may not answer there. `unclear`: the platform failed, or said nothing; the answer may stand there.
 * `late`: the address that came with the question is used up.
 */
export type Setback = "haste" | "words" | "place" | "unclear" | "late";

/**
 * `wait`: send again the same way. `plain`: send the same as plain text. `another way`: the next in the list.
 * `look`: an answer that stands there is well; one for the asker alone is repeated, and one for all goes to the asker alone.
 * `new message`: the next way that needs no such address.
 */
export type Remedy = "wait" | "plain" | "another way" | "look" | "new message";

export const remedies: Readonly<Record<Setback, Remedy>> = {
  haste: "wait",
  words: "plain",
  place: "another way",
  unclear: "look",
  late: "new message",
};

export interface Miss {
  readonly setback: Setback;
  /** Milliseconds that the platform asks us to wait, where it says so. */
  readonly after?: number;
}

/** `plain`: words alone, without whatever could be refused about a card. */
export type Dress = "whole" | "plain";

export interface Way {
  /** For the log: "aside", "direct message". */
  readonly name: string;
  /** Whether the asker alone sees it, so that a repeat does no harm. */
  readonly alone: boolean;
  /** Set where it goes by an address that came with the question, and is too late when that is. */
  readonly addressed?: true;
  /** Sends it once. @throws what `missOf` can read */
  send(dress: Dress): Promise<void>;
  /** Whether what was sent last stands there. Absent, or undefined, where nobody can tell. */
  stands?(): Promise<boolean | undefined>;
}

export interface Answering {
  /** The nearest to the question first; the last are for the asker alone. */
  readonly ways: readonly Way[];
  readonly missOf: (error: unknown) => Miss;
  /** Told of each setback. */
  readonly missed?: (way: Way, error: unknown) => void;
  readonly pause: (milliseconds: number) => Promise<unknown>;
}

/** Milliseconds in all that an answer waits because it was told to: who asks waits no longer. */
export const longestWait = 30_000;
/** Milliseconds before a repeat of what is for the asker alone: as many repeats. */
const repeats = [500, 2_000];
/** The first wait where the platform names none, or names zero; each further is twice as long. */
const firstWait = 1_000;

/** @returns the way by which the answer arrived; undefined where every way failed */
export async function giveAnswer({ ways, missOf, missed, pause }: Answering): Promise<Way | undefined> {
  let patience = longestWait;
  let waits = 0;
  let dress: Dress = "whole";
  let mayStand = false;
  let isLate = false;
  for (const way of ways) {
    if ((mayStand && !way.alone) || (isLate && way.addressed)) continue;
    for (let repeated = 0; ;) {
      try {
        // One try after another, all along.
        await way.send(dress);
        return way;
      } catch (error) {
        missed?.(way, error);
        const { setback, after = 0 } = missOf(error);
        const remedy = remedies[setback];
        if (remedy === "wait") {
          const long = after > 0 ? after : firstWait * 2 ** waits++;
          if (long > patience) break;
          patience -= long;
          await pause(long);
        } else if (remedy === "plain") {
          if (dress === "plain") break;
          dress = "plain";
        } else if (remedy === "look") {
          if (await stands(way)) return way;
          mayStand ||= !way.alone;
          const rest = repeats[repeated++];
          if (!way.alone || rest === undefined) break;
          await pause(rest);
        } else {
          isLate ||= remedy === "new message";
          break;
        }
      }
    }
  }
  return undefined;
}

/** A look that fails has told nothing. */
async function stands(way: Way): Promise<boolean | undefined> {
  try {
    return await way.stands?.();
  } catch {
    return undefined;
  }
}
