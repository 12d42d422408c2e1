/** Switches: what holds for the whole installation. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { createSwitches } from "../../../src/data/store/switches.ts";
import { connect, connectUp, onEveryDatabase } from "../../support/databases.ts";

const frozen = z.object({ by: z.string(), at: z.number() });

onEveryDatabase("switches", ({ ready }) => {
  test("what was set is read everywhere, until it is set anew or cleared", async () => {
    const where = await ready();
    const here = createSwitches(await connectUp(where));
    const there = createSwitches((await connect(where)).db);
    expect(await here.get("freeze", frozen)).toBeUndefined();
    await here.set("freeze", { by: "ana", at: 1 });
    await there.set("solo", { by: "lin", at: 2 });
    expect(await there.get("freeze", frozen)).toEqual({ by: "ana", at: 1 });
    await there.set("freeze", { by: "bo", at: 3 });
    expect(await here.get("freeze", frozen)).toEqual({ by: "bo", at: 3 });
    await there.clear("freeze");
    await there.clear("never set");
    expect(await here.get("freeze", frozen)).toBeUndefined();
    expect(await here.get("solo", frozen)).toEqual({ by: "lin", at: 2 });
  });

  test("any value that JSON can tell", async () => {
    const switches = createSwitches(await connectUp(await ready()));
    // What is called __proto__ is nobody's value: the schema here leaves it out.
    const json = fc.jsonValue({ depthSize: "small" }).filter((any) => !JSON.stringify(any).includes("__proto__"));
    const value = fc.oneof(json, fc.constant(null));
    await fc.assert(
      fc.asyncProperty(value, async (any) => {
        const told = z.unknown().parse(JSON.parse(JSON.stringify(any)));
        await switches.set("any", z.union([z.looseObject({}), z.array(z.unknown()), z.json()]).parse(told) ?? null);
        expect(await switches.get("any", z.unknown())).toEqual(told);
      }),
    );
  });

  test("what does not fit is not taken for what was never set", async () => {
    const db = await connectUp(await ready());
    const switches = createSwitches(db);
    await switches.set("freeze", { by: "ana" });
    await db.insertInto("switches").values({ name: "solo", value: "not json", changed_at: 0 }).execute();
    for (const name of ["freeze", "solo"])
      await expect(switches.get(name, frozen)).rejects.toThrow(
        `What is set for “${name}” in the database cannot be read`,
      );
  });

  test("in a transaction, with what else happens in it", async () => {
    const db = await connectUp(await ready());
    const undone = db.transaction().execute(async (transaction) => {
      await createSwitches(transaction).set("freeze", { by: "ana", at: 1 });
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    expect(await createSwitches(db).get("freeze", frozen)).toBeUndefined();
  });
});
