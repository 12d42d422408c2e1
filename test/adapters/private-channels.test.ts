/** Rule 9: an editors' channel is private where the platform says so in every respect, and nowhere else. */
import { PermissionFlagsBits } from "discord.js";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { inspect as inspectDiscord } from "../../src/adapters/discord/inspect.ts";
import { self } from "../support/fake-slack/world.ts";
import { openSlack } from "../support/slack-stage.ts";

describe("rule 9: in Slack", () => {
  let stage: Awaited<ReturnType<typeof openSlack>>;
  let id: string;
  beforeAll(async () => {
    stage = await openSlack({ tipTeams: [self.team, "TSISTER"] });
    id = stage.slack.addChannel({ isPrivate: true });
  });
  afterEach(() => stage.slack.share(id, {}));
  afterAll(() => stage.stop());
  const facts = (shared: Readonly<Record<string, unknown>>) => {
    stage.slack.share(id, shared);
    return stage.platform.inspect({ platform: "slack", id, kind: "channel" });
  };

  test("a private channel that nobody shares is private, and so is one that listed workspaces of the organisation do", async () => {
    expect(await facts({})).toMatchObject({ isPrivate: true, mayPost: true });
    const shared_team_ids = [self.team, "TSISTER"];
    expect(await facts({ is_shared: true, is_org_shared: true, shared_team_ids })).toMatchObject({ isPrivate: true });
  });

  test.each<readonly [string, Readonly<Record<string, unknown>>]>([
    ["with another organisation", { is_shared: true, is_ext_shared: true }],
    ["somehow", { is_shared: true }],
    ["by an invitation that is not answered", { is_pending_ext_shared: true }],
    ["with a workspace that was asked", { pending_shared: ["TELSE"] }],
    ["with a workspace that is about to be connected", { pending_connected_team_ids: ["TELSE"] }],
    ["with a workspace that is connected", { connected_team_ids: ["TELSE"] }],
    ["with everyone", { is_global_shared: true }],
    ["within the organisation, with whom is not said", { is_shared: true, is_org_shared: true, shared_team_ids: [] }],
    ["with one that is not listed", { is_shared: true, is_org_shared: true, shared_team_ids: [self.team, "TNOT"] }],
    [
      "with one that is not listed, said elsewhere",
      { is_shared: true, is_org_shared: true, shared_team_ids: [self.team], internal_team_ids: ["TNOT"] },
    ],
  ])("a channel that is shared %s is not private", async (_, shared) => {
    expect(await facts(shared)).toMatchObject({ isPrivate: false, openTo: expect.stringContaining("shared") });
  });

  test.each(["is_private", "is_shared", "is_ext_shared", "is_org_shared", "is_pending_ext_shared", "pending_shared"])(
    "where Slack leaves %s out it is not private",
    async (field) => {
      expect(await facts({ [field]: undefined })).toMatchObject({ isPrivate: false, openTo: expect.any(String) });
    },
  );

  test("nor is a conversation that is no channel, or one that Slack does not describe", async () => {
    expect(await facts({ is_im: true })).toMatchObject({ isPrivate: false });
    const unseen = { platform: "slack", id: "CNONE", kind: "channel" } as const;
    expect(await stage.platform.inspect(unseen)).toMatchObject({ isPrivate: false, mayPost: false });
  });
});

describe("rule 9: in Discord", () => {
  const { ViewChannel, SendMessages, ReadMessageHistory } = PermissionFlagsBits;
  const see = String(ViewChannel);
  const [home, me, room] = ["100", "200", "300"];
  const shut = [
    { id: home, type: 0, allow: "0", deny: see },
    { id: me, type: 1, allow: see, deny: "0" },
  ];
  const usual = {
    channel: { id: room, type: 0, guild_id: home, permission_overwrites: shut } as object,
    guild: {
      id: home,
      owner_id: "1",
      roles: [{ id: home, permissions: String(ViewChannel | SendMessages | ReadMessageHistory) }],
    } as object,
    member: { roles: [] } as object,
  };
  /** Discord's answers, with some of them changed. */
  const facts = (over: Partial<typeof usual>) => {
    const told = { ...usual, ...over };
    const get = async (route: string) =>
      route.startsWith("/channels/") ? told.channel : route.includes("/members/") ? told.member : told.guild;
    // The adapter asks for three things of Discord, and does nothing else with its client here.
    return inspectDiscord({ platform: "discord", id: room, kind: "channel" }, { get } as never, me);
  };

  test("a channel shut for everyone but people let in one by one is private", async () => {
    expect(await facts({})).toMatchObject({ isPrivate: true, mayPost: true });
  });

  test.each<readonly [string, Partial<typeof usual>]>([
    ["the channel's overwrites", { channel: { id: room, type: 0, guild_id: home } }],
    ["the kind of the channel", { channel: { id: room, guild_id: home, permission_overwrites: shut } }],
    ["the server", { channel: { id: room, type: 0, permission_overwrites: shut } }],
    ["roles", { guild: { id: home, owner_id: "1" } }],
    [
      "the role of everyone, in a channel that does not shut it out",
      {
        channel: { id: room, type: 0, guild_id: home, permission_overwrites: [shut[1]] },
        guild: { id: home, owner_id: "1", roles: [] },
      },
    ],
    [
      "what an overwrite allows",
      { channel: { id: room, type: 0, guild_id: home, permission_overwrites: [...shut, { id: "9", type: 0 }] } },
    ],
    ["the channel of a thread", { channel: { id: room, type: 12, guild_id: home } }],
  ])("where Discord leaves out %s it is not private", async (_, over) => {
    expect(await facts(over)).toMatchObject({ isPrivate: false });
  });

  test("an overwrite of a kind that we do not know lets in people whom we do not know", async () => {
    const odd = { id: "9", type: 7, allow: see, deny: "0" };
    const channel = { id: room, type: 0, guild_id: home, permission_overwrites: [...shut, odd] };
    expect(await facts({ channel })).toMatchObject({ isPrivate: false, openTo: expect.any(String) });
  });
});
