/** The key file: private, never written over, older keys kept. */
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { isIdentity, isRecipient } from "../../../src/lib/age-key.ts";
import { keysFrom, newKeys, readKeys, rotateKeys } from "../../../src/tips/rules/identities.ts";
import { teller } from "../../support/command-line.ts";

const folder = mkdtempSync(join(tmpdir(), "teller-keys-"));
afterAll(() => rmSync(folder, { recursive: true }));
let made = 0;
let path = "";
beforeEach(() => {
  made += 1;
  path = join(folder, `${made}.key`);
});

const mode = (file: string) => (statSync(file).mode & 0o777).toString(8);
const secret = /AGE-SECRET-KEY-1/;

describe("rule 3: the identity is in a file with mode 0600", () => {
  test("made for its owner alone, whatever the umask, and with a recipient in it", async () => {
    const before = process.umask(0);
    try {
      const { identity, recipient } = await newKeys(path, "2024-07-05");
      expect([mode(path), isIdentity(identity), isRecipient(recipient)]).toEqual(["600", true, true]);
    } finally {
      process.umask(before);
    }
    expect(await readKeys(path)).toMatchObject([{ created: "2024-07-05" }]);
    expect((await readKeys(path))[0]).not.toHaveProperty("retired");
  });

  test.each([0o640, 0o604, 0o660, 0o601, 0o644])(
    "refused where others may read or change it (%o), in one line that says how to mend it",
    async (bits) => {
      await newKeys(path, "2024-07-05");
      chmodSync(path, bits);
      const error: unknown = await readKeys(path).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ name: "KeyError", message: expect.stringContaining(`chmod 600 ${path}`) });
      expect(String(error)).not.toMatch(/\n/);
      await expect(rotateKeys(path, "2024-07-06")).rejects.toThrow("chmod 600");
      chmodSync(path, 0o400);
      expect(await readKeys(path)).toHaveLength(1);
    },
  );

  test("an older file is never written over", async () => {
    writeFileSync(path, "something dear", { mode: 0o600 });
    await expect(newKeys(path, "2024-07-05")).rejects.toThrow(/is there already and stays as it is/);
    expect(readFileSync(path, "utf8")).toBe("something dear");
  });

  test("what it has wrong is told by line, and none of it is repeated", async () => {
    const { identity } = await newKeys(path, "2024-07-05");
    const damaged = identity.slice(0, -1) + (identity.endsWith("Q") ? "P" : "Q");
    writeFileSync(path, `# mine\n\n${identity}\n${damaged}\n`);
    const error: unknown = await readKeys(path).catch((thrown: unknown) => thrown);
    expect(String(error)).toMatch(/line 4: this is no secret key/);
    expect(String(error)).not.toMatch(new RegExp(damaged.slice(20)));
    writeFileSync(path, "# nothing yet\n");
    await expect(readKeys(path)).rejects.toThrow(/holds no key/);
    await expect(readKeys(join(folder, "missing"))).rejects.toThrow(/is not there: teller keys new makes it/);
    chmodSync(folder, 0o700);
    await expect(readKeys(folder)).rejects.toThrow(/is to be a file/);
  });

  test("the environment may hold the keys instead", async () => {
    const one = await newKeys(path, "2024-07-05");
    const two = await newKeys(`${path}.2`, "2024-07-05");
    const keys = await keysFrom(`${one.identity}, ${two.identity}`);
    expect(keys.map(({ recipient }) => recipient)).toEqual([one.recipient, two.recipient]);
  });
});

describe("rotation", () => {
  test("a new one in front; all older ones are kept, with the day they were replaced", async () => {
    const first = await newKeys(path, "2024-07-01");
    const [second] = await rotateKeys(path, "2024-07-10");
    const [third] = await rotateKeys(path, "2024-07-20");
    expect(await readKeys(path)).toEqual([
      { ...third, created: "2024-07-20" },
      { ...second, created: "2024-07-10", retired: "2024-07-20" },
      { ...first, created: "2024-07-01", retired: "2024-07-10" },
    ]);
    expect(mode(path)).toBe("600");
    expect(existsSync(`${path}.new`)).toBe(false);
  });

  test("older ones go when what they sealed is gone, and only when asked", async () => {
    await newKeys(path, "2024-07-01");
    await rotateKeys(path, "2024-07-10");
    await rotateKeys(path, "2024-07-20");
    const keys = await rotateKeys(path, "2024-08-25", "2024-07-15");
    expect(keys.map(({ created }) => created)).toEqual(["2024-08-25", "2024-07-20", "2024-07-10"]);
    expect(await readKeys(path)).toHaveLength(3);
  });

  test("one that did not end is said, and the file is as it was", async () => {
    await newKeys(path, "2024-07-01");
    const before = readFileSync(path, "utf8");
    writeFileSync(`${path}.new`, "");
    await expect(rotateKeys(path, "2024-07-10")).rejects.toThrow(/did not end, or one is under way/);
    expect(readFileSync(path, "utf8")).toBe(before);
  });

  test("a link to the file stays one", async () => {
    await newKeys(path, "2024-07-01");
    symlinkSync(path, `${path}.link`);
    await rotateKeys(`${path}.link`, "2024-07-10");
    expect(lstatSync(`${path}.link`).isSymbolicLink()).toBe(true);
    expect(await readKeys(path)).toHaveLength(2);
  });
});

describe("teller keys", () => {
  test("new, show, rotate: recipients are printed, secrets never", async () => {
    const env = { TIPS_IDENTITY: path };
    const first = await teller(["keys", "new"], { env });
    expect([first.code, mode(path)]).toEqual([0, "600"]);
    expect(isRecipient(first.out.trim())).toBe(true);
    expect(first.err).toContain("safe place");
    const again = await teller(["keys", "new", path]);
    expect([again.code, again.out]).toEqual([2, ""]);
    const rotated = await teller(["keys", "rotate"], { env });
    expect(rotated.err).toContain("One older key is kept");
    const shown = await teller(["keys", "show"], { env });
    expect(shown.out.split("\n").map((line) => line.split(" ")[0])).toEqual([rotated.out.trim(), first.out.trim(), ""]);
    expect(shown.out).toContain("still opens what it sealed");
    const dropped = await teller(["keys", "rotate", path, "--drop-after", "0"]);
    expect([dropped.code, dropped.err]).toEqual([0, expect.stringContaining("2 older keys are kept")]);
    for (const { out, err } of [first, again, rotated, shown, dropped]) expect(out + err).not.toMatch(secret);
  }, 60_000);

  test("wrong usage and a file that others may read exit 2, in a line", async () => {
    await newKeys(path, "2024-07-01");
    chmodSync(path, 0o644);
    const open = await teller(["keys", "show", path]);
    expect([open.code, open.err]).toEqual([2, expect.stringMatching(/^teller: .*chmod 600.*\n$/)]);
    for (const [args, says] of [
      [["keys"], "say new, show or rotate"],
      [["keys", "show"], "name the file, or set TIPS_IDENTITY"],
      [["keys", "rotate", path, "--drop-after", "soon"], "a number of days"],
      [["keys", "new", "a.key", "b.key"], "one file at a time"],
    ] as const)
      expect(await teller(args)).toMatchObject({ code: 2, out: "", err: expect.stringContaining(says) });
  }, 60_000);
});
