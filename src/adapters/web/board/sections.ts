/** The board's sections: the same answers that anybody gets who asks, drawn once for all who watch. */
import { createHash } from "node:crypto";
import type { Board, Shown } from "../../../core/board.ts";
import type { Ask, Reply } from "../../../core/reply.ts";
import { bare, drawReply, type DrawOptions } from "../draw.ts";
import { textOf } from "../html.ts";
import { keep, type Kept } from "./kept.ts";

/** The sections, by the ids of their elements, and the questions that they answer. */
const asked = {
  state: { command: "results", args: {} },
  latest: { command: "latest", args: {} },
  coming: { command: "left", args: {} },
} as const satisfies Readonly<Record<string, Ask>>;

export type SectionName = keyof typeof asked;
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- they are its keys
export const sectionNames = Object.keys(asked) as readonly SectionName[];

export interface BoardMap {
  /** Changes when the map does. */
  readonly version: string;
  readonly alt: string;
  readonly kept: Kept;
  /** The map's document in pieces: joined, they are it. */
  readonly pieces: readonly string[];
}

export interface Sections {
  /** Changes when anything of it does. */
  readonly version: string;
  readonly parts: Readonly<Record<SectionName, string>>;
  readonly map?: BoardMap;
  /** For a screen reader, when it changes. */
  readonly said: string;
}

export function createSections(board: Board, drawing: Pick<DrawOptions, "timeZone">) {
  const options: DrawOptions = { ...drawing, commands: [], buttons: false };
  const draw = (reply: Reply): string => textOf(drawReply(reply, options));
  let made: { readonly of: Shown; readonly is: Promise<Sections> } | undefined;

  async function make(shown: Shown): Promise<Sections> {
    const replies = await Promise.all(sectionNames.map((name) => board.answer(asked[name])));
    const drawn = sectionNames.map((name, i) => [name, draw(replies[i] ?? { summary: "" })] as const);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each has its part
    const parts = Object.fromEntries(drawn) as Sections["parts"];
    const picture = shown.map();
    const map = picture && mapOf(bare(picture.svg), picture.alt);
    return {
      version: digest(JSON.stringify([parts, map?.version])),
      parts,
      ...(map && { map }),
      said: replies[sectionNames.indexOf("latest")]?.summary ?? "",
    };
  }

  return {
    /** Made once for each moment of the board. */
    async now(): Promise<Sections> {
      const of = await board.look();
      if (made?.of !== of) made = { of, is: make(of) };
      return made.is;
    },
    /** One seat, as it is searched for. */
    seat: async (place: string): Promise<string> => draw(await board.answer({ command: "seat", args: { place } })),
  };
}

const digest = (text: string): string => createHash("sha256").update(text).digest("base64url").slice(0, 16);

/** Cut before each element, and before each line of a path: what a declaration changes is some of these. */
const between = /(?=<[a-z])|(?=M)/;

const mapOf = (svg: string, alt: string): BoardMap => ({
  version: digest(svg),
  alt,
  kept: keep("image/svg+xml", svg),
  pieces: svg.split(between),
});

/** Stretches of the earlier pieces that stay, by their numbers, and new ones between them. */
export type Change = readonly (string | readonly [from: number, to: number])[];

export function changeOf(before: readonly string[], after: readonly string[]): Change {
  const known = new Map(before.map((piece, i) => [piece, i]));
  const change: (string | [number, number])[] = [];
  for (const piece of after) {
    const last = change.at(-1);
    const next = Array.isArray(last) && before[last[1]] === piece ? last[1] : known.get(piece);
    if (next === undefined) change.push(piece);
    else if (Array.isArray(last) && last[1] === next) last[1] += 1;
    else change.push([next, next + 1]);
  }
  return change;
}

/** The pieces that take a listener from one moment to another. */
export interface Difference {
  readonly from: string;
  readonly to: string;
  readonly parts: Partial<Sections["parts"]>;
  readonly map?: { readonly from: string; readonly to: string; readonly alt: string; readonly change: Change };
  readonly said?: string;
}

export function differenceOf(before: Sections, after: Sections): Difference {
  const parts = Object.fromEntries(
    sectionNames.filter((name) => before.parts[name] !== after.parts[name]).map((name) => [name, after.parts[name]]),
  );
  const [old, next] = [before.map, after.map];
  const map = old && next && old.version !== next.version ? { old, next } : undefined;
  return {
    from: before.version,
    to: after.version,
    parts,
    ...(map && {
      map: {
        from: map.old.version,
        to: map.next.version,
        alt: map.next.alt,
        change: changeOf(map.old.pieces, map.next.pieces),
      },
    }),
    ...(before.said !== after.said && { said: after.said }),
  };
}
