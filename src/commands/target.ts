import { z } from "zod";
import { hinted } from "../core/args.ts";
import { defineCommand, type Context } from "../core/command.ts";
import type { Party } from "../core/election.ts";
import { UserError } from "../core/errors.ts";
import type { Target } from "../core/lookup.ts";
import { swingAchieved, swingNeeded } from "../core/outcome.ts";
import type { Reply } from "../core/reply.ts";
import { button, note, seatAnswer, text } from "../views/answer.ts";
import { chooseParty, chooseSeat } from "../views/choose.ts";
import { lastSince } from "../views/by-election.ts";
import { byElectionsCredit, crediting, officesCredit, previousCredit } from "../views/credits.ts";
import { saying } from "../views/said.ts";
import { whyNot } from "../views/target-why.ts";
import { seatSummary } from "../views/seat-card.ts";
import { fate, moments } from "../views/seat-notes.ts";
import { seatData } from "../views/seat-data.ts";
import { headline, int, needed, points, possessive, withParty } from "../views/words.ts";
import { upper } from "../core/text.ts";

export default defineCommand({
  name: "target",
  summary: "One seat of a target list, by rank or by name: swing needed, swing achieved",
  examples: ["/target 164", "/target nuneaton", "/target 5 green"],
  asks: { title: "A target seat", submit: "Show" },
  args: z.object({
    seat: hinted(z.string().trim().min(1, "give a rank or a seat").max(200, "that is too long to be a name"), {
      label: "rank or seat",
      about: "a rank on the list, such as 164 (and a party for another’s list), or a constituency",
      complete: "seat",
    }),
  }),
  audience: "channel",
  role: "anyone",
  needs: ({ targets }) => targets.lists.length > 0,
  reads: true,
  run({ seat: words }, context) {
    const [, before, digits, after] = /^(?:(\D+?)\s+)?#?(\d{1,6})(?:\s+(.*))?$/u.exec(words) ?? [];
    if (digits !== undefined) return byRank(Number(digits), before ?? after, context);
    const { place, party: wanted } = apart(words, context);
    const chosen = chooseSeat(context, place, (name) => ({ command: "target", args: { seat: name } }));
    if ("reply" in chosen) return chosen.reply;
    const read = chosen.note === undefined ? "" : `${chosen.note} `;
    const { lookup, election } = context.results;
    const lists = election.targets.lists.map(({ party }) => party);
    const [followed] = lists;
    const targets = lists.flatMap((id) => {
      const target = lookup.target(id, chosen.is.code);
      return target ? [{ party: lookup.party(id), target }] : [];
    });
    const mine = targets.find(({ party }) => party.id === (wanted?.id ?? followed));
    if (!mine) {
      const whose = wanted ?? (followed === undefined ? undefined : lookup.party(followed));
      if (!whose) throw new UserError("not-found", "This election has no target lists.");
      // Another party's rank is no answer to a question after this one's.
      const instead = targets
        .toSorted((a, b) => a.target.rank - b.target.rank)
        .map(({ party }) => `/target ${chosen.is.name} ${party.short}`);
      const none = targets.length === 0 ? " It is on no party’s target list." : "";
      throw new UserError("not-found", `${read}${whyNot(whose, chosen.is, context.results)}${none}`, [
        ...instead.slice(0, 2),
        `/seat ${chosen.is.name}`,
      ]);
    }
    const others = targets.filter((one) => one !== mine).map(({ party, target }) => `${party.short} ${target.rank}`);
    return saying(card(mine.party, mine.target, context, others), chosen.note);
  },
});

/** "burnley green", "hendon lib dem" -> the place and the party; the whole stays a place where it is one, as Golders Green is. */
function apart(words: string, { parties, seats }: Context): { readonly place: string; readonly party?: Party } {
  const all = words.split(/\s+/u);
  const at = all.findIndex((_, i) => i > 0 && parties.has(all.slice(i).join(" ")));
  if (at < 0) return { place: words };
  const [place, last] = [all.slice(0, at).join(" "), all.slice(at).join(" ")];
  const party = parties.find(last);
  const whole = seats.find(words);
  const isNamed = whole.kind === "one" && whole.match.name.toLowerCase().endsWith(last.toLowerCase());
  return isNamed || !party ? { place: words } : { place, party };
}

function byRank(rank: number, partyWords: string | undefined, context: Context): Reply {
  const { lookup, election } = context.results;
  const followed = election.targets.lists[0]?.party;
  if (followed === undefined) throw new UserError("not-found", "This election has no target lists.");
  const party = partyWords ? chooseParty(context, partyWords, "targets") : lookup.party(followed);
  const list = lookup.targets(party.id);
  const target = list[rank - 1];
  if (!target) {
    const range = list.length > 0 ? `ranks run from 1 to ${list.length}` : "it has no list";
    throw new UserError("not-found", `${upper(possessive(party))} list has no target ${int(rank)}: ${range}.`, [
      "/targets",
    ]);
  }
  return card(party, target, context);
}

function card(party: Party, { seat, rank, of }: Target, context: Context, others: readonly string[] = []): Reply {
  const { lookup } = context.results;
  const outcome = context.results.outcome(seat.code);
  const { previous, winner } = outcome;
  const gap = swingNeeded(previous, party);
  const achieved = swingAchieved(outcome, party);
  const verdict = fate(outcome, party.id).replace(": ", "");
  const title = `${upper(possessive(party))} target ${rank}: ${seat.name}`;
  const near = (step: number, label: string) =>
    rank + step >= 1 && rank + step <= of ? [button(label, "target", { seat: `${rank + step} ${party.short}` })] : [];
  const facts = [
    ...(gap === undefined
      ? []
      : [{ label: "Swing needed", value: `${needed(gap)} points from ${previous?.winner.party.said.subject ?? ""}` }]),
    ...(achieved === undefined ? [] : [{ label: "Swing achieved", value: points(achieved) }]),
    ...(verdict ? [{ label: "Target", value: verdict }] : []),
    { label: "Rank", value: `${rank} of ${of}` },
  ];
  const swings = [
    ...(gap === undefined ? [] : [`Swing needed ${needed(gap)} points`]),
    ...(achieved === undefined ? [] : [`achieved ${points(achieved)}`]),
  ].join(", ");
  const reply = seatAnswer(
    context,
    outcome,
    `${title}${verdict ? `, ${verdict}` : ""}. ${swings}. ${seatSummary(outcome, lookup)}`,
    {
      title: verdict ? `${title}, ${verdict}` : title,
      colour: party.colour,
      blocks: [
        text(winner ? `${headline(outcome)}. ${withParty(winner)} wins.` : "Not yet declared."),
        { kind: "facts", facts },
        ...(others.length > 0 ? [note(`Also a target of: ${others.join(", ")}.`)] : []),
        note("Ranked by Teller’s own rule, by swing needed, rounded up: /about has it."),
      ],
      actions: [
        button(winner ? "The result in full" : "The seat", "seat", { place: seat.name }),
        ...near(-1, "The one before"),
        ...near(1, "The one after"),
      ],
    },
    {
      party: party.id,
      rank,
      of,
      swingNeeded: gap ?? null,
      swingAchieved: achieved ?? null,
      won: winner ? winner.party === party : null,
      seat: seatData(outcome, lookup),
    },
  );
  return crediting(
    reply,
    previousCredit(context),
    lastSince(seat.code, context.results) ? byElectionsCredit(context) : undefined,
    moments(outcome, lookup).length > 0 ? officesCredit(context) : undefined,
  );
}
