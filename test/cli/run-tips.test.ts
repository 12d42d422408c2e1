/** The tip line in a real process, over the fakes of both platforms. */
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { expect, test } from "vitest";
import { userId } from "../support/edge.ts";
import { run, stage } from "../support/run-stage.ts";
import { self } from "../support/fake-slack/world.ts";

const tip = "The firm that printed the ballot papers belongs to the officer’s brother.";

test("opened in Discord by a channel’s manager, and in Slack by the configuration; nothing of it is logged or counted", async () => {
  const { slack, discord, env, page, ready } = await stage();
  const recipient = await identityToRecipient(await generateX25519Identity());
  const running = run({
    ...env,
    TIPS_RECIPIENTS: recipient,
    TIPS_CHANNELS: "slack:CEDITORS",
    TIPS_NEWSROOM: "The Gazette",
    TIPS_SAFER: "SecureDrop=https://gazette.example.org/drop",
    TIPS_SLACK_TEAMS: self.team,
    STAFF: `ed:editor=slack:${userId("ed")}`,
  });
  await ready({ slack: "up", discord: "up" });
  const ada = discord.user("ada");
  const shut = await ada.slash("/tip send");
  expect(shut.text).toContain("not open here");
  expect(shut.text).toContain("gazette.example.org/drop");
  expect((await discord.user("mia", { manages: true }).slash("/tip open")).text).toContain("is open in this channel");
  expect((await ada.slash("/tip send")).text).toContain("Not anonymous to Discord");
  const eve = slack.user("eve");
  const words = await eve.slash("/teller tip send");
  expect(words.text).toContain("Not anonymous to Slack");
  expect(words.audience).toBe("asker");
  for (const [source, text] of [
    [ada, tip],
    [eve, `${tip} Twice.`],
  ] as const) {
    expect((await source.press(/Low risk/)).form).toHaveLength(2);
    const receipt = await source.submit({ "What the newsroom should know": text });
    expect(receipt.audience).toBe("asker");
    expect(receipt.text).toContain("Nothing is sent yet");
    const sent = await source.press(/written (it )?down: send/i);
    expect(sent.audience).toBe("asker");
    expect(sent.text).toContain("Your tip is sent");
  }
  const { text } = await page("/metrics");
  expect(text).not.toMatch(/command="tip/);
  running.kill("SIGTERM");
  expect(await running.ended).toBe(0);
  for (const secret of ["tip", "ballot papers", userId("ada"), userId("eve"), "codename"])
    expect(running.text()).not.toContain(secret);
}, 60_000);
