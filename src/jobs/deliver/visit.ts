/** One visit: a place under this instance's lease, as it stands by now, its platform, and the delivery job's own parts. */
import { attempt, search } from "../../core/fate.ts";
import type { History } from "../../core/news/history.ts";
import type { Subject } from "../../core/news/message.ts";
import type { DeliveryId } from "../../core/place.ts";
import type { Calls, Platform, Posted, Search } from "../../core/platform.ts";
import type { Reply } from "../../core/reply.ts";
import type { Ledger } from "../../data/ledger.ts";
import type { HeldPlace, PlaceMove, Settling, StoredMessage } from "../../data/store/delivery/index.ts";
import type { DeliverOptions } from "./options.ts";

/** A rest: the place has nothing more to be told for now. Times are of this machine's clock. */
export interface Rest {
  /** The place is not visited before. */
  readonly dueAt?: number;
  /** The place is visited then, even where nothing new has come. */
  readonly wakeAt?: number;
}

/** After a step of a visit: another step, the end of the visit, or its end because another instance holds the place by now. */
export type Next = "go on" | Rest | "lost";

/** A message that stands at its platform, under the platform's own name for it. */
export type Posting = Pick<StoredMessage, "id"> & { readonly ref: string };

/** Places whose messages cannot be edited just now: since when, and until when. In memory: another instance asks once for itself. */
export type Resting = Map<string, { readonly since: number; readonly until: number }>;

export class Visit {
  readonly platform: Platform;
  readonly options: DeliverOptions;
  /**
   * Set where an edit could not be made: the entry up to which all else was put right, and the time of the next try.
   */
  owed: { readonly upTo: number; readonly at: number } | undefined;
  readonly #claimed: HeldPlace;
  #place: HeldPlace;
  readonly #leaving: () => boolean;
  readonly #resting: Resting;
  #posts = 0;
  #known = Infinity;

  /**
   * @param leaving whether the program ends, and begins nothing more
   * @param resting shared by all visits of this instance
   */
  constructor(
    place: HeldPlace,
    platform: Platform,
    options: DeliverOptions,
    leaving: () => boolean,
    resting: Resting = new Map(),
  ) {
    this.#resting = resting;
    this.platform = platform;
    this.options = options;
    this.#claimed = place;
    this.#place = place;
    this.#leaving = leaving;
  }

  /** The place as it stands by now, moves of this visit included. */
  get place(): HeldPlace {
    return this.#place;
  }

  get isLeaving(): boolean {
    return this.#leaving();
  }

  /** Whether something was posted in this visit. */
  get hasPosted(): boolean {
    return this.#posts > 0;
  }

  /** Whether the log has more by now than when the last step began. */
  get isBehind(): boolean {
    return this.options.ledger.seq > this.#known;
  }

  /** A step begins, with what the log has by now. */
  begins(): void {
    this.#known = this.options.ledger.seq;
  }

  /** The histories that the place is told from. The newsroom's own places are also told of sources' tests, apart. */
  get histories(): readonly History[] {
    const { ledger } = this.options;
    return this.#place.staff ? [ledger.staff, ledger.rehearsal] : [ledger.open];
  }

  historyOf(subject: Pick<Subject, "rehearsal">): History {
    return historyOf(this.options.ledger, this.#place, subject);
  }

  /** @returns undefined where there are no words any more: an item has left the election's pack */
  async reply(subject: Subject): Promise<Reply | undefined> {
    const { words, log } = this.options;
    try {
      return await words.reply(subject, this.#place);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      log.error("a message has no words any more", { error });
      return undefined;
    }
  }

  /** The time until which no message here is edited, because its platform said so; undefined where it has passed. */
  get restsEditsUntil(): number | undefined {
    const rest = this.#resting.get(this.#place.id);
    const now = this.options.real();
    // A rest that began later than now was written by a clock that was set back since.
    if (rest && rest.until > now && rest.since <= now) return rest.until;
    this.#resting.delete(this.#place.id);
    return undefined;
  }

  /** @returns the time at which messages here may be edited again */
  restEdits(milliseconds: number): number {
    const since = this.options.real();
    const until = since + milliseconds;
    this.#resting.set(this.#place.id, { since, until });
    return until;
  }

  post(reply: Reply, id: DeliveryId, calls?: Calls): Promise<Posted> {
    this.#posts += 1;
    const { place } = this.#place;
    return attempt(() => (calls ? this.platform.post(place, reply, id, calls) : this.platform.post(place, reply, id)));
  }

  /** Has a role called here no more. */
  async forgetRole(id: string): Promise<void> {
    await this.options.delivery.forgetRole(this.#place, id);
    const { mention: _, ...subscription } = this.#place.subscription;
    this.#place = { ...this.#place, subscription };
  }

  edit({ id, ref }: Posting, reply: Reply): Promise<Posted> {
    return attempt(() => this.platform.edit({ place: this.#place.place, id: ref }, reply, id));
  }

  find(id: DeliveryId, since: Date): Promise<Search> {
    return search(() => this.platform.find(this.#place.place, id, since, { heard: true }));
  }

  /** Writes down the fate of a message, and the place's move with it. */
  async settle(message: StoredMessage, what: Settling, move: PlaceMove = {}): Promise<void> {
    await this.options.delivery.settle(this.#place, message, what, move);
    this.moved(move);
  }

  /**
   * Writes down an edit that was made. A program that was stopped before it, for longer than its lease, may have put its words
   * over younger ones of another instance: then the message is put right by whoever comes next.
   */
  async edited(message: Posting, what: Settling): Promise<void> {
    if ((await this.options.delivery.settle(this.#place, message, what)) === "lost") await this.doubt(message.ref);
  }

  doubt(ref: string): Promise<void> {
    return this.options.delivery.doubt(this.#claimed, ref);
  }

  /** Remembers a move that is written down elsewhere, or will be at the end of the visit. */
  moved({ blocked, restored: isRestored, ...move }: PlaceMove): void {
    const { blockedAt: before, restored, ...place } = this.#place;
    const blockedAt = typeof blocked === "object" ? new Date(blocked.at) : blocked === "no more" ? undefined : before;
    this.#place = {
      ...place,
      ...move,
      ...(blockedAt && { blockedAt }),
      ...(restored && isRestored === undefined && { restored }),
    };
  }

  /** Goes on from an entry as if all before it had been told. */
  async hush(seq: number): Promise<void> {
    const move = { cursor: seq, restored: "no more" } as const;
    await this.options.delivery.move(this.#place, move);
    this.moved(move);
  }

  /**
   * A short rest: the place waits for the election's clock, or for the end of a freeze. Whatever comes meanwhile has to wait
   * as well, or a place that cannot be told would be visited without end.
   */
  look(): Rest {
    return until(this.options.real() + this.options.waits.look);
  }

  /** Lets others visit the place. One with an owed edit is woken for it, and told what comes until then. */
  async end({ dueAt = 0, wakeAt }: Rest): Promise<void> {
    const { cursor, corrected } = this.#place;
    const isMoved = cursor !== this.#claimed.cursor || corrected !== this.#claimed.corrected;
    const wake = Math.min(wakeAt ?? Infinity, this.owed?.at ?? Infinity);
    const move = isMoved ? { cursor, corrected } : {};
    await this.options.delivery.release(this.#place, dueAt, wake === Infinity ? null : wake, move);
  }
}

/** The history that a message is told from. */
export function historyOf(
  ledger: Ledger,
  { staff }: Pick<HeldPlace, "staff">,
  { rehearsal }: Pick<Subject, "rehearsal">,
): History {
  if (rehearsal) return ledger.rehearsal;
  return staff ? ledger.staff : ledger.open;
}

/** A rest until then: the place is neither visited before nor left alone afterwards. */
export const until = (at: number): Rest => ({ dueAt: at, wakeAt: at });
