/** The tip line on its platforms: what is shown fits and is whole, forms are forms, and where tips are taken at all. */
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { ComponentType } from "discord.js";
import { describe, expect, onTestFinished, test } from "vitest";
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
import type { FakeSlack } from "../support/fake-slack/index.ts";
import type { Trouble } from "../support/fake-slack/trouble.ts";
import { self, usualChannel } from "../support/fake-slack/world.ts";
import { userId } from "../support/edge.ts";
import { closeStages, openStage } from "../support/discord-stage.ts";
import { openSlack } from "../support/slack-stage.ts";
import { pairsOf, ana, openTips, source, tipText } from "../support/tips-stage.ts";
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
  for (const one of both) expect(one).not.toMatch(/cut to fit|this is cut/);
  return both;
}

describe("what editors are shown is whole on both platforms", () => {
  test.each([
    ["letters", "The quick brown fox jumps over it. ".repeat(100)],
    ["marks that would be escaped", "*_`~|<>&\\[](!)# ".repeat(218)],
    ["marks alone", "*".repeat(4_000)],
    ["quotes alone", '"'.repeat(4_000)],
    ["lines", "a line\nand another\n".repeat(49)],
    ["letters of three bytes", "選挙の夜".repeat(875)],
  ])("the longest tip: %s", (_, words) => {
    const text = words.slice(0, 4_000).trim();
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
    expect(JSON.stringify(line)).not.toMatch(/"name":"(text|codename|answer|subject|agreed|held|what|reading)"/);
  });

  test("forms fit, and carry no codename from one to the next", async () => {
    const stage = await openTips();
    const words = await stage.say("/tip send", source);
    drawn(words.reply);
    const { codename, number: sent } = await stage.send();
    const seen = await stage.check(codename);
    const shown = JSON.stringify(drawn(seen.reply));
    for (const pair of pairsOf(codename)) expect(shown).not.toContain(pair);
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

describe("rule 13: the sender’s own place decides", () => {
  const safer = "gazette.example.org/drop";
  const question = "What the newsroom should know";
  const tip = { [question]: tipText };

  /** The line in a Slack that lists its own workspace, with whoever is there. */
  async function slackLine(tipTeams: readonly string[] = [self.team]) {
    const stage = await openTips();
    let ahead = 0;
    const now = () => new Date(Date.now() + ahead);
    const written: string[] = [];
    const once = async (key: string) => written.push(key) > 0;
    const { slack, platform, lines, stop } = await openSlack({ tipTeams, start: false, now, once });
    onTestFinished(stop);
    const start = () => platform.start(stage.house.commands, stage.house.dispatch);
    return { stage, slack, lines, written, start, pass: (milliseconds: number) => void (ahead += milliseconds) };
  }

  async function started(tipTeams?: readonly string[]) {
    const made = await slackLine(tipTeams);
    await made.start();
    return made;
  }

  const isRefused = (seen: { readonly text: string; readonly buttons: readonly string[]; readonly form?: unknown }) => {
    expect(seen.text).toContain("not open here");
    expect(seen.text).toContain(safer);
    expect(seen.buttons).toEqual([]);
    expect(seen.form).toBeUndefined();
  };

  test("a member of a listed workspace sends, checks and deletes, step by step", async () => {
    const { stage, slack, written } = await started();
    const sam = slack.user("sam");
    const words = await sam.slash("/teller tip send");
    expect(words.text).toContain("Not anonymous to Slack");
    expect((await sam.press(/Low risk/)).form).toHaveLength(2);
    expect((await sam.submit(tip)).text).toContain("Nothing is sent yet.");
    expect(await stage.numbers()).toEqual([]);
    expect((await sam.press("Written down: send")).text).toContain("Your tip is sent, sealed");
    expect(await stage.numbers()).toHaveLength(1);
    expect((await sam.slash("/teller tip check")).form).toEqual(["Codename"]);
    expect((await sam.mention("tip send")).text).toContain("Not anonymous to Slack");
    // Rule 5: no row of the store tells that it was asked, nor in which order.
    expect(written).toEqual([]);
    expect((await sam.dm("tip send")).text).toContain("Not anonymous to Slack");
    // The bot's own direct message with them is nobody else's.
    expect((await sam.slash("/teller tip send", slack.world.direct(userId("sam")))).text).toContain("Not anonymous");
  });

  test("a channel is asked about when something secret is asked in it, shortly remembered, and never otherwise", async () => {
    const { slack, pass } = await started();
    const asked = () => slack.calls.filter((one) => one === "conversations.info").length;
    const sam = slack.user("sam");
    await sam.slash("/teller seat bath");
    slack.from("eve", "TELSE");
    await slack.user("eve").slash("/teller tip send");
    expect(asked()).toBe(0);
    await sam.slash("/teller tip send");
    await sam.slash("/teller tip send");
    expect(asked()).toBe(1);
    slack.share(usualChannel, { is_ext_shared: true });
    pass(31_000);
    isRefused(await sam.slash("/teller tip send"));
    expect(asked()).toBe(2);
  });

  test.each([
    ["a stranger of a workspace that is not listed", "TELSE"],
    ["somebody whose workspace Slack does not tell", undefined],
  ])("%s is shown the safer ways alone, however they ask", async (_, team) => {
    const { slack } = await started();
    slack.from("eve", team);
    const eve = slack.user("eve");
    for (const line of ["tip send", "tip check", "tip privacy"]) isRefused(await eve.slash(`/teller ${line}`));
    if (team !== undefined) {
      isRefused(await eve.mention("tip send"));
      isRefused(await eve.dm("tip send"));
    }
  });

  test("no workspace takes tips unless it is listed, the bot’s own neither", async () => {
    const { slack } = await started([]);
    isRefused(await slack.user("sam").slash("/teller tip send"));
    const elsewhere = await started(["TELSE"]);
    isRefused(await elsewhere.slack.user("sam").slash("/teller tip send"));
  });

  test.each<[string, Readonly<Record<string, unknown>>]>([
    ["shared with another organisation", { is_shared: true, is_ext_shared: true }],
    ["about to be", { is_pending_ext_shared: true }],
    ["with an invitation on its way", { pending_connected_team_ids: ["TELSE"] }],
    [
      "shared with workspaces of the organisation that are not listed",
      { is_shared: true, is_org_shared: true, shared_team_ids: [self.team, "TSISTER"] },
    ],
    ["shared with nobody knows whom in it", { is_shared: true, is_org_shared: true, shared_team_ids: [] }],
    ["of which Slack does not say", { is_ext_shared: undefined }],
  ])("a channel %s takes nothing, of members of listed workspaces neither", async (_, shared) => {
    const { slack } = await started();
    slack.share(usualChannel, shared);
    const sam = slack.user("sam");
    for (const line of ["tip send", "tip check"]) isRefused(await sam.slash(`/teller ${line}`));
    isRefused(await sam.mention("tip send"));
  });

  test("a channel shared within the organisation takes tips where each workspace of it is listed", async () => {
    const { slack } = await started([self.team, "TSISTER"]);
    slack.share(usualChannel, { is_shared: true, is_org_shared: true, shared_team_ids: [self.team, "TSISTER"] });
    slack.from("sue", "TSISTER");
    expect((await slack.user("sue").slash("/teller tip send")).text).toContain("Not anonymous to Slack");
  });

  test.each<[string, Trouble]>([
    ["does not answer", { status: 500, done: false }],
    ["asks to slow down", { status: 429, after: 1 }],
  ])("where Slack %s about a channel, it counts as shared, and no log tells of it", async (_, trouble) => {
    const { slack, lines } = await started();
    const before = lines.length;
    slack.next("conversations.info", trouble);
    const sam = slack.user("sam");
    isRefused(await sam.slash("/teller tip send"));
    expect(lines).toHaveLength(before);
    expect((await sam.slash("/teller tip send")).text).toContain("Not anonymous to Slack");
  });

  test("a channel that the bot cannot see counts as shared", async () => {
    const { slack } = await started();
    const sam = slack.user("sam");
    isRefused(await sam.slash("/teller tip send", "DBETWEEN2"));
    isRefused(await sam.slash("/teller tip send", "CUNSEEN"));
  });

  test("installed for a whole organisation, the sender’s workspace decides as well", async () => {
    const { slack, start } = await slackLine();
    slack.world.organisation.wide = true;
    await start();
    const sam = slack.user("sam");
    await sam.slash("/teller tip send");
    expect((await sam.press(/Low risk/)).form).toHaveLength(2);
    await sam.submit(tip);
    expect((await sam.press("Written down: send")).text).toContain("Your tip is sent, sealed");
    for (const team of ["TSISTER", self.enterprise, undefined]) {
      slack.from("eve", team);
      isRefused(await slack.user("eve").slash("/teller tip send"));
    }
  });

  test.each<[string, (slack: FakeSlack) => void]>([
    ["they are of another workspace", (slack) => slack.from("sam", "TELSE")],
    ["their workspace is not told", (slack) => slack.from("sam", undefined)],
    ["the channel is shared", (slack) => slack.share(usualChannel, { is_shared: true, is_ext_shared: true })],
  ])("each step is judged anew: from the moment that %s nothing goes on", async (_, lose) => {
    for (const step of ["continue", "form", "send", "check"] as const) {
      const { stage, slack, pass } = await started();
      const sam = slack.user("sam");
      await sam.slash(step === "check" ? "/teller tip check" : "/teller tip send");
      if (step === "form" || step === "send") await sam.press(/Low risk/);
      if (step === "send") await sam.submit(tip);
      lose(slack);
      pass(31_000);
      if (step === "continue") isRefused(await sam.press(/Low risk/));
      const seen =
        step === "form"
          ? await sam.submit(tip)
          : step === "send"
            ? await sam.press("Written down: send")
            : step === "check"
              ? await sam.submit({ Codename: "seven words" })
              : undefined;
      if (seen) {
        expect(seen.text).toContain("not open here");
        expect(seen.text).toContain(safer);
      }
      expect(await stage.numbers()).toEqual([]);
    }
  });

  /** The line in Discord, opened by a manager of the one channel. */
  async function discordLine(list: (guild: string) => readonly string[]) {
    const stage = await openTips();
    const tipServers: string[] = [];
    const { discord, platform } = await openStage({ tipServers, started: false });
    onTestFinished(closeStages);
    tipServers.push(...list(discord.state.guild));
    await platform.start(stage.house.commands, stage.house.dispatch);
    return { stage, discord };
  }

  test("in Discord a listed server takes tips where its manager opens the line, and no other server does", async () => {
    const { discord, stage } = await discordLine((guild) => [guild]);
    const elsewhere = { guild: "999999999999999999" } as const;
    isRefused(await discord.user("sam").slash("/tip send"));
    expect((await discord.user("mia", { manages: true, ...elsewhere }).slash("/tip open")).text).toContain(
      "settled by",
    );
    expect((await discord.user("mia", { manages: true }).slash("/tip open")).text).toContain("is open in this channel");
    const sam = discord.user("sam");
    await sam.slash("/tip send");
    expect((await sam.press(/Low risk/)).form).toHaveLength(2);
    await sam.submit(tip);
    expect((await sam.press(/I have written it down: send/)).text).toContain("Your tip is sent, sealed");
    const eve = discord.user("eve", elsewhere);
    for (const line of ["/tip send", "/tip check", "/tip privacy"]) isRefused({ ...(await eve.slash(line)) });
    expect(await stage.numbers()).toHaveLength(1);
  });

  test("a Discord server that is not listed takes nothing, whatever its managers opened before", async () => {
    const { discord, stage } = await discordLine(() => ["111111111111111111"]);
    await stage.line.openIn({ platform: "discord", id: discord.channel.id, kind: "channel" }, true);
    isRefused(await discord.user("sam").slash("/tip send"));
  });

  test("in a Discord direct message one checks and deletes, and cannot send", async () => {
    const { discord, stage } = await discordLine(() => []);
    const { codename } = await stage.send();
    const sam = discord.user("sam", { direct: true });
    const said = await sam.slash("/tip send");
    isRefused(said);
    expect(said.text).toContain("nothing can be sent");
    expect((await sam.slash("/tip check")).form).toEqual(["Codename"]);
    const seen = await sam.submit({ Codename: codename });
    expect(seen.buttons).toEqual(["Delete"]);
    expect((await sam.press(/Delete/)).form).toEqual(["Codename"]);
    expect((await sam.submit({ Codename: codename })).text).toContain("is deleted");
  });
});
