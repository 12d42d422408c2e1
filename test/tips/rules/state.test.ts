/** The life of a case: where each event leads, what is kept on the way, and that nobody is in it. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ZodError } from "zod";
import { newCaseNumber } from "../../../src/tips/rules/case-number.ts";
import {
  asDay,
  dayOf,
  goesOn,
  holds,
  step,
  type Case,
  type CaseEvent,
  type CaseState,
  type Step,
} from "../../../src/tips/rules/state.ts";
import { repeatable } from "../../support/chance.ts";
import { asStaffName } from "../../../src/core/asker.ts";

const [ana, lin] = [asStaffName("ana"), asStaffName("lin")];
const [monday, tuesday] = [asDay("2024-07-01"), asDay("2024-07-02")];
const fresh: Case = { number: newCaseNumber(repeatable(1)), state: "sealed", lastWord: monday };

/** @returns the case after all of them @throws where one is refused */
const after = (...events: readonly CaseEvent[]): Case =>
  events.reduce((now, event) => {
    const next = step(now, event);
    if (next.kind === "refused") throw new RangeError(`${event.kind} in ${now.state}: ${next.why}`);
    return next.to;
  }, fresh);

const why = (next: Step) => (next.kind === "refused" ? next.why : next.to.state);
const delivered: CaseEvent = { kind: "delivered" };
const by = (kind: "claim" | "release" | "close" | "reopen" | "spam" | "mute", editor = ana): CaseEvent => ({
  kind,
  by: editor,
});
const reply = (editor = ana): CaseEvent => ({ kind: "reply", by: editor, on: tuesday });
const answer: CaseEvent = { kind: "answer", on: tuesday };

const event = fc.oneof(
  fc.constantFrom<CaseEvent>(delivered, { kind: "delete" }),
  fc.record({
    kind: fc.constantFrom("claim", "release", "close", "reopen", "spam", "mute"),
    by: fc.constantFrom(ana, lin),
  }),
  fc.record({
    kind: fc.constant("reply" as const),
    by: fc.constantFrom(ana, lin),
    on: fc.constantFrom(monday, tuesday),
  }),
  fc.record({ kind: fc.constant("answer" as const), on: fc.constantFrom(monday, tuesday) }),
) as fc.Arbitrary<CaseEvent>;

describe("rule 9: editors claim, reply, close, mark as spam", () => {
  test("from the first words to the end", () => {
    expect(after(delivered).state).toBe("relayed");
    expect(after(delivered, by("claim"))).toMatchObject({ state: "claimed", claimedBy: "ana" });
    expect(after(delivered, by("claim"), reply())).toMatchObject({ state: "replied", lastWord: tuesday });
    expect(after(delivered, reply(lin)).claimedBy).toBe("lin");
    expect(after(delivered, reply(), answer).state).toBe("claimed");
    expect(after(delivered, reply(), by("close")).state).toBe("closed");
    expect(after(delivered, by("close"), answer).state).toBe("relayed");
    expect(after(delivered, by("spam"), by("reopen")).state).toBe("relayed");
    expect(after(delivered, by("claim"), by("mute"), by("reopen"))).toMatchObject({
      state: "claimed",
      claimedBy: "ana",
    });
  });

  test("what one editor has taken is no other's, until it is given back", () => {
    const taken = after(delivered, by("claim"));
    expect(why(step(taken, by("claim", lin)))).toBe("taken");
    expect(why(step(taken, reply(lin)))).toBe("taken");
    expect(why(step(taken, by("release", lin)))).toBe("not-theirs");
    expect(after(delivered, by("claim"), by("release"))).not.toHaveProperty("claimedBy");
    expect(after(delivered, by("claim"), by("release"), by("claim", lin)).claimedBy).toBe("lin");
    expect(after(delivered, by("claim"), by("claim")).state).toBe("claimed");
  });

  test("nobody acts on what has not been relayed; out of hand, a case is taken back before anything else", () => {
    for (const kind of ["claim", "release", "close", "reopen", "spam", "mute"] as const)
      expect(why(step(fresh, by(kind)))).toBe("not-now");
    for (const out of ["close", "spam", "mute"] as const) {
      expect(why(step(after(delivered, by(out)), reply()))).toBe("not-now");
      expect(why(step(after(delivered, by(out)), by("claim")))).toBe("not-now");
    }
  });

  test("spam and a muted conversation are not heard further", () => {
    for (const out of ["spam", "mute"] as const) expect(why(step(after(delivered, by(out)), answer))).toBe("unheard");
  });
});

describe("rule 9: ending another’s case", () => {
  test.each(["close", "spam", "mute", "delete"] as const)(
    "%s takes its claimant, or one who is asked once more",
    (kind) => {
      const claimed = after(delivered, by("claim"));
      expect(why(step(claimed, { kind, by: lin }))).toBe("not-theirs");
      for (const event of [{ kind, by: ana } as const, { kind, by: lin, over: true } as const])
        expect(step(claimed, event).kind).toBe("moved");
      expect(step(after(delivered), { kind, by: lin }).kind).toBe("moved");
    },
  );
});

describe("rule 8: short lives", () => {
  test("relayed text leaves the store on delivery; case number and state stay", () => {
    const moved = step(fresh, delivered);
    expect(moved).toEqual({ kind: "moved", to: { ...fresh, state: "relayed" }, erase: ["text"] });
    expect(step(after(delivered, by("close")), delivered)).toMatchObject({ erase: ["text"], to: { state: "closed" } });
  });

  test("deletion erases the words, the keys, the replies and Teller's own posts, from wherever", () => {
    const all = Object.keys(holds) as CaseState[];
    for (const state of all.filter((one) => one !== "deleted")) {
      const moved = step({ ...fresh, state, claimedBy: ana }, { kind: "delete" });
      expect(moved).toEqual({ kind: "moved", to: { ...fresh, state: "deleted" }, erase: holds[state] });
    }
    expect(holds.deleted).toEqual([]);
    fc.assert(fc.property(event, (next) => why(step({ ...fresh, state: "deleted" }, next)) === "gone"));
  });

  test("what is out of hearing has no words waiting", () => {
    expect(step(after(delivered, by("claim")), by("spam"))).toMatchObject({ erase: ["text", "replies"] });
    expect(step(after(delivered), by("mute"))).toMatchObject({ erase: ["text"] });
  });

  test("everything of a case goes thirty days after the last word, and no click makes it stay", () => {
    expect(goesOn(fresh, 30)).toBe("2024-07-31");
    expect(goesOn({ lastWord: asDay("2024-02-01") }, 30)).toBe("2024-03-02");
    const clicks = event.filter(({ kind }) => kind !== "reply" && kind !== "answer");
    fc.assert(
      fc.property(fc.array(clicks, { maxLength: 12 }), (events) => {
        const last = events.reduce((now, next) => {
          const moved = step(now, next);
          return moved.kind === "moved" ? moved.to : now;
        }, fresh);
        expect(last.lastWord).toBe(fresh.lastWord);
      }),
    );
  });
});

describe("rule 1: no identity of a source, and no time finer than the date", () => {
  test("whatever happens, a case has four fields of a closed kind, and its number never changes", () => {
    const states: ReadonlySet<string> = new Set(Object.keys(holds));
    fc.assert(
      fc.property(fc.array(event, { maxLength: 25 }), (events) => {
        let now = fresh;
        for (const next of events) {
          const moved = step(now, next);
          if (moved.kind === "refused") continue;
          for (const held of holds[now.state])
            if (!holds[moved.to.state].includes(held)) expect(moved.erase).toContain(held);
          now = moved.to;
          const { number, state, lastWord, claimedBy, ...more } = now;
          expect(more).toEqual({});
          expect([number, states.has(state)]).toEqual([fresh.number, true]);
          expect(lastWord).toMatch(/^2024-07-0[12]$/);
          expect([undefined, "ana", "lin"]).toContain(claimedBy);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("a day is a day, and no moment can stand for one", () => {
    expect(dayOf(new Date("2024-07-05T23:59:59.999Z"))).toBe("2024-07-05");
    for (const text of ["2024-07-05T12:00Z", "2024-13-01", "2024-02-30", "5 July", ""])
      expect(() => asDay(text)).toThrow(ZodError);
  });
});
