/** Ministers past and present among the members at dissolution, and how senior each is for a Portillo moment. */
import { type Member, type Politician, tiers } from "../../src/core/election.ts";
import { order } from "../../src/data/make/targets.ts";
import { byGreatness, knownAs, precedence } from "./precedence.ts";
import { group, index, must, readTable, type Row } from "./table.ts";

type Office = Politician["offices"][number];
type Tier = Politician["tier"];
interface Spell {
  readonly office: Office;
  /** Seniority of the post: 1 is the Prime Minister. */
  readonly rank: number;
}

/** The day on which Parliament was dissolved: "at dissolution" means held on this day. */
const dissolution = "2024-05-30";

const cabinet: Readonly<Record<string, Office["cabinet"]>> = {
  "Full cabinet": "full",
  "Attends cabinet": "attends",
  "Attends cabinet when ministerial responsibilities are on the agenda": "attends",
  "Non-cabinet": "none",
};

/** Greatest first. */
const standing: readonly Office["cabinet"][] = ["full", "shadow", "attends", "none"];

/** Titles that the list of ministers cuts short. */
const titles: Readonly<Record<string, string>> = {
  "Economic Secretary": "Economic Secretary to the Treasury",
  "Exchequer Secretary": "Exchequer Secretary to the Treasury",
  "Financial Secretary": "Financial Secretary to the Treasury",
};

/**
 * The list of ministers has no opposition. These two members of the Shadow Cabinet lost their seats, with dates from
 * Parliament's members data (mysociety/parlparse, westminster-parliament-posts.json).
 */
const shadow: readonly { readonly mnis: number; readonly office: Office }[] = [
  { mnis: 4244, office: { title: "Shadow Paymaster General", from: "2023-09-04", cabinet: "shadow" } },
  {
    mnis: 4433,
    office: {
      title: "Shadow Secretary of State for Digital, Culture, Media and Sport",
      from: "2023-09-04",
      cabinet: "shadow",
    },
  },
];

export function buildPoliticians(folder: string, members: readonly Member[]): Politician[] {
  const spells = readSpells(folder);
  return members
    .flatMap(({ mnis }): Politician[] => {
      const opposed = shadow.filter((entry) => entry.mnis === mnis).map(({ office }) => ({ office, rank: 0 }));
      const offices = merge([...(spells.get(mnis) ?? []), ...opposed])
        .toSorted(bySeniority)
        .map(({ office }) => office);
      const tier = tierOf(offices);
      return tier === undefined ? [] : [{ mnis, tier, as: knownAs(offices), offices }];
    })
    .toSorted(
      (a, b) =>
        Number(isPrimeMinister(b)) - Number(isPrimeMinister(a)) ||
        tiers.indexOf(a.tier) - tiers.indexOf(b.tier) ||
        greatest(a) - greatest(b) ||
        cabinetDays(b.offices) - cabinetDays(a.offices) ||
        a.mnis - b.mnis,
    );
}

const isPrimeMinister = ({ offices }: Politician): boolean =>
  offices.some(({ title, to }) => title === "Prime Minister" && to === undefined);

/**
 * The rank of their greatest office: of those held at dissolution, or of all, for former Cabinet members and others who
 * held none then.
 */
function greatest({ tier, offices }: Politician): number {
  const held = offices.filter(({ to }) => to === undefined);
  const [office] = (tier === "former-cabinet" || held.length === 0 ? offices : held).toSorted(byGreatness);
  return office ? precedence(office) : Infinity;
}

/** Days in the Cabinet up to dissolution: of two with equal offices the one with more days is the more senior. */
function cabinetDays(offices: readonly Office[]): number {
  return offices
    .filter((office) => office.cabinet === "full")
    .reduce((sum, { from, to = dissolution }) => sum + (Date.parse(to) - Date.parse(from)) / 86_400_000, 0);
}

/** A member's tier, whether or not they lost. */
export function tierOf(offices: readonly Office[]): Tier | undefined {
  const held = new Set(offices.filter(({ to }) => to === undefined).map((office) => office.cabinet));
  const past = offices.filter(({ to }) => to !== undefined);
  const was = new Set(past.map((office) => office.cabinet));
  if (past.some(({ title }) => title === "Prime Minister")) return "former-prime-minister";
  if (held.has("full")) return "cabinet";
  if (held.has("shadow")) return "shadow-cabinet";
  if (held.has("attends")) return "attends-cabinet";
  if (was.has("full")) return "former-cabinet";
  if (held.has("none")) return "minister";
  return was.has("attends") ? "formerly-attended" : undefined;
}

/** Spells in office by Parliament's member id, none of which began after dissolution. */
function readSpells(folder: string): Map<number, Spell[]> {
  const read = (name: string): Row[] => readTable(folder, `mps_and_ministers/ifg_${name}.csv`);
  const member = new Map(read("person").map((row) => [row.text("id"), Number(row.optional("id_parliament"))]));
  const posts = index(read("post"), "id");
  const organisations = index(read("organisation"), "id");
  const characteristics = group(read("appointment_characteristics"), (row) => row.text("appointment_id"));
  const spells = new Map<number, Spell[]>();
  for (const appointment of read("appointment")) {
    const mnis = must(member.get(appointment.text("person_id")), `${appointment.where}: no such person`);
    const post = must(posts.get(appointment.text("post_id")), `${appointment.where}: no such post`);
    const title = titleOf(post, organisations.get(post.optional("organisation_id")));
    for (const row of characteristics.get(appointment.text("id")) ?? []) {
      if (row.text("start_date") > dissolution) continue;
      const to = row.optional("end_date");
      const status = must(cabinet[row.text("cabinet_status")], `${row.where}, field "cabinet_status": unknown`);
      const office: Office = {
        title,
        from: row.text("start_date"),
        ...(to === "" || to > dissolution ? {} : { to }),
        cabinet: status,
      };
      const spell = { office, rank: post.count("rank_equivalence_value") };
      spells.set(mnis, [...(spells.get(mnis) ?? []), spell]);
    }
  }
  return spells;
}

/** "Parliamentary Under-Secretary of State, DfT" in full. */
function titleOf(post: Row, organisation: Row | undefined): string {
  const shown = post.text("display_name");
  const general = post.text("name");
  if (organisation !== undefined && shown !== general && shown.startsWith(`${general}, `)) {
    return `${general}, ${organisation.text("name")}`;
  }
  return titles[shown] ?? shown;
}

/** Spells of one title that follow each other within a day are one: a reshuffle or a leave of absence split them. */
function merge(spells: readonly Spell[]): Spell[] {
  const merged: Spell[] = [];
  for (const spell of spells
    .filter((one) => !outranked(one, spells))
    .toSorted((a, b) => order(a.office.from, b.office.from))) {
    const { title, cabinet: status, from } = spell.office;
    const at = merged.findIndex(
      ({ office }) => office.title === title && office.cabinet === status && meets(office.to, from),
    );
    const earlier = merged[at];
    if (earlier === undefined) merged.push(spell);
    else merged[at] = { ...earlier, office: joined(earlier.office, spell.office) };
  }
  return merged;
}

/** Whether the list gives the same post for the same days again, at a higher standing: Jake Berry's in 2019. */
function outranked({ office }: Spell, spells: readonly Spell[]): boolean {
  return spells.some(
    ({ office: other }) =>
      other.title === office.title &&
      other.from === office.from &&
      other.to === office.to &&
      standing.indexOf(other.cabinet) < standing.indexOf(office.cabinet),
  );
}

function joined({ title, from, cabinet: status, to: ended }: Office, { to }: Office): Office {
  const end = ended === undefined || to === undefined ? {} : { to: ended > to ? ended : to };
  return { title, from, ...end, cabinet: status };
}

function meets(to: string | undefined, from: string): boolean {
  return to === undefined || Date.parse(from) - Date.parse(to) <= 24 * 3_600_000;
}

/** Offices held at dissolution first, the greatest before all; then the newest, and of one day's the greatest. */
function bySeniority(one: Spell, other: Spell): number {
  const [a, b] = [one.office, other.office];
  const held = Number(b.to === undefined) - Number(a.to === undefined);
  const greater = standing.indexOf(a.cabinet) - standing.indexOf(b.cabinet);
  const newer = order(b.from, a.from);
  return (
    held ||
    (a.to === undefined ? greater || newer : newer || greater) ||
    grade(one) - grade(other) ||
    order(a.title, b.title)
  );
}

/** The list puts the leaders of the Houses and chief whips below junior ministers; they rank with secretaries of state. */
function grade({ rank, office }: Spell): number {
  if (office.title.startsWith("Secretary of State")) return 2.5;
  return rank === 6 ? 3 : rank;
}
