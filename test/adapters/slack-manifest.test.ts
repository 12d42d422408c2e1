/** The manifest: made from the commands, as small as it can be. */
import { describe, expect, test } from "vitest";
import { linkScopes, scopes, slackManifest } from "../../src/adapters/slack/manifest.ts";
import { joinCommands } from "../../src/main/commands.ts";
import { slackManifestSchema } from "../support/strict/slack-manifest.ts";

const commands = await joinCommands();

const made = (options: Parameters<typeof slackManifest>[1]) =>
  slackManifestSchema.parse(slackManifest(commands, options));

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

test("links are heard of where sites are listed, and nowhere else", () => {
  const none = JSON.stringify(made({ shortCommands: [], unfurl: [] }));
  expect(none).not.toMatch(/unfurl|link/);
  const { features, oauth_config: auth, settings } = made({ shortCommands: [], unfurl: ["news.example.org"] });
  expect(features.unfurl_domains).toEqual(["news.example.org"]);
  expect(auth.scopes.bot).toEqual([...Object.keys(scopes), ...Object.keys(linkScopes)]);
  expect(settings.event_subscriptions.bot_events).toContain("link_shared");
});

test("the schema refuses what Slack does", () => {
  const good = slackManifest(commands, { shortCommands: [] });
  const { display_information: about, features } = slackManifestSchema.parse(good);
  for (const wrong of [
    { ...good, colour: "red" },
    { ...good, display_information: { ...about, long_description: "x".repeat(174) } },
    { ...good, features: { ...features, unfurl_domains: ["a.org", "b.org", "c.org", "d.org", "e.org", "f.org"] } },
    { ...good, features: { ...features, unfurl_domains: ["https://a.org"] } },
    { ...good, features: { ...features, shortcuts: [{ ...features.shortcuts[0], name: "x".repeat(25) }] } },
  ])
    expect(slackManifestSchema.safeParse(wrong).success).toBe(false);
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
