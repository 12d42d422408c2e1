/** Buttons whose answer is for all: a double click counts once, by message and value, whichever instance hears it. */

/** Milliseconds. A click within this time after another is the same one, and one after twice this time is new. */
const spell = 10_000;
/** Far more than are pressed within that time. */
const most = 5_000;

export interface PressOptions {
  /** Takes a key that nobody has taken before, over all instances. */
  readonly once?: (key: string) => Promise<boolean>;
  /** Told where that could not be asked: the press counts then. */
  readonly failed?: (error: unknown) => void;
  readonly now: () => Date;
}

export interface Press {
  readonly platform: string;
  /** The channel and the message of the button, as the platform names them. */
  readonly message: string;
  /** The button's own data. */
  readonly value: string;
  /** Set where others can see the answer: only then are other instances asked. */
  readonly isPublic: boolean;
}

/** @returns whether a press is the first of its button for a while. Never rejects */
export function createPresses({ once, failed, now }: PressOptions): (press: Press) => Promise<boolean> {
  const seen = new Map<string, number>();
  return async ({ platform, message, value, isPublic }) => {
    const at = now().getTime();
    const key = `${platform}:press:${message}:${value}`;
    const before = seen.get(key);
    if (before !== undefined && Math.abs(at - before) < spell) return false;
    seen.delete(key);
    seen.set(key, at);
    const [oldest] = seen.keys();
    if (seen.size > most && oldest !== undefined) seen.delete(oldest);
    if (!once || !isPublic) return true;
    // The next stretch of the clock is taken too, so that a second click just after its beginning is no new one.
    const stretch = Math.floor(at / spell);
    try {
      const isFirst = await once(`${key}:${stretch}`);
      if (isFirst) await once(`${key}:${stretch + 1}`);
      return isFirst;
    } catch (error) {
      failed?.(error);
      return true;
    }
  };
}
