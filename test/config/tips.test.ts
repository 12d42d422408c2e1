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
    expect(readConfig({ TIPS_IDENTITY_FILE: "/etc/teller/tips.key" }).tips).toEqual({
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
    [{ TIPS_IDENTITY_FILE: identity }, "names a file"],
    [{ TIPS_IDENTITY_FILE: "/etc/teller/line/tips.key", TIPS_IDENTITY: "/etc/teller/line/other.key" }, "keep the file"],
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

describe("rule 13: what the line needs besides keys", () => {
  test("channels, a name, safer ways and days", () => {
    const { tipLine } = readConfig({
      TIPS_CHANNELS: "slack:C1, discord:80351110224678912",
      TIPS_NEWSROOM: " The Gazette ",
      TIPS_SAFER: "SecureDrop=https://gazette.example.org/drop?a=b;Phone = +44 7700 900123; Post=1 High Street, Bath",
      TIPS_DAYS: "14",
    });
    expect(tipLine).toEqual({
      channels: [
        { platform: "slack", id: "C1" },
        { platform: "discord", id: "80351110224678912" },
      ],
      newsroom: "The Gazette",
      safer: [
        { name: "SecureDrop", address: "https://gazette.example.org/drop?a=b" },
        { name: "Phone", address: "+44 7700 900123" },
        { name: "Post", address: "1 High Street, Bath" },
      ],
      days: 14,
    });
    expect(readConfig({}).tipLine).toEqual({ channels: [], safer: [], days: 30 });
  });

  test.each([
    [{ TIPS_SAFER: "Post=1 High Street, Bath" }, "one address with https://, or a phone number"],
    [{ TIPS_SAFER: "Web=http://gazette.example.org" }, "one address with https://, or a phone number"],
    [{ TIPS_SAFER: "https://gazette.example.org/drop" }, "entry 1 is written name=address"],
    [{ TIPS_DAYS: "0" }, "1 to 365"],
    [{ TIPS_CHANNELS: "#editors" }, "an id is written like"],
  ])("%o is refused", (env, says) => {
    expect(problem(env)).toContain(says);
  });

  test("the doctor says what is missing before the line can open", async () => {
    const { checkup } = await import("../../src/main/checkup.ts");
    const line = async (env: Record<string, string>) =>
      (await checkup(readConfig(env))).filter(({ name }) => name.startsWith("tip line"));
    expect(await line({})).toEqual([]);
    const [setUp, tables, keys] = await line({ TIPS_SAFER: "Phone=+44 7700 900123" });
    expect([setUp?.state, tables?.state, keys?.state]).toEqual(["poor", "good", "bad"]);
    for (const setting of ["TIPS_RECIPIENTS", "TIPS_CHANNELS", "TIPS_NEWSROOM", "STAFF"])
      expect(setUp?.mend).toContain(setting);
    expect(setUp?.mend).not.toContain("TIPS_SAFER");
    const whole = await line({
      TIPS_RECIPIENTS: recipient,
      TIPS_SAFER: "Phone=+44 7700 900123",
      TIPS_NEWSROOM: "The Gazette",
      TIPS_CHANNELS: "slack:C1",
      STAFF: "ana:editor=slack:U1",
    });
    expect(whole.map(({ name, state }) => [name, state])).toEqual([
      ["tip line: set-up", "good"],
      ["tip line: tables", "good"],
      ["tip line: keys", "good"],
    ]);
  });
});
