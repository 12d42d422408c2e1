/** Rule 5 of the tip line: at what moment a post of a tip failed is told by no line of the log, whichever platform it failed at. */
import { afterEach, expect, test } from "vitest";
import { hushable, hushed } from "../../../src/jobs/hush.ts";
import type { Place } from "../../../src/core/place.ts";
import type { Platform } from "../../../src/core/platform.ts";
import type { Log } from "../../../src/lib/log.ts";
import { createLateLog } from "../../../src/tips/relay/late-log.ts";
import { closeStages, openStage } from "../../support/discord-stage.ts";
import { listen, openSlack, type LogLine } from "../../support/slack-stage.ts";
import { hour, openTips, type TipsStage } from "../../support/tips-stage.ts";

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  await closeStages();
});

interface Editors {
  readonly platform: Platform;
  readonly place: Place;
  /** Makes a post, an edit or a removal meet a refusal for haste. */
  readonly hasten: () => void;
}

const platforms = {
  async slack(log: Log): Promise<Editors> {
    const { slack, platform, stop } = await openSlack({ log });
    stops.push(stop);
    const place = { platform: "slack", id: slack.addChannel({ isPrivate: true }), kind: "channel" } as const;
    const hasten = () => {
      for (const method of ["chat.postMessage", "chat.delete", "conversations.history"])
        slack.next(method, { status: 429, after: 0 });
    };
    return { platform, place, hasten };
  },
  async discord(log: Log): Promise<Editors> {
    const { discord, platform } = await openStage({ log });
    const id = discord.addChannel({ isPrivate: true });
    const hasten = () =>
      discord.trouble({
        on: new RegExp(`^(?:POST|DELETE) /channels/${id}/messages`),
        kind: "status",
        status: 429,
        headers: { "retry-after": "60", "x-ratelimit-scope": "user" },
      });
    return { platform, place: { platform: "discord", id, kind: "channel" }, hasten };
  },
} as const;

test.each(["slack", "discord"] as const)(
  "rule 5: a post of a tip that %s refuses leaves no line with a time",
  async (name) => {
    const lines: LogLine[] = [];
    const log = hushable(listen(lines));
    const { platform, place, hasten } = await platforms[name](log);
    const clock: { stage?: TipsStage } = {};
    const late = createLateLog(log, () => clock.stage?.now() ?? new Date(), hour);
    const stage = (clock.stage = await openTips({ platforms: [platform], channels: [place], log: late }));
    const { number } = await stage.send();
    await stage.relayFor(0.6);
    lines.splice(0);
    const posts: string[] = [];
    const post = platform.post.bind(platform);
    platform.post = async (...of) => {
      hasten();
      const posted = await post(...of);
      posts.push(posted.kind);
      return posted;
    };
    await stage.relayFor(1.2);
    expect(stage.held).toEqual([]);
    expect(posts).toContain("later");
    expect(lines).toEqual([]);
    platform.post = post;
    stage.pass(hour);
    late.tell();
    expect(lines.length).toBeGreaterThan(0);
    for (const { fields, event } of lines) {
      expect(fields).toEqual({ untimed: true });
      expect(event).not.toContain(number);
    }
  },
);

test("what others do meanwhile is written as ever", async () => {
  const lines: LogLine[] = [];
  const log = hushable(listen(lines));
  const heard: string[] = [];
  const work = hushed(
    (event) => void heard.push(event),
    async () => {
      await new Promise((resolve) => void setTimeout(resolve, 5));
      log.warn("a secret's");
    },
  );
  log.warn("another's");
  await work;
  log.warn("another's, later");
  expect(heard).toEqual(["a secret's"]);
  expect(lines.map(({ event }) => event)).toEqual(["another's", "another's, later"]);
});
