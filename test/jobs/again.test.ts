import { expect, test } from "vitest";
import { again } from "../../src/jobs/again.ts";

test("work that is asked for while it is done is done once more, for all who asked meanwhile", async () => {
  const gates: PromiseWithResolvers<void>[] = [];
  const work = again(() => {
    const gate = Promise.withResolvers<void>();
    gates.push(gate);
    return gate.promise;
  });
  const first = work();
  const [second, third] = [work(), work()];
  expect(gates).toHaveLength(1);
  gates[0]?.resolve();
  await first;
  await expect.poll(() => gates.length).toBe(2);
  gates[1]?.resolve();
  await Promise.all([second, third]);
  expect(gates).toHaveLength(2);
  // A failure is heard by those who asked for it, and holds nobody up.
  const failing = work();
  const after = work();
  gates[2]?.reject(new RangeError("no"));
  await expect(failing).rejects.toThrow("no");
  await expect.poll(() => gates.length).toBe(4);
  gates[3]?.resolve();
  await after;
});
