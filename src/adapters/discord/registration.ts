/**
 * Registration in the background. Discord can refuse it for an hour while all else works, and the commands that stand
 * there are answered meanwhile.
 */
import { setTimeout as pause } from "node:timers/promises";
import type { REST } from "discord.js";
import type { Command } from "../../core/command.ts";
import type { Log } from "../../lib/log.ts";
import type { KnownMentions } from "./mentions.ts";
import { platform } from "./read.ts";
import { register, type Servers } from "./register.ts";
import { plainly } from "./shut-out.ts";
import { codes, codeOf, isApiError, isEdgePage, isLostToken, troubleOf } from "./trouble.ts";

export interface Registering {
  readonly rest: REST;
  readonly application: string;
  readonly commands: readonly Command[];
  readonly servers: Servers;
  readonly learn: KnownMentions["learn"];
  readonly log: Log;
  /** The time before which Discord is not asked, kept over restarts of the adapter; milliseconds, never going back. */
  readonly kept: { registerAt: number };
  /** Called where the token is no longer accepted: no other try is made then. */
  readonly lost: () => void;
}

/** Milliseconds before another try where Discord names no time: at first, and at the most. */
const first = 30_000;
const longest = 60 * 60_000;
/** Milliseconds that a start waits for it. */
const moment = 1_500;

/**
 * Registers as soon as it can be done, in the background. Never rejects.
 * @param leaving ends it
 * @returns resolves with the first try, or a moment later: that is most often all, and commands are there from the start
 */
export async function keepRegistered(registering: Registering, leaving: AbortSignal): Promise<void> {
  const tried = Promise.withResolvers<void>();
  const timer = setTimeout(tried.resolve, moment);
  void keepTrying(registering, leaving, tried.resolve);
  await tried.promise;
  clearTimeout(timer);
}

async function keepTrying(registering: Registering, leaving: AbortSignal, tried: () => void): Promise<void> {
  const { rest, application, commands, servers, learn, log, kept, lost } = registering;
  // Said at every start: commands that one server has for trials stay there, beside those that all servers get later.
  if (servers.guild !== undefined) log.info("commands are for trials, in one server alone", { platform });
  for (let attempt = 0; !leaving.aborted; attempt++) {
    const wait = kept.registerAt - performance.now();
    // An earlier adapter was told to wait.
    if (wait > 0) tried();
    // One try after another.
    if (wait > 0) await pause(wait, undefined, { signal: leaving, ref: false }).catch(() => {});
    if (leaving.aborted) return tried();
    try {
      if (await register(rest, application, commands, servers, learn))
        log.info("commands registered", { platform, count: commands.length });
      return tried();
    } catch (error) {
      tried();
      if (leaving.aborted) return;
      if (isLostToken(error)) return lost();
      const trouble = troubleOf(error);
      const named = trouble.kind === "later" ? trouble.after : 0;
      const milliseconds = Math.max(named, Math.min(longest, first * 2 ** Math.min(attempt, 20)));
      kept.registerAt = performance.now() + milliseconds;
      log.warn("commands could not be registered; those that stand there are answered meanwhile", {
        platform,
        code: codeOf(error),
        error: whyUnregistered(error, servers),
        milliseconds: Math.round(milliseconds),
      });
    }
  }
}

function whyUnregistered(error: unknown, servers: Servers): Error {
  const trouble = troubleOf(error);
  if (trouble.kind === "later" && !isEdgePage(error))
    return new Error(
      `Discord asks us to wait ${Math.ceil(trouble.after / 1000)} seconds before commands are registered.`,
    );
  if (isApiError(error, codes.missingAccess)) return new Error(uninvited(servers));
  return trouble.kind === "refused"
    ? new Error(`Discord refuses our commands (code ${codeOf(error)}).`)
    : plainly(error);
}

const uninvited = ({ guild, newsroom }: Servers): string =>
  guild === undefined && newsroom === undefined
    ? "Discord does not let this application register commands: invite it anew by the link that “teller manifest discord” prints."
    : `Discord has not let us into the server that ${guild === undefined ? "DISCORD_NEWSROOM" : "DISCORD_GUILD"} names: invite the bot there first.`;
