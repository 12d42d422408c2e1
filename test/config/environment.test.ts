/** The environment and `.env`: what comes first, that secrets are for their owner's eyes, and what is left of the key. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateX25519Identity } from "age-encryption";
import { afterAll, describe, expect, test } from "vitest";
import { readConfig } from "../../src/config.ts";
import { environmentWith } from "../../src/config/environment.ts";
import { isOpenToOthers } from "../../src/lib/private-file.ts";
import { copyOfProject } from "../support/copy.ts";

const folder = mkdtempSync(join(tmpdir(), "teller-env-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, ".env");
const write = (text: string, mode: number): void => {
  writeFileSync(file, text);
  chmodSync(file, mode);
};
const faultOf = (env: Record<string, string | undefined> = {}) => {
  const given = environmentWith(file, env);
  return given.fault(readConfig(given.env).secrets);
};
const key = await generateX25519Identity();

describe("secrets in .env are for their owner’s eyes", () => {
  test.each([0o644, 0o640, 0o604, 0o620, 0o666])(
    "with mode %o a token in it is refused, and said how to mend",
    (mode) => {
      write("DISCORD_TOKEN=a.b.c\n", mode);
      expect(faultOf()).toMatch(/chmod 600 \.env$/);
      expect(faultOf()).not.toContain("a.b.c");
    },
  );

  test.each([`DATABASE_URL=postgres://teller:hunter2@db.example.org/teller`, `TIPS_IDENTITY=${key}`])(
    "so is every other secret: %s",
    (line) => {
      write(`${line}\n`, 0o644);
      expect(faultOf()).toMatch(/chmod 600/);
    },
  );

  test("one that nobody else may read is taken, and so is an open one without a secret", () => {
    for (const mode of [0o600, 0o400]) {
      write("DISCORD_TOKEN=a.b.c\n", mode);
      expect(faultOf()).toBeUndefined();
    }
    write("LOG_LEVEL=warn\n", 0o644);
    expect(faultOf({ DISCORD_TOKEN: "a.b.c" })).toBeUndefined();
  });

  test("Windows has no such bits", () => {
    expect([isOpenToOthers(0o666, false, "win32"), isOpenToOthers(0o666, false, "linux")]).toEqual([false, true]);
    // As systemd hands a credential over.
    expect([isOpenToOthers(0o440, true, "linux"), isOpenToOthers(0o444, true, "linux")]).toEqual([false, true]);
  });

  test("the program itself stops, and the doctor says it", () => {
    const { folder: copy } = copyOfProject();
    writeFileSync(join(copy, ".env"), "DISCORD_TOKEN=a.b.c\n", { mode: 0o644 });
    const { PATH = "" } = process.env;
    const ended = spawnSync(process.execPath, ["teller.mjs", "doctor"], { cwd: copy, env: { PATH }, encoding: "utf8" });
    rmSync(copy, { recursive: true });
    expect([ended.status, ended.stdout]).toEqual([2, expect.stringContaining("chmod 600 .env")]);
  });
});

describe("the environment", () => {
  test("comes before .env", () => {
    write("LOG_LEVEL=warn\nOPS_PORT=9090\n", 0o600);
    expect(readConfig(environmentWith(file, { LOG_LEVEL: "error" }).env)).toMatchObject({
      logLevel: "error",
      ops: { port: 9090 },
    });
  });

  test.each(["environment", ".env"])("rule 3: a key that came by %s stands in the environment no more", (where) => {
    write(where === ".env" ? `TIPS_IDENTITY=${key}\n` : "", 0o600);
    const env: Record<string, string | undefined> = where === ".env" ? {} : { TIPS_IDENTITY: key };
    const given = environmentWith(file, env);
    expect(JSON.stringify(env)).not.toContain("AGE-SECRET-KEY");
    expect(readConfig(given.env).tips?.identity).toEqual({ keys: key });
  });
});
