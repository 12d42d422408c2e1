/** Every detector of the platforms, on an untouched night and against a seeded fault: silent in the one, heard in the other. */
import { describe, expect, onTestFinished, test } from "vitest";
import { createBreaker } from "../../src/adapters/discord/breaker.ts";
import { createDiscord, type Kept } from "../../src/adapters/discord/index.ts";
import { asDeliveryId } from "../../src/core/place.ts";
import { silent } from "../../src/lib/log.ts";
import { platformAlarm } from "../../src/main/alarms.ts";
import { createMetrics } from "../../src/ops/metrics.ts";
import { startOps } from "../../src/ops/server.ts";
import { supervise } from "../../src/ops/supervise.ts";
import { testEdge } from "../support/edge.ts";
import { usualChannel } from "../support/fake-slack/index.ts";
import { openNight } from "../support/night-stage.ts";
import { openSlack } from "../support/slack-stage.ts";

const nobody = { call: never, line: never, complete: never };
function never(): never {
  throw new TypeError("nobody asks here");
}

/** A whole night whose Discord has a breaker by a wound clock, watched over as `teller run` does. */
async function watched() {
  const night = await openNight();
  const { discord } = night;
  let at = 0;
  const alarm = platformAlarm((notice) => night.night.tell(notice), silent, night.now);
  const breaker = createBreaker({
    now: () => at,
    changed: (isOpen) => alarm("discord", isOpen ? "it has refused 3,000 requests" : undefined),
  });
  const kept: Kept = { breaker, sessions: new Map(), registerAt: 0 };
  const make = () =>
    createDiscord({
      token: discord.state.token,
      apiUrl: discord.apiUrl,
      mode: "gateway",
      edge: testEdge,
      timeZone: "Europe/London",
      log: silent,
      pace: 0,
      kept,
    });
  const discords: ReturnType<typeof make>[] = [];
  const create = async () => {
    const made = make();
    discords.push(made);
    return made;
  };
  const supervisor = supervise([{ name: "discord", create, start: (adapter) => adapter.start([], nobody) }], {
    log: silent,
  });
  const ops = await startOps({
    host: "127.0.0.1",
    port: 0,
    metrics: createMetrics(),
    states: () => supervisor.states(),
  });
  onTestFinished(async () => {
    await ops.close();
    await supervisor.stop();
  });
  const ready = async () => {
    const response = await fetch(`http://127.0.0.1:${ops.port}/readyz`);
    return [response.status, ((await response.json()) as { adapters: { discord: string } }).adapters.discord];
  };
  await expect.poll(ready).toEqual([200, "up"]);
  return {
    night,
    ready,
    /** Refusals that Discord has given in all that was asked of it. */
    refuse: (times: number): void => {
      for (let n = 0; n < times; n++)
        breaker.answered({ method: "POST", path: "/x" }, { status: 403, wait: 0, reach: "route" });
    },
    post: (n: number) => discords[0]?.post(night.hall, { summary: "news" }, asDeliveryId(`d${n}`)),
    wind: (minutes: number): void => void (at += minutes * 60_000),
    told: async (): Promise<string> => {
      await night.settle(1);
      return night.newsroom("slack").join("\n");
    },
  };
}

describe("the breaker of Discord's invalid requests", () => {
  test("is silent short of its limit, tells the desk and /readyz at it, and again when all goes on", async () => {
    const { night, ready, refuse, post, wind, told } = await watched();
    expect((await post(1))?.kind).toBe("sent");
    refuse(2_999);
    expect([await ready(), (await post(2))?.kind]).toEqual([[200, "up"], "sent"]);
    expect(await told()).not.toMatch(/asked/);
    night.discord.bar(night.hall.id, "mute");
    expect(await post(3)).toMatchObject({ kind: "refused", about: "place" });
    expect(await ready()).toEqual([503, "waiting"]);
    expect(await told()).toMatch(/Nothing is asked of Discord/);
    expect(await post(4)).toMatchObject({ kind: "later" });
    wind(11);
    expect(await ready()).toEqual([200, "up"]);
    expect(await told()).toMatch(/Discord is asked again/);
    night.discord.bar(night.hall.id, undefined);
    expect((await post(5))?.kind).toBe("sent");
    expect((await told()).match(/Nothing is asked of Discord/g)).toHaveLength(1);
  });
});

describe("Slack's", () => {
  const place = { platform: "slack", id: usualChannel, kind: "channel" } as const;
  const since = new Date(Date.now() - 3_600_000);
  /** All that an adapter does on a night, once. */
  async function used({ platform, slack }: Awaited<ReturnType<typeof openSlack>>) {
    const delivery = asDeliveryId("usual1");
    const posted = await platform.post(place, { summary: "news" }, delivery);
    if (posted.kind !== "sent") return posted;
    const edited = await platform.edit(posted.message, { summary: "corrected" }, delivery);
    expect(await platform.standing?.(place, delivery, since)).toEqual([posted.message]);
    expect((await slack.user("ada").mention("whisper")).text).toContain("whispered");
    return edited;
  }

  test("detectors are all silent on an untouched night", async () => {
    const stage = await openSlack();
    expect((await used(stage)).kind).toBe("sent");
    expect(stage.lines.map(({ event }) => event)).toEqual(["Slack is connected"]);
    expect([stage.platform.isReady?.(), stage.slack.calls.filter((one) => one === "apps.connections.open")]).toEqual([
      true,
      ["apps.connections.open"],
    ]);
    await stage.stop();
  });

  test("refusal of the whole app is one line and one wait for every channel, and its end is found", async () => {
    const stage = await openSlack();
    stage.slack.next("chat.postMessage", { error: "team_access_not_granted" });
    expect(await used(stage)).toMatchObject({ kind: "later" });
    const other = { ...place, id: stage.slack.addChannel() };
    expect(await stage.platform.post(other, { summary: "news" }, asDeliveryId("other1"))).toMatchObject({
      kind: "later",
    });
    expect(stage.lines.filter(({ level }) => level === "error")).toHaveLength(1);
    expect(stage.slack.messages()).toEqual([]);
    await stage.stop();
  });

  test("look for doubles finds the one that is seeded, and only that", async () => {
    const stage = await openSlack();
    const delivery = asDeliveryId("seeded1");
    for (let n = 0; n < 2; n++) await stage.platform.post(place, { summary: "twice" }, delivery);
    await stage.platform.post(place, { summary: "once" }, asDeliveryId("single1"));
    expect(await stage.platform.standing?.(place, delivery, since)).toHaveLength(2);
    expect(await stage.platform.standing?.(place, asDeliveryId("single1"), since)).toHaveLength(1);
    await stage.stop();
  });
});
