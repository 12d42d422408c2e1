/** The permissions that Teller asks a server for: the least that it can do its work with, each with its reason. */
import { OAuth2Scopes, PermissionFlagsBits } from "discord.js";

export const asked: readonly { readonly bit: bigint; readonly words: readonly [name: string, why: string] }[] = [
  { bit: PermissionFlagsBits.ViewChannel, words: ["View Channels", "see the channels that it is let into"] },
  { bit: PermissionFlagsBits.SendMessages, words: ["Send Messages", "post news"] },
  { bit: PermissionFlagsBits.SendMessagesInThreads, words: ["Send Messages in Threads", "post news in threads"] },
  {
    bit: PermissionFlagsBits.ReadMessageHistory,
    words: ["Read Message History", "find its own posts, and never post one twice"],
  },
  { bit: PermissionFlagsBits.AttachFiles, words: ["Attach Files", "give tables as files"] },
];

/** @returns names and reasons of permissions that are missing */
export const missing = (given: bigint): readonly (readonly [name: string, why: string])[] =>
  (given & PermissionFlagsBits.Administrator) === 0n
    ? asked.filter(({ bit }) => (given & bit) === 0n).map(({ words }) => words)
    : [];

/** The link by which someone who manages a server lets Teller in. */
export function inviteLink(application: string): string {
  const link = new URL("https://discord.com/oauth2/authorize");
  link.search = new URLSearchParams({
    client_id: application,
    scope: [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands].join(" "),
    permissions: asked.reduce((sum, { bit }) => sum | bit, 0n).toString(),
  }).toString();
  return link.href;
}

/** A token begins with the application's id; older applications have another for their bot. */
export function applicationOf(token: string): string | undefined {
  const id = Buffer.from(token.split(".")[0] ?? "", "base64url").toString("latin1");
  return /^\d{15,20}$/.test(id) ? id : undefined;
}
