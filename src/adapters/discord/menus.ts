/** People of the newsroom, and whether their menus show them the commands that they may use. */
import { PermissionFlagsBits, type REST, Routes } from "discord.js";
import { z } from "zod";
import type { Colleague } from "../../core/kit.ts";
import type { Finding } from "../../lib/finding.ts";
import { guild as guildShape, member as memberShape } from "./shapes.ts";
import { codes, isApiError } from "./trouble.ts";

/** A grant or a refusal of a server's owner: for a role, a person, or everyone by the server's own id. */
const grants = z.array(
  z.object({
    id: z.string(),
    permissions: z.array(z.object({ id: z.string(), permission: z.boolean() })),
  }),
);
const registered = z.array(z.object({ id: z.string(), name: z.string() }));

const name = "Discord: editors' menus";
const mend =
  "the server's owner grants the commands to a role of theirs: Server Settings, Integrations, Teller, Add Roles or Members";

/** @param staff their names and ids @returns findings on who does not see the editors' commands. Never rejects. */
export async function menusOf(
  rest: Pick<REST, "get">,
  application: string,
  newsroom: string,
  staff: readonly Colleague[],
): Promise<readonly Finding[]> {
  try {
    const server = guildShape.parse(await rest.get(Routes.guild(newsroom)));
    const own = registered.parse(await rest.get(Routes.applicationGuildCommands(application, newsroom)));
    if (own.length === 0)
      return [{ name, state: "poor", says: "have no commands yet", mend: "start Teller once with DISCORD_NEWSROOM" }];
    const given = grants.parse(await rest.get(Routes.guildApplicationCommandsPermissions(application, newsroom)));
    const ruleOf = (id: string) =>
      new Map(given.find((one) => one.id === id)?.permissions.map((rule) => [rule.id, rule.permission]));
    const app = ruleOf(application);
    const blind: string[] = [];
    for (const { name: who, id } of staff) {
      const roles = await rolesOf(rest, newsroom, id);
      const sees = (command: string): boolean => {
        const rules = given.some((one) => one.id === command) ? ruleOf(command) : app;
        return seenBy({ id, roles, rules, server });
      };
      const hidden = roles ? own.filter((command) => !sees(command.id)) : own;
      if (hidden.length > 0) blind.push(roles ? `${who} (not /${hidden[0]?.name})` : `${who} (is not in that server)`);
    }
    if (blind.length > 0) return [{ name, state: "poor", says: `do not show them to ${blind.join(", ")}`, mend }];
    return [{ name, state: "good", says: `show ${own.length} commands to everyone whom STAFF names` }];
  } catch {
    return [{ name, state: "poor", says: "cannot be looked at: has the newsroom's server let it in?", mend }];
  }
}

/** @returns undefined for somebody who is not in the server */
async function rolesOf(rest: Pick<REST, "get">, server: string, id: string): Promise<readonly string[] | undefined> {
  try {
    return memberShape.parse(await rest.get(Routes.guildMember(server, id))).roles;
  } catch (error) {
    if (isApiError(error, codes.unknownMember)) return undefined;
    throw error;
  }
}

/**
 * Whether a command is in somebody's menu, as Discord decides it: a rule for themselves counts most, then any role's yes,
 * then a role's no, then the rule for everyone, and without a rule their permissions.
 */
export function seenBy({ id, roles, rules, server }: Eyes): boolean {
  if (server.owner_id === id) return true;
  const bits = server.roles
    .filter((role) => role.id === server.id || roles?.includes(role.id))
    .reduce((sum, { permissions }) => sum | permissions, 0n);
  if ((bits & PermissionFlagsBits.Administrator) !== 0n) return true;
  const byRole = new Set((roles ?? []).flatMap((role) => rules.get(role) ?? []));
  const said = rules.get(id) ?? (byRole.size > 0 ? byRole.has(true) : rules.get(server.id));
  return said ?? (bits & PermissionFlagsBits.ManageChannels) !== 0n;
}

interface Eyes {
  readonly id: string;
  readonly roles: readonly string[] | undefined;
  readonly rules: ReadonlyMap<string, boolean>;
  readonly server: z.output<typeof guildShape>;
}
