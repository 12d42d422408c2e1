/** Kinds of settings: the values that each may have, and the complaint about any other, which follows its name. */
import { z } from "zod";

export const text = z.string().trim().min(1);

/** Tokens are pasted from web pages, and spaces come along with them. */
export const token = (shape: RegExp, error: string): z.ZodString => text.regex(shape, { error });

const isPort = { error: "is a port: a whole number from 1 to 65535" };
export const port = z
  .string()
  .regex(/^\d{1,5}$/, isPort)
  .transform(Number)
  .refine((given) => given >= 1 && given <= 65_535, isPort);

// Not `httpUrl`, which wants a public domain: proxies and tests stand nearer than that.
export const url = z.url({ protocol: /^https?$/, error: "is a web address: https://…" });

export const oneOf = <const T extends readonly [string, ...string[]]>(...names: T) =>
  z.enum(names, { error: `is one of ${names.join(", ")}` });

/** Parted by commas or spaces. */
export const parts = (list: string): readonly string[] => list.split(/[\s,]+/).filter((part) => part !== "");
