/** A form: it asks at once for all that a command still needs to know. */
import type { NameKind } from "./args.ts";
import type { Ask } from "./reply.ts";

export interface Field {
  /** The argument that this field fills. */
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
  /** Characters. A platform that takes fewer says its own. */
  readonly least?: number;
  readonly most?: number;
}

/** Words about a field, with its lengths. @param room characters that the platform takes in a field */
export function aboutOf({ about, least, most }: Field, room = Infinity): string {
  if (most === undefined) return about;
  return `${least ?? 1} to ${Math.min(most, room).toLocaleString("en-GB")} characters. ${about}`;
}

/** A form's own words. */
export interface FormWords {
  /** The purpose of the form: "Declare Bath". A platform with less room cuts it. */
  readonly title: string;
  /** The button that sends it: "Declare". Platforms that label the button themselves do not show it. */
  readonly submit: string;
}

export interface Form extends FormWords {
  /** The question that submitting it asks, with the fields' values as further arguments. */
  readonly ask: Ask;
  readonly fields: readonly [Field, ...Field[]];
}

/** A form's room on the narrowest platform: characters, and fields. */
export const mostInForm = { title: 24, submit: 24, fields: 5 } as const;
