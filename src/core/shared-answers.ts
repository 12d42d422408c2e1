/**
 * Answers that depend on the results alone, shared among all who ask the same while those stand. An answer says by itself
 * whether it is one: a command that looks at its asker, their place, the settings there or the time answers for that moment
 * alone. The two things of a moment that most answers need, whether a day has come and whether a command is off, are asked
 * of the context in so many words: an answer is given again where each of them is told the same.
 */
import type { Asker } from "./asker.ts";
import type { Command, Context } from "./command.ts";
import type { Question } from "./read-line.ts";
import { offered, type Offers } from "./run.ts";
import type { Ask, Reply } from "./reply.ts";

interface Told {
  readonly is: boolean;
  readonly ask: (known: Context) => boolean;
}

interface Kept {
  /** The command's own, before anybody's buttons. */
  readonly reply: Reply;
  readonly told: readonly Told[];
  /** By its buttons, each made once: what is drawn of it is drawn once as well. */
  readonly dressed: Map<string, Reply>;
  readonly weight: number;
}

interface Reading {
  readonly question: Omit<Question, "args">;
  readonly args: Ask["args"];
}

interface Shelf {
  readonly results: Context["results"];
  readonly provenance: Context["provenance"];
  readonly answers: Map<string, Kept>;
  readonly questions: Map<string, Reading>;
  weight: number;
}

/** Characters in all that are kept: about as many bytes. */
const room = 12_000_000;
/** Characters that an answer is taken to be in memory, drawn for each platform, besides its pictures and files. */
const usual = 24_000;
/** Characters of a picture, once it is drawn: a map of all seats. */
const drawing = 100_000;
/** Readings that are kept, and the longest line that is. */
const lines = { most: 1_000, longest: 120 };

export interface SharedAnswers {
  /** The reading of a line; readings differ by what the asker may do, and by nothing else of them. */
  question(line: string, asker: Asker, known: Context, read: (known: Context) => Question): Question;
  /** An answer as it was given before; undefined where none is kept that holds here. */
  find(command: Command, args: Ask["args"], known: Context, offers: Offers): Reply | undefined;
  /** Runs a command, and keeps its answer where that is for everyone. @throws as the command does */
  make(
    command: Command,
    args: Ask["args"],
    known: Context,
    offers: Offers,
    run: (known: Context) => Promise<Reply>,
  ): Promise<Reply>;
  /** Drops everything: names that answers were found by are others now. */
  forget(): void;
}

/** Nothing is kept. */
export const unshared: SharedAnswers = {
  question: (_line, _asker, known, read) => read(known),
  find: () => undefined,
  make: async (_command, _args, known, offers, run) => offered(await run(known), offers),
  forget() {},
};

export function createSharedAnswers(): SharedAnswers {
  let shelf: Shelf | undefined;

  /** The shelf of what stands now. Work that began before the log moved puts its answer on the old one, which is gone. */
  function shelfOf({ results, provenance }: Context): Shelf {
    if (shelf?.results === results && shelf.provenance === provenance) return shelf;
    shelf = { results, provenance, answers: new Map(), questions: new Map(), weight: 0 };
    return shelf;
  }

  return {
    question(line, asker, known, read) {
      if (line.length > lines.longest) return read(known);
      const { questions } = shelfOf(known);
      const key = `${asker.role} ${asker.staff === undefined ? "" : "staff"} ${asker.forms ? "forms" : ""} ${line}`;
      const found = questions.get(key);
      if (found) return { ...found.question, args: () => found.args };
      const watch = watched(known, "asker");
      const question = read(watch.context);
      const { command, written } = question;
      if (!isShared(command)) return question;
      const kept = { command, ...(written !== undefined && { written }) };
      return {
        ...question,
        args() {
          const args = question.args();
          if (watch.told()?.length === 0) {
            questions.set(key, { question: kept, args });
            for (const [oldest] of questions) if (questions.size > lines.most) questions.delete(oldest);
          }
          return args;
        },
      };
    },
    find(command, args, known, offers) {
      if (!isShared(command)) return undefined;
      const { answers } = shelfOf(known);
      const key = keyOf(command, args);
      const kept = answers.get(key);
      if (!kept?.told.every(({ is, ask }) => ask(known) === is)) return undefined;
      // The one that was asked for longest ago gives way first.
      answers.delete(key);
      answers.set(key, kept);
      return dress(kept, offers);
    },
    async make(command, args, known, offers, run) {
      if (!isShared(command)) return offered(await run(known), offers);
      const begun = shelfOf(known);
      const watch = watched(known);
      const reply = await run(watch.context);
      const told = watch.told();
      if (!told) return offered(reply, offers);
      const kept: Kept = { reply, told, dressed: new Map(), weight: weightOf(reply) };
      keep(begun, keyOf(command, args), kept);
      return dress(kept, offers);
    },
    forget() {
      shelf = undefined;
    },
  };
}

/** Whether a command's answers may be shared at all. */
const isShared = ({ reads, bare, secret, role }: Command): boolean =>
  (reads === true || bare === true) && secret !== true && role === "anyone";

const keyOf = ({ name }: Command, args: Ask["args"]): string => `${name} ${JSON.stringify(args)}`;

function keep(shelf: Shelf, key: string, kept: Kept): void {
  shelf.weight += kept.weight - (shelf.answers.get(key)?.weight ?? 0);
  shelf.answers.delete(key);
  shelf.answers.set(key, kept);
  for (const [oldest, { weight }] of shelf.answers) {
    if (shelf.weight <= room) return;
    shelf.answers.delete(oldest);
    shelf.weight -= weight;
  }
}

function weightOf({ card }: Reply): number {
  const blocks = card?.blocks ?? [];
  return blocks.reduce(
    (sum, block) => sum + (block.kind === "picture" ? drawing : block.kind === "file" ? block.text.length : 0),
    usual,
  );
}

function dress(kept: Kept, offers: Offers): Reply {
  const as = `${offers.copy} ${offers.share ? JSON.stringify(offers.share) : ""}`;
  const found = kept.dressed.get(as);
  if (found) return found;
  const reply = offered(kept.reply, offers);
  kept.dressed.set(as, reply);
  return reply;
}

interface Watch {
  readonly context: Context;
  /** Questions that the work asked of its moment, and what it was told; undefined where it looked at more of the moment. */
  told(): readonly Told[] | undefined;
}

/** @param free whether the asker may be looked at all the same */
function watched(known: Context, free: "asker" | "nothing" = "nothing"): Watch {
  const told: Told[] = [];
  let isOwn = false;
  const asking = (ask: Told["ask"]): boolean => {
    const is = ask(known);
    told.push({ is, ask });
    return is;
  };
  const { results, commands, provenance, rehearsal } = known;
  const context: Context = {
    results,
    commands,
    provenance,
    ...(rehearsal && { rehearsal }),
    hasCome: (at) => asking((one) => one.hasCome(at)),
    isOff: (name) => asking((one) => one.isOff(name)),
    get asker() {
      isOwn ||= free !== "asker";
      return known.asker;
    },
    get now() {
      isOwn = true;
      return known.now;
    },
    get settings() {
      isOwn = true;
      return known.settings;
    },
    get style() {
      isOwn = true;
      return known.style;
    },
    get whoCanSee() {
      isOwn = true;
      return known.whoCanSee;
    },
    get seats() {
      return known.seats;
    },
    get people() {
      return known.people;
    },
    get parties() {
      return known.parties;
    },
    get regions() {
      return known.regions;
    },
  };
  return { context, told: () => (isOwn ? undefined : told) };
}
