/** The tip line on its platforms: what is shown fits and is whole, forms are forms, and where tips are taken at all. */
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { ComponentType } from "discord.js";
import { describe, expect, test } from "vitest";
import { renderDiscord, applicationCommands } from "../../src/adapters/discord/index.ts";
import { modalOf as discordModal } from "../../src/adapters/discord/modal.ts";
import { modalOf as slackModal } from "../../src/adapters/slack/blocks/modal.ts";
import { scopes } from "../../src/adapters/slack/manifest.ts";
import { renderSlack } from "../../src/adapters/slack/render.ts";
import { joinCommands } from "../../src/main/commands.ts";
import { decodeAsk, encodeAsk } from "../../src/core/encode.ts";
import type { Reply } from "../../src/core/reply.ts";
import { asCaseNumber } from "../../src/tips/rules/case-number.ts";
import { armoured, seal } from "../../src/tips/rules/seal.ts";
import { openReplies, sealedReplies } from "../../src/tips/views/relay.ts";
import { faultsOf, messageFaults, modalFaults } from "../support/fake-discord/check.ts";
import { checkMessage, checkView } from "../support/fake-slack/check.ts";
import { self } from "../support/fake-slack/world.ts";
import { openSlack } from "../support/slack-stage.ts";
import { ana, openTips, source } from "../support/tips-stage.ts";
import { asDeliveryId } from "../../src/core/place.ts";

const commands = await joinCommands();
const timeZone = "Europe/London";
const number = "K7PQ2M";
const about = { number, day: "2024-07-10" };
const delivery = asDeliveryId("delivery1");

/** As both platforms would be sent it. */
function drawn(reply: Reply): readonly [slack: string, discord: string] {
  const slack = renderSlack(reply, { timeZone, commands, follows: false }, delivery);
  expect(checkMessage({ ...slack })).toBeUndefined();
  const { body, files } = renderDiscord(reply, { commands, timeZone });
  expect(faultsOf("MessageCreate", body, () => messageFaults(body))).toEqual([]);
  expect(files).toEqual([]);
  const both = [JSON.stringify(slack.blocks), JSON.stringify(body)] as const;
  for (const one of both) expect(one).not.toContain("cut to fit");
  return both;
}

describe("what editors are shown is whole on both platforms", () => {
  test.each([
    ["letters", "The quick brown fox jumps over it. ".repeat(100)],
    ["marks that would be escaped", "*_`~|<>&\\[](!)# ".repeat(218)],
    ["lines", "a line\nand another\n".repeat(49)],
    ["letters of three bytes", "選挙の夜".repeat(875)],
  ])("the longest tip: %s", (_, words) => {
    const text = words.slice(0, 3_500).trim();
    for (const reply of openReplies(about, "a seat", text)) drawn(reply);
    const shown = openReplies(about, "a seat", text).flatMap(({ card }) =>
      (card?.blocks ?? []).flatMap((block) =>
        block.kind === "text" ? [block.text.filter((part) => typeof part === "string").join("")] : [],
      ),
    );
    expect(shown.join("")).toBe(text);
  });

  test.each([100, 1_500, 3_500, 10_500])("sealed, %d bytes", async (bytes) => {
    const recipient = await identityToRecipient(await generateX25519Identity());
    const armour = armoured(await seal(asCaseNumber(number), "x".repeat(bytes), [recipient]));
    const replies = sealedReplies(about, armour);
    const letters = replies.flatMap((reply) => {
      const both = drawn(reply);
      const block = reply.card?.blocks.find(({ kind }) => kind === "code");
      const lines = block?.kind === "code" ? block.text.split("\n") : [];
      for (const line of lines) for (const one of both) expect(one).toContain(line);
      return lines;
    });
    expect(letters.join("\n")).toBe(armour.trimEnd());
  });
});

test("rule 10: no mention, link or formatting of a stranger’s own comes through", () => {
  const [reply] = openReplies(
    about,
    "other",
    "<!channel> <@U1> @everyone **loud** [here](https://evil.example) `code`",
  );
  if (!reply) throw new TypeError("nothing was drawn");
  const { body } = renderDiscord(reply, { commands, timeZone });
  expect(body.allowed_mentions).toEqual({ parse: [] });
  expect(JSON.stringify(body)).not.toMatch(/[^\\]\*\*loud|[^\\]\[here\]\(/);
  const slack = renderSlack(reply, { timeZone, commands, follows: false }, delivery);
  expect(slack).toMatchObject({ unfurl_links: false, unfurl_media: false });
  expect(JSON.stringify(slack)).not.toMatch(/"type":"(user|broadcast|link)"/);
});

describe("rule 2: on platforms", () => {
  test("neither a tip’s text, a reply’s nor a codename is an option of a command", () => {
    const line = applicationCommands(commands).filter(({ name }) => name === "tip" || name === "tips");
    expect(line).toHaveLength(2);
    expect(JSON.stringify(line)).not.toMatch(/"name":"(text|codename|answer|subject|agreed|what)"/);
  });

  test("forms fit, and carry no codename from one to the next", async () => {
    const stage = await openTips();
    const words = await stage.say("/tip send", source);
    drawn(words.reply);
    const { codename, number: sent } = await stage.send();
    const seen = await stage.check(codename);
    const shown = JSON.stringify(drawn(seen.reply));
    for (const word of codename.split(" ")) expect(shown).not.toContain(word);
    const forms = [
      await stage.open(words, "Low risk: continue", source),
      await stage.open(seen, "Answer", source),
      await stage.open(seen, "Delete", source),
      await stage.form(`/tips reply ${sent}`, ana),
    ];
    for (const form of forms) {
      expect(checkView(slackModal(form, { channel: "C1" }, commands))).toBeUndefined();
      const modal = discordModal(form, commands);
      expect(faultsOf("Callback", { type: 9, data: modal }, () => modalFaults(modal))).toEqual([]);
      expect(decodeAsk(encodeAsk(form.ask, commands), commands)).toEqual(form.ask);
    }
  });
});

test("rule 7: no form takes a file, and no file of anybody’s may be read", async () => {
  const stage = await openTips();
  const { codename } = await stage.send();
  const forms = [
    await stage.open(await stage.say("/tip send", source), "Low risk: continue", source),
    await stage.form("/tip check", source),
    await stage.open(await stage.check(codename), "Answer", source),
  ];
  for (const form of forms) {
    const { blocks } = slackModal(form, { channel: "C1" }, commands);
    const elements = blocks.map((block) => ("element" in block ? block.element.type : block.type));
    for (const kind of elements) expect(["plain_text_input", "static_select"]).toContain(kind);
    const kinds = discordModal(form, commands).components.map((one) => ("component" in one ? one.component.type : 0));
    for (const kind of kinds) expect([ComponentType.TextInput, ComponentType.StringSelect]).toContain(kind);
  }
  expect(Object.keys(scopes)).not.toContain("files:read");
});

test("rule 13: a Slack workspace takes tips only where the configuration lists it", async () => {
  const reachWith = async (tipTeams?: readonly string[]) => {
    const { platform, stop } = await openSlack(tipTeams ? { tipTeams } : {});
    await stop();
    return platform.takesSecrets;
  };
  expect(await reachWith()).toBe("nowhere");
  expect(await reachWith(["T1", "T999"])).toBe("nowhere");
  expect(await reachWith(["T1", self.team])).toBe("everywhere");
});
