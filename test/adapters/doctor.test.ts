/** What the doctor finds on each platform. */
import { describe, expect, test } from "vitest";
import { samples } from "../../src/adapters/slack/samples.ts";
import { messageFaults, viewFaults } from "../support/strict/slack.ts";
import type { Json } from "../support/strict/walk.ts";
import { all, found, key, permissions, platform, tokens, type Page } from "../support/doctored.ts";

describe("Slack", () => {
  test.each([
    [
      "history is missing",
      { "/auth.test": { body: { ok: true }, headers: { "x-oauth-scopes": all.replace("channels:history,", "") } } },
      "Slack: permissions",
      "poor",
      /channels:history \(to find my own post again/,
    ],
    [
      "may not post",
      { "/auth.test": { body: { ok: true }, headers: { "x-oauth-scopes": "commands" } } },
      "Slack: permissions",
      "bad",
      /chat:write/,
    ],
    [
      "app token lacks its scope",
      { "/apps.connections.open": { body: { ok: false, error: "missing_scope" } } },
      "Slack: Socket Mode",
      "bad",
      /missing_scope/,
    ],
    [
      "a block that Slack no longer takes",
      {
        "/blocks.validate": {
          body: {
            ok: false,
            error: "invalid_message",
            errors: [{ pointer: "/blocks/3/rows", code: "failed_constraint" }],
          },
        },
      },
      "Slack: blocks",
      "bad",
      /refused: an answer, at \/blocks\/3\/rows \(failed_constraint\)/,
    ],
    ["answers a page of a proxy", { "/auth.test": { status: 502, body: "<html>" } }, "Slack: reach", "bad", /HTTP 502/],
  ])("%s", async (_, pages: Readonly<Record<string, Page>>, name, state, says) => {
    const { wrong } = await found(tokens(await platform(pages)));
    expect(wrong).toEqual([expect.objectContaining({ name, state, says: expect.stringMatching(says) })]);
  });

  test("one of each kind is judged by Slack, and is what the strict validator takes", async () => {
    for (const { argument, value } of samples()) {
      const json = value as unknown as Json;
      expect(argument === "view" ? viewFaults(json) : messageFaults({ text: "t", ...json })).toEqual([]);
    }
    const kinds = JSON.stringify(samples());
    for (const kind of ["header", "rich_text", "table", "context", "actions", "input", "date", "external_select"])
      expect(kinds).toContain(`"type":"${kind}"`);
    const { checks } = await found(tokens(await platform()));
    expect(checks).toContainEqual(
      expect.objectContaining({ name: "Slack: blocks", says: expect.stringMatching(/taken/) }),
    );
  });

  test.each([{ ok: false, error: "unknown_method" }, { ok: false, error: "ratelimited" }, "nothing"])(
    "where Slack does not judge blocks (%j), that is said and is no fault",
    async (body) => {
      const { checks, wrong } = await found(tokens(await platform({ "/blocks.validate": { body } })));
      expect(wrong).toEqual([]);
      expect(checks).toContainEqual(
        expect.objectContaining({ name: "Slack: blocks", says: expect.stringMatching(/not looked at/) }),
      );
    },
  );

  test("permissions for links are wanted where sites are listed", async () => {
    const { wrong } = await found({ ...tokens(await platform()), SLACK_UNFURL_DOMAINS: "news.example.org" });
    expect(wrong).toEqual([
      expect.objectContaining({ name: "Slack: permissions", says: expect.stringMatching(/links:read.*links:write/) }),
    ]);
  });

  test("a short command that is none", async () => {
    const { wrong } = await found({ ...tokens(await platform()), SLACK_COMMANDS: "seat,sieges" });
    expect(wrong).toEqual([
      expect.objectContaining({ name: "Slack: commands", says: "SLACK_COMMANDS names what is none: sieges" }),
    ]);
  });
});

/** The application's own page, with more than every one has. */
const asked = (more: object): Readonly<Record<string, Page>> => ({
  "/v10/applications/@me": { body: { name: "Teller", verify_key: key, interactions_endpoint_url: null, ...more } },
});
const link = (granted: string) => ({
  oauth2_install_params: { scopes: ["bot", "applications.commands"], permissions: granted },
});

describe("Discord", () => {
  test.each([
    ["is private", { bot_public: false }, "Discord: install link", /nobody but its owner/],
    [
      "is public and small",
      { bot_public: true, approximate_guild_count: 3 },
      "Discord: verification",
      /100 servers at the most.*from 75 on.*about 3 of them.*terms-and-privacy/,
    ],
    [
      "is verified",
      { bot_public: true, approximate_guild_count: 300, bot: { public_flags: 2 ** 16 } },
      "Discord: verification",
      /^is done$/,
    ],
    [
      "can be added by servers and people",
      { bot_public: true, integration_types_config: { 0: link(permissions), 1: {} } },
      "Discord: install link",
      /servers and people$/,
    ],
  ])("nothing is wrong where it %s", async (_, more, name, says) => {
    const { checks, wrong } = await found(tokens(await platform(asked(more))));
    expect(wrong).toEqual([]);
    expect(checks).toContainEqual(expect.objectContaining({ name, state: "good", says: expect.stringMatching(says) }));
  });

  test.each([
    [
      "a bad token",
      { "/v10/applications/@me": { status: 401, body: {} } },
      {},
      "Discord: bot token",
      "bad",
      /HTTP 401/,
    ],
    [
      "interactions go elsewhere",
      { "/v10/applications/@me": { body: { name: "Teller", interactions_endpoint_url: "https://x.example" } } },
      {},
      "Discord: interactions",
      "bad",
      /go to https:\/\/x\.example/,
    ],
    [
      "another key",
      {
        "/v10/applications/@me": {
          body: { name: "Teller", verify_key: "cd".repeat(32), interactions_endpoint_url: "https://x.example" },
        },
      },
      { DISCORD_MODE: "http", DISCORD_PUBLIC_KEY: key },
      "Discord: interactions",
      "bad",
      /another key/,
    ],
    [
      "nowhere yet",
      {},
      { DISCORD_MODE: "http", DISCORD_PUBLIC_KEY: key },
      "Discord: interactions",
      "bad",
      /sent nowhere yet/,
    ],
    ["no server yet", { "/v10/users/@me/guilds": { body: [] } }, {}, "Discord: servers", "poor", /none has let it in/],
    [
      "not in the server of trials",
      {},
      { DISCORD_GUILD: "80351110224678913" },
      "Discord: servers",
      "bad",
      /DISCORD_GUILD/,
    ],
    [
      "a server that gives no history",
      {
        "/v10/users/@me/guilds": {
          body: [{ id: "80351110224678912", name: "Politics", permissions: String(BigInt(permissions) - 65_536n) }],
        },
      },
      {},
      "Discord: Politics",
      "poor",
      /lacks Read Message History \(to find its own posts/,
    ],
    [
      "a link that ends in an error",
      asked({ bot_require_code_grant: true }),
      {},
      "Discord: install link",
      "bad",
      /ends in an error/,
    ],
    [
      "a link to nothing",
      asked({ integration_types_config: { 0: {} } }),
      {},
      "Discord: install link",
      "poor",
      /nothing/,
    ],
    [
      "a link that asks for too little",
      asked({ integration_types_config: { 0: link(String(2 ** 10)) } }),
      {},
      "Discord: install link",
      "poor",
      /no Send Messages, Send Messages in Threads, Read Message History, Attach Files$/,
    ],
    [
      "intents that are not used",
      asked({ flags: 2 ** 15 + 2 ** 18 }),
      {},
      "Discord: intents",
      "poor",
      /\(Server Members, Message Content\)/,
    ],
    [
      "75 servers, and no texts",
      asked({ bot_public: true, approximate_guild_count: 75 }),
      {},
      "Discord: verification",
      "poor",
      /about 75 of them.*a Terms of Service URL and a Privacy Policy URL.*terms-and-privacy/,
    ],
    [
      "75 servers, with both",
      asked({
        bot_public: true,
        approximate_guild_count: 75,
        terms_of_service_url: "https://x",
        privacy_policy_url: "https://y",
      }),
      {},
      "Discord: verification",
      "poor",
      /are linked$/,
    ],
  ])(
    "%s",
    async (_, pages: Readonly<Record<string, Page>>, env: Readonly<Record<string, string>>, name, state, says) => {
      const { wrong } = await found({ ...tokens(await platform(pages)), ...env });
      expect(wrong).toEqual([expect.objectContaining({ name, state, says: expect.stringMatching(says) })]);
    },
  );
});
