/** The one server, and the permissions in it. */
import type { Channel, State } from "./state.ts";

export const permission = {
  manageChannels: 1n << 4n,
  view: 1n << 10n,
  send: 1n << 11n,
  attach: 1n << 15n,
  history: 1n << 16n,
  mentionEveryone: 1n << 17n,
  sendInThreads: 1n << 38n,
} as const;

const everyone = permission.view | permission.send | permission.attach | permission.history | permission.sendInThreads;

export const guildOf = ({ guild, roles }: State): object => ({
  id: guild,
  name: "Newsroom",
  owner_id: "1",
  roles: [{ id: guild, name: "@everyone", permissions: String(everyone), mentionable: false }, ...roles],
});

export const mayBot = ({ denied }: Channel, wanted: bigint): boolean => (denied & wanted) === 0n;

/** Ids of a server's own commands are other ones than those of commands that are everywhere. */
export const commandId = ({ application }: State, guild: string | undefined, i: number): string =>
  String(BigInt(application) + BigInt(i) + (guild === undefined ? 1n : 1_001n));
