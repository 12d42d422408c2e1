/** Leases: one holder at a time, whatever happens to holders. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { createLeases, type Lease } from "../../../src/data/store/leases.ts";
import { compete } from "../../support/competing.ts";
import { connect, connectUp, onEveryDatabase } from "../../support/databases.ts";
import { inForm } from "../../support/long.ts";

onEveryDatabase("leases", ({ ready }) => {
  test("as a model of one holder and its time says", async () => {
    const db = await connectUp(await ready());
    const step = fc.oneof(
      fc.record({
        does: fc.constantFrom("claim", "renew", "release"),
        who: fc.nat(2),
        spell: fc.integer({ min: 1, max: 50 }),
      }),
      fc.record({ does: fc.constant("wait"), who: fc.constant(0), spell: fc.nat(40) }),
    );
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const name = `round ${round++}`;
        let at = 1_720_130_400_000;
        const leases = createLeases(db, () => at);
        const held: (Lease | undefined)[] = [];
        let holder: { lease: Lease; until: number } | undefined;
        for (const { does, who, spell } of steps) {
          const lease = held[who];
          const isHolders = lease !== undefined && lease === holder?.lease;
          if (does === "wait") at += spell;
          else if (does === "claim") {
            const claimed = await leases.claim(name, spell);
            expect(claimed !== undefined).toBe(holder === undefined || holder.until < at);
            if (!claimed) continue;
            held[who] = claimed;
            holder = { lease: claimed, until: at + spell };
          } else if (lease && does === "renew") {
            expect(await leases.renew(lease, spell)).toBe(isHolders);
            if (isHolders) holder = { lease, until: at + spell };
          } else if (lease) {
            await leases.release(lease);
            if (isHolders) holder = undefined;
          }
        }
      }),
    );
  });

  test("of one name say nothing of another", async () => {
    const leases = createLeases(await connectUp(await ready()));
    expect([await leases.claim("a", 1_000), await leases.claim("b", 1_000)]).toEqual([
      expect.objectContaining({ name: "a" }),
      expect.objectContaining({ name: "b" }),
    ]);
  });

  test("of many who ask at once, one gets it", async () => {
    const where = await ready();
    const all = [await connectUp(where), (await connect(where)).db, (await connect(where)).db];
    for (let round = 0; round < 10; round++) {
      const asked = [...all, ...all, ...all].map((db) => createLeases(db).claim(`round ${round}`, 5_000));
      expect((await Promise.all(asked)).filter((lease) => lease !== undefined)).toHaveLength(1);
    }
  });

  test("two programs never hold one at once", async () => {
    const where = await ready();
    await connectUp(where);
    const told = await Promise.all(["a", "b", "c"].map((who) => compete("hold", where, who, inForm(700, 3_000))));
    const holdings = told
      .flat()
      // Whoever heard of it after its time was over never held it.
      .filter(({ from, to }) => from < to)
      .toSorted((a, b) => a.from - b.from || a.to - b.to);
    expect(holdings.length).toBeGreaterThan(5);
    expect(new Set(holdings.map(({ by }) => by)).size).toBeGreaterThan(1);
    const overlaps = holdings.filter(({ from }, index) => holdings.slice(0, index).some(({ to }) => to > from));
    expect(overlaps).toEqual([]);
  });
});
