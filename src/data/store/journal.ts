/**
 * An erased row stays in a journal that goes on, until that place in it is written over. So the journal is cut off now and
 * again: a person's erasure waits for nobody who reads, and is tried until nobody does.
 */
export interface Journal {
  /** Rows were erased. */
  erased(): void;
  /** Cuts it off where something was erased since, or may have been before this program began. */
  cut(): Promise<void>;
}

/** @param cutOff see `Engine.cutJournal` */
export function createJournal(cutOff: () => Promise<boolean>): Journal {
  let isDue = true;
  return {
    erased: () => void (isDue = true),
    async cut() {
      if (!isDue) return;
      isDue = false;
      try {
        // One that is erased meanwhile asks anew.
        if (await cutOff()) return;
      } catch {
        // A database that fails says so elsewhere.
      }
      isDue = true;
    },
  };
}
