/** Slack delivers an event again, up to three times, when it is not sure that we have it: each is taken once. */

/** Far more than arrive between a delivery and its last repeat. */
const remembered = 5_000;

/**
 * @param retry how often it was delivered before
 * @param aside whether nothing of it is written down: it may have been of the tip line, and rows tell an order
 */
export type IsNew = (id: string, retry: number | undefined, aside: boolean) => Promise<boolean>;

export interface OnceOptions {
  /**
   * Takes a key, and tells whether nobody had before: kept where every instance can see it, since a repeat may come to
   * another than the first delivery did.
   */
  readonly once?: (key: string) => Promise<boolean>;
  /** Told where that could not be asked: whoever wrote is answered all the same, perhaps twice. */
  readonly failed?: (error: unknown) => void;
  readonly most?: number;
}

/** @returns whether an event is new, by its id; in memory the oldest are forgotten first */
export function createOnce({ once, failed, most = remembered }: OnceOptions = {}): IsNew {
  const seen = new Set<string>();
  const take = async (id: string): Promise<boolean> => {
    try {
      return once ? await once(`slack:${id}`) : true;
    } catch (error) {
      failed?.(error);
      return true;
    }
  };
  return async (id, retry = 0, aside) => {
    if (seen.has(id)) return false;
    seen.add(id);
    const [oldest] = seen;
    if (seen.size > most && oldest !== undefined) seen.delete(oldest);
    if (aside) return true;
    const taken = take(id);
    // The first delivery has come to nobody else: its answer does not wait for that to be written down.
    return retry > 0 ? taken : true;
  };
}
