/** The tip line's keys, as they are set. */
import { resolve } from "node:path";
import type { z } from "zod";
import { isIdentity, isRecipient } from "../core/bech32.ts";

/** Where the identities are: in a file, or here. */
export type IdentitySetting = { readonly file: string } | { readonly keys: string };

export interface TipsConfig {
  /** Public keys that tips are sealed to, besides those of the identities. */
  readonly recipients: readonly string[];
  /** With it the bot opens tips while it relays them; without it only editors do. */
  readonly identity?: IdentitySetting;
}

type Context = Pick<z.core.$RefinementCtx, "addIssue">;

export function readIdentity(given: string, context: Context): IdentitySetting {
  // Whatever looks like a key is no path, however damaged: a path is named in messages.
  if (!/AGE-SECRET-KEY-/i.test(given)) return { file: resolve(given) };
  if (!parts(given).every(isIdentity))
    context.addIssue("holds a damaged key: AGE-SECRET-KEY-1… to the last letter, or the path of a file that holds it");
  return { keys: given };
}

export function readRecipients(given: string, context: Context): readonly string[] {
  const recipients = parts(given);
  for (const [index, recipient] of recipients.entries())
    if (!isRecipient(recipient))
      context.addIssue(
        /AGE-SECRET-KEY-/i.test(recipient)
          ? `entry ${index + 1} is a secret key: it wants the public one, age1…, which teller keys show prints`
          : `entry ${index + 1} is no public key of age: age1… to the last letter, as teller keys show prints it`,
      );
  return [...new Set(recipients)];
}

const parts = (list: string): readonly string[] => list.split(/[\s,]+/).filter((part) => part !== "");
