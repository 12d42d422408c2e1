/** Slack delivers an event again, up to three times, when it is not sure that we have it: each is taken once. */

/** Far more than arrive between a delivery and its last repeat. */
const remembered = 5_000;

/** @returns whether an event is new, by its id; the oldest are forgotten first */
export function createOnce(most = remembered): (id: string) => boolean {
  const seen = new Set<string>();
  return (id) => {
    if (seen.has(id)) return false;
    seen.add(id);
    const [oldest] = seen;
    if (seen.size > most && oldest !== undefined) seen.delete(oldest);
    return true;
  };
}
