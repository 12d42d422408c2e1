/** Pictures in Discord: a gallery with words for those who do not see it, and an answer that stands without it. */
import { afterEach, expect, test } from "vitest";
import { renderDiscord, replacing } from "../../src/adapters/discord/render.ts";
import { picturesIn } from "../../src/core/picture.ts";
import type { Reply } from "../../src/core/reply.ts";
import { asDeliveryId } from "../../src/core/place.ts";
import { permission } from "../support/fake-discord/index.ts";
import { closeStages, openStage, type DiscordStage } from "../support/discord-stage.ts";

afterEach(closeStages);

const delivery = asDeliveryId("delivery000000000000042");
const alt = "Map of 650 seats. Labour 411 (+211), Conservative 121 (−251).";
const reply = (of: string): Reply => ({
  summary: "All 650 seats declared",
  card: {
    title: "All 650 seats declared",
    blocks: [
      { kind: "text", text: ["Labour has a majority."] },
      { kind: "picture", name: "map", svg: `<svg>${of}</svg>`, alt, width: 10, height: 10 },
    ],
  },
});
const draw = async () => Buffer.from("PNG");
const newest = ({ discord }: DiscordStage) => discord.state.index.in(discord.channel.id).at(-1);
const shown = (stage: DiscordStage): string => JSON.stringify(newest(stage)?.components);

test("a post shows its picture in a gallery, described, and an edit replaces its file", async () => {
  const stage = await openStage({ draw });
  const posted = await stage.platform.post(stage.place, reply("one"), delivery);
  expect(posted).toMatchObject({ kind: "sent" });
  const gallery = { type: 12, items: [{ media: { url: "attachment://map-1.png" }, description: alt }] };
  expect(shown(stage)).toContain(JSON.stringify(gallery.items));
  // The words are in the description, and not a second time beside it.
  expect(shown(stage).split(alt)).toHaveLength(2);
  if (posted.kind !== "sent") throw new Error("it was sent");
  expect(await stage.platform.edit(posted.message, reply("two"), delivery)).toMatchObject({ kind: "sent" });
  const edits = stage.discord.state.requests.filter(({ what }) => what.startsWith("PATCH"));
  expect(edits).toHaveLength(1);
  expect(shown(stage)).toContain("attachment://map-1.png");
  expect(stage.discord.state.refused).toEqual([]);
});

test("where none can be drawn its words stand, and where files are not allowed they do too", async () => {
  for (const [over, denied] of [
    [{}, 0n],
    [{ draw: async () => undefined }, 0n],
    [{ draw }, permission.attach],
  ] as const) {
    const stage = await openStage(over);
    stage.discord.channel.denied = denied;
    expect(await stage.platform.post(stage.place, reply("one"), delivery)).toMatchObject({ kind: "sent" });
    expect(shown(stage)).not.toContain("attachment://");
    expect(shown(stage)).toContain("Conservative 121");
    expect(stage.discord.messages()).toHaveLength(1);
  }
});

test("a place that takes nothing is refused as before, with a picture or without", async () => {
  const stage = await openStage({ draw });
  stage.discord.channel.denied = permission.send;
  expect(await stage.platform.post(stage.place, reply("one"), delivery)).toMatchObject({
    kind: "refused",
    about: "place",
  });
});

test("an answer with a picture arrives, and is no error where it cannot be drawn", async () => {
  for (const over of [{ draw }, { draw: async () => undefined }, {}]) {
    const { discord, parts } = await openStage(over);
    const { text, message } = await discord.user("ada").slash("/map scotland");
    expect(text).toContain("57 seats: Scotland");
    expect(JSON.stringify(message?.components).includes("attachment://map-some-1.png")).toBe(
      "draw" in over && over.draw === draw,
    );
    expect(discord.state.refused).toEqual([]);
    expect(parts.faults).toEqual([]);
  }
});

test("what replaces a message with a picture takes it away", () => {
  const { body } = renderDiscord({ summary: "words" }, { commands: [], timeZone: "Europe/London" });
  expect(replacing(body).attachments).toEqual([]);
  const drawn = renderDiscord(reply("one"), {
    commands: [],
    timeZone: "Europe/London",
    drawn: new Map(picturesIn(reply("one")).map((picture) => [picture, Buffer.from("PNG")])),
  });
  // A picture is found by the object that was drawn.
  expect(replacing(drawn.body).attachments).toEqual([]);
});
