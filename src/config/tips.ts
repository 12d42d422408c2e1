/** The tip line's settings: its keys, its channels, and safer ways to send a tip. */
import { resolve } from "node:path";
import type { z } from "zod";
import { parts } from "../lib/setting.ts";
import { isIdentity, isRecipient } from "../lib/age-key.ts";
import type { PlatformId } from "../core/place.ts";

/** The identities: in a file, or in the setting itself. */
export type IdentitySetting = { readonly file: string } | { readonly keys: string };

export interface TipsConfig {
  /** Public keys that tips are sealed to, besides those of the identities. */
  readonly recipients: readonly string[];
  /** Present, the bot opens tips while it relays them; absent, only editors do. */
  readonly identity?: IdentitySetting;
}

/** Settings of the line besides keys; it stays closed while any of them is missing. */
export interface TipLineConfig {
  /** Editors' channels. */
  readonly channels: readonly PlatformId[];
  /** The newsroom's name as people write it. */
  readonly newsroom?: string;
  readonly safer: readonly { readonly name: string; readonly address: string }[];
  /** Days without a word after which everything of a case is erased. */
  readonly days: number;
}

type Context = Pick<z.core.$RefinementCtx, "addIssue">;

export function readIdentity(given: string, context: Context): IdentitySetting {
  // Text that looks like a key is never taken for a path, however damaged: messages name paths.
  if (!/AGE-SECRET-KEY-/i.test(given)) return { file: resolve(given) };
  if (!parts(given).every(isIdentity))
    context.addIssue("holds a damaged key: AGE-SECRET-KEY-1… to the last letter, or the path of a file that holds it");
  return { keys: given };
}

/** A path and never a key: the setting for whoever wants none in the environment. */
export function readIdentityFile(given: string, context: Context): IdentitySetting {
  if (!/AGE-SECRET-KEY-/i.test(given)) return { file: resolve(given) };
  context.addIssue("holds a key: it names a file that holds it, which nobody else may read");
  return { file: "" };
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

/** `SecureDrop=https://…;Phone=+44 …` */
export function readSafer(given: string, context: Context): TipLineConfig["safer"] {
  const entries = given.split(";").filter((entry) => entry.trim() !== "");
  const ways = entries.flatMap((entry, index) => {
    const at = entry.indexOf("=");
    const [name, address] = [entry.slice(0, Math.max(0, at)).trim(), entry.slice(at + 1).trim()];
    if (at > 0 && name !== "" && address !== "" && name.length <= 60 && address.length <= 300)
      return [{ name, address }];
    context.addIssue(`entry ${index + 1} is written name=address, as in SecureDrop=https://…; entries are parted by ;`);
    return [];
  });
  if (!ways.some(({ address }) => isReachable(address)))
    context.addIssue("needs one address with https://, or a phone number, that works without this platform");
  return ways;
}

const isReachable = (address: string): boolean =>
  (/^https:\/\//i.test(address) && URL.canParse(address)) || /^\+?\d[\d ()-]{5,}$/.test(address);
