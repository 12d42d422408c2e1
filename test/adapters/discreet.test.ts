/** Rules 2 and 10: Slack's notifications have no word of a tip, and no codename. */
import { expect, test } from "vitest";
import { drawAnswer } from "../../src/adapters/slack/answers.ts";
import { renderSlack } from "../../src/adapters/slack/render.ts";
import { openReplies, countReply } from "../../src/tips/views/relay.ts";
import { heldReply } from "../../src/tips/views/sending.ts";

const options = { timeZone: "Europe/London", commands: [] };

test("rule 10: a post of a tip is announced by its number alone", () => {
  for (const reply of openReplies(
    { number: "K7PQ2M", day: "2024-07-10" },
    "a count",
    "The boxes were opened early. ".repeat(90),
  )) {
    const { text, blocks } = renderSlack(reply, options);
    expect(text).toMatch(/^Tip line: case K7PQ2M, part \d of 2\.$/);
    expect(JSON.stringify(blocks)).toContain("boxes");
  }
  expect(renderSlack(countReply({ unclaimed: 1, claimed: 0, replied: 0 }), options).text).toMatch(/^Tip line: 001/);
});

test("rule 2: an answer with a codename is announced without it", () => {
  const codename = "stopped thirteen cosmic ebony dividend papyrus embark";
  const reply = heldReply({ number: "K7PQ2M", codename, token: "t", until: new Date("2024-07-10T12:00Z") }, 30);
  const { text, blocks } = drawAnswer({ reply, audience: "asker", secret: true }, options);
  expect(text).not.toContain("cosmic");
  expect(text).toContain("is not sent yet");
  expect(JSON.stringify(blocks)).toContain(codename);
});
