/** A form: what a command still needs to know, asked all at once. */
import type { NameKind } from "./args.ts";
import type { Ask } from "./reply.ts";

export interface Field {
  /** The argument it fills. */
  readonly name: string;
  readonly label: string;
  readonly about: string;
  readonly required: boolean;
  /** Filled in already. */
  readonly value?: string;
  readonly complete?: NameKind;
  /** One of a few, instead of text. */
  readonly choices?: readonly string[];
  /** Text of several lines. */
  readonly long?: true;
}

export interface Form {
  readonly title: string;
  /** Submitting it asks this, with the fields' values as further arguments. */
  readonly ask: Ask;
  readonly fields: readonly [Field, ...Field[]];
}
