/** The world that the verbs act in: streams, and everything that they can have done. */
import type { Config, Environment } from "../config.ts";
import type { Command } from "../core/command.ts";
import type { Configured } from "../core/kit.ts";
import type { House, HouseOptions } from "./house.ts";
import type { Finding } from "../lib/finding.ts";
import type { Role } from "../core/asker.ts";

export interface World {
  readonly in: NodeJS.ReadStream & { readonly fd?: number };
  readonly out: NodeJS.WriteStream;
  readonly err: NodeJS.WriteStream;
  /** The settings' own source; the process's environment and `.env` unless given. */
  readonly env?: Environment;
  /** Ends the process, where it is the program's own. */
  readonly leave?: () => void;
  /** @throws PackError */
  readonly openHouse: (options: HouseOptions) => Promise<House>;
  /** Answers in the terminal until its end. */
  readonly talk: (options: TalkOptions, world: World) => Promise<void>;
  /** Answers on the platforms that are configured until told to leave. @returns the exit code @throws StoreError, OpsError */
  readonly serve: (options: ServeOptions) => Promise<number>;
  /** Plays a night that is thrown away, until told to leave. @returns the exit code @throws PackError, UsageError */
  readonly trial: (options: TrialOptions) => Promise<number>;
  readonly checkup: (config: Config) => Promise<readonly Finding[]>;
  /** Backs the whole database up, as at this moment, into a file. @throws StoreError */
  readonly backup: (database: string, file: string) => Promise<BackupFacts>;
  /**
   * @param replace the database's contents; otherwise it has to be empty
   * @param days without a word, after which nothing of a tip is kept
   * @throws StoreError
   */
  readonly restore: (
    config: Config,
    file: string,
    replace: boolean,
    told: "look" | "quiet" | "again",
  ) => Promise<RestoredFacts>;
  /** Closes the election of a database, so that another can begin there. @throws StoreError */
  readonly archive: (database: string) => Promise<ArchivedFacts>;
  /** Packs made and checked. @throws MakeError, from its functions */
  readonly elections: ElectionFiles;
  /** Files of the keys that tips are sealed to. */
  readonly keys: () => Promise<KeyFiles>;
  /** Plays a night again until its end, or until told to stop. @returns the exit code @throws PackError, StoreError, UsageError */
  readonly replay: (options: ReplayOptions, world: World) => Promise<number>;
  /** Every command, without a house to ask it in. */
  readonly commands: () => Promise<readonly Command[]>;
}

/** A key without its secret. Days are ISO. */
export interface Key {
  readonly recipient: string;
  readonly created?: string;
  readonly retired?: string;
}

/** @throws KeyError in one clear line, from each function */
export interface KeyFiles {
  /** Makes a file with one key; never overwrites a file. */
  newKeys(path: string, today: string): Promise<Key>;
  /** The newest first. */
  readKeys(path: string): Promise<readonly [Key, ...Key[]]>;
  /** Adds a key before the others, and drops those retired before a day. */
  rotateKeys(path: string, today: string, dropBefore?: string): Promise<readonly [Key, ...Key[]]>;
}

/** The contents of a backup. */
export interface BackupFacts {
  readonly at: Date;
  readonly rows: number;
}

export interface RestoredFacts extends BackupFacts {
  /** Cases of the tip line that were deleted since: left out, or back among so many because nobody can tell which. */
  readonly deleted?: { readonly leftOut: number } | { readonly unknownOf: number };
}

export interface ElectionFiles {
  /** @returns every fault, a line each; where there is none, the pack in words */
  check(folder: string): Promise<{ readonly faults: readonly string[]; readonly words: string }>;
  /** @returns what was written, what there is to say of it, and the faults that it still has */
  make(options: {
    readonly kind: "by-election" | "general" | "mayor" | "other";
    readonly from: string;
    /** A folder, or a file that ends in `.json`. */
    readonly to: string;
    readonly previous?: string;
    readonly date?: string;
    readonly seats?: readonly string[];
  }): Promise<{
    readonly files: readonly string[];
    readonly said: readonly string[];
    readonly faults: readonly string[];
  }>;
}

export interface ArchivedFacts {
  readonly election: { readonly id: string; readonly name?: string | undefined };
  readonly entries: number;
  readonly messages: number;
}

export interface TalkOptions {
  readonly config: Config;
  readonly house: HouseOptions;
  /** Answers for a moment: nothing kept since is known. */
  readonly at?: Date;
  /** The role of the person at the terminal. */
  readonly role: Role;
}

export interface ServeOptions {
  readonly config: Config;
  readonly at?: Date;
  /** A rehearsal: plays the pack's night to the channels of a database of its own, and asks no sources. */
  readonly rehearsal?: Rehearsed;
  /** The log's stream. */
  readonly out: NodeJS.WriteStream;
}

export interface TrialOptions {
  readonly config: Config;
  /** The platform that it is tried on: the only one that may be set. */
  readonly platform: Configured;
  readonly out: Pick<NodeJS.WriteStream, "write">;
  readonly err: Pick<NodeJS.WriteStream, "write">;
}

/** A night that is played again: which, and how. */
export interface Rehearsed {
  /** Simulated seconds to a real one; absent, the speed of the night so far, or else the usual one. */
  readonly speed?: number | "max";
  readonly from?: Date;
  readonly until?: Date;
  /** Seed of the faults; none unless given. */
  readonly faults?: number;
  /** Begins again, instead of going on with a night that was stopped midway. */
  readonly fresh?: boolean;
}

export interface ReplayOptions extends Rehearsed {
  readonly config: Config;
}
