/** What can go wrong with a question. Everything else is a fault of ours: logged, and apologised for. */

export type ErrorCode =
  /** The words do not fit the command. */
  | "usage"
  /** No such command, seat, party, person or region. */
  | "not-found"
  /** It is not theirs to ask, or not here. */
  | "forbidden"
  /** Too much was asked of late. */
  | "too-many"
  /** There is such a thing, but nothing to say of it yet. */
  | "too-early"
  /** Our fault. */
  | "internal";

export class BotError extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** Safe to show: its message is written for the person who asked, says what to do next, and repeats no secret. */
export class UserError extends BotError {
  /** Full questions worth offering instead, as typed: "/seat bath". */
  readonly instead: readonly string[];
  /** What they wrote at length, given back so that it need not be written again. */
  readonly given?: string;
  constructor(code: Exclude<ErrorCode, "internal">, message: string, instead: readonly string[] = [], given?: string) {
    super(code, message);
    this.instead = instead;
    if (given !== undefined) this.given = given;
  }
}

/** What is said of a fault in a secret command: that there was one, and nothing of the command, its words or the fault. */
export class SecretError extends Error {
  override readonly name = "SecretError";
  constructor() {
    super("a secret command of the newsroom failed");
  }
}
