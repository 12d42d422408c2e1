/**
 * A platform's kit: its settings, its checks and its way of drawing, besides the adapter that speaks to it. Every verb reads
 * it, and so it loads its SDK inside functions alone.
 */
import type { z } from "zod";
import type { Finding } from "../lib/finding.ts";
import type { LeaseKeeper } from "../lib/lease.ts";
import type { Log } from "../lib/log.ts";
import type { Edge, Staff } from "./asker.ts";
import type { Board } from "./board.ts";
import type { Command } from "./command.ts";
import type { Draw } from "./picture.ts";
import type { Platform } from "./platform.ts";
import type { Rehearsing } from "./rehearsing.ts";
import type { Reply } from "./reply.ts";
import type { Sketch, Sketcher } from "./sketch.ts";

/** Settings by their names in the environment, as written; those left empty are not there. */
export type Given = Readonly<Record<string, string | undefined>>;

/** A demand of one setting on another. Values are not read for it, so that it can be said beside every other problem. */
export interface Rule {
  /** The condition, … */
  readonly when: (given: Given) => boolean;
  /** … the setting that must then be there, … */
  readonly needs: string;
  /** … and the words for one that is not, after its name. */
  readonly else: string;
}

/** The house, as every adapter is joined to it. */
export interface Joined {
  /** The election's time zone. */
  readonly timeZone: string;
  readonly edge: Edge;
  readonly log: Log;
  /** The number of instances that share one token just now. */
  readonly instances: () => number;
  /** Milliseconds until a post counts as unanswered. */
  readonly timeout: number;
  /** Takes a key that nobody has taken before, over all instances. */
  readonly once: (key: string) => Promise<boolean>;
  /** The lease of a connection for questions, which one of several instances has at a time. */
  readonly turn?: LeaseKeeper;
  /** Has the desk told that nothing is asked of a platform, and why; without a reason, that it is again. */
  readonly alarm?: (platform: string, why: string | undefined) => void;
  /** Draws pictures; absent where none are drawn, and their words stand for them. */
  readonly draw?: Draw;
  /** Results and news that are open to everybody, for a platform that shows them unasked. */
  readonly board?: Board;
  /** Words for the person at the machine, who alone reads them: they are in no log. */
  readonly print?: (line: string) => void;
}

/** The house in a trial, which keeps nothing. */
export interface Trial extends Joined {
  readonly board: Board;
  readonly print: (line: string) => void;
  readonly rehearsing: Rehearsing;
  /** How other platforms would draw the same. */
  readonly sketchers: readonly Sketcher[];
}

/** The way into a platform whose token is set. */
export interface Access {
  /** A fresh adapter for every start. */
  create(joined: Joined): Promise<Platform>;
  /** Findings on the token and its permissions, and on what staff can reach, with how to mend them. Never rejects. */
  doctor(staff: readonly Colleague[]): Promise<readonly Finding[]>;
}

/** Somebody of the newsroom, as a platform knows them. */
export interface Colleague {
  readonly name: string;
  /** On this platform. */
  readonly id: string;
}

export interface DrawOptions {
  /** Buttons carry their arguments in these commands' order. */
  readonly commands: readonly Command[];
  /** The election's time zone. */
  readonly timeZone: string;
}

/** Text to paste into a platform, by which it knows us. */
export interface Manifest<S extends z.ZodObject> {
  /** Words of the help, after “Prints”: “the commands and the invite link”. */
  readonly prints: string;
  /** Words of the help, after “your public address,”; absent where it has no use for one. */
  readonly address?: string;
  /**
   * @returns JSON @throws RangeError in words for the person who typed a wrong value, such as an address that is none
   */
  make(
    set: z.output<S>,
    options: { readonly commands: readonly Command[]; readonly address?: string },
  ): Promise<object>;
  /** Takes away something that was registered. */
  readonly clear?: {
    /** Words of the help: “the commands that a server has for trials”. */
    readonly what: string;
    /** The option's value, in capitals. */
    readonly takes: string;
    /** @returns JSON @throws RangeError as `make` does */
    run(set: z.output<S>, which: string): Promise<object>;
  };
}

export interface Kit<S extends z.ZodObject = z.ZodObject> {
  /** Lower-case letters, as ids begin with it: “name:U1”. */
  readonly name: string;
  /** As people write it. */
  readonly title: string;
  /**
   * Settings by their names in the environment, each beginning with the platform's: NAME_TOKEN. Error messages follow
   * that name.
   */
  readonly settings: S;
  readonly rules?: readonly Rule[];
  /** The port at which it takes requests, and that port's setting; undefined while it takes none. */
  listens?(given: Given): { readonly setting: string; readonly port: string } | undefined;
  /**
   * Ids of accounts and channels, rather than display names, which anyone may take. `find` tells people where theirs stands.
   * Absent where nobody can be known: then no setting names an account or a channel of it.
   */
  readonly id?: { readonly shape: RegExp; readonly example: string; readonly find: string };
  /** Words of the doctor where it is not used, unless that is for want of a token. */
  readonly unset?: string;
  /** Values that must never be shown or logged. */
  secrets(set: z.output<S>): readonly (string | undefined)[];
  /** The audience of a question and its answer here, besides the asker, in plain words. */
  readonly whoCanSee: readonly string[];
  /** @returns undefined while no token is set: the platform is not used */
  access(set: z.output<S>): Access | undefined;
  /** Findings on settings, whether or not a token is set: on names of commands, say. */
  check?(set: z.output<S>, commands: readonly Command[]): readonly Finding[];
  /** A reply as the platform's message, JSON. */
  draw(reply: Reply, options: DrawOptions): Promise<object>;
  /** The same message as people see it there, read from the very payload; absent where it cannot be told. */
  readonly sketch?: (reply: Reply, options: DrawOptions) => Promise<readonly Sketch[]>;
  /** A trial at one's own machine, `run --name`: everything in a rehearsal that is thrown away. */
  readonly trial?: {
    /** Words of the help, after the option. */
    readonly about: string;
    /** The parts that the person at the machine can play. Nowhere else has anybody these rights by such an id. */
    readonly people: readonly { readonly id: string; readonly name: string; readonly role: Staff["role"] }[];
    /** The channel that is told all news, and is the desk. */
    readonly place: string;
    create(set: z.output<S>, trial: Trial): Promise<Platform>;
  };
  readonly manifest?: Manifest<S>;
}

/** A kit's settings are its own: everyone else passes them on unread. */
export const defineKit = <S extends z.ZodObject>(kit: Kit<S>): Kit => kit;

/** A platform as it is set. */
export interface Configured {
  readonly kit: Kit;
  readonly set: z.output<Kit["settings"]>;
  /** Absent while no token is set. */
  readonly access?: Access;
}
