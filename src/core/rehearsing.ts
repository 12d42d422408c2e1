/** A rehearsal that somebody steers: a night from any moment, at any speed, over and over. */

export interface NightState {
  readonly at: Date;
  /** Simulated seconds to a real one; 0 while it stands still. */
  readonly speed: number;
  /** The seed of the feed's faults, where there are any. */
  readonly faults?: number;
}

export interface Beginning {
  /** "02:00", or a day and a time, in the voters' own time; just before the first declaration unless given. */
  readonly from?: string;
  readonly speed: number;
  readonly faults?: number;
}

export interface Rehearsing {
  state(): NightState;
  /** @param speed 1 to the fastest, or 0 to stand still @throws RangeError for another */
  pace(speed: number): void;
  /** Forgets the night so far, and begins anew. @throws RangeError in words for the person, for a time that is none */
  begin(beginning: Beginning): Promise<void>;
}
