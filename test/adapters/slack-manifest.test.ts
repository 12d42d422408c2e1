/** The manifest: made from the commands, as small as it can be. */
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { scopes, slackManifest } from "../../src/adapters/slack/manifest.ts";
import { joinCommands } from "../../src/main/commands.ts";

const commands = await joinCommands();

/** As docs.slack.dev/reference/app-manifest has it, strictly: unknown fields are wrong. */
const url = z.httpUrl();
const manifest = z.strictObject({
  display_information: z.strictObject({
    name: z.string().min(1).max(35),
    description: z.string().max(140),
    long_description: z.string().min(174).max(4_000),
    background_color: z.string().regex(/^#[0-9a-f]{6}$/),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.literal(true),
      messages_tab_enabled: z.literal(true),
      messages_tab_read_only_enabled: z.literal(false),
    }),
    agent_view: z.strictObject({
      agent_description: z.string().min(1).max(300),
      suggested_prompts: z.array(z.strictObject({ title: z.string().min(1), message: z.string().min(1) })).max(4),
    }),
    shortcuts: z
      .array(
        z.strictObject({
          name: z.string().min(1).max(24),
          type: z.literal("global"),
          callback_id: z.string().min(1).max(255),
          description: z.string().min(1).max(150),
        }),
      )
      .max(10),
    bot_user: z.strictObject({ display_name: z.string().regex(/^[a-z0-9._-]{1,80}$/), always_online: z.boolean() }),
    slash_commands: z
      .array(
        z.strictObject({
          command: z.string().regex(/^\/[a-z0-9_-]{1,31}$/),
          description: z.string().min(1).max(2_000),
          usage_hint: z.string().max(1_000).optional(),
          should_escape: z.literal(false),
          url: url.optional(),
        }),
      )
      .min(1)
      .max(50),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: z.array(z.string()) }) }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({
      bot_events: z.array(z.string()),
      metadata_subscriptions: z.array(z.strictObject({ app_id: z.string(), event_type: z.string() })),
      request_url: url.optional(),
    }),
    interactivity: z.strictObject({
      is_enabled: z.literal(true),
      request_url: url.optional(),
      message_menu_options_url: url.optional(),
    }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.boolean(),
  }),
});
const made = (options: Parameters<typeof slackManifest>[1]) => manifest.parse(slackManifest(commands, options));

test("Socket Mode needs no address; HTTP has one everywhere", () => {
  const socket = made({ shortCommands: [] });
  expect(socket.settings.socket_mode_enabled).toBe(true);
  expect(JSON.stringify(socket)).not.toContain("url");
  const http = made({ shortCommands: ["seat"], address: "https://teller.example.org" });
  const at = "https://teller.example.org/slack/events";
  expect(http.settings.socket_mode_enabled).toBe(false);
  expect(http.features.slash_commands.map(({ url: one }) => one)).toEqual([at, at]);
  expect(http.settings.interactivity).toMatchObject({ request_url: at, message_menu_options_url: at });
  expect(http.settings.event_subscriptions.request_url).toBe(at);
});

test("/teller always, and the short commands that are chosen, every one possible", () => {
  expect(made({ shortCommands: [] }).features.slash_commands.map(({ command }) => command)).toEqual(["/teller"]);
  const names = commands.map(({ name }) => name);
  const most = ["seat", ...names.filter((name) => name !== "seat")].slice(0, 49);
  const all = made({ shortCommands: most }).features.slash_commands;
  expect(all.map(({ command }) => command)).toEqual(["/teller", ...most.map((name) => `/${name.replace(" ", "-")}`)]);
  if (names.length > 49) expect(() => made({ shortCommands: names })).toThrow(/choose 49/);
  expect(all.find(({ command }) => command === "/seat")).toMatchObject({ usage_hint: "PLACE [show]" });
  expect(() => made({ shortCommands: ["wibble"] })).toThrow(/no command “wibble”/);
  expect(() => made({ shortCommands: [], address: "javascript:x" })).toThrow(/no address/);
});

describe("scopes", () => {
  test("each is explained", () => {
    expect(made({ shortCommands: [] }).oauth_config.scopes.bot).toEqual(Object.keys(scopes));
    for (const why of Object.values(scopes)) expect(why.length).toBeGreaterThan(10);
  });

  test("each event has the scope it needs", () => {
    const { bot_events: events } = made({ shortCommands: [] }).settings.event_subscriptions;
    expect(events).toEqual(["app_home_opened", "app_mention", "message.im", "message_metadata_posted"]);
    expect(Object.keys(scopes)).toEqual(
      expect.arrayContaining(["app_mentions:read", "im:history", "metadata.message:read"]),
    );
  });
});
