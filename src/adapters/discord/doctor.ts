/** Faults of Discord's token and permissions, and how to mend them. */
import { z } from "zod";
import type { Colleague } from "../../core/kit.ts";
import { silent } from "../../lib/log.ts";
import { closeRest, createRest } from "./client.ts";
import type { DiscordOptions } from "./index.ts";
import { missing } from "./invite.ts";
import { listed, listingOf } from "./listing.ts";
import { menusOf } from "./menus.ts";
import { clockFinding, type Finding } from "../../lib/finding.ts";

type Options = Pick<DiscordOptions, "token" | "mode" | "apiUrl" | "guild" | "newsroom"> & {
  readonly staff?: readonly Colleague[];
  readonly now?: () => Date;
};

const usual = "https://discord.com/api";
const version = "v10";
const patience = 10_000;

const application = z.object({
  id: z.string().optional(),
  name: z.string(),
  verify_key: z.string().optional(),
  interactions_endpoint_url: z.string().nullish(),
  ...listed.shape,
});
const servers = z.array(z.object({ id: z.string(), name: z.string(), permissions: z.string() }));

export async function doctor(options: Options): Promise<readonly Finding[]> {
  const me = await ask("/applications/@me", application, options);
  if (me.kind === "trouble") return [{ name: "Discord: reach", state: "bad", ...me }];
  const clock = clockFinding("Discord: clock", me.headers.get("date"), (options.now ?? (() => new Date()))());
  if (me.kind === "refused") {
    const mend = "copy a new one into DISCORD_TOKEN: developer portal, Bot, Reset Token";
    return [clock, { name: "Discord: bot token", state: "bad", says: `is refused (HTTP ${me.status})`, mend }];
  }
  return [
    clock,
    { name: "Discord: bot token", state: "good", says: `is the one of ${me.said.name}` },
    door(me.said, options.mode),
    ...listingOf(me.said),
    ...(await inServers(options)),
    ...(await inNewsroom(options, me.said.id)),
  ];
}

/** Discord sends interactions one way or the other, never both. */
function door(
  { interactions_endpoint_url: url, verify_key: key }: z.output<typeof application>,
  mode: Options["mode"],
): Finding {
  const name = "Discord: interactions";
  const where = "developer portal, General Information, Interactions Endpoint URL";
  if (mode === "gateway")
    return url
      ? {
          name,
          state: "bad",
          says: `go to ${url}, so none reach the gateway`,
          mend: `empty it (${where}), or set DISCORD_MODE=http`,
        }
      : { name, state: "good", says: "come over the gateway" };
  if (key !== undefined && key.toLowerCase() !== mode.http.publicKey.toLowerCase())
    return {
      name,
      state: "bad",
      says: "are signed with another key than DISCORD_PUBLIC_KEY",
      mend: "copy the Public Key again: developer portal, General Information",
    };
  return url
    ? { name, state: "good", says: `are sent to ${url}` }
    : {
        name,
        state: "bad",
        says: "are sent nowhere yet",
        mend: `start Teller, then put its public address there: ${where}`,
      };
}

async function inServers(options: Options): Promise<readonly Finding[]> {
  const told = await ask("/users/@me/guilds", servers, options);
  const name = "Discord: servers";
  if (told.kind !== "said") return [{ name, state: "poor", says: "cannot be listed just now", mend: "try again" }];
  const invite = "invite it by the link that “teller manifest discord” prints";
  const { said } = told;
  if (options.guild !== undefined && !said.some(({ id }) => id === options.guild))
    return [{ name, state: "bad", says: "the one that DISCORD_GUILD names has not let it in", mend: invite }];
  if (said.length === 0) return [{ name, state: "poor", says: "none has let it in yet", mend: invite }];
  return [
    { name, state: "good", says: `${said.length} ${said.length === 1 ? "has" : "have"} let it in` },
    ...said.flatMap(({ name: server, permissions }): Finding[] => {
      const lacks = missing(BigInt(permissions));
      if (lacks.length === 0) return [];
      const says = `lacks ${lacks.map(([permission, why]) => `${permission} (to ${why})`).join(", ")}`;
      return [{ name: `Discord: ${server}`, state: "poor", says, mend: "Server Settings, Roles, Teller: allow it" }];
    }),
  ];
}

/** An editor must never look for a command in vain. */
async function inNewsroom(
  { newsroom, staff = [], token, apiUrl }: Options,
  application: string | undefined,
): Promise<readonly Finding[]> {
  if (staff.length === 0) return [];
  if (newsroom === undefined)
    return [
      {
        name: "Discord: editors' menus",
        state: "poor",
        says: "show the desk's commands to people who manage channels alone, in every server",
        mend: "set DISCORD_NEWSROOM to the newsroom's own server, and grant them there to its editors",
      },
    ];
  if (application === undefined) return [];
  const rest = createRest({ log: silent, ...(apiUrl !== undefined && { apiUrl }) }).setToken(token);
  const findings = await menusOf(rest, application, newsroom, staff);
  closeRest(rest);
  return findings;
}

type AnswerOf<T> =
  | { readonly kind: "said"; readonly said: T; readonly headers: Headers }
  | { readonly kind: "refused"; readonly status: number; readonly headers: Headers }
  | ({ readonly kind: "trouble" } & Pick<Finding, "says" | "mend">);

async function ask<T>(path: string, shape: z.ZodType<T>, { token, apiUrl = usual }: Options): Promise<AnswerOf<T>> {
  const mend = "see whether this machine may reach it: a proxy, a firewall, DISCORD_API_URL";
  try {
    const response = await fetch(`${apiUrl.replace(/\/$/, "")}/${version}${path}`, {
      headers: { authorization: `Bot ${token}` },
      signal: AbortSignal.timeout(patience),
    });
    const { status, headers } = response;
    if (status === 401 || status === 403) return { kind: "refused", status, headers };
    const said = shape.safeParse(await response.json().catch(() => undefined));
    if (said.success) return { kind: "said", said: said.data, headers };
    return { kind: "trouble", says: `what answers is not Discord's API (HTTP ${status})`, mend };
  } catch {
    return { kind: "trouble", says: "Discord's API cannot be reached", mend };
  }
}
