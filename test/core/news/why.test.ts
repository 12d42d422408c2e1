/** Why a place was told of a seat or not, each reason by itself. */
import { describe, expect, test } from "vitest";
import type { Subscribed } from "../../../src/core/news/announcing.ts";
import type { Declaration, LogEntry } from "../../../src/core/declaration.ts";
import { deciding } from "../../../src/core/news/deciding.ts";
import type { Filter } from "../../../src/core/seats/filter.ts";
import { History } from "../../../src/core/news/history.ts";
import type { Message } from "../../../src/core/news/message.ts";
import { usualSubscription } from "../../../src/core/news/subscription.ts";
import { why, type Reason } from "../../../src/core/news/why.ts";
import { loadElection, loadResults } from "../../../src/data/election-pack.ts";
import { reasonWords } from "../../../src/views/announce/why.ts";
import { here } from "../../../src/cli/house.ts";
import { openBot, pack } from "../../support/bot.ts";
import { asDeliveryId, type Place } from "../../../src/core/place.ts";

const election = loadElection(pack);
const context = (await openBot()).house.context(here);
const { lookup } = context.results;
/** North East Somerset and Hanham: a Labour gain in the South West of England. */
const seat = "E14001394";
const votes = loadResults(pack).find((one) => one.seat === seat)?.votes ?? {};
const at = (minute: number) => new Date(Date.UTC(2024, 6, 5, 1, minute));
const said = (minute: number, over: Partial<Declaration> = {}): Declaration => ({
  seat,
  source: { name: "feed", kind: "feed" },
  revision: minute,
  state: "result",
  votes,
  recorded: at(minute),
  ...over,
});
const logOf = (...entries: readonly Declaration[]): readonly LogEntry[] =>
  entries.map((entry, i) => ({ ...entry, seq: i + 1, at: entry.recorded }));
const place: Place = { platform: "here", id: "C1", kind: "channel" };
const subscribed = (over: Partial<Subscribed> = {}): Subscribed => ({
  place,
  subscription: usualSubscription,
  state: "on",
  staff: false,
  since: at(0),
  cursor: 0,
  ...over,
});
const message = (over: Partial<Message> = {}): Message => ({
  id: asDeliveryId("m1"),
  kind: "news",
  items: [{ kind: "declaration", contest: seat, seq: 1 }],
  shows: 1,
  state: "sent",
  ref: { place, id: "77" },
  createdAt: at(6),
  ...over,
});
const ask = (
  entries: readonly Declaration[],
  of: Subscribed | undefined,
  { messages = [], frozen }: { readonly messages?: readonly Message[]; readonly frozen?: Date } = {},
) =>
  why({
    contest: seat,
    subscribed: of,
    history: History.before(election).with(logOf(...entries)),
    messages,
    frozen,
    now: at(30),
  });
const kinds = (reasons: readonly Reason[]) => reasons.map(({ is }) => is);
const gains = { ...usualSubscription, filter: { is: "gains" } } as const;
const wales = { ...usualSubscription, filter: { is: "nation", nation: "Wales" } } as const;

describe("not told", () => {
  test("it never asked, or was stopped", () => {
    expect(ask([said(5)], undefined)).toEqual({ verdict: "untold", reasons: [{ is: "unsubscribed" }] });
    const { verdict, reasons } = ask([said(5)], subscribed({ state: "stopped" }), { messages: [message()] });
    expect([verdict, kinds(reasons)]).toEqual(["told", ["stopped", "message"]]);
  });

  test("nothing has been declared, or it was withdrawn", () => {
    expect(ask([], subscribed())).toMatchObject({ verdict: "open", reasons: [{ is: "undeclared" }, { is: "since" }] });
    const gone = ask([said(5), said(9, { state: "retraction" })], subscribed());
    expect(gone.reasons[0]).toEqual({ is: "undeclared", withdrawn: at(9) });
  });

  test("the filter does not ask for it, whatever else there is", () => {
    const { verdict, reasons } = ask([said(5)], subscribed({ subscription: wales, cursor: 0, state: "paused" }));
    expect(verdict).toBe("untold");
    expect(reasons.at(-1)).toEqual({ is: "unwanted", terms: [wales.filter] });
  });

  test("it came before the channel asked, or while it asked for something else", () => {
    const before = ask([said(5)], subscribed({ since: at(10), cursor: 1 }));
    expect([before.verdict, before.reasons.at(-1)]).toEqual(["untold", { is: "earlier" }]);
    const other = ask([said(5)], subscribed({ cursor: 1 }));
    expect([other.verdict, other.reasons.at(-1)]).toEqual(["untold", { is: "otherwise" }]);
  });

  test("the platform did not take it", () => {
    const { verdict, reasons } = ask([said(5)], subscribed({ cursor: 1 }), {
      messages: [message({ state: "refused" })],
    });
    expect([verdict, kinds(reasons)]).toEqual(["untold", ["since", "declared", "wanted", "message"]]);
  });
});

describe("still to come", () => {
  test("next, where nothing is in the way", () => {
    const { verdict, reasons } = ask([said(5)], subscribed({ subscription: gains }));
    expect(verdict).toBe("coming");
    expect(reasons).toEqual([
      { is: "since", at: at(0) },
      { is: "declared", at: at(5) },
      { is: "wanted", terms: [{ is: "gains" }] },
      { is: "next" },
    ]);
  });

  test.each<[string, Partial<Subscribed>, Date | undefined, Reason]>([
    ["paused", { state: "paused" }, undefined, { is: "paused" }],
    [
      "blocked",
      { blocked: { since: at(2), why: "the channel is gone" } },
      undefined,
      { is: "blocked", since: at(2), why: "the channel is gone" },
    ],
    ["frozen", {}, at(20), { is: "frozen", since: at(20) }],
    [
      "quiet",
      { subscription: { ...gains, quiet: { from: "23:00", to: "07:00", zone: "Europe/London" } } },
      undefined,
      { is: "quiet", until: "07:00", zone: "Europe/London" },
    ],
    ["gathered", { subscription: { ...gains, every: 15 } }, undefined, { is: "gathered", every: 15 }],
  ])("%s", (_, over, frozen, reason) => {
    const { verdict, reasons } = ask([said(5)], subscribed(over), frozen ? { frozen } : {});
    expect([verdict, reasons.at(-1)]).toEqual(["coming", reason]);
  });

  test("quiet hours elsewhere or at another time of day are not in the way", () => {
    const quiet = { from: "05:00", to: "07:00", zone: "Europe/London" };
    expect(ask([said(5)], subscribed({ subscription: { ...gains, quiet } })).reasons.at(-1)).toEqual({ is: "next" });
  });

  test("a message that is on its way", () => {
    const { verdict } = ask([said(5)], subscribed({ cursor: 1 }), { messages: [message({ state: "posting" })] });
    expect(verdict).toBe("coming");
  });
});

describe("told", () => {
  test("by which message, and that it was corrected after it", () => {
    const corrected = said(9, { state: "correction", votes: { ...votes, [Object.keys(votes)[0] ?? ""]: 9 } });
    const { verdict, reasons } = ask([said(5), corrected], subscribed({ cursor: 2 }), { messages: [message()] });
    expect(verdict).toBe("told");
    expect(kinds(reasons)).toEqual(["since", "declared", "wanted", "message", "changed"]);
    expect(reasons.at(-1)).toMatchObject({ at: at(9) });
  });

  test.each(["fixed", "withdrawn", "gone", "unclear"] as const)("also where the message is %s", (state) => {
    expect(ask([said(5)], subscribed({ cursor: 1 }), { messages: [message({ state })] }).verdict).toBe("told");
  });

  test("though the filter asks for it no more", () => {
    const { verdict, reasons } = ask([said(5)], subscribed({ cursor: 1, subscription: wales }), {
      messages: [message()],
    });
    expect([verdict, kinds(reasons)]).toEqual(["told", ["since", "declared", "unwanted", "message"]]);
  });
});

describe("the terms that decide", () => {
  const england: Filter = { is: "nation", nation: "England" };
  const nowhere: Filter = { is: "nation", nation: "Wales" };
  const lab: Filter = { is: "party", party: "lab", does: "gains" };
  const con: Filter = { is: "party", party: "con", does: "gains" };
  const outcome = context.results.outcome(seat);
  test.each<[string, Filter, readonly Filter[]]>([
    ["one alone", lab, [lab]],
    ["or: the first that holds", { is: "or", of: [nowhere, lab, england] }, [lab]],
    ["or: all, where none does", { is: "or", of: [nowhere, con] }, [nowhere, con]],
    ["and: all, where all hold", { is: "and", of: [england, lab] }, [england, lab]],
    ["and: the first that fails", { is: "and", of: [england, con, nowhere] }, [con]],
    ["not: what is in it", { is: "not", of: { is: "or", of: [nowhere, england] } }, [england]],
  ])("%s", (_, filter, terms) => {
    expect(deciding(filter, { outcome }, lookup)).toEqual(terms);
  });
});

test("every reason is a sentence of its own", () => {
  const states = ["due", "posting", "sent", "withdrawn", "refused", "unclear", "expired", "gone", "fixed"] as const;
  const turns = ["first", "filled", "corrected", "winner", "withdrawn", "again"] as const;
  const all: readonly Reason[] = [
    { is: "unsubscribed" },
    { is: "stopped" },
    { is: "since", at: at(0) },
    { is: "undeclared" },
    { is: "undeclared", withdrawn: at(1) },
    { is: "declared", at: at(5) },
    { is: "wanted", terms: [gains.filter] },
    { is: "unwanted", terms: [gains.filter, wales.filter] },
    ...states.map((state): Reason => ({ is: "message", message: message({ state }) })),
    ...turns.map((kind): Reason => ({ is: "changed", kind, at: at(7) })),
    { is: "earlier" },
    { is: "otherwise" },
    { is: "paused" },
    { is: "blocked", since: at(2), why: "the channel is gone" },
    { is: "frozen", since: at(3) },
    { is: "quiet", until: "07:00", zone: "Europe/London" },
    { is: "gathered", every: 15 },
    { is: "next" },
  ];
  const sentences = all.map((reason) => reasonWords(reason, context));
  expect(new Set(sentences).size).toBe(all.length - 2);
  for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*[.e]$/);
  expect(sentences).toContain("The filter does not ask for it: “gains” and “Wales” decide.");
  expect(sentences).toContain("I have not been able to post here since 2:02am, 5 July 2024: the channel is gone.");
});
