/** Several instances over one Discord: one has the gateway, all can post. */
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { createDiscord, type Discord } from "../../src/adapters/discord/index.ts";
import { openDiscord, type FakeDiscord } from "../support/fake-discord/index.ts";
import { contractParts } from "../support/platform-contract.ts";
import { asDeliveryId } from "../../src/core/place.ts";
import type { KeptLease, LeaseKeeper } from "../../src/lib/lease.ts";

const parts = await contractParts();
const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

/** One at a time, first come, first served; `take` takes it away from whoever has it. */
function oneTurn() {
  const waiting: ((held: KeptLease) => void)[] = [];
  let holder: AbortController | undefined;
  function give(): KeptLease {
    const mine = new AbortController();
    holder = mine;
    const release = async (): Promise<void> => {
      if (holder !== mine) return;
      holder = undefined;
      const [first] = waiting.splice(0, 1);
      first?.(give());
    };
    return { lost: mine.signal, release };
  }
  const turn: LeaseKeeper = {
    wait(signal) {
      if (!holder) return Promise.resolve(give());
      const { promise, resolve, reject } = Promise.withResolvers<KeptLease>();
      waiting.push(resolve);
      signal.addEventListener("abort", () => {
        if (waiting.includes(resolve)) waiting.splice(waiting.indexOf(resolve), 1);
        reject(signal.reason as Error);
      });
      return promise;
    },
  };
  return { turn, take: () => holder?.abort(), waiting: () => waiting.length };
}

async function join(
  discord: FakeDiscord,
  turn: LeaseKeeper,
): Promise<{ platform: Discord; said: string[]; lost: Error[] }> {
  const said: string[] = [];
  const lost: Error[] = [];
  const say = (event: string): void => void said.push(event);
  const platform = createDiscord({
    token: discord.state.token,
    apiUrl: discord.apiUrl,
    mode: "gateway",
    edge: parts.edge,
    timeZone: parts.timeZone,
    log: { info: say, warn: say, error: say },
    instances: () => 2,
    turn,
  });
  platform.ended.catch((why: Error) => void lost.push(why));
  open.push(() => platform.stop());
  await platform.start(parts.commands, parts.dispatch);
  return { platform, said, lost };
}

async function two() {
  const discord = await openDiscord();
  open.push(() => discord.close());
  const turns = oneTurn();
  const first = await join(discord, turns.turn);
  // A connection is open before the bot is let in: questions asked in between reach nobody.
  await expect.poll(() => discord.gateway.count(2)).toBe(1);
  const second = await join(discord, turns.turn);
  return { discord, turns, first, second };
}

const ask = async (discord: FakeDiscord): Promise<string> => (await discord.user("ada").slash("/seat bath")).text;

describe("two instances", () => {
  test("one has the gateway, the other stands by, is ready, and says so; each question is answered once", async () => {
    const { discord, first, second } = await two();
    await expect.poll(() => second.said).toContainEqual(expect.stringMatching(/^standing by/));
    expect(first.said).not.toContainEqual(expect.stringMatching(/^standing by/));
    await expect.poll(() => [first.platform.isReady(), second.platform.isReady()]).toEqual([true, true]);
    expect(await ask(discord)).toContain("LD HOLD");
    await pause(50);
    expect(discord.messages()).toHaveLength(1);
    expect([discord.gateway.count(2), discord.gateway.connections()]).toEqual([1, 1]);
    expect(discord.state.requests.filter(({ what }) => what.startsWith("PUT"))).toHaveLength(1);
  });

  test("whoever stands by posts, finds, edits, looks and links", async () => {
    const { discord, second } = await two();
    const place = { platform: "discord", id: discord.channel.id, kind: "channel" } as const;
    const delivery = asDeliveryId("standingby");
    const posted = await second.platform.post(place, { summary: "declared" }, delivery);
    if (posted.kind !== "sent") throw new TypeError(posted.kind);
    expect(await second.platform.find(place, delivery, new Date())).toEqual(posted.message);
    expect((await second.platform.edit(posted.message, { summary: "corrected" }, delivery)).kind).toBe("sent");
    expect(discord.messages()).toEqual(["corrected"]);
    expect(await second.platform.inspect(place)).toMatchObject({ mayPost: true });
    expect(await second.platform.link?.(posted.message)).toBe(
      `https://discord.com/channels/${discord.state.guild}/${place.id}/${posted.message.id}`,
    );
  });

  test("who leaves gives the gateway to the other at once", async () => {
    const { discord, first, second } = await two();
    await first.platform.stop();
    await expect.poll(() => discord.gateway.count(2)).toBe(2);
    await expect.poll(() => second.said).toContainEqual(expect.stringMatching(/over the gateway/));
    expect(await ask(discord)).toContain("LD HOLD");
    expect([discord.gateway.connections(), second.platform.isReady()]).toEqual([1, true]);
  });

  test("whose turn is taken away closes the gateway, goes on posting, and waits for another turn", async () => {
    const { discord, turns, first, second } = await two();
    turns.take();
    await expect.poll(() => first.said).toContain("the gateway is another instance's now");
    await expect.poll(() => second.said).toContainEqual(expect.stringMatching(/over the gateway/));
    await expect.poll(() => turns.waiting()).toBe(1);
    expect(discord.gateway.connections()).toBe(1);
    const place = { platform: "discord", id: discord.channel.id, kind: "channel" } as const;
    expect((await first.platform.post(place, { summary: "declared" }, asDeliveryId("afterwards"))).kind).toBe("sent");
    expect(first.platform.isReady()).toBe(true);
    await second.platform.stop();
    await expect.poll(() => discord.gateway.count(2)).toBe(3);
    expect(await ask(discord)).toContain("LD HOLD");
  });

  test("who stands by leaves without the gateway, and nobody else notices", async () => {
    const { discord, turns, second } = await two();
    await second.platform.stop();
    expect(turns.waiting()).toBe(0);
    expect(await ask(discord)).toContain("LD HOLD");
    expect(discord.gateway.count(2)).toBe(1);
  });

  test("whom the gateway shuts out when its turn comes says so, and gives the turn back", async () => {
    const { discord, first, second } = await two();
    discord.gateway.refuse(4_014);
    await first.platform.stop();
    await expect
      .poll(() => second.lost.map(({ message }) => message))
      .toEqual([expect.stringMatching(/does not allow this application the intents/)]);
    expect(second.platform.isReady()).toBe(false);
  });
});
