/** Rule 2 of the tip line on both platforms: two steps of sending, answers that fail in every way, and nothing that stays. */
import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { Dispatch } from "../../src/core/dispatch.ts";
import { closeStages, openStage } from "../support/discord-stage.ts";
import { sqliteFile } from "../support/databases.ts";
import { self, type Json } from "../support/fake-slack/world.ts";
import { isLong } from "../support/long.ts";
import { openSlack } from "../support/slack-stage.ts";
import { pairsOf, ana, hour, openTips, tipText, type TipsStage } from "../support/tips-stage.ts";

const question = "What the newsroom should know";
const tip = { [question]: tipText };
const seven = /\b[a-z]{3,}(?: [a-z]{3,}){6}\b/;

interface Shown {
  readonly text: string;
  readonly buttons: readonly string[];
  readonly form?: readonly string[];
}

interface Client {
  slash(line: string): Promise<Shown>;
  press(label: RegExp): Promise<Shown>;
  submit(values: Readonly<Record<string, string>>): Promise<Shown>;
}

interface Desk {
  readonly stage: () => TipsStage;
  readonly sam: Client;
  /** Our process ends, and another begins on the same store. */
  readonly restart: () => Promise<void>;
  /** The next answer to what is filled in or pressed is lost, in each of these ways. */
  readonly lose: Readonly<Record<string, () => void>>;
  /** All that the platform was asked to show, but for answers to the asker alone. */
  readonly stray: () => readonly string[];
  readonly log: () => readonly unknown[];
}

async function twice() {
  const database = sqliteFile();
  let stage = await openTips({ database });
  const dispatch: Dispatch = {
    call: (call) => stage.house.dispatch.call(call),
    line: (...of) => stage.house.dispatch.line(...of),
    complete: (...of) => stage.house.dispatch.complete(...of),
  };
  const restart = async (): Promise<void> => {
    const at = stage.now().toISOString();
    stage = await openTips({ database, at, identity: stage.identity });
  };
  return { stage: () => stage, dispatch, restart };
}

async function atSlack(): Promise<Desk> {
  const { stage, dispatch, restart } = await twice();
  const { slack, platform, lines, stop } = await openSlack({ tipTeams: [self.team], start: false });
  onTestFinished(stop);
  await platform.start(stage().house.commands, dispatch);
  const before = lines.length;
  const stranger = { id: "CSTRANGE1", is_member: false, is_private: false, is_archived: false };
  slack.world.channels.set(stranger.id, stranger);
  const person = slack.user("sam");
  return {
    stage,
    restart,
    // The bot is no member of the channel where it is asked.
    sam: {
      slash: (line) => person.slash(line.replace("/", "/teller "), stranger.id),
      press: (label) => person.press(label),
      submit: (values) => person.submit(values),
    },
    lose: {
      "the connection is gone": () => slack.socket.hurry(),
    },
    stray: () => slack.calls.filter((method) => /^(chat|files)\./.test(method)),
    log: () => lines.slice(before).filter(({ level }) => level !== "info"),
  };
}

async function atDiscord(): Promise<Desk> {
  const { stage, dispatch, restart } = await twice();
  const { discord, platform, logged } = await openStage({ started: false, timeout: 1_000 });
  onTestFinished(closeStages);
  await platform.start(stage().house.commands, dispatch);
  await stage().line.openIn({ platform: "discord", id: discord.channel.id, kind: "channel" }, true);
  const on = /\/callback$/;
  const before = logged.length;
  return {
    stage,
    restart,
    sam: discord.user("sam"),
    lose: {
      "it answers 500": () => discord.trouble({ on, kind: "status", status: 500 }),
      "it does not answer": () => discord.trouble({ on, kind: "timeout" }),
      "it was too late": () => {
        discord.state.expires = true;
        setTimeout(() => (discord.state.expires = false), 0);
      },
    },
    stray: () => discord.state.requests.filter(({ what }) => /\/channels\//.test(what)).map(({ what }) => what),
    log: () => logged.slice(before).filter(({ level }) => level !== "info"),
  };
}

const desks = { Slack: atSlack, Discord: atDiscord } as const;
type Name = keyof typeof desks;
const both = Object.keys(desks) as Name[];

async function fillIn(sam: Client): Promise<void> {
  await sam.slash("/tip send");
  await sam.press(/Low risk/);
}

const sendIt = /written (it )?down: send/i;
const isHeld = async (stage: TipsStage): Promise<number> =>
  (await stage.store.db.selectFrom("tip_unsent").select("id").execute()).length;

/** All that waits is relayed, in the next window. */
async function throughWindow(stage: TipsStage): Promise<void> {
  for (const part of [1, 0.995, 0.1]) {
    stage.pass(part * hour);
    // One look after another, as time passes.
    await stage.relay.look();
  }
}

/** Posts in the editors' channel about a tip. */
async function relayed(stage: TipsStage): Promise<number> {
  await throughWindow(stage);
  return stage.paper.sheets("editors").filter((sheet) => JSON.stringify(sheet).includes("returning officer")).length;
}

describe.each(both)("rule 2: sending has two steps, at %s", (name) => {
  test("what was written down is sent by a press, which carries a token and no word of it", async () => {
    const { stage, sam, stray, log } = await desks[name]();
    await fillIn(sam);
    const held = await sam.submit(tip);
    const codename = seven.exec(held.text)?.[0] ?? "";
    expect(codename.split(" ")).toHaveLength(7);
    expect(held.text).toContain("Nothing is sent yet.");
    expect(await stage().numbers()).toEqual([]);
    const sent = await sam.press(sendIt);
    expect(sent.text).toContain("Your tip is sent, sealed");
    expect(sent.text).not.toContain(codename);
    expect(await relayed(stage())).toBe(1);
    expect(stray()).toEqual([]);
    expect(log()).toEqual([]);
  });

  test("restarted between the steps, nothing is lost and nothing doubled", async () => {
    const { stage, sam, restart } = await desks[name]();
    await fillIn(sam);
    await sam.submit(tip);
    await restart();
    expect((await sam.press(sendIt)).text).toContain("Your tip is sent, sealed");
    expect(await relayed(stage())).toBe(1);
  });

  test("half an hour and more over the form, it is answered as ever", async () => {
    const { stage, sam, stray } = await desks[name]();
    await fillIn(sam);
    stage().pass(0.6 * hour);
    expect((await sam.submit(tip)).text).toMatch(seven);
    expect((await sam.press(sendIt)).text).toContain("Your tip is sent, sealed");
    expect(stray()).toEqual([]);
  });

  test("pressed after its window it is not sent, which is said kindly; it may be written again", async () => {
    const { stage, sam } = await desks[name]();
    await fillIn(sam);
    await sam.submit(tip);
    stage().pass(2 * hour);
    const late = await sam.press(sendIt);
    expect(late.text).toContain("it was not sent in time");
    await stage().purge();
    expect(await isHeld(stage())).toBe(0);
    expect(await relayed(stage())).toBe(0);
    await fillIn(sam);
    await sam.submit(tip);
    expect((await sam.press(sendIt)).text).toContain("Your tip is sent, sealed");
    expect(await relayed(stage())).toBe(1);
  });

  test("a refused text stands in its form, or comes back into it", async () => {
    const { stage, sam, stray } = await desks[name]();
    await fillIn(sam);
    const refused = await sam.submit({ [question]: "Too short." });
    expect(refused.text).toContain("20 are the least");
    if (name === "Discord") {
      expect(refused.text).toContain("Too short.");
      expect((await sam.press(/Open the form again/)).form).toContain(question);
      expect((await sam.submit({})).text).toContain("Too short.");
      await sam.press(/Open the form again/);
    } else expect(refused.form).toContain(question);
    expect((await sam.submit(tip)).text).toMatch(seven);
    expect((await sam.press(sendIt)).text).toContain("Your tip is sent, sealed");
    expect(await stage().numbers()).toHaveLength(1);
    expect(stray()).toEqual([]);
  });

  test("the words say the platform’s own length, and its longest text is taken", async () => {
    const { sam } = await desks[name]();
    const most = name === "Slack" ? 3_000 : 4_000;
    await sam.slash("/tip send");
    await sam.press(/Low risk/);
    expect((await sam.submit({ [question]: "x*".repeat(most / 2) })).text).toMatch(seven);
  });
});

describe.each(both)("rule 2: an answer that is lost, at %s", (name) => {
  const all =
    name === "Slack" ? ["the connection is gone"] : ["it answers 500", "it does not answer", "it was too late"];
  const ways = isLong ? all : all.slice(0, 1);

  test.each(ways)("to the form: %s; nothing is sent, and the same words again are", async (way) => {
    const { stage, sam, lose, stray, log } = await desks[name]();
    await fillIn(sam);
    lose[way]?.();
    void sam.submit(tip).catch(() => {});
    await vi.waitFor(async () => expect(await isHeld(stage())).toBe(1), { interval: 20, timeout: 5_000 });
    // The platform may need a moment to be there again.
    const again = async () => {
      await fillIn(sam);
      expect((await sam.submit(tip)).text).toMatch(seven);
    };
    await vi.waitFor(again, { interval: 20, timeout: 10_000 });
    expect(await isHeld(stage())).toBe(1);
    expect((await sam.press(sendIt)).text).toContain("Your tip is sent, sealed");
    expect(await relayed(stage())).toBe(1);
    expect(stray()).toEqual([]);
    expect(log()).toEqual([]);
  });

  test.runIf(isLong || name === "Discord").each(ways)(
    "to the press: %s; pressed again it says that it is sent, once",
    async (way) => {
      const { stage, sam, lose, stray, log } = await desks[name]();
      await fillIn(sam);
      await sam.submit(tip);
      lose[way]?.();
      void sam.press(sendIt).catch(() => {});
      await vi.waitFor(async () => expect(await isHeld(stage())).toBe(0), { interval: 20, timeout: 5_000 });
      await vi.waitFor(async () => expect((await sam.press(sendIt)).text).toContain("Your tip is sent, sealed"), {
        interval: 20,
        timeout: 5_000,
      });
      expect(await relayed(stage())).toBe(1);
      expect(stray()).toEqual([]);
      expect(log()).toEqual([]);
    },
  );
});

test("rule 2: where Slack does not say whose the channel is, the form stands with its words, and nothing is held", async () => {
  const stage = await openTips();
  let ahead = 0;
  const now = () => new Date(Date.now() + ahead);
  const { slack, platform, stop } = await openSlack({ tipTeams: [self.team], start: false, now });
  onTestFinished(stop);
  await platform.start(stage.house.commands, stage.house.dispatch);
  const sam = slack.user("sam");
  await sam.slash("/teller tip send");
  await sam.press(/Low risk/);
  ahead += 31_000;
  slack.next("conversations.info", { status: 500, done: false });
  const refused = await sam.submit(tip);
  expect(refused.form).toContain(question);
  expect(refused.text).toContain("not open here");
  expect(await isHeld(stage)).toBe(0);
  await sam.submit(tip);
  ahead += 31_000;
  slack.next("conversations.info", { status: 500, done: false });
  // The codename stays on the screen with the button, which is judged again.
  const held = await sam.press(sendIt);
  expect(held.text).toMatch(seven);
  expect(held.text).toContain("not open here");
  expect((await sam.press(sendIt)).text).toContain("Your tip is sent, sealed");
});

describe("rule 2: nothing stays", () => {
  test("a Slack view carries the channel and a token from step to step, and nothing that was typed or shown", async () => {
    const { stage, sam } = await atSlackWorld();
    await sam.slash("/teller tip send");
    await sam.press(/Low risk/);
    const held = await sam.submit(tip);
    const codename = seven.exec(held.text)?.[0] ?? "";
    const metadata = sam.views().map(({ view }) => JSON.stringify(view["private_metadata"] ?? ""));
    expect(metadata.at(-1)).toMatch(/held\W+[\w-]{22}\W/);
    for (const one of metadata) {
      expect(one).not.toContain(tipText.slice(0, 20));
      for (const pair of pairsOf(codename)) expect(one).not.toContain(pair);
      expect(one).not.toContain("respond");
    }
    expect(stage.faults).toEqual([]);
  });

  test("in a Discord direct message each answer is ephemeral", async () => {
    const stage = await openTips();
    const { discord, platform } = await openStage({ started: false });
    onTestFinished(closeStages);
    await platform.start(stage.house.commands, stage.house.dispatch);
    const { codename } = await stage.send();
    const sam = discord.user("sam", { direct: true });
    await sam.slash("/tip send");
    await sam.slash("/tip check");
    await sam.submit({ Codename: codename });
    await sam.press(/^Delete$/);
    await sam.submit({ Codename: codename });
    await sam.slash("/tip privacy");
    expect(discord.state.messages.length).toBeGreaterThan(3);
    for (const { flags, only } of discord.state.messages) {
      expect(flags & 64).toBe(64);
      expect(only).toBeDefined();
    }
  });

  test("what is asked in a message is answered for the asker alone, in Slack’s direct messages too", async () => {
    const { slack, sam } = await atSlackWorld();
    await sam.dm("tip send");
    await sam.mention("tip send");
    expect(slack.calls.filter((method) => method.startsWith("chat."))).toEqual([
      "chat.postEphemeral",
      "chat.postEphemeral",
    ]);
  });

  async function atSlackWorld() {
    const stage = await openTips();
    const { slack, platform, stop } = await openSlack({ tipTeams: [self.team], start: false });
    onTestFinished(stop);
    await platform.start(stage.house.commands, stage.house.dispatch);
    const views = () => [...slack.world.views.values()] as readonly { readonly view: Json }[];
    return { stage, slack, sam: { ...slack.user("sam"), views } };
  }
});

describe.each(both)("rule 4: replies at %s", (name) => {
  const words = (n: number): string => `Reply ${n}: ${"*_`~|<>&\\[](!)# ".repeat(218)}end of ${n}`;

  test("each is read, the newest first and whole, whatever its length; what was read is dropped", async () => {
    const { stage, sam, stray } = await desks[name]();
    await fillIn(sam);
    const held = await sam.submit(tip);
    const codename = seven.exec(held.text)?.[0] ?? "";
    await sam.press(sendIt);
    await throughWindow(stage());
    const [one] = await stage().line.cases();
    for (const n of [1, 2, 3]) await stage().line.reply(one?.number ?? "", words(n), ana.staff ?? "");
    await sam.slash("/tip check");
    let seen = await sam.submit({ Codename: codename });
    const pages = [seen.text];
    while (seen.buttons.includes("Older")) {
      seen = await sam.press(/^Older$/);
      expect(seen.text).not.toContain("cut to fit");
      expect(seen.text).not.toContain("this is cut");
      pages.push(seen.text);
    }
    const order = pages.flatMap((page) => [...page.matchAll(/Reply (\d):|end of (\d)/g)].map(([, a, b]) => a ?? b));
    expect(order).toEqual(["3", "3", "2", "2", "1", "1"]);
    expect(pages.join("").match(/[!]/g)?.length).toBe(3 * 218);
    await sam.press(/^Delete this reply$/);
    const left = await stage().store.db.selectFrom("tip_replies").select("n").orderBy("n").execute();
    expect(left.map(({ n }) => n)).toEqual([2, 3]);
    expect(stray()).toEqual([]);
  });
});
