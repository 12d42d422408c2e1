/** Errors whose message may be logged, and all others. */

/** An error that an adapter tells of itself: its message is one clear line, and quotes nobody. */
export class Told extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : "no reason given", { cause });
  }
}

/** Any other message stays out of the log: who knows what it quotes. */
export const tell = (error: unknown, what: string): string =>
  error instanceof Told ? `${what}: ${error.message.replaceAll(/\s+/g, " ")}` : what;

/** For the log. A plain Error that was told is told in full: where it was thrown helps nobody. */
export function asError(error: unknown): { readonly error?: Error } {
  const its = error instanceof Told ? error.cause : error;
  return its instanceof Error && !(error instanceof Told && its.name === "Error") ? { error: its } : {};
}
