import { z } from "zod";
import { hinted, optionalPerson, wholeNumber } from "../core/args.ts";
import { defineCommand, type Context } from "../core/command.ts";
import { UserError } from "../core/errors.ts";
import { isOfHouse } from "../core/election.ts";
import type { PersonMatch } from "../core/finder.ts";
import { isSenior } from "../core/news/milestone.ts";
import type { Reply } from "../core/reply.ts";
import { fullName, longDay } from "../core/story.ts";
import { answer, button, note, paged, text } from "../views/answer.ts";
import { behind, fates, lost, tierNames } from "../views/portillo.ts";
import { choosePerson } from "../views/choose-person.ts";
import { crediting, officesCredit } from "../views/credits.ts";
import { offering, saying } from "../views/said.ts";
import { personReply } from "../views/person-card.ts";
import { soFar } from "../views/seat-list.ts";
import { int, many } from "../views/words.ts";

/** A page, or the year of the moment that gave all others their name. */
const pageOrYearArg = () => hinted(wholeNumber(2999).default(1), { label: "page", about: "which page, from 1" });

/** Higher numbers are years. */
const mostPages = 999;

export default defineCommand({
  name: "portillo",
  summary: "The senior politicians who lost their seats, most senior first",
  examples: ["/portillo", "/portillo truss", "/portillo michael portillo"],
  asks: { title: "Portillo moments", submit: "Show" },
  args: z.object({ name: optionalPerson(), page: pageOrYearArg() }),
  audience: "channel",
  role: "anyone",
  reads: true,
  needs: (election) => isOfHouse(election) && election.portillo !== undefined,
  run({ name, page }, context) {
    const portillo = theMoment(context);
    // Their year is asked for as the moment itself is.
    const isItsYear = String(page) === portillo.date.slice(0, 4);
    if (isItsYear && (name === undefined || isTheFirst(name, portillo))) return theFirst(context);
    if (page > mostPages)
      throw new UserError(
        "not-found",
        `I know the moments of the ${context.results.election.name}, and that of ${portillo.date.slice(0, 4)}.`,
        ["/portillo", `/portillo ${portillo.date.slice(0, 4)}`],
      );
    if (name === undefined) return everyone(page, context);
    if (isTheFirst(name, portillo)) return theFirst(context);
    const chosen = choosePerson(context, name, "portillo");
    if ("reply" in chosen) return chosen.reply;
    const said = [chosen.note, noMoment(chosen.is, context)].filter((words) => words !== undefined).join(" ");
    return offering(saying(personReply(context, chosen.is), said === "" ? undefined : said), chosen.instead);
  },
});

/** Words for somebody whose card would be taken for a moment otherwise. */
function noMoment(person: PersonMatch, { results }: Context): string | undefined {
  const found = fates(results).find(({ member, stood }) =>
    person.kind === "member"
      ? member.mnis === person.mnis
      : person.kind === "candidate" &&
        stood?.outcome.seat.code === person.seat &&
        stood.line.candidate.id === person.candidate,
  );
  switch (found?.fate) {
    case "lost":
      return undefined;
    case "elected":
      return `No Portillo moment: ${person.name} was elected.`;
    case "awaited":
      return `No Portillo moment so far: ${found.stood?.outcome.seat.name ?? "the seat"} has not declared.`;
    case "did not stand":
      return `No Portillo moment: ${person.name} did not stand.`;
    case undefined:
      if (person.kind === "candidate" && results.outcome(person.seat).winner?.candidate.id === person.candidate)
        return `No Portillo moment: ${person.name} was elected.`;
      return `No Portillo moment: ${person.name} was not of the rank that counts as one.`;
  }
}

type Moment = NonNullable<Context["results"]["election"]["portillo"]>;

/** @throws UserError where the pack has no such moment to compare with */
function theMoment({ results }: Context): Moment {
  const { portillo } = results.election;
  if (!portillo) throw new UserError("not-found", "There are no such moments in this election.");
  return portillo;
}

function everyone(page: number, context: Context): Reply {
  const portillo = theMoment(context);
  const all = lost(context.results);
  const senior = all.filter(({ politician }) => isSenior(politician));
  const full = all.filter(({ politician }) => sat(politician.offices, "full")).length;
  const attending = all.filter(
    ({ politician }) => sat(politician.offices, "attends") && !sat(politician.offices, "full"),
  ).length;
  const year = portillo.date.slice(0, 4);
  const count = `${many(full, "full member")} of the Cabinet and ${int(attending)} who attended it have lost their seats${soFar(context)}; ${portillo.cabinetLosses} members of the Cabinet did in ${year}.`;
  // A page has room for every full member of the Cabinet who lost, and for those who come before them.
  const last = all.findLastIndex(({ politician }) => sat(politician.offices, "full"));
  const shown = paged(all, page, { command: "portillo", args: {} }, Math.min(mostOnPage, Math.max(8, last + 1)));
  const blocks = shown.items.map(({ politician, stood: { outcome, line } }) => {
    const by = behind(outcome, line);
    const to = outcome.winner ? `${fullName(outcome.winner)} (${outcome.winner.party.short})` : "";
    const margin = by === undefined ? "" : `, ${int(by)} behind`;
    return text(
      { bold: fullName(line) },
      ` (${line.party.short}), ${politician.as}. ${outcome.seat.name}: lost to ${to}${margin}.`,
    );
  });
  const first = senior.slice(0, 3).map(({ stood }) => fullName(stood.line));
  const reply = answer(
    context,
    all.length === 0
      ? `No Portillo moments${soFar(context)}.`
      : `${many(senior.length, "senior politician")} of the ${int(all.length)} of rank who lost: ${count} ${first.length > 0 ? `Most senior: ${first.join(", ")}.` : ""}`.trim(),
    {
      title: `Portillo moments: ${many(senior.length, "senior politician")} lost, of ${int(all.length)} of rank${soFar(context)}`,
      blocks: [
        text(count),
        ...blocks,
        ...(shown.says ? [note(`${shown.says}, the most senior first.`)] : []),
        ...(all.length > 0 ? [note(ruleOf(senior.length, all.length))] : []),
      ],
      actions: [...shown.more, button(`The moment of ${year}`, "portillo", { name: portillo.name })],
    },
    {
      full,
      attending,
      lost: all.map(({ politician, member, stood: { outcome, line } }) => ({
        name: fullName(line),
        party: line.party.id,
        tier: politician.tier,
        tierName: tierNames[politician.tier],
        office: politician.as,
        formerSeat: member.seat.name,
        seat: { code: outcome.seat.code, name: outcome.seat.name },
        to: outcome.winner ? { name: fullName(outcome.winner), party: outcome.winner.party.id } : null,
        behind: behind(outcome, line) ?? null,
      })),
    },
  );
  return crediting(reply, officesCredit(context));
}

/** Blocks of a card that every platform can show. */
const mostOnPage = 15;

/** Whom the counts count. */
const ruleOf = (senior: number, all: number): string =>
  `Senior (${int(senior)}): a former prime minister, and whoever at dissolution was in the Cabinet or the Shadow Cabinet, attended Cabinet, or had been a full member of it. Of rank (${int(all)}): they, the other ministers at dissolution, and whoever had once attended Cabinet.`;

function theFirst(context: Context): Reply {
  const first = theMoment(context);
  const { lookup } = context.results;
  const party = lookup.party(first.party).short;
  const winner = lookup.party(first.winner).short;
  const summary = `${first.name} (${party}), ${first.office}, lost ${first.seat} on ${longDay(first.date)} to ${first.beatenBy} (${winner}) by ${int(first.majority)} on a ${first.swing}-point swing.`;
  return {
    summary,
    card: {
      title: `The Portillo moment, ${longDay(first.date)}`,
      colour: lookup.party(first.winner).colour,
      blocks: [
        text(summary),
        text(
          `${first.cabinetLosses} members of the Cabinet lost their seats that night. Ever since, a senior politician’s defeat is a Portillo moment.`,
        ),
      ],
      actions: [button("Those of this election", "portillo")],
    },
    data: first,
    source: `Published result of ${first.seat}`,
    asOf: new Date(first.date),
  };
}

/** In the Cabinet at dissolution. */
const sat = (offices: readonly { cabinet: string; to?: string | undefined }[], how: string): boolean =>
  offices.some((held) => held.to === undefined && held.cabinet === how);

/** "michael portillo", "portillo", "portillo 1997", "1997", "enfield southgate" */
function isTheFirst(words: string, { name, date, seat }: Moment): boolean {
  const year = date.slice(0, 4);
  const plain = words
    .toLowerCase()
    .replace(new RegExp(`\\b(?:in|of|at|the|moment|${year})\\b`, "g"), "")
    .replaceAll(/\s+/gu, " ")
    .trim();
  const family = name.split(" ").at(-1) ?? name;
  return plain === "" ? words.includes(year) : [name, family, seat].some((known) => known.toLowerCase() === plain);
}
