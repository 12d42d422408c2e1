/**
 * An election as data: the facts before a vote is counted (seats, candidates, members, parties), and the shape in which
 * a declaration arrives. Nothing here knows which election it is; `elections/<id>` does.
 */
import { z } from "zod";

/** ONS code of a constituency, such as `E14001394`; a name in small letters for an area that has none. */
const seatCode = z.string().regex(/^(?:[EKNSW]\d{8}|[a-z][a-z0-9-]*)$/, "not an ONS constituency code");
/** Short lower-case name of a party within a pack, such as `lab`. */
const partyId = z.string().regex(/^[a-z][a-z0-9-]*$/, "not a party id");
const colour = z.string().regex(/^#[0-9a-f]{6}$/, "not a colour as #rrggbb");
const text = z.string().min(1);
const count = z.int().nonnegative();
/** A moment, ISO 8601 with offset or Z. */
const instant = z.iso.datetime({ offset: true });
const day = z.iso.date();
const share = z.number().positive().max(1);
const gender = z.enum(["female", "male", "non-binary"]);

export const partySchema = z.strictObject({
  id: partyId,
  /** In full: "Liberal Democrats". */
  name: text,
  /** As said in a sentence or a table: "Lib Dem". */
  short: text,
  /** As in a headline, upper case: "LAB GAIN FROM CON". */
  abbreviation: text,
  /** In a sentence: "the Greens have 4 seats", "Caroline Lucas was elected as a Green". */
  said: z.strictObject({ subject: text, plural: z.boolean(), elected: text }),
  /** Every form in which ballot papers and publishers print it; each form belongs to one party. */
  printed: z.array(text).min(1),
  /** Other words that people type for it, lower case: "tories". */
  aliases: z.array(text),
  /** Forms that feeds write and nobody types: "ND" for a candidate without a description. */
  feeds: z.array(text).optional(),
  /** Independents share an id and are not a party; the Speaker is a party of one. */
  kind: z.enum(["party", "independents", "speaker"]),
  /** The name under which its previous shares were won, where it was another: "Brexit Party". */
  previously: text.optional(),
  /** `base` for flat areas; the others are readable as text (4.5:1) on white and on near-black. */
  colour: z.strictObject({ base: colour, onLight: colour, onDark: colour }),
});
export type Party = z.infer<typeof partySchema>;

export const regionSchema = z.strictObject({
  name: text,
  nation: z.enum(["England", "Scotland", "Wales", "Northern Ireland"]),
  aliases: z.array(text),
});
export type Region = z.infer<typeof regionSchema>;

const countySchema = z.strictObject({ name: text, aliases: z.array(text), seats: z.array(seatCode) });
export type County = z.infer<typeof countySchema>;

/** The election that a change is measured against. `notional`: as if it had been fought on these boundaries. */
const beforeSchema = z.strictObject({
  kind: z.enum(["actual", "notional"]),
  name: text,
  date: day,
});
export type Before = z.infer<typeof beforeSchema>;

export const seatSchema = z.strictObject({
  code: seatCode,
  /** Three letters, unique: "NES". */
  short: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  name: text,
  welsh: text.optional(),
  /** As the Press Association writes it: "Somerset North East & Hanham". */
  pa: text.optional(),
  nation: regionSchema.shape.nation,
  /** A region of England, or the nation again. */
  region: text,
  type: z.enum(["county", "borough", "burgh"]).optional(),
  /** People entitled to vote, where that is known. */
  electorate: count.positive().optional(),
  /** Position in an odd-r layout of hexagons: column, row (rows grow downwards). */
  hex: z.tuple([z.int(), z.int()]).optional(),
  /** Seats of the map before. `people`: the share (0-1) of this seat's people who lived there, largest first. `kept`: the
   * share (0-1) of that former seat's people who live here now. */
  from: z.array(z.strictObject({ code: seatCode, name: text, people: share, kept: share })).default([]),
  /** The last result on this seat's boundaries; absent for a new seat. */
  previous: z
    .strictObject({
      electorate: count.positive().optional(),
      valid: count.positive(),
      /** Votes by party; parties that the pack does not carry are summed under `others`. */
      votes: z.record(partyId, count),
      /** Where it is another election than that of the pack's `previous`: a by-election since, say. */
      on: beforeSchema.optional(),
    })
    .optional(),
  /** The member whom the last election sent, by name, where a by-election is to find another. */
  heldBy: text.optional(),
  /** Minutes after the close of poll at which its largest predecessor declared last time: a rough guide only. */
  guess: count.optional(),
  /** Other names people use for it, as typed: "Western Isles". */
  aliases: z.array(text).default([]),
});
export type Seat = z.infer<typeof seatSchema>;

/** The seats that one succeeds: itself, where boundaries stand. */
export const madeFrom = ({ code, name, from }: Seat): Seat["from"] =>
  from.length > 0 ? from : [{ code, name, people: 1, kept: 1 }];

export const candidateSchema = z.strictObject({
  /** Democracy Club's person id; unique within a seat, not across seats. */
  id: text,
  seat: seatCode,
  given: z.string(),
  family: text,
  party: partyId,
  /** The party as printed, where it differs from the party's first printed form: "Labour and Co-operative". */
  printed: text.optional(),
  gender: gender.optional(),
  /** Was a member of the Commons at dissolution, for any seat. */
  sitting: z.literal(true).optional(),
  /** Was ever a member of the Commons before. */
  former: z.literal(true).optional(),
  /** Parliament's own member id. */
  mnis: z.int().positive().optional(),
  /** The whole name that the Commons calls a member by, where the ballot paper's would be taken for a colleague's. */
  called: text.optional(),
});
export type Candidate = z.infer<typeof candidateSchema>;

/** A member of the Commons at dissolution. */
export const memberSchema = z.strictObject({
  mnis: z.int().positive(),
  name: text,
  /** The seat held, on the map of the time. */
  seat: z.strictObject({ code: seatCode, name: text }),
  /** Party when elected, which may not be the party at dissolution. */
  electedAs: partyId,
  electedOn: day,
  /**
   * Marks a member who came by a by-election; `gainedFrom` is the party that held the seat before, where it changed
   * hands.
   */
  byElection: z.strictObject({ gainedFrom: partyId.optional() }).optional(),
  /** The seat that they contested this time. */
  stood: z.strictObject({ seat: seatCode, candidate: text, party: partyId }).optional(),
});
export type Member = z.infer<typeof memberSchema>;

/** Seniority for a Portillo moment, most senior first. */
export const tiers = [
  "former-prime-minister",
  "cabinet",
  "shadow-cabinet",
  "attends-cabinet",
  "former-cabinet",
  "minister",
  "formerly-attended",
] as const;
export const officeSchema = z.strictObject({
  title: text,
  from: day,
  /** Absent when held at dissolution. */
  to: day.optional(),
  cabinet: z.enum(["full", "attends", "shadow", "none"]),
});
/** A member at dissolution of some rank, whether or not they stood. */
export const politicianSchema = z.strictObject({
  mnis: z.int().positive(),
  tier: z.enum(tiers),
  /** The rank or office that they are known by: "Secretary of State for Defence", "former Deputy Prime Minister". */
  as: text,
  /** Offices held at dissolution first, the greatest before all; then the newest. */
  offices: z.array(officeSchema).min(1),
});
export type Politician = z.infer<typeof politicianSchema>;

/** One seat's figures once declared, as the publisher prints them. */
export const resultSchema = z.strictObject({
  seat: seatCode,
  /** The time at which the publisher recorded the winner: always later than the declaration. */
  recorded: instant,
  valid: count.positive(),
  /** Absent where the publisher does not say. */
  rejected: count.optional(),
  /** Votes by candidate id. */
  votes: z.record(text, count),
  /** Candidate id: of several with the most votes, the one whom the lot made the winner. */
  winner: text.optional(),
});
export type PublishedResult = z.infer<typeof resultSchema>;

/** A figure or a name that the publisher has corrected since it was first given out. */
export const correctionSchema = z.strictObject({
  seat: seatCode,
  on: day,
  /** `printed`: the party's name as printed. `register`: the party's number in the Electoral Commission's register. */
  of: z.enum(["electorate", "rejected", "votes", "family", "printed", "register"]),
  /** Absent for figures of the seat. */
  candidate: text.optional(),
  was: z.union([count, text]),
  is: z.union([count, text]),
});
export type Correction = z.infer<typeof correctionSchema>;

export const byElectionSchema = z.strictObject({
  seat: seatCode,
  date: day,
  electorate: count.positive(),
  valid: count.positive(),
  rejected: count,
  /** Most votes first; `printed` as for a candidate. */
  candidates: z
    .array(
      z.strictObject({
        /** Democracy Club's person id, where the publisher gives it: the same person has the same as a candidate. */
        id: text.optional(),
        given: z.string(),
        family: text,
        party: partyId,
        printed: text.optional(),
        gender: gender.optional(),
        mnis: z.int().positive().optional(),
        votes: count,
      }),
    )
    .min(2),
});
export type ByElection = z.infer<typeof byElectionSchema>;

/** A by-election that has been called and not yet held, or not yet published. */
export const upcomingSchema = z.strictObject({
  seat: seatCode,
  date: day,
  pollsClose: instant,
  electorate: count.positive().optional(),
  /** As for the election itself, in the order of the ballot paper; ids are unique within the by-election. */
  candidates: z
    .array(z.strictObject({ id: text, given: z.string(), family: text, party: partyId, printed: text.optional() }))
    .min(2),
});
export type Upcoming = z.infer<typeof upcomingSchema>;

const otherSource = z.strictObject({ name: text, revised: day });

export const kinds = ["general", "by-election", "mayor", "other"] as const;

/** `election.json`: the election itself. */
export const electionSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  /**
   * `general`: of a House, with a majority of it. `by-election`: one seat or several on one day. `mayor`, `other`: further
   * contests with one winner each.
   */
  kind: z.enum(kinds).default("general"),
  name: text,
  date: day,
  timeZone: text,
  pollsClose: instant,
  /** The election that "change" is measured against; absent where there was none. */
  previous: z.strictObject({ ...beforeSchema.shape, note: text.optional(), source: text.optional() }).optional(),
  /** The publisher of `results.json`, and the day of its last correction. */
  publisher: z.strictObject({ name: text, revised: day, url: z.httpUrl().optional() }),
  /** The publisher's record of changes, in the order of their days. */
  corrections: z.array(correctionSchema).optional(),
  /** Sources of other facts than results. `revised`: the day up to which they are true. */
  others: z.strictObject({ offices: otherSource, previous: otherSource, codes: otherSource }).partial().optional(),
  /**
   * How far times can be trusted, in minutes: how much later than declarations results were recorded, and how much too
   * early hours are that are guessed from the last election.
   */
  times: z
    .strictObject({ recordedLate: z.strictObject({ median: count, mean: count }), guessedEarly: count })
    .optional(),
  /** Lines that licences require wherever the data is shown or passed on. */
  credits: z.array(text).min(1),
  exitPoll: z
    .strictObject({
      at: instant,
      by: text,
      /** Party id, or `others`. */
      seats: z.record(partyId, count),
    })
    .optional(),
  /** The moment that gave the Portillo moment its name, and its Cabinet's losses to compare with. */
  portillo: z
    .strictObject({
      date: day,
      name: text,
      office: text,
      seat: text,
      party: partyId,
      beatenBy: text,
      winner: partyId,
      majority: count.positive(),
      swing: z.number(),
      cabinetLosses: count,
    })
    .optional(),
  /** Seats counted apart when some outlets total them: the Speaker's. */
  speaker: z.strictObject({ seat: seatCode, formerParty: partyId, note: text }).optional(),
  regions: z.array(regionSchema).min(1),
  /** Counties, with the seats of which they have the most; results are given for none. */
  counties: z.array(countySchema).optional(),
  parties: z.array(partySchema).min(1),
  byElections: z.array(byElectionSchema).default([]),
  upcoming: z.array(upcomingSchema).optional(),
  /** Their publisher, and how recent its list is. */
  byElectionsFrom: z.strictObject({ name: text, revised: day }).optional(),
  /** Target lists by one rule; seats in order of rank. */
  targets: z
    .strictObject({
      rule: text,
      lists: z.array(z.strictObject({ party: partyId, seats: z.array(seatCode).min(1) })),
    })
    .default({ rule: "", lists: [] }),
});
export type ElectionFacts = z.infer<typeof electionSchema>;

export const seatsSchema = z.array(seatSchema).min(1);
export const resultsSchema = z.array(resultSchema);
export const peopleSchema = z.strictObject({
  candidates: z.array(candidateSchema).min(1),
  members: z.array(memberSchema).default([]),
  politicians: z.array(politicianSchema).default([]),
});

const placeTypes = [
  "city",
  "town",
  "village",
  "suburb",
  "hamlet",
  "place",
  "island",
  "islands",
  "area",
  "ward",
  "council",
] as const;
export type PlaceType = (typeof placeTypes)[number];
const placeLine = new RegExp(
  `^[^|]+\\|(?:${placeTypes.join("|")})\\|[0-9a-z]?\\|[0-9a-z]+(?:\\.[0-9a-z]+)*\\|[A-Z]{3}\\d*(?:\\.[A-Z]{3}\\d*)*(?:\\|[^|]+)?$`,
);

/**
 * `places.json`: places that are no seats, and the seats they are in. A place is a line: name, type, size (the whole part
 * of the binary logarithm of its people, in base 36; empty where unknown), areas that tell it from namesakes (indexes of
 * `areas` in base 36, parted by points), seats (three-letter codes with the place's share in per cent, the one at its
 * centre first), and its name in another language.
 */
export const placesSchema = z.strictObject({
  areas: z.array(text),
  places: z.array(z.string().regex(placeLine, "not a place as name|type|size|areas|seats|other name")),
});
export type PlacesFile = z.infer<typeof placesSchema>;

/** Whether seats add up to a House, in which there may be a majority. */
export const isOfHouse = ({ kind }: Pick<ElectionFacts, "kind">): boolean => kind === "general";

/** A whole pack, checked and joined: every reference resolves. */
export interface Election extends ElectionFacts {
  readonly seats: readonly Seat[];
  readonly candidates: readonly Candidate[];
  readonly members: readonly Member[];
  readonly politicians: readonly Politician[];
  /** Corrections that the publisher had not made yet at the moment that answers are for: the figures are those before. */
  readonly uncorrected?: readonly Correction[];
  /** Read when first asked for; absent where the pack has none. */
  readonly places?: () => PlacesFile;
}
