/** The ways in which a question can go wrong. Everything else is a fault of ours: logged, and apologised for. */

export type ErrorCode =
  /** The words do not fit the command. */
  | "usage"
  /** No such command, seat, party, person or region. */
  | "not-found"
  /** The command is for another role, or not for this place. */
  | "forbidden"
  /** Too much was asked of late. */
  | "too-many"
  /** The thing exists, but there is nothing to say of it yet. */
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

/** An error that is safe to show: its message is written for the asker, says what to do next, and repeats no secret. */
export class UserError extends BotError {
  /** Full questions worth offering instead, as typed: "/seat bath". */
  readonly instead: readonly string[];
  /** Text that the asker wrote at length, given back so that it need not be written again. */
  readonly given?: string;
  readonly is: Exclude<ErrorCode, "internal">;
  constructor(code: Exclude<ErrorCode, "internal">, message: string, instead: readonly string[] = [], given?: string) {
    super(code, message);
    this.is = code;
    this.instead = instead;
    if (given !== undefined) this.given = given;
  }
}

/**
 * A fault in a secret command, as the log has it: that there was one, and nothing of the command, its words or the
 * fault.
 */
export class SecretError extends Error {
  override readonly name = "SecretError";
  constructor() {
    super("a secret command of the newsroom failed");
  }
}
