/** What is pasted into the platforms. */
import { describe, expect, test } from "vitest";
import { applicationOf } from "../../src/adapters/discord/invite.ts";
import { teller } from "../support/command-line.ts";

const json = (text: string) => JSON.parse(text) as Record<string, unknown>;

describe("teller manifest", () => {
  test("slack: an app by Socket Mode, with the short commands that are chosen, before there is a token", async () => {
    const { code, out } = await teller(["manifest", "slack"], { env: { SLACK_COMMANDS: "seat" } });
    expect(code).toBe(0);
    expect(json(out)).toMatchObject({
      features: { slash_commands: [{ command: "/teller" }, { command: "/seat" }] },
      settings: { socket_mode_enabled: true },
    });
  });

  test("slack, at an address", async () => {
    const { out } = await teller(["manifest", "slack", "--address", "https://teller.example.org"]);
    expect(json(out)).toMatchObject({ settings: { socket_mode_enabled: false } });
    expect(out).toContain("https://teller.example.org/slack/events");
  });

  test("discord: the commands, and the invite link with no more than is needed", async () => {
    const token = `${Buffer.from("80351110224678912").toString("base64url")}.b.c`;
    const { code, out } = await teller(["manifest", "discord"], { env: { DISCORD_TOKEN: token } });
    const { invite, commands } = json(out);
    const link = new URL(String(invite));
    expect(code).toBe(0);
    expect(link.origin + link.pathname).toBe("https://discord.com/oauth2/authorize");
    expect(Object.fromEntries(link.searchParams)).toEqual({
      client_id: "80351110224678912",
      scope: "bot applications.commands",
      permissions: String(2 ** 10 + 2 ** 11 + 2 ** 15 + 2 ** 16 + 2 ** 38),
    });
    expect(commands).toContainEqual(expect.objectContaining({ name: "seat" }));
  });

  test("discord, without a token: where the id belongs", async () => {
    expect((await teller(["manifest", "discord"])).out).toContain("client_id=YOUR_APPLICATION_ID");
    expect(applicationOf("rubbish")).toBeUndefined();
  });

  test.each([
    [["manifest"], {}, "for which platform: slack or discord"],
    [["manifest", "constructor"], {}, "for which platform: slack or discord"],
    [["manifest", "discord", "--address", "https://x.example"], {}, "goes with slack"],
    [["manifest", "slack", "--address", "nowhere"], {}, "is no address"],
    [["manifest", "slack"], { SLACK_COMMANDS: "seeat" }, "no command “seeat”"],
  ])("%j is wrong usage", async (args, env: Readonly<Record<string, string>>, words) => {
    const { code, err, out } = await teller(args, { env });
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(words);
  });
});
