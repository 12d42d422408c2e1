/**
 * What a platform brings, besides the adapter that speaks to it: its settings, its checks, its way of drawing. A kit is read
 * by every verb, so it loads its SDK only inside functions.
 */
import type { z } from "zod";
import type { Finding } from "../lib/finding.ts";
import type { LeaseKeeper } from "../lib/lease.ts";
import type { Log } from "../lib/log.ts";
import type { Edge } from "./asker.ts";
import type { Command } from "./command.ts";
import type { Platform } from "./platform.ts";
import type { Reply } from "./reply.ts";

/** Settings by their names in the environment, as written; those left empty are not there. */
export type Given = Readonly<Record<string, string | undefined>>;

/** What settings ask of each other. It looks at whether they are there, so that it can be said beside every other problem. */
export interface Rule {
  /** Where this holds … */
  readonly when: (given: Given) => boolean;
  /** … this must be set, … */
  readonly needs: string;
  /** … or this is said. */
  readonly else: string;
}

/** What every adapter is given. */
export interface Joined {
  /** Of the election. */
  readonly timeZone: string;
  readonly edge: Edge;
  readonly log: Log;
  /** How many instances share one token. */
  readonly instances: number;
  /** Milliseconds until a post counts as unanswered. */
  readonly timeout: number;
  /** Takes a key that nobody has taken before, over all instances. */
  readonly once: (key: string) => Promise<boolean>;
  /** Of several instances one has a connection for questions at a time. */
  readonly turn?: LeaseKeeper;
}

/** What a platform can do once its token is set. */
export interface Access {
  /** Made afresh for every start. */
  create(joined: Joined): Promise<Platform>;
  /** Whether the token and its permissions are right, and how to mend them. Never rejects. */
  doctor(): Promise<readonly Finding[]>;
}

export interface DrawOptions {
  /** Buttons carry their arguments in these commands' order. */
  readonly commands: readonly Command[];
  /** Of the election. */
  readonly timeZone: string;
}

/** What has to be pasted into the platform before it knows us. */
export interface Manifest<S extends z.ZodObject> {
  /** In the words of the help, after “Prints”: “the commands and the invite link”. */
  readonly prints: string;
  /** What a public address is to it, after “your public address,”; absent where it has no use for one. */
  readonly address?: string;
  /** @returns JSON @throws RangeError in words for whoever typed it, such as an address that is none */
  make(
    set: z.output<S>,
    options: { readonly commands: readonly Command[]; readonly address?: string },
  ): Promise<object>;
}

export interface Kit<S extends z.ZodObject = z.ZodObject> {
  /** Lower-case letters, as ids begin with it: “name:U1”. */
  readonly name: string;
  /** As people write it. */
  readonly title: string;
  /** By name in the environment, each beginning with the platform's: NAME_TOKEN. What is wrong is said after that name. */
  readonly settings: S;
  readonly rules?: readonly Rule[];
  /** Where it takes requests, and the setting that says so; undefined while it takes none. */
  listens?(given: Given): { readonly setting: string; readonly port: string } | undefined;
  /** Ids of accounts and channels, rather than display names, which anyone may take. `find` says where people find theirs. */
  readonly id: { readonly shape: RegExp; readonly example: string; readonly find: string };
  /** Values that must never be shown or logged. */
  secrets(set: z.output<S>): readonly (string | undefined)[];
  /** Who besides the asker can see what is asked and answered here, in plain words. */
  readonly whoCanSee: readonly string[];
  /** @returns undefined while no token is set: the platform is not used */
  access(set: z.output<S>): Access | undefined;
  /** What is wrong with settings, whether or not there is a token: names of commands that are none, say. */
  check?(set: z.output<S>, commands: readonly Command[]): readonly Finding[];
  /** The message that a reply would be, as JSON. */
  draw(reply: Reply, options: DrawOptions): Promise<object>;
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
