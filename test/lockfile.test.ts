/** Everything that is installed stands in the lockfile by its hash: no package fetches more by a script of its own. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

interface Locked {
  readonly version: string;
  readonly integrity?: string;
  readonly hasInstallScript?: true;
}

const read = (file: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, "..", file), "utf8"));
const { "": root, ...packages } = (read("package-lock.json") as { packages: Record<string, Locked> }).packages;

test("every package has its hash, and none an install script", () => {
  expect(root).toBeDefined();
  expect(Object.keys(packages).length).toBeGreaterThan(100);
  expect(Object.entries(packages).filter(([, { integrity }]) => !integrity?.startsWith("sha512-"))).toEqual([]);
  expect(Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript)).toEqual([]);
});

test("an older machine is brought one Node, new enough, whatever its kind", () => {
  const { engines, optionalDependencies } = read("package.json") as {
    engines: { node: string };
    optionalDependencies: Record<string, string>;
  };
  const versions = new Set(Object.values(optionalDependencies));
  expect([...versions]).toEqual([expect.stringMatching(/^\d+\.\d+\.\d+$/)]);
  expect(`>=${[...versions][0]?.split(".")[0]}`).toBe(engines.node);
});
