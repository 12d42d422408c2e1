/** The tip line in a real process, over the fakes of both platforms. */
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { expect, test } from "vitest";
import { userId } from "../support/edge.ts";
import { run, stage } from "../support/run-stage.ts";
import { self } from "../support/fake-slack/world.ts";

const tip = "The firm that printed the ballot papers belongs to the officer’s brother.";

test("opened in Discord by a channel’s manager, and in Slack by the configuration alone; nothing of it is logged or counted", async () => {
  const { slack, discord, env, page, ready } = await stage();
  const recipient = await identityToRecipient(await generateX25519Identity());
  const tips = {
    TIPS_RECIPIENTS: recipient,
    TIPS_CHANNELS: "slack:CEDITORS",
    TIPS_NEWSROOM: "The Gazette",
    TIPS_SAFER: "SecureDrop=https://gazette.example.org/drop",
    STAFF: `ed:editor=slack:${userId("ed")}`,
  };
  const first = run({ ...env, ...tips });
  await ready({ slack: "up", discord: "up" });
  const ada = discord.user("ada");
  expect((await ada.slash("/tip send")).text).toContain("not open here");
  expect((await discord.user("mia", { manages: true }).slash("/tip open")).text).toContain("is open in this channel");
  expect((await ada.slash("/tip send")).text).toContain("Not anonymous to Discord");
  const opened = await ada.press(/Low risk/);
  expect(opened.form).toHaveLength(2);
  const receipt = await ada.submit({ "What the newsroom should know": tip });
  expect(receipt.audience).toBe("asker");
  expect(receipt.text).toContain("Your tip is kept, sealed");
  const atSlack = await slack.user("ada").slash("/teller tip send");
  expect(atSlack.text).toContain("not open here");
  expect(atSlack.text).toContain("gazette.example.org/drop");
  const { text } = await page("/metrics");
  expect(text).not.toMatch(/command="tip/);
  first.kill("SIGTERM");
  expect(await first.ended).toBe(0);
  for (const secret of ["tip", "ballot papers", userId("ada"), "codename"]) expect(first.text()).not.toContain(secret);

  const second = run({ ...env, ...tips, TIPS_SLACK_TEAMS: self.team });
  await ready({ slack: "up", discord: "up" });
  const eve = slack.user("eve");
  const words = await eve.slash("/teller tip send");
  expect(words.text).toContain("Not anonymous to Slack");
  expect(words.audience).toBe("asker");
  expect((await eve.press(/Low risk/)).form).toHaveLength(2);
  const kept = await eve.submit({ "What the newsroom should know": `${tip} Twice.` });
  expect(kept.text).toContain("Your tip is kept, sealed");
  expect(kept.audience).toBe("asker");
  second.kill("SIGTERM");
  expect(await second.ended).toBe(0);
}, 90_000);
