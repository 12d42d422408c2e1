/** The desk at a glance, its switches, its log, and its notices. */
import { describe, expect, test } from "vitest";
import type { Announcing } from "../../../src/core/news/announcing.ts";
import type { Notice } from "../../../src/core/news/notice.ts";
import { toText } from "../../../src/core/plain-text.ts";
import { since } from "../../../src/data/store/notices.ts";
import { noticeOf } from "../../../src/main/notices.ts";
import { noticeReply } from "../../../src/views/news/notice.ts";
import { ana, ben, cat, openDeskStage, type DeskStage } from "../../support/desk-stage.ts";
import { asDeliveryId } from "../../../src/core/place.ts";

const now = new Date("2024-07-05T03:30:00+01:00");
const bath = "E14001080";
const call = async (stage: DeskStage, as = ana) =>
  stage.submit(await stage.form("/declare bath", as), { figures: "Wera Hobhouse: won", known: "agency" }, as);

describe("/desk", () => {
  test("of a quiet desk", async () => {
    const stage = await openDeskStage();
    const { text, labels, audience } = await stage.say("/desk", ana);
    expect(text).toMatch(
      /^The desk\n\nNobody is on shift\.\n\nNothing waits for a second editor\.\n\nNothing is quarantined\.\n\nSources agree\.\n\nPA Media, not heard yet/,
    );
    expect([labels, audience]).toEqual([[], "asker"]);
  });

  test("of a busy one, with a button for each thing that can be done", async () => {
    const stage = await openDeskStage();
    await stage.say("/shift on", ana);
    await stage.say("/shift on", ben);
    await call(stage);
    await stage.say("/recount bath officer", ben);
    const row = {
      source: "PA Media",
      why: "row 3: no such seat",
      excerpt: "Barth",
      dismissed_by: null,
      dismissed_at: null,
    };
    await stage.store.db
      .insertInto("quarantine")
      .values({ id: 7, key: "k", at: now.getTime(), ...row })
      .execute();
    const health = { heard_at: now.getTime(), tried_at: now.getTime(), failing_since: now.getTime(), why: "no answer" };
    await stage.store.db
      .insertInto("sources")
      .values({ name: "PA Media", ...health })
      .execute();
    await stage.say("/freeze", cat);
    const seen = await stage.say("/desk", ana);
    for (const words of [
      "Frozen by cat at 3:30am, 5 July 2024: nothing is posted.",
      "On shift: ana and ben.",
      "1 LD HOLD: Bath. Wera Hobhouse (Lib Dem) has won, votes to follow. By ana at 3:30am, 5 July 2024.",
      "2 Recount: Bath. By ben",
      "7 Quarantined: PA Media, row 3: no such seat: “Barth”",
      "PA Media, heard at 3:30am, 5 July 2024; in trouble since 3:30am, 5 July 2024: no answer",
    ])
      expect(seen.text).toContain(words);
    // Nobody is offered to confirm their own.
    expect(seen.labels).toEqual(["Unfreeze", "Refuse 1", "Confirm 2", "Refuse 2", "Dismiss 7"]);
    expect((await stage.say("/desk", ben)).labels).toContain("Confirm 1");
    expect((await stage.press(seen, "Dismiss 7", ana)).text).toContain("Laid aside");
    expect((await stage.press(seen, "Dismiss 7", ben)).problem).toBe("not-found");
    expect((await stage.press(seen, "Confirm 2", ana)).text).toContain("Confirmed by ana.");
    expect((await stage.say("/shift off", ana)).text).toBe("You are off shift. On shift: ben.");
    expect(stage.faults).toEqual([]);
  });

  test("a figure for everyone is shown before they say yes", async () => {
    const stage = await openDeskStage();
    const outcome = stage.ledger().open.results.outcome(bath);
    const figures = outcome.lines.map(
      ({ candidate }, i) => `${candidate.given} ${candidate.family}: ${9_000 - i * 1_000}`,
    );
    await stage.submit(await stage.form("/declare bath", ana), { figures: figures.join("\n"), known: "agency" }, ana);
    const { text } = await stage.say("/desk", ben);
    for (const line of figures) expect(text).toContain(line.replace(/: (\d)(\d{3})$/, " $1,$2"));
  });

  test("what is outdated is only to be refused", async () => {
    const stage = await openDeskStage();
    await call(stage);
    await stage.hear({ seat: bath, state: "recount", recorded: now });
    const { text, labels } = await stage.say("/desk", ben);
    expect(text).toContain("Outdated: it has changed since.");
    expect(labels).toEqual(["Refuse 1"]);
  });
});

describe("freezing", () => {
  test("one stops everything at once, and two let it go on", async () => {
    const stage = await openDeskStage();
    expect((await stage.say("/unfreeze", ana)).reply.summary).toContain("Nothing is frozen");
    const frozen = await stage.say("/freeze", ana);
    expect(await stage.desk.frozen()).toEqual({ by: "ana", at: now });
    const asked = await stage.press(frozen, "Unfreeze", ana);
    expect(asked.text).toContain("Let the posts go on");
    expect(asked.labels).toEqual(["Refuse"]);
    expect((await stage.say("/confirm 1", ana)).problem).toBe("forbidden");
    expect(await stage.desk.frozen()).toBeDefined();
    // A second who asks for the same is shown the first one's.
    const second = await stage.say("/unfreeze", ben);
    expect(second.labels).toEqual(["Confirm", "Refuse"]);
    expect((await stage.press(second, "Confirm", ben)).text).toContain("Confirmed by ben.");
    expect(await stage.desk.frozen()).toBeUndefined();
    expect(await stage.desk.waiting()).toEqual([]);
  });

  test("a second freeze is not ended by who asked to end the first", async () => {
    const stage = await openDeskStage();
    await stage.say("/freeze", ana);
    await stage.say("/unfreeze", ana);
    stage.at("2024-07-05T03:31:00+01:00");
    await stage.say("/freeze", cat);
    expect((await stage.say("/confirm 1", ben)).text).toContain("It has changed since this was entered");
    expect(await stage.desk.frozen()).toMatchObject({ by: "cat" });
  });
});

describe("/log", () => {
  const place = { platform: "there", id: "C42", kind: "channel" } as const;
  const announcing: Pick<Announcing, "told"> = {
    told: async (contest: string) =>
      contest === bath
        ? [
            {
              id: asDeliveryId("abc"),
              place,
              kind: "news",
              state: "sent",
              items: [],
              shows: 1,
              createdAt: now,
            } as const,
          ]
        : [],
  };

  test("who said, entered and confirmed what, and where it was posted", async () => {
    const stage = await openDeskStage({ announcing });
    expect((await stage.say("/log clacton", ana)).text).toContain("Nothing is known of it yet.");
    await call(stage);
    await stage.say("/confirm 1", ben);
    await stage.say("/recount bath officer", cat);
    const { text, labels } = await stage.say("/log bath", ana);
    for (const words of [
      "1 at 3:30am, 5 July 2024, call by the desk, revision 1: Wera Hobhouse (Lib Dem) has won, votes to follow. Entered by ana, confirmed by ben. Known by: agency.",
      "In there C42: news, sent, begun at 3:30am, 5 July 2024",
      "Waits: draft 2 Recount: Bath. By cat at 3:30am",
    ])
      expect(text).toContain(words);
    expect(labels).toEqual(["Confirm 2", "Refuse 2"]);
  });
});

describe("notices", () => {
  const shown = async ({ desk, store }: DeskStage) => {
    const ids = (await since(store.db, 0, 100)).map(({ id }) => id);
    const replies = await Promise.all(ids.map((id) => noticeOf(id, store.db, desk)));
    return replies.map((reply) => ({
      text: reply && toText(reply, { width: 300, timeZone: "Europe/London" }),
      labels: reply?.card?.actions?.map(({ label }) => label) ?? [],
    }));
  };

  test("a draft's has buttons while it waits, and tells later what became of it", async () => {
    const stage = await openDeskStage();
    await call(stage);
    expect(await shown(stage)).toEqual([
      { text: expect.stringContaining("It waits for a second editor."), labels: ["Confirm", "Refuse"] },
    ]);
    await stage.say("/confirm 1", ben);
    expect(await shown(stage)).toEqual([
      { text: expect.stringContaining("Confirmed by ben."), labels: [] },
      // Not posted: it only says that the first has changed.
      { text: undefined, labels: [] },
    ]);
  });

  test("a disagreement's goes when it is settled", async () => {
    const stage = await openDeskStage();
    const { lines } = stage.ledger().open.results.outcome(bath);
    const [one = "", two = ""] = lines.map(({ candidate }) => candidate.id);
    await stage.hear({ seat: bath, state: "called", winner: one, recorded: now });
    await stage.hear({ seat: bath, state: "called", winner: two, recorded: now }, { name: "BBC", kind: "feed" });
    const notice = { kind: "disagreement", about: { contest: bath } } as const;
    const words = () => noticeReply(notice, { history: stage.desk.history() }).summary;
    expect(words()).toBe("Sources disagree on Bath.");
    await stage.hear(
      { seat: bath, state: "called", winner: one, revision: 2, recorded: now },
      { name: "BBC", kind: "feed" },
    );
    expect(words()).toBe("Sources agree on Bath again. Nothing is left to settle.");
  });

  const kinds: readonly (readonly [Notice, string, readonly string[]])[] = [
    [
      { kind: "quarantine", about: { quarantine: 3, source: "PA Media", why: "no such seat", excerpt: "Barth" } },
      "PA Media said what fits nothing. No such seat: “Barth”.",
      ["Dismiss"],
    ],
    [
      { kind: "source-trouble", about: { source: "PA Media", why: "no answer" } },
      "PA Media cannot be heard. No answer",
      [],
    ],
    [{ kind: "source-back", about: { source: "PA Media" } }, "PA Media is heard again.", []],
    [
      { kind: "place-blocked", about: { platform: "there", place: "C1", why: "it is archived" } },
      "there C1 cannot be posted to. It is archived",
      [],
    ],
    [{ kind: "place-back", about: { platform: "there", place: "C1" } }, "there C1 is posted to again.", []],
    [{ kind: "frozen", about: { by: "ana" } }, "Frozen by ana.", ["Unfreeze"]],
    [{ kind: "unfrozen", about: { by: "ana", confirmed: "ben" } }, "Posts go on. By ana, confirmed by ben.", []],
    [{ kind: "unfrozen", about: { by: "ana" } }, "By ana alone, as a manager had allowed.", []],
    [{ kind: "solo", about: { by: "mia", until: now.getTime() } }, "One editor alone may confirm. Allowed by mia.", []],
    [{ kind: "solo", about: { by: "mia" } }, "mia has ended working alone.", []],
  ];
  test.each(kinds)("%j", async (notice, words, labels) => {
    const stage = await openDeskStage();
    if (notice.kind === "settled" || notice.kind === "dismissed") throw new Error("never posted");
    const reply = noticeReply(notice, { isOpen: true, history: stage.desk.history() });
    expect(reply.summary).toContain(words);
    expect(reply.card?.actions?.map(({ label }) => label) ?? []).toEqual(labels);
  });

  test("what was dismissed says so, without a button", async () => {
    const stage = await openDeskStage();
    const notice = {
      kind: "quarantine",
      about: { quarantine: 3, source: "PA Media", why: "odd", excerpt: "x" },
    } as const;
    const reply = noticeReply(notice, { isOpen: false, history: stage.desk.history() });
    expect(reply.summary).toContain("Somebody has seen to it.");
    expect(reply.card?.actions).toBeUndefined();
  });
});
