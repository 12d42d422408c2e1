import {
  theNight,
  historyOf,
  entryOf,
  logOf,
  callOf,
  correctionOf,
  upsetOf,
  retractionOf,
  againOf,
  tieOf,
  ranked,
  comingOf,
} from "./support/night.ts";
import { newsReply, briefingItems, fitting, type NewsView } from "../src/views/news/index.ts";
import { toText } from "../src/core/plain-text.ts";
import { History } from "../src/core/news/history.ts";
import type { Item } from "../src/core/news/message.ts";
const { entries, election } = theNight();
const whole = historyOf(entries);
const view = (history: History): NewsView => ({
  history,
  rehearsal: false,
  lines: [
    { text: "Subscribe", href: "https://example.org/s" },
    { text: "Send us a tip", href: "https://example.org/tip" },
  ],
  linkOf: () => "https://example.org/m/1",
});
const show = (label: string, s: any, h: History) => {
  const r = newsReply(s, view(h));
  console.log(`\n===== ${label}\n# ${r.summary}\n`);
  console.log(toText(r, { width: 40, timeZone: "Europe/London" }));
};
const dec = (e: { seat: string; seq: number }): Item => ({ kind: "declaration", contest: e.seat, seq: e.seq });
const one = (label: string, log: any[], shows = 1, item?: Item) => {
  const h = historyOf(log);
  show(label, { kind: "news", items: [item ?? dec({ seat: log[0].seat, seq: 1 })], shows }, h);
};
const nes = entryOf("North East Somerset and Hanham");
show("nes", { kind: "news", items: [dec(nes)], shows: nes.seq }, whole);
one("call", [callOf(entryOf("Nuneaton"))]);
const rp = entryOf("Richmond Park");
const old = { ...rp, votes: { ...rp.votes, "75804": 2728 } };
const fixed = { ...rp, revision: 2, state: "correction" };
one("richmond", [old, fixed]);
one("changed winner", [nes, upsetOf(nes)]);
one("anew", [nes, upsetOf(nes)], 2, { kind: "anew", contest: nes.seat, seq: 2, replaces: "x" as any });
one("anew undone", [nes, upsetOf(nes), againOf(nes, 3)], 2, { kind: "anew", contest: nes.seat, seq: 2 });
one("retracted", [nes, retractionOf(nes)]);
one("retracted anew", [nes, retractionOf(nes)], 2, { kind: "anew", contest: nes.seat, seq: 2, replaces: "x" as any });
one("retracted undone", [nes, retractionOf(nes), againOf(nes, 3)], 2, { kind: "anew", contest: nes.seat, seq: 2 });
one("aba", [nes, upsetOf(nes), againOf(nes, 3)]);
one("tie", [tieOf(nes)]);
one("lot", [tieOf(nes), tieOf(nes, ranked(nes)[1])]);
one("Chorley", [entryOf("Chorley")]);
one("Islington North", [entryOf("Islington North")]);
for (const m of whole
  .milestones(0)
  .filter((m) => ["first", "first-gain", "line:lab", "portillo:4099", "all-in"].includes(m.milestone)))
  show(
    m.milestone,
    {
      kind: "news",
      items: [{ kind: "milestone", milestone: m.milestone, contest: m.contest, seq: m.seq }],
      shows: m.seq,
    },
    whole,
  );
one("withdrawn", [nes, upsetOf(nes)], 1, { kind: "milestone", milestone: "portillo:4099", contest: nes.seat, seq: 1 });
const { election: since, said } = comingOf("Runcorn and Helsby");
const bh = History.before(since).with(logOf([entryOf("Runcorn and Helsby"), said]));
show(
  "by",
  { kind: "news", items: [{ kind: "declaration", contest: `${said.seat}/${said.byElection}`, seq: 2 }], shows: 2 },
  bh,
);
const itemsOf = (h: History, from: number, to: number): Item[] =>
  [
    ...h.turns(from, to).map((t) => ({ kind: "declaration", contest: t.contest, seq: t.seq }) as Item),
    ...h
      .milestones(from, to)
      .map((m) => ({ kind: "milestone", milestone: m.milestone, contest: m.contest, seq: m.seq }) as Item),
  ].toSorted((a, b) => (a as any).seq - (b as any).seq);
const w = itemsOf(whole, 478, 490);
console.log("fitting", fitting(itemsOf(whole, 0, 650), whole), fitting(itemsOf(whole, 478, 650), whole));
show("joined", { kind: "news", items: w, shows: 490 }, whole);
show("digest", { kind: "digest", items: itemsOf(whole, 0, 30), shows: 30 }, whole);
show("missed", { kind: "missed", items: itemsOf(whole, 0, 650), shows: 650 }, whole);
show("score", { kind: "scoreboard", items: [], shows: 0 }, historyOf(entries.slice(0, 160)));
show(
  "briefing",
  {
    kind: "briefing",
    day: "2024-07-05",
    items: briefingItems(whole, new Date("2024-07-04T06:00Z"), new Date("2024-07-05T06:00Z")),
    shows: 640,
  },
  whole,
);
const rh = historyOf([
  ...entries.map((e) => (e.seat === rp.seat ? { ...old, recorded: e.recorded } : e)),
  { ...fixed, recorded: new Date("2024-07-09T10:00Z") },
] as any);
show(
  "briefing2",
  {
    kind: "briefing",
    day: "2024-07-09",
    items: briefingItems(rh, new Date("2024-07-08T10:00Z"), new Date("2024-07-10T06:00Z")),
    shows: 651,
  },
  rh,
);
