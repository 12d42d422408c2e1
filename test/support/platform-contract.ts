/** The contract of every platform. An adapter passes by one call of `platformContract`. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Command } from "../../src/core/command.ts";
import type { Dispatch } from "../../src/core/dispatch.ts";
import type { Platform, Refused } from "../../src/core/platform.ts";
import { here } from "../../src/cli/house.ts";
import { createManners } from "../../src/core/manners.ts";
import { createDispatch } from "../../src/core/dispatch.ts";
import { remedies, type Setback } from "../../src/core/answering.ts";
import { openBot } from "./bot.ts";
import { contractCommands } from "./contract-commands.ts";
import { testEdge } from "./edge.ts";
import { asDeliveryId, type DeliveryId, type MessageRef, type Place } from "../../src/core/place.ts";
import type { Edge } from "../../src/core/asker.ts";
import { memorySettings, type SettingsStore } from "../../src/core/place-settings.ts";

/** The answer that someone sees to something they did. */
export interface Shown {
  /** All words of the answer, markup and all. */
  readonly text: string;
  /** The audience of the answer. */
  readonly audience: "channel" | "asker";
  /** Labels of its buttons. */
  readonly buttons: readonly string[];
  /** Set where a form was opened instead: the labels of its fields. */
  readonly form?: readonly string[];
}

/** Someone at the platform, in one channel. */
export interface User {
  /** Asks as people do there. @throws when nothing is shown within a few seconds */
  ask(line: string): Promise<Shown>;
  /** Presses a button of the last answer that they saw. */
  press(label: RegExp): Promise<Shown>;
  /** Fills the open form in, by field label, and sends it. */
  submit(values: Readonly<Record<string, string>>): Promise<Shown>;
  /** Suggestions while they type an argument. */
  complete(line: string): Promise<readonly string[]>;
}

/** A platform, started over a fake of its server. */
export interface Stage {
  readonly platform: Platform;
  /** A channel where it may post. */
  readonly place: Place;
  /** People by name; "mia" manages the channel, "ed" is an editor on the newsroom's list. */
  user(name: string): User;
  /** Texts standing in the channel now, oldest first, as everyone sees them. */
  messages(): Promise<readonly string[]>;
  /** Trouble for the next post, or edit: refused for good, or posted and then answered with an error. */
  next(trouble: Refused | "unclear"): void;
  /** Has a copy of the last post, which had this delivery, land now. Absent where that cannot be. */
  late?(delivery: DeliveryId): Promise<void>;
  /** Somebody in a thread; absent where a platform has none. Its place, where it is one, and all that stands there. */
  readonly thread?: {
    readonly place?: Place;
    ask(name: string, line: string): Promise<Shown>;
    messages(): readonly string[];
  };
  /** Somebody's own conversation with Teller, to which they are told what they follow; absent where there is none. */
  readonly alone?: {
    ask(name: string, line: string): Promise<Shown>;
    /** Texts standing there. */
    messages(name: string): readonly string[];
  };
  /** Trouble for the next answer. Absent where an answer cannot meet any. */
  readonly answers?: {
    /** @returns whether an answer to something done in this way can meet it */
    meet(way: Way, setback: Setback): boolean;
    /** Asks aloud: the answer is on its way by itself, not by what came with the question, where a platform has that. */
    ask(name: string, line: string): Promise<unknown>;
    /** Messages with these words that stand anywhere, for whoever may see them. */
    count(words: RegExp): number;
    calm(): void;
  };
  stop(): Promise<void>;
}

/** Ways to ask: `alone` is a question whose answer the asker alone sees. */
export type Way = "aloud" | "alone" | "button" | "form";

export interface Can {
  readonly forms: boolean;
  readonly complete: boolean;
  /** Whether others can be in the place. */
  readonly others: boolean;
  /** Whether a post can fail. */
  readonly fail: boolean;
  /** Whether an answer can meet trouble: not where it is the response to a request of the platform's own. */
  readonly missed: boolean;
  /** Whether people ask in threads. */
  readonly threads: boolean;
  /** Whether a post can land beside its repeat. */
  readonly doubles: boolean;
  /** Whether a message can be opened by an address. */
  readonly links: boolean;
  /** Most characters that one answer may show. */
  readonly most: number;
  /** One command in so many is asked for its examples, where others ask for all: every one unless said. */
  readonly oneIn?: number;
}

export interface Parts {
  readonly commands: readonly Command[];
  readonly dispatch: Dispatch;
  readonly edge: Edge;
  readonly timeZone: string;
  readonly settings: SettingsStore;
}

/** The real commands and the bad ones, over the real pack. */
export async function contractParts(): Promise<Parts & { readonly faults: readonly unknown[] }> {
  const { house } = await openBot();
  const commands = [...house.commands, ...contractCommands];
  const faults: unknown[] = [];
  const settings = memorySettings();
  const dispatch = createDispatch({
    context: (asker) => ({ ...lazily(house.context(asker)), commands, settings }),
    manners: createManners(settings, {
      publicAnswers: { most: 1_000, spell: 1_000 },
      shared: { most: 1_000, spell: 1_000 },
      questions: { most: 1_000, spell: 1_000 },
    }),
    fault: (error) => void faults.push(error),
  });
  // Finders are built by the first question, which takes seconds on a busy machine: no platform's patience is for that.
  const warm = dispatch.line("/seat bath", here);
  if (warm.kind === "answer") await warm.answer;
  return { commands, dispatch, edge: testEdge, timeZone: house.election.timeZone, settings, faults };
}

/** A copy that keeps the finders' getters, since building one takes a while. */
function lazily<T extends object>(context: T): T {
  return Object.defineProperties({} as T, Object.getOwnPropertyDescriptors(context));
}

export function platformContract(name: string, can: Can, open: (parts: Parts) => Promise<Stage>): void {
  describe(`the platform contract: ${name}`, () => {
    let stage: Stage;
    let parts: Awaited<ReturnType<typeof contractParts>>;
    beforeAll(async () => {
      parts = await contractParts();
      stage = await open(parts);
    });
    afterAll(() => stage.stop());
    const ada = (): User => stage.user("ada");

    test("every command answers its examples", async () => {
      const { oneIn = 1 } = can;
      const asked = parts.commands.filter((one) => !one.form && !contractCommands.includes(one));
      for (const { examples, role } of asked.filter((_, i) => i % oneIn === 0)) {
        const who = role === "manager" ? stage.user("mia") : role === "editor" ? stage.user("ed") : ada();
        for (const line of examples) expect((await who.ask(line)).text.length, line).toBeGreaterThan(20);
      }
      expect(parts.faults).toEqual([]);
    }, 60_000);

    test("an answer has its headline, its figures and its buttons", async () => {
      const { text, buttons } = await ada().ask("/seat North East Somerset and Hanham");
      for (const words of ["LAB GAIN FROM CON", "20,739", "5,319"]) expect(text).toContain(words);
      expect(buttons.join(" ")).toMatch(/All 7/);
    });

    test("a button asks its question", async () => {
      const user = ada();
      await user.ask("/seat North East Somerset and Hanham");
      expect((await user.press(/All 7/)).text).toContain("Barmy Brunch");
    });

    test("errors are kind and seen by the asker alone", async () => {
      for (const [line, words] of [
        ["/unanswerable", /there is no such thing/],
        ["/seat qqqqxyz", /I know no constituency/],
        ["/broken", /went wrong on our side/],
        ["/slowly wrong", /slowly, but wrong/],
      ] as const) {
        const { text, audience } = await ada().ask(line);
        expect(text).toMatch(words);
        expect(text).not.toContain("secret");
        if (can.others) expect(audience, line).toBe("asker");
      }
      const seen = (await stage.messages()).join("\n");
      if (can.others) expect(seen).not.toMatch(/no such thing|went wrong|slowly, but wrong/);
    });

    test("a slow answer comes all the same", async () => {
      expect((await ada().ask("/slow")).text).toContain("slow answered");
    });

    test("an answer for the asker alone is never seen by others", async () => {
      const { text, audience } = await ada().ask("/whisper");
      expect(text).toContain("whispered");
      if (!can.others) return;
      expect(audience).toBe("asker");
      expect((await stage.messages()).join("\n")).not.toContain("whispered");
    });

    test("a long answer is cut where the platform demands, and says so", async () => {
      const { text } = await ada().ask("/endless");
      expect(text.length).toBeLessThanOrEqual(can.most);
      if (can.others) expect(text).toMatch(/more|cut/i);
    });

    test("hostile words reach the screen harmless", async () => {
      const { text } = await ada().ask("/hostile");
      expect(text).not.toMatch(/[\u202E\u0007]/);
      if (can.others) expect(text).not.toMatch(/(?<!\\)<!channel>|(?<![\\\w\u200B])@everyone/);
    });

    test("what is for managers and editors is refused to others, and answered to them", async () => {
      expect((await ada().ask("/managed")).text).toMatch(/is for managers/);
      expect((await ada().ask("/edited")).text).toMatch(/is for editors/);
      if (!can.others) return;
      expect((await stage.user("mia").ask("/managed")).text).toContain("managed");
      expect((await stage.user("ed").ask("/managed")).text).toMatch(/is for managers/);
      expect((await stage.user("ed").ask("/edited")).text).toContain("edited");
    });

    test.runIf(can.complete)("completion offers names, best first", async () => {
      expect((await ada().complete("/seat ne somers"))[0]).toContain("North East Somerset and Hanham");
      expect((await ada().complete("/gains lib")).join(" ")).toContain("Lib Dem");
    });

    test.runIf(can.forms)("a form opens at once, and its answers are asked", async () => {
      const user = ada();
      expect((await user.ask("/formal")).form).toEqual(["first", "second"]);
      expect((await user.submit({ first: "one", second: "two\nlines" })).text).toMatch(/formally: one, two/);
    });

    test("post says sent, find finds it, edit edits it", async () => {
      const delivery = asDeliveryId("delivery000000000000001");
      const since = new Date(Date.now() - 60_000);
      expect(await stage.platform.find(stage.place, delivery, since)).toBe("absent");
      const posted = await stage.platform.post(stage.place, { summary: "first words" }, delivery);
      if (posted.kind !== "sent") throw new TypeError(`the post was ${posted.kind}`);
      expect(await stage.platform.find(stage.place, delivery, since)).toEqual(posted.message);
      expect((await stage.messages()).join("\n")).toContain("first words");
      expect((await stage.platform.edit(posted.message, { summary: "second words" }, delivery)).kind).toBe("sent");
      expect(await stage.platform.find(stage.place, delivery, since)).toEqual(posted.message);
      const after = (await stage.messages()).join("\n");
      expect(after).toContain("second words");
      if (can.others) expect(after).not.toContain("first words");
    });

    test("what is removed is gone, where a platform can take it away, and removing it again says so", async () => {
      const delivery = asDeliveryId("delivery000000000000007");
      const posted = await stage.platform.post(stage.place, { summary: "taken away" }, delivery);
      if (posted.kind !== "sent") throw new TypeError(`the post was ${posted.kind}`);
      expect((await stage.platform.remove(posted.message)).kind).toBe("sent");
      if (!can.others) return;
      expect((await stage.messages()).join("\n")).not.toContain("taken away");
      expect(await stage.platform.find(stage.place, delivery, new Date(Date.now() - 60_000))).toBe("absent");
      expect(await stage.platform.remove(posted.message)).toMatchObject({ kind: "refused", about: "message" });
    });

    test("our posts since a moment can be read, the oldest first, and none of anybody else's, where the platform can", async () => {
      const { platform, place } = stage;
      // A platform that cannot has places that a restore warns of.
      if (!platform.ownPosts) return;
      const since = new Date(Date.now() - 60_000);
      const before = await platform.ownPosts(place, since);
      if (typeof before === "string") throw new TypeError(before);
      await ada().ask("/whisper");
      const sent: MessageRef[] = [];
      for (const [i, words] of ["Bath: Liberal Democrats hold", "*Wells* & <Mendip>: gain"].entries()) {
        const card = { title: `${words} by ${i}`, blocks: [] };
        const delivery = asDeliveryId(`delivery00000000000002${i}`);
        const posted = await stage.platform.post(stage.place, { summary: words, card }, delivery);
        if (posted.kind !== "sent") throw new TypeError(`the post was ${posted.kind}`);
        sent.push(posted.message);
      }
      const after = await platform.ownPosts(place, since);
      if (typeof after === "string") throw new TypeError(after);
      const own = after.filter(({ message }) => !before.some((one) => one.message.id === message.id));
      expect(own.map(({ message }) => message)).toEqual(sent);
      expect(own[0]?.text).toContain("Bath: Liberal Democrats hold");
      expect(own[1]?.text).toMatch(/Wells.* .*Mendip/);
      for (const { at } of own) expect(Math.abs(at.getTime() - Date.now())).toBeLessThan(60_000);
      expect(await platform.ownPosts(place, new Date(Date.now() + 3_600_000))).toEqual([]);
    });

    test("a post can be opened by its link, where the platform has links", async () => {
      const posted = await stage.platform.post(stage.place, { summary: "linked" }, asDeliveryId("delivery4"));
      if (posted.kind !== "sent") throw new TypeError(`the post was ${posted.kind}`);
      if (!can.links) return expect(stage.platform).not.toHaveProperty("link");
      const link = await stage.platform.link?.(posted.message);
      expect(new URL(link ?? "").protocol).toBe("https:");
      for (const id of [stage.place.id, posted.message.id.replace(".", "")]) expect(link).toContain(id);
    });

    test.runIf(can.threads)(
      "a thread is a place of its own, or it is kindly said that news is told in no thread",
      async () => {
        const { thread, platform } = stage;
        if (!thread) throw new TypeError("nobody can ask in a thread here");
        const { place } = thread;
        if (!place) {
          const { text, audience } = await thread.ask("mia", "/announce here");
          expect([audience, text]).toEqual(["asker", expect.stringMatching(/in no thread/)]);
          return;
        }
        expect((await thread.ask("mia", "/where")).text).toContain(place.id);
        expect(await platform.inspect(place)).toMatchObject({ mayPost: true, mayReadBack: true, wants: [] });
        const delivery = asDeliveryId("delivery000000000000009");
        const posted = await platform.post(place, { summary: "in the thread" }, delivery);
        if (posted.kind !== "sent") throw new TypeError(`the post was ${posted.kind}`);
        expect(await platform.find(place, delivery, new Date(Date.now() - 60_000))).toEqual(posted.message);
        expect((await platform.edit(posted.message, { summary: "still in the thread" }, delivery)).kind).toBe("sent");
        expect(thread.messages().join()).toContain("still in the thread");
        expect(await platform.find(stage.place, delivery, new Date(Date.now() - 60_000))).toBe("absent");
      },
    );

    test("a person's own conversation is a place like any other: told, found, corrected, taken back", async () => {
      const { alone, platform } = stage;
      if (!alone) return;
      const [, id = ""] = /this place is (\S+)/.exec((await alone.ask("eve", "where")).text) ?? [];
      const place: Place = { platform: platform.name, id, kind: "direct" };
      const [delivery, since] = [asDeliveryId("delivery000000000000010"), new Date(Date.now() - 60_000)];
      const posted = await platform.post(place, { summary: "what you follow" }, delivery);
      if (posted.kind !== "sent") throw new TypeError(`the post was ${posted.kind}`);
      expect(await platform.find(place, delivery, since)).toEqual(posted.message);
      expect((await platform.edit(posted.message, { summary: "as corrected" }, delivery)).kind).toBe("sent");
      expect(alone.messages("eve").join("\n")).toMatch(/as corrected/);
      expect(alone.messages("eve").join("\n")).not.toMatch(/what you follow/);
      expect(await platform.inspect(place)).toMatchObject({ mayPost: true });
      expect((await platform.remove(posted.message)).kind).toBe("sent");
      expect(await platform.find(place, delivery, since)).toBe("absent");
      expect((await stage.messages()).join("\n")).not.toContain("as corrected");
    });

    test("passing a post on never fails it: it stands, whether there are followers or not, and once it is gone", async () => {
      const { platform, place } = stage;
      if (!platform.publish) return;
      const delivery = asDeliveryId("delivery000000000000011");
      const posted = await platform.post(place, { summary: "for followers" }, delivery);
      if (posted.kind !== "sent") throw new TypeError(`the post was ${posted.kind}`);
      for (let i = 0; i < 2; i++) await expect(platform.publish(posted.message)).resolves.toBeUndefined();
      expect((await stage.messages()).filter((text) => text.includes("for followers"))).toHaveLength(1);
      await platform.remove(posted.message);
      await expect(platform.publish(posted.message)).resolves.toBeUndefined();
    });

    describe.runIf(can.missed)("an answer that meets trouble is given once, whichever way was asked", () => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its keys are the setbacks
      test.each(Object.keys(remedies) as Setback[])("%s", async (setback) => {
        const { answers } = stage;
        if (!answers) throw new TypeError("no answer can meet trouble here");
        const user = stage.user(`asker of ${setback}`);
        const ways: Readonly<Record<Way, readonly [words: RegExp, act: () => Promise<unknown>, ready?: string]>> = {
          aloud: [/LD HOLD: Bath/, () => answers.ask(`asker of ${setback}`, "/seat bath")],
          alone: [/whispered/, () => answers.ask(`asker of ${setback}`, "/whisper")],
          button: [/formally: pressed/, () => user.press(/Press/), "/pressable"],
          form: [/formally: sent/, () => user.submit({ first: "sent" }), "/formal"],
        };
        for (const [way, [words, act, ready]] of Object.entries(ways)) {
          if (ready !== undefined) await user.ask(ready);
          const before = answers.count(words);
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it is a key of theirs
          if (!answers.meet(way as Way, setback)) continue;
          act().catch(() => {});
          await expect.poll(() => answers.count(words), { message: way }).toBe(before + 1);
          await new Promise((resolve) => setTimeout(resolve, 20));
          expect(answers.count(words), way).toBe(before + 1);
          answers.calm();
        }
      });
    });

    test.runIf(can.doubles)(
      "a post that landed late beside its repeat is seen beside it, and the younger can be taken away",
      async () => {
        if (!stage.late || !stage.platform.standing) throw new TypeError("there are no doubles here");
        const delivery = asDeliveryId("delivery000000000000008");
        const since = new Date(Date.now() - 60_000);
        const posted = await stage.platform.post(stage.place, { summary: "the repeat" }, delivery);
        if (posted.kind !== "sent") throw new TypeError(`the post was ${posted.kind}`);
        expect(await stage.platform.standing(stage.place, delivery, since)).toEqual([posted.message]);
        await stage.late(delivery);
        const both = await stage.platform.standing(stage.place, delivery, since);
        if (typeof both === "string" || both.length !== 2) throw new TypeError(`there are ${String(both.length)}`);
        expect(both[0]).toEqual(posted.message);
        expect((await stage.platform.remove(both[1] as MessageRef)).kind).toBe("sent");
        expect(await stage.platform.standing(stage.place, delivery, since)).toEqual([posted.message]);
        expect(await stage.platform.standing(stage.place, asDeliveryId("another"), since)).toEqual([]);
      },
    );

    test.runIf(can.fail)("a post that is refused says so, and what is refused", async () => {
      const refused = async (about: "place" | "words", delivery: string) => {
        stage.next(about);
        expect(await stage.platform.post(stage.place, { summary: "unwelcome" }, asDeliveryId(delivery))).toMatchObject({
          kind: "refused",
          about,
          why: expect.stringMatching(/./),
        });
      };
      await refused("place", "delivery000000000000002");
      await refused("words", "delivery000000000000005");
    });

    test.runIf(can.fail)("an edit that is refused says whether the message is gone, or may not be edited", async () => {
      const delivery = asDeliveryId("delivery6");
      const posted = await stage.platform.post(stage.place, { summary: "as it was" }, delivery);
      if (posted.kind !== "sent") throw new TypeError(`the post was ${posted.kind}`);
      for (const about of ["edit", "message"] as const) {
        stage.next(about);
        expect(await stage.platform.edit(posted.message, { summary: "as it is" }, delivery)).toMatchObject({
          kind: "refused",
          about,
        });
      }
    });

    test.runIf(can.fail)(
      "a post whose fate is unclear says so, is not repeated, and find tells the truth",
      async () => {
        const delivery = asDeliveryId("delivery000000000000003");
        stage.next("unclear");
        expect((await stage.platform.post(stage.place, { summary: "did it land?" }, delivery)).kind).toBe("unclear");
        const found = await stage.platform.find(stage.place, delivery, new Date(Date.now() - 60_000));
        expect(found).toHaveProperty("id");
        expect((await stage.messages()).filter((text) => text.includes("did it land?"))).toHaveLength(1);
      },
    );

    test("inspect reports what we may do", async () => {
      expect(await stage.platform.inspect(stage.place)).toMatchObject({ mayPost: true, mayReadBack: true, wants: [] });
    });

    test("stop finishes what is in flight", async () => {
      const pending = ada().ask("/slow");
      // Long enough for the question to arrive, not for its answer.
      await new Promise((resolve) => setTimeout(resolve, 200));
      await stage.platform.stop();
      expect((await pending).text).toContain("slow answered");
    });
  });
}
