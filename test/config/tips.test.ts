/** The tip line's keys, as people set them. */
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { describe, expect, test } from "vitest";
import { ConfigError, readConfig, strangers } from "../../src/config.ts";

const identity = await generateX25519Identity();
const recipient = await identityToRecipient(identity);
const other = await identityToRecipient(await generateX25519Identity());

function problem(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return "";
}

describe("rule 3: in sealed mode the bot holds only recipients", () => {
  test("several, with commas or spaces between, each once", () => {
    const { tips, secrets } = readConfig({ TIPS_RECIPIENTS: `${recipient}, ${other} ${recipient},` });
    expect(tips).toEqual({ recipients: [recipient, other] });
    expect(secrets).toEqual([]);
  });

  test("a file, or the key itself, which is then a secret", () => {
    expect(readConfig({ TIPS_IDENTITY: "/etc/teller/tips.key" }).tips).toEqual({
      recipients: [],
      identity: { file: "/etc/teller/tips.key" },
    });
    const { tips, secrets } = readConfig({ TIPS_IDENTITY: identity, TIPS_RECIPIENTS: other });
    expect(tips).toEqual({ recipients: [other], identity: { keys: identity } });
    expect(secrets).toEqual([identity]);
  });

  test("none: there is no tip line", () => {
    expect(readConfig({})).not.toHaveProperty("tips");
  });

  test.each([
    [{ TIPS_RECIPIENTS: `${other},${identity}` }, "entry 2 is a secret key"],
    [{ TIPS_RECIPIENTS: `${recipient.slice(0, -1)}b` }, "entry 1 is no public key"],
    [{ TIPS_RECIPIENTS: `ssh-ed25519-${"A".repeat(40)}` }, "entry 1 is no public key"],
    [{ TIPS_IDENTITY: `${identity.slice(0, -2)}II` }, "damaged key"],
    [{ TIPS_IDENTITY: identity.toLowerCase() }, "damaged key"],
  ])("what is wrong is said without the value", (env, says) => {
    const message = problem(env);
    expect(message).toContain(says);
    for (const value of Object.values(env).flatMap((set) => set.split(/[ ,]/)))
      expect(message).not.toContain(value.slice(20));
  });

  test("a slip in a setting's name is noticed", () => {
    expect(strangers({ TIPS_RECIPIENT: "x" })).toEqual(["TIPS_RECIPIENT"]);
  });
});
