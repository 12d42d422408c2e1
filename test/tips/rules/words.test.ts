/** The words before the form, and words that stand nowhere. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { toText } from "../../../src/core/plain-text.ts";
import type { Block } from "../../../src/core/reply.ts";
import { privacyChoices, privacyWords, saferWords, type PrivacyFacts } from "../../../src/tips/rules/words.ts";
import { pages } from "../../../tools/docs/pages.ts";

const facts: PrivacyFacts = {
  platform: "Chat",
  whoCanSee: ["Chat, the company, stores what is typed."],
  newsroom: "The Gazette",
  relay: "a private channel of the news desk, on Chat",
  mode: "text",
  saferWays: [
    { name: "SecureDrop", address: "gazette.example.org/drop" },
    { name: "Post", address: "1 High Street, Bath" },
  ],
  days: 30,
};

const shown = (blocks: readonly Block[]) =>
  toText({ summary: "", card: { title: "", blocks } }, { width: 100_000, timeZone: "Europe/London" });
const promises =
  /100\s?%|\bsecure(ly)?\b|untraceable|\bcompletely (anonymous|private|safe)\b|cannot be (traced|found)/i;

describe("the words before the form", () => {
  test.each(["text", "sealed"] as const)("all that was agreed is said (%s)", (mode) => {
    const said = shown(privacyWords({ ...facts, mode }));
    for (const part of [
      "Not anonymous to Chat.",
      "It receives your words, your codename and your account, may keep them and can be ordered to disclose them.",
      "The Gazette runs this bot: editors are not shown your name and Teller does not store it, but whoever operates it could identify you.",
      "So could your wording, your device, or how few people knew.",
      `Editors read tips in a private channel of the news desk, on Chat, as ${mode === "text" ? "plain text" : "encrypted text"}`,
      "Deleting removes our copy and our post, not the platform's records, backups or what was already read.",
      "If being found could cost your job, liberty or safety, stop:",
      "from a device that is not your employer's, use SecureDrop: gazette.example.org/drop",
      "We may publish and may not reply.",
      "nothing is sent until you press that you have written it down",
      "after 30 days",
      "Chat, the company, stores what is typed.",
    ])
      expect(said).toContain(part);
  });

  test("rule 3: in text mode it is said that whoever joins the channel later reads them too", () => {
    expect(shown(privacyWords(facts))).toContain("whoever joins it later");
    expect(shown(privacyWords({ ...facts, mode: "sealed" }))).not.toContain("joins it later");
  });

  test("the first thing said is that it is not anonymous, and the safer way is offered before the other", () => {
    expect(JSON.stringify(privacyWords(facts)[0])).toContain("Not anonymous");
    expect(Object.values(privacyChoices)).toEqual(["Safer ways", "Low risk: continue"]);
  });

  test("rule 7: all safer ways are told, with where files go", () => {
    const said = shown(saferWords(facts));
    for (const part of ["SecureDrop", "gazette.example.org/drop", "Post", "1 High Street, Bath", "Files go this way"])
      expect(said).toContain(part);
  });

  test("they fit one message of 4,000 characters, with room for long names", () => {
    const long = {
      ...facts,
      newsroom: "N".repeat(80),
      relay: "r".repeat(120),
      whoCanSee: ["w".repeat(300), "w".repeat(300)],
    };
    expect(shown(privacyWords(long)).length).toBeLessThan(3_000);
  });
});

describe("nothing anywhere promises what cannot be kept", () => {
  const root = join(import.meta.dirname, "..", "..", "..");
  const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" }).filter(
    // Words that people ask with promise nothing.
    (file) => file.endsWith(".ts") && file !== join("core", "questions", "words.ts"),
  );

  test("not the words themselves", () => {
    for (const mode of ["text", "sealed"] as const)
      expect(shown([...privacyWords({ ...facts, mode }), ...saferWords(facts)])).not.toMatch(promises);
  });

  test.each([...sources.map((file) => join("src", file)), ...pages, "SECURITY.md", ".env.example"])("%s", (file) => {
    expect(readFileSync(join(root, file), "utf8")).not.toMatch(promises);
  });

  test("the rule finds what it forbids", () => {
    for (const said of ["100% anonymous", "It is secure.", "Untraceable!", "completely safe"])
      expect(said).toMatch(promises);
  });
});
