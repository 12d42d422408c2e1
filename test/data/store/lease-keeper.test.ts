/** A lease kept by its holder, over leases that answer as a database may: taken, failing, free at last. */
import { expect, test } from "vitest";
import { createLeaseKeeper, type Lease, type Leases } from "../../../src/data/store/leases.ts";

const lease: Lease = { name: "poll", token: "a" };
/** For which a holder that died is waited for. */
const spell = 15;

function leasesThat(does: Partial<Pick<Leases, "claim" | "renew" | "release">>) {
  const asked: string[] = [];
  const leases = {
    claim: async () => lease,
    renew: async () => true,
    release: async () => {},
    ...does,
  };
  const heard = Object.fromEntries(
    Object.entries(leases).map(([name, run]) => [
      name,
      (...given: unknown[]) => {
        asked.push(name);
        return (run as (...all: unknown[]) => unknown)(...given);
      },
    ]),
  );
  return { keeper: createLeaseKeeper(heard as unknown as Leases, "poll", spell), asked };
}

const going = new AbortController().signal;
const lost = (signal: AbortSignal): Promise<void> =>
  new Promise((done) => signal.addEventListener("abort", () => done(), { once: true }));

test("one that waits looks again, also where the database fails, until it is free", async () => {
  const answers = [undefined, "fails", lease] as const;
  let at = 0;
  const { keeper, asked } = leasesThat({
    claim: async () => {
      const answer = answers[at++];
      if (answer === "fails") throw new Error("gone");
      return answer;
    },
  });
  const kept = await keeper.wait(going);
  expect(asked).toEqual(["claim", "claim", "claim"]);
  expect(kept.lost.aborted).toBe(false);
  await kept.release();
  expect(asked.at(-1)).toBe("release");
});

test("it is lost where another has it, and where it could not be renewed for so long", async () => {
  const taken = leasesThat({ renew: async () => false });
  await lost((await taken.keeper.wait(going)).lost);
  expect(taken.asked).toEqual(["claim", "renew"]);
  const failing = leasesThat({
    renew: async () => {
      throw new Error("gone");
    },
  });
  await lost((await failing.keeper.wait(going)).lost);
  expect(failing.asked[1]).toBe("renew");
});

test("one failure is no loss; released, it is renewed no more, whatever the database says of it", async () => {
  let at = 0;
  const { promise: twice, resolve } = Promise.withResolvers<void>();
  const { keeper, asked } = leasesThat({
    renew: async () => {
      at += 1;
      if (at === 1) throw new Error("gone for a moment");
      resolve();
      return true;
    },
    release: async () => {
      throw new Error("gone");
    },
  });
  const kept = await keeper.wait(going);
  await twice;
  await kept.release();
  const told = asked.length;
  await new Promise((done) => setTimeout(done, spell));
  expect(asked).toHaveLength(told);
  expect(kept.lost.aborted).toBe(false);
});

test("whoever stops waiting is told, and holds nothing", async () => {
  const stop = new AbortController();
  const { keeper, asked } = leasesThat({
    claim: async () => {
      stop.abort();
      return undefined;
    },
  });
  await expect(keeper.wait(stop.signal)).rejects.toThrow(/abort/i);
  await expect(keeper.wait(stop.signal)).rejects.toThrow(/abort/i);
  expect(asked).toEqual(["claim"]);
});
