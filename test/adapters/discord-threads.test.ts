/** Threads, forums and the rest: what a place of Discord's is, and what it takes. */
import { afterEach, describe, expect, test } from "vitest";
import { permission } from "../support/fake-discord/index.ts";
import { closeStages, openStage } from "../support/discord-stage.ts";
import { asDeliveryId, type Place } from "../../src/core/place.ts";

afterEach(closeStages);

const id = asDeliveryId("delivery1");
const placeOf = (channel: string): Place => ({ platform: "discord", id: channel, kind: "channel" });

describe("what is refused when it is asked for", () => {
  test.each([
    { type: 15, words: /a forum, which takes no messages but in its posts/ },
    { type: 16, words: /a media channel/ },
    { type: 4, words: /a category/ },
  ])("a channel of type $type, with why", async ({ type, words }) => {
    const { discord, platform, place } = await openStage();
    discord.channel.type = type;
    const { mayPost, wants } = await platform.inspect(place);
    expect([mayPost, wants.join(" ")]).toEqual([false, expect.stringMatching(words)]);
    expect(await platform.post(place, { summary: "news" }, id)).toMatchObject({ kind: "refused", about: "place" });
  });

  test("a thread that is locked or archived, and one in a forum is taken", async () => {
    const { discord, platform } = await openStage();
    const thread = placeOf(discord.thread.id);
    discord.channel.type = 15;
    expect(await platform.inspect(thread)).toMatchObject({ mayPost: true, wants: [] });
    discord.thread.locked = true;
    expect(await platform.inspect(thread)).toMatchObject({ mayPost: false, wants: [/is locked: unlock it/] });
    expect(await platform.post(thread, { summary: "news" }, id)).toEqual({
      kind: "refused",
      about: "place",
      why: "the thread is locked",
    });
    Object.assign(discord.thread, { locked: false, archived: true });
    expect(await platform.inspect(thread)).toMatchObject({ mayPost: false, mayReadBack: true, wants: [/is archived/] });
  });

  test("an edit in an archived thread is about the place, and a post wakes it", async () => {
    const { discord, platform } = await openStage();
    const thread = placeOf(discord.thread.id);
    const posted = await platform.post(thread, { summary: "news" }, id);
    if (posted.kind !== "sent") throw new TypeError(posted.kind);
    discord.thread.archived = true;
    const edited = await platform.edit(posted.message, { summary: "corrected" }, id);
    expect(edited).toEqual({ kind: "refused", about: "place", why: "the thread is archived" });
    expect((await platform.post(thread, { summary: "more" }, asDeliveryId("delivery2"))).kind).toBe("sent");
    expect((await platform.edit(posted.message, { summary: "corrected" }, id)).kind).toBe("sent");
  });

  test.each([50_008, 50_024, 50_083, 40_058, 160_005])(
    "code %i is about the place, whatever its status",
    async (code) => {
      for (const status of [400, 403]) {
        const { discord, platform, place } = await openStage();
        discord.trouble({ on: /^POST \/channels/, kind: "status", status, code });
        expect(await platform.post(place, { summary: "news" }, id)).toMatchObject({ kind: "refused", about: "place" });
      }
    },
  );
});

describe("an edit", () => {
  test("is one request, and its post is found by the same delivery still", async () => {
    const { discord, platform, place } = await openStage();
    const posted = await platform.post(place, { summary: "as it was" }, id);
    if (posted.kind !== "sent") throw new TypeError(posted.kind);
    discord.channel.denied = permission.history;
    const before = discord.state.requests.length;
    const card = { title: "as it is", blocks: [] };
    expect((await platform.edit(posted.message, { summary: "as it is", card }, id)).kind).toBe("sent");
    expect(discord.state.requests.slice(before).map(({ what }) => what.split(" ")[0])).toEqual(["PATCH"]);
    discord.channel.denied = 0n;
    expect(await platform.find(place, id, new Date(Date.now() - 60_000))).toEqual(posted.message);
  });
});
