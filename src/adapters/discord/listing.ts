/** The application as the developer portal has it: whether others may add it, by which link, and what Discord asks of it when it grows. */
import { ApplicationFlags, UserFlags } from "discord.js";
import { z } from "zod";
import type { Finding } from "../../lib/finding.ts";
import { asked, missing } from "./invite.ts";

const install = z.object({ scopes: z.array(z.string()), permissions: z.string() });

/** Fields that Discord leaves out, or adds, are no fault of ours. */
export const listed = z.object({
  bot_public: z.boolean().optional(),
  bot_require_code_grant: z.boolean().optional(),
  terms_of_service_url: z.string().nullish(),
  privacy_policy_url: z.string().nullish(),
  approximate_guild_count: z.number().optional(),
  flags: z.number().optional(),
  bot: z.object({ public_flags: z.number().optional() }).optional(),
  integration_types_config: z
    .record(z.string(), z.object({ oauth2_install_params: install.nullish() }).nullish())
    .nullish(),
});
export type Listed = z.output<typeof listed>;

/** support-dev.discord.com, on app verification: from so many servers on one may apply, and without it none is added past the last. */
const servers = { apply: 75, most: 100 } as const;

/** Intents that Discord has to grant, by the application's flags: those of apps in many servers and in few. */
const intents = [
  { name: "Presence", flags: ApplicationFlags.GatewayPresence | ApplicationFlags.GatewayPresenceLimited },
  { name: "Server Members", flags: ApplicationFlags.GatewayGuildMembers | ApplicationFlags.GatewayGuildMembersLimited },
  {
    name: "Message Content",
    flags: ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited,
  },
] as const;

export const listingOf = (app: Listed): readonly Finding[] => [...linkOf(app), ...intentsOf(app), ...growthOf(app)];

/** Whether somebody who adds it by its profile's link gets what it needs. */
function linkOf({
  bot_public: isPublic,
  bot_require_code_grant: needsCode,
  integration_types_config: config,
}: Listed): readonly Finding[] {
  const name = "Discord: install link";
  if (needsCode)
    return [
      {
        name,
        state: "bad",
        says: "ends in an error: Discord waits for a code that Teller does not take",
        mend: "developer portal, Bot: Requires OAuth2 Code Grant off",
      },
    ];
  if (isPublic === false)
    return [{ name, state: "good", says: "lets nobody but its owner add Teller (Public Bot off)" }];
  if (!config) return [];
  const params = config["0"]?.oauth2_install_params;
  const lacks = params ? missing(BigInt(params.permissions)).map(([permission]) => permission) : [];
  const scopes = ["bot", "applications.commands"].filter((scope) => params && !params.scopes.includes(scope));
  const short = [...scopes, ...lacks];
  const mend = `developer portal, Installation, Guild Install: scopes bot and applications.commands; ${asked.map(({ words: [permission] }) => permission).join(", ")}`;
  if (!params) return [{ name, state: "poor", says: "in Teller's profile gives a server nothing to add", mend }];
  if (short.length > 0)
    return [{ name, state: "poor", says: `asks a server for too little: no ${short.join(", ")}`, mend }];
  const people =
    "1" in config ? "servers and people" : "servers (people cannot add it for themselves: User Install is off)";
  return [{ name, state: "good", says: `asks for all that Teller needs, of ${people}` }];
}

function intentsOf({ flags = 0 }: Listed): readonly Finding[] {
  const on = intents.filter((one) => (flags & one.flags) !== 0).map((one) => one.name);
  if (on.length === 0) return [];
  return [
    {
      name: "Discord: intents",
      state: "poor",
      says: `lets it be sent what it does not use (${on.join(", ")}), which Discord asks about when it verifies`,
      mend: "developer portal, Bot, Privileged Gateway Intents: all off",
    },
  ];
}

function growthOf(app: Listed): readonly Finding[] {
  const { bot_public: isPublic, approximate_guild_count: count, bot } = app;
  if (isPublic !== true) return [];
  const name = "Discord: verification";
  const lacks = [
    ...(app.terms_of_service_url ? [] : ["a Terms of Service URL"]),
    ...(app.privacy_policy_url ? [] : ["a Privacy Policy URL"]),
  ];
  const texts =
    lacks.length === 0
      ? "terms and privacy policy are linked"
      : `it would need ${lacks.join(" and ")}: docs/newsroom/terms-and-privacy.md has both texts`;
  const many = count === undefined ? "" : `in about ${count} of them now; `;
  if (((bot?.public_flags ?? 0) & UserFlags.VerifiedBot) !== 0) return [{ name, state: "good", says: "is done" }];
  const rule = `others may add it, to ${servers.most} servers at the most without it, and from ${servers.apply} on its owner may apply: ${many}${texts}`;
  if (count === undefined || count < servers.apply) return [{ name, state: "good", says: rule }];
  const mend = `${lacks.length > 0 ? "developer portal, General Information: fill both in; then " : ""}developer portal, the notice at the top of the application's pages: apply, with its owner's identity document and an e-mail address and two-factor authentication that are set up`;
  return [{ name, state: "poor", says: rule, mend }];
}
