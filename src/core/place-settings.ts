/** Settings of places, as their managers chose them. */
import { placeKey, type Place } from "./place.ts";

export const answerModes = ["public", "private", "off"] as const;
export type AnswerMode = (typeof answerModes)[number];

export interface PlaceSettings {
  readonly answers: AnswerMode;
  /** Names of commands that are switched off here. */
  readonly off: readonly string[];
}

export const usualSettings: PlaceSettings = { answers: "public", off: [] };

/** Settings by place, answered from memory. */
export interface SettingsStore {
  get(place: Place): PlaceSettings;
  /** Resolves when the settings will survive a restart. */
  set(place: Place, settings: PlaceSettings): Promise<void>;
}

/** Settings that last as long as the process. */
export function memorySettings(): SettingsStore {
  const kept = new Map<string, PlaceSettings>();
  return {
    get: (place) => kept.get(placeKey(place)) ?? usualSettings,
    set: async (place, settings) => void kept.set(placeKey(place), settings),
  };
}
