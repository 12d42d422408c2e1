/** The contract of every store of settings. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answerModes, usualSettings, type SettingsStore } from "../../src/core/place-settings.ts";
import type { Place } from "../../src/core/place.ts";
import { anyText } from "./any-text.ts";

/** @param open a new, empty one */
export function settingsContract(name: string, open: () => Promise<SettingsStore>): void {
  const place = (id: string, platform = "here", kind: Place["kind"] = "channel"): Place => ({ platform, id, kind });

  describe(`the contract of settings: ${name}`, () => {
    test("a place is as usual until someone chooses", async () => {
      expect((await open()).get(place("C1"))).toEqual(usualSettings);
    });

    test("what is chosen stands when set resolves, in that place alone", async () => {
      const store = await open();
      await store.set(place("C1"), { answers: "private", off: ["portillo"] });
      expect(store.get(place("C1"))).toEqual({ answers: "private", off: ["portillo"] });
      for (const other of [place("C2"), place("C1", "there"), place("")])
        expect(store.get(other)).toEqual(usualSettings);
    });

    test("the last choice counts, also of many at once", async () => {
      const store = await open();
      await Promise.all(answerModes.map((answers) => store.set(place("C1"), { answers, off: [] })));
      expect(store.get(place("C1")).answers).toBe(answerModes.at(-1));
      await store.set(place("C1"), usualSettings);
      expect(store.get(place("C1"))).toEqual(usualSettings);
    });

    test("any place, any settings", async () => {
      const store = await open();
      const settings = fc.record({ answers: fc.constantFrom(...answerModes), off: fc.array(fc.string()) });
      await fc.assert(
        fc.asyncProperty(anyText(), settings, async (id, chosen) => {
          await store.set(place(id), chosen);
          expect(store.get(place(id))).toEqual(chosen);
        }),
      );
    });
  });
}
