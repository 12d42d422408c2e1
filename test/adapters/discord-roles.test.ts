/** Roles of a Discord server: asked for once in a burst of news, and again where they could not be called. */
import { expect, test } from "vitest";
import { createRoles } from "../../src/adapters/discord/roles.ts";

const [self, server, channel, role] = [
  "100000000000000001",
  "100000000000000002",
  "100000000000000003",
  "100000000000000004",
];
const place = { platform: "discord", id: channel, kind: "channel" } as const;

/** @param mentionable whether anyone may call the role */
function stage(mentionable: boolean) {
  const asked: string[] = [];
  let now = 0;
  const answers: Readonly<Record<string, object>> = {
    [`/channels/${channel}`]: { id: channel, type: 0, guild_id: server, permission_overwrites: [] },
    [`/guilds/${server}`]: {
      id: server,
      owner_id: "100000000000000009",
      roles: [
        { id: server, name: "@everyone", permissions: "0", mentionable: false },
        { id: role, name: "Politics", permissions: "0", mentionable },
      ],
    },
    [`/guilds/${server}/members/${self}`]: { roles: [] },
  };
  const get = async (route: string): Promise<unknown> => {
    asked.push(route);
    return answers[route];
  };
  return { asked, roles: createRoles({ get }, () => now)(self), pass: (milliseconds: number) => (now += milliseconds) };
}

test("a role that may be called is asked for once a minute, however many posts call it", async () => {
  const { asked, roles, pass } = stage(true);
  for (let i = 0; i < 5; i++) expect(await roles(place, role)).toMatchObject({ name: "Politics", isOurs: true });
  expect(asked).toEqual([`/channels/${channel}`, `/guilds/${server}`]);
  pass(60_000);
  await roles(place, role);
  expect(asked).toHaveLength(4);
});

test("one that may not be called is looked at each time: somebody may be mending that", async () => {
  const { asked, roles } = stage(false);
  for (let i = 0; i < 2; i++) expect(await roles(place, role)).toMatchObject({ isOpen: false, isOurs: false });
  expect(asked.filter((route) => route.includes("/members/"))).toHaveLength(2);
});
