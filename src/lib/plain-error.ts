/**
 * An error in one line of our own words, for the operator: the fault, and how to mend it. The line quotes nobody's
 * words and no secret, so that it may be logged.
 */
export abstract class PlainError<Code extends string = string> extends Error {
  /** A name for the trouble, to count by and to tell apart from others: "full". */
  readonly code: Code | undefined;

  constructor(message: string, { code, cause }: { readonly code?: Code; readonly cause?: unknown } = {}) {
    super(message, cause === undefined ? {} : { cause });
    this.code = code;
  }
}
