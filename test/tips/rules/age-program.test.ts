/** The `age` program opens what we seal, and we open what it seals. Not run where it is not installed. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { asCaseNumber } from "../../../src/tips/rules/case-number.ts";
import { newCodename } from "../../../src/tips/rules/codename.ts";
import { createDerive } from "../../../src/tips/rules/derive.ts";
import { newKeys, readKeys, rotateKeys } from "../../../src/tips/rules/identities.ts";
import { armoured, open, seal, unarmoured } from "../../../src/tips/rules/seal.ts";
import { repeatable } from "../../support/chance.ts";

const folder = mkdtempSync(join(tmpdir(), "teller-age-"));
afterAll(() => rmSync(folder, { recursive: true }));
const inFolder = (name: string) => join(folder, name);
const number = asCaseNumber("K7M4QX");
const words = "The returning officer’s deputy — Siân — saw it.\n\nTwice. 🗳️ ";

/** @throws when it fails */
function run(program: string, args: readonly string[], input?: string | Uint8Array): Buffer {
  const { status, stdout, stderr } = spawnSync(program, args, { input });
  if (status !== 0) throw new Error(stderr.toString());
  return stdout;
}

const isHere = (program: string) => spawnSync(program, ["--version"]).error === undefined;

describe.skipIf(!isHere("age") || !isHere("age-keygen"))(
  "with the age program (skipped where it is not installed)",
  () => {
    test("it opens what we seal, with a key file of ours, armoured and not", async () => {
      const path = inFolder("ours.key");
      const { recipient } = await newKeys(path, "2024-07-05");
      const sealed = await seal(number, words, [recipient]);
      for (const form of [sealed, armoured(sealed)]) {
        const opened = run("age", ["-d", "-i", path], form).toString();
        expect(opened).toMatch(/^K7M4QX\n/);
        expect(opened.trimEnd()).toBe(`K7M4QX\n${words.trimEnd()}`);
      }
      expect(run("age-keygen", ["-y", path]).toString().trim()).toBe(recipient);
    });

    test("we open what it seals, with a key file of its own, to one of several recipients", async () => {
      const [one, two] = ["one.key", "two.key"].map(inFolder);
      for (const path of [one, two]) run("age-keygen", ["-o", path ?? ""]);
      const keys = await Promise.all([one, two].map((path) => readKeys(path ?? "")));
      const to = keys.flatMap(([{ recipient }]) => ["-r", recipient]);
      for (const [{ identity }] of keys) {
        expect(await open(number, run("age", to, `K7M4QX\n${words}\n`), [identity])).toBe(words);
        expect(
          await open(number, unarmoured(run("age", ["-a", ...to], `K7M4QX\n${words}\n`).toString()), [identity]),
        ).toBe(words);
      }
    });

    test("a rotated file of ours opens, there and here, what was sealed before and after", async () => {
      const path = inFolder("rotated.key");
      const before = await newKeys(path, "2024-07-05");
      const old = await seal(number, "before", [before.recipient]);
      const [after] = await rotateKeys(path, "2024-08-01");
      const young = await seal(number, "after", [after.recipient]);
      expect(run("age", ["-d", "-i", path], old).toString()).toContain("before");
      expect(run("age", ["-d", "-i", path], young).toString()).toContain("after");
      const identities = (await readKeys(path)).map(({ identity }) => identity);
      expect([await open(number, old, identities), await open(number, young, identities)]).toEqual(["before", "after"]);
    });

    test("it seals to a codename and opens with what the codename gives", async () => {
      const random = repeatable(5);
      const { identity, recipient } = await createDerive(random(32))(newCodename(random));
      const path = inFolder("codename.key");
      writeFileSync(path, `${identity}\n`, { mode: 0o600 });
      expect(run("age", ["-d", "-i", path], await seal(number, "a reply", [recipient])).toString()).toContain(
        "a reply",
      );
      expect(await open(number, run("age", ["-r", recipient], "K7M4QX\na reply"), [identity])).toBe("a reply");
      expect(run("age-keygen", ["-y", path]).toString().trim()).toBe(recipient);
    });

    test("with the wrong key it says no, as we do", async () => {
      const { recipient } = await newKeys(inFolder("right.key"), "2024-07-05");
      await newKeys(inFolder("wrong.key"), "2024-07-05");
      const sealed = await seal(number, words, [recipient]);
      expect(() => run("age", ["-d", "-i", inFolder("wrong.key")], sealed)).toThrow(/no identity matched/);
      expect(readFileSync(inFolder("right.key"), "utf8")).toContain(recipient);
      expect(statSync(inFolder("right.key")).mode & 0o777).toBe(0o600);
    });
  },
);
