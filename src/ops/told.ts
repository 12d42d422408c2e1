/** Errors whose message may be logged, and all others. */

/** An error that an adapter tells of itself: one clear line, which quotes nobody. */
export class Told extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : "no reason given", { cause });
  }
}

/** Any other message stays out of the log: it might quote anything. */
export const tell = (error: unknown, what: string): string =>
  error instanceof Told ? `${what}: ${error.message.replaceAll(/\s+/g, " ")}` : what;

/** An error for the log. A plain Error that was told is in the event's words already: its stack helps nobody. */
export function asError(error: unknown): { readonly error?: Error } {
  const its = error instanceof Told ? error.cause : error;
  return its instanceof Error && !(error instanceof Told && its.name === "Error") ? { error: its } : {};
}
