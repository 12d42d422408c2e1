/** A post that lands after its repeat is found some minutes later, and taken away. */
import { expect, test } from "vitest";
import { asDeliveryId } from "../../src/core/place.ts";
import { createDoubles } from "../../src/jobs/deliver/doubles.ts";
import { listen, openSlack, type LogLine } from "../support/slack-stage.ts";

const minute = 60_000;

/** A message that was repeated, on a platform of ours; the clock can be wound. */
async function repeatedPost(late: boolean) {
  const { slack, platform, stop } = await openSlack();
  const id = asDeliveryId("late1");
  const place = { platform: "slack", id: slack.addChannel(), kind: "channel" } as const;
  const posted = await platform.post(place, { summary: "news" }, id);
  if (posted.kind !== "sent") throw new TypeError(posted.kind);
  const [began, lines]: [number, LogLine[]] = [Date.now(), []];
  const message = { id, place, ref: posted.message.id, firstAttempt: began - 20_000, lastAttempt: began };
  let now = began;
  const run = createDoubles({
    delivery: {
      repeated: async (from, to) => (message.lastAttempt >= from && message.lastAttempt <= to ? [message] : []),
    },
    platforms: () => [platform],
    real: () => now,
    log: listen(lines),
  });
  if (late) await platform.post(place, { summary: "news" }, id);
  return { slack, place, ref: posted.message.id, lines, stop, at: (then: number) => ((now = began + then), run()) };
}

test("the younger of two is taken away, minutes later and not before", async () => {
  const { slack, place, ref, lines, stop, at } = await repeatedPost(true);
  await at(minute);
  expect(slack.history(place.id)).toHaveLength(2);
  await at(2 * minute);
  expect(slack.history(place.id).map(({ id }) => id)).toEqual([ref]);
  expect(lines.map(({ level }) => level)).toEqual(["warn"]);
  await stop();
});

test("one that stands alone is left alone, and is looked at twice at most", async () => {
  const { slack, place, ref, lines, stop, at } = await repeatedPost(false);
  for (const minutes of [1, 2, 3, 9, 10, 11, 30, 59, 61]) await at(minutes * minute);
  expect(slack.history(place.id).map(({ id }) => id)).toEqual([ref]);
  expect(slack.calls.filter((one) => one === "conversations.history")).toHaveLength(2);
  expect(lines).toEqual([]);
  await stop();
});

test("where nobody can look just now, it is looked again", async () => {
  const { slack, place, stop, at } = await repeatedPost(true);
  const failure = { error: "internal_error" };
  slack.next("conversations.history", failure, failure, failure);
  await at(2 * minute);
  expect(slack.history(place.id)).toHaveLength(2);
  await at(3 * minute);
  expect(slack.history(place.id)).toHaveLength(1);
  await stop();
});
