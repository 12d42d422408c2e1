/** Finders: how a command finds the seat, person, party or area that someone means. `src/data` implements them. */
import type { Party, Region } from "./election.ts";

/**
 * The relation of words to the name that was read from them. `exact`: they are the whole of it, but for case, accents and
 * spelling conventions. `part`: whole words of it. `prefix`: it goes on from them. `slip`: only with a slip of the finger.
 */
export type How = "exact" | "part" | "prefix" | "slip";

/** A town, village or ward, of whatever size, as told apart from its namesakes. */
export interface PlaceName {
  readonly name: string;
  /** "town", "village", "suburb", "ward": for words. */
  readonly type: string;
  /** Its county, or else its council area: "Essex". */
  readonly area: string;
}

export interface SeatMatch {
  /** ONS code. */
  readonly code: string;
  /** Official name of the seat. */
  readonly name: string;
  /** 0 to 1, comparable within one answer only. */
  readonly score: number;
  /** The reason for the match, in a few words a reader may see: "former seat Cleethorpes (62% of its people)". */
  readonly why: string;
  /** The kind of name that was read; `alias` is another name of the seat, or of something in it. */
  readonly by: "name" | "alias" | "code" | "former" | "person" | "place";
  readonly how: How;
  /** The name that was read, as it is written: "Danbury". */
  readonly read: string;
  /** Present where a place led here. */
  readonly place?: PlaceName;
  /** Present where only a part of the place is here: its share (0-1), where that is known. */
  readonly split?: { readonly share?: number };
  /** Present where a former seat led here: its name, and the share (0-1) of its people who live here now. */
  readonly former?: { readonly name: string; readonly kept: number };
  /**
   * Present where the name of a by-election's candidate led here: that by-election's ISO date. Before it the seat is no
   * answer.
   */
  readonly since?: string;
}

/**
 * The verdict on the words, as a careful person would give it. `also`, where it is there: places that have the very name
 * too, and are elsewhere.
 */
export type SeatAnswer =
  /** One seat is clearly meant; `others` may still be worth a mention. */
  | {
      readonly kind: "one";
      readonly match: SeatMatch;
      readonly others: readonly SeatMatch[];
      readonly also?: readonly SeatMatch[];
    }
  /** Two or more are equally likely; best first. */
  | { readonly kind: "several"; readonly matches: readonly SeatMatch[] }
  /**
   * Nothing fits; `nearest` are the least bad guesses and may be empty. `region` is set when the words are a region or a
   * nation: its name, as regions are asked for by.
   */
  | {
      readonly kind: "none";
      readonly nearest: readonly SeatMatch[];
      readonly region?: string;
      readonly also?: readonly SeatMatch[];
    }
  /** The words are a postcode, which is answered with how to look one up, and kept nowhere. */
  | { readonly kind: "postcode" };

/** Everything that the words may be: one thing, or several that are equally likely. */
export const matchesOf = <M>(
  answer:
    | { readonly kind: "one"; readonly match: M }
    | { readonly kind: "several"; readonly matches: readonly M[] }
    | { readonly kind: "none" | "postcode" },
): readonly M[] => (answer.kind === "one" ? [answer.match] : answer.kind === "several" ? answer.matches : []);

export interface SeatFinder {
  /** Ranking only, best first. Never throws, whatever the text. @param limit default 5 */
  rank(text: string, limit?: number): readonly SeatMatch[];
  /** The ranking, judged. */
  find(text: string): SeatAnswer;
  /**
   * Seats with a name that goes on from the words: each word typed begins a word of the name, in order or not. Nothing
   * mistyped and nobody's name is met. Best first. @param limit default 5
   */
  complete(text: string, limit?: number): readonly SeatMatch[];
}

export type PersonMatch = {
  readonly name: string;
  /** 0 to 1, comparable within one answer only. */
  readonly score: number;
  readonly how: How;
  /** The words that find exactly this person first: the name, with the seat and the party where namesakes need them. */
  readonly asked: string;
} & (
  | { readonly kind: "candidate"; readonly seat: string; readonly candidate: string }
  /** A member at dissolution who did not stand. */
  | { readonly kind: "member"; readonly mnis: number }
  /** Someone who stood only in a by-election since. */
  | { readonly kind: "by-election"; readonly seat: string; readonly date: string }
);

/** The verdict on words that may name a person. */
export type PersonAnswer =
  /** One person is clearly meant; `others` have the same name, or the same family name where that alone was typed. */
  | {
      readonly kind: "one";
      readonly match: PersonMatch;
      readonly others: readonly PersonMatch[];
      readonly unread?: string;
      /** Those of the others who go by another form of the name, and are better known. */
      readonly known?: readonly PersonMatch[];
    }
  /** Several are as likely; the better known first. */
  | { readonly kind: "several"; readonly matches: readonly PersonMatch[] }
  /** Nobody has that name; `nearest` have the family name and another given name, or only the given name. */
  | { readonly kind: "none"; readonly nearest: readonly PersonMatch[] };

export interface PersonFinder {
  /** The ranking, judged: somebody else's given name before a family name is another person. Never throws. */
  find(text: string): PersonAnswer;
  /** People whose names go on from the words; nobody with another given name. @param limit default 5 */
  complete(text: string, limit?: number): readonly PersonMatch[];
  /**
   * Best first: all who have the very name before any who nearly do; of equal names the better known (a member, of rank)
   * first. "Name, Seat", "Name in Seat" and "Name (Party)" find the one among namesakes. @param limit default 5
   */
  rank(text: string, limit?: number): readonly PersonMatch[];
}

/** A thing that words mean. */
export interface Read<T> {
  readonly is: T;
  readonly how: How;
  /** The name that was read, as it is written. */
  readonly read: string;
}

export interface PartyFinder {
  /** Whether the text is a name of one, but for case, accents and spaces. */
  has(text: string): boolean;
  /** The party clearly meant, or undefined. Never throws. */
  find(text: string): Party | undefined;
  /** As `find`, and how the words stand to the name. */
  read(text: string): Read<Party> | undefined;
  /** Best first, for completion and for "did you mean". @param limit default 5 */
  rank(text: string, limit?: number): readonly Party[];
}

/** Part of the country that results are given for. Scotland, Wales and Northern Ireland are regions; England is a nation. */
export type Area =
  | { readonly kind: "region"; readonly region: Region }
  | { readonly kind: "nation"; readonly nation: Region["nation"] };

export interface RegionFinder {
  /** Whether the text is a name of one, but for case, accents and spaces. */
  has(text: string): boolean;
  /** The area clearly meant, or undefined. Never throws. */
  find(text: string): Area | undefined;
  /** As `find`, and how the words stand to the name. */
  read(text: string): Read<Area> | undefined;
  /** Names, best first, for completion and for "did you mean". @param limit default 5 */
  rank(text: string, limit?: number): readonly string[];
}
