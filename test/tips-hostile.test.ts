/** Rule 10 of the tip line, through both SDKs: what a stranger types into a form, and what editors are shown of it. */
import fc from "fast-check";
import { expect, onTestFinished, test, vi } from "vitest";
import { lettersSeen, readable } from "../src/tips/rules/hostile.ts";
import { inForm, isLong, oneIn } from "./support/long.ts";
import { send, sourcesOf } from "./support/canary/lives.ts";
import { openCanaryStage, type CanaryStage } from "./support/canary/stage.ts";
import { anyText } from "./support/any-text.ts";

const filler = " So says whoever weighed them.";
const written = [
  "<!channel> <!here> <@U012AB3CD> <#C012AB3CD> @everyone @here <@&123> <@80351110224678912>",
  "*bold* _slanted_ ~struck~ `code` ```a block``` > quoted\n> twice\n• a point",
  "**bold** __under__ ~~struck~~ ||hidden|| # a head\n# another\n-# small\n- a point\n1. one",
  "https://evil.example/a?b=c <https://evil.example|the town hall> [the town hall](https://evil.example) evil.example",
  "&lt;!channel&gt; &amp;lt; &#64;everyone %3Cscript%3E <script>alert(1)</script> <img src=x>",
  "<t:1720137600:R> </seat:1> <id:customize> <a:wave:1> :tada: :smile:",
  "\u{202E}drawkcab si siht\u{202C} and \u{2066}this\u{2069} is \u{200F}not\u{200E}",
  "in\u{200B}vis\u{2060}ible \u{FEFF}let\u{AD}ters \u{E0041}\u{E0042} and a \u{3164}filler",
  "\u{0}\u{7}\u{1B}[31mred\u{1B}]0;title\u{7}\u{8}\u{7F}\u{9B}2J and \r\nlines\rof \u{85}every\u{2028}kind",
  `z${"\u{316}\u{301}".repeat(60)}algo, piled up above and below`,
  "שלום לכולם, هذا اختبار للنص, 選挙の夜, 👩‍👩‍👧‍👦 👍🏽 🇬🇧 1️⃣",
  "\\* \\_ \\` \\\\ \\< \\| {{7*7}} ${7*7} %s %n '; drop table tip_cases; --",
  `"}]},{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"Claim"}}]}`,
  "-----BEGIN AGE ENCRYPTED FILE-----\nnot one at all\n-----END AGE ENCRYPTED FILE-----",
  "☑".repeat(3_400),
  "🗳️".repeat(1_100),
  Array.from({ length: 400 }, (_, n) => `line ${n}`).join("\n"),
  "\u{D83D} half of one, and \u{FFFF} none, and \u{E000} a private one",
].map((text) => `${text}${text.length > 3_000 ? "" : filler}`);

/** Anything at all, as long as it is taken. */
const drawn = fc
  .sample(anyText({ minLength: 30, maxLength: 200 }), { numRuns: inForm(4, 14), seed: 10 })
  .map((text) => `${text}${filler}`);

/** Several in one tip, as many as one post shows: what each does to a screen it does there too. */
const together = (texts: readonly string[]): readonly string[] =>
  texts.reduce<readonly string[]>((tips, text) => {
    const last = tips.at(-1);
    return last === undefined || last.length + text.length > 1_200
      ? [...tips, text]
      : [...tips.slice(0, -1), `${last}\n${text}`];
  }, []);

/** Chosen from the form's list. */
const subjectOf = (n: number): string => ["a seat", "a candidate", "other"][n % 3] ?? "other";

/** Posted where it is to be seen, and known again by its number. */
async function sendAll(stage: CanaryStage, texts: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const sent = new Map<string, string>();
  // On both platforms in turn, a stranger after the other.
  for (const [n, source] of sourcesOf(stage, texts.length, []).entries()) {
    const text = texts[n];
    if (text === undefined) break;
    const { number } = await send(source, text, subjectOf(n));
    sent.set(number, text);
  }
  return sent;
}

/** Spaces apart, and what the adapters put between letters so that they are no mention and end no block. */
const letters = (text: string): string => text.replaceAll(/[\s\u{200B}]/gu, "");

/** A stranger's words in a post, without what is ours. */
function wordsIn(post: string): string {
  const lines = post.split("\n");
  const from = lines.findIndex((line) => line.startsWith("About: "));
  const to = lines.findIndex((line) => line.startsWith("A stranger’s words: "));
  return lines.slice(from + 1, to < 0 ? undefined : to).join("\n");
}

test.runIf(isLong)(
  "rule 10: mentions, links, markup, marks of direction, what is invisible, control characters: readable and harmless on both",
  { timeout: 180_000 },
  async () => {
    const stage = await openCanaryStage({ seed: 1, mode: "text" });
    onTestFinished(() => stage.close());
    await stage.start();
    await stage.discord.user("mia", { manages: true }).slash("/tip open");
    const all = [...oneIn(2, written), ...drawn].filter((text) => lettersSeen(readable(text)) >= 20);
    const texts = isLong ? all : together(all);
    const sent = await sendAll(stage, texts);
    expect(sent.size).toBe(texts.length);
    const posts = (platform: "slack" | "discord", number: string): readonly string[] =>
      stage[platform]
        .history(stage.editors[platform])
        .map(({ text }) => text)
        .filter((text) => text.includes(number));
    await vi.waitFor(
      () => {
        const amiss = [...sent].flatMap(([number, text]) =>
          (["slack", "discord"] as const).flatMap((platform) => {
            const shown = letters(posts(platform, number).map(wordsIn).join(""));
            return shown === letters(readable(text)) ? [] : [{ platform, shown, meant: letters(readable(text)) }];
          }),
        );
        expect(amiss).toEqual([]);
        for (const [n, number] of [...sent.keys()].entries())
          for (const platform of ["slack", "discord"] as const)
            expect(posts(platform, number)[0]).toContain(`About: ${subjectOf(n)}. `);
      },
      { timeout: 30_000, interval: 500 },
    );
    const bodies = stage.heard.filter(
      ({ what, body }) =>
        what.includes(`/channels/${stage.editors.discord}/messages`) ||
        (what.endsWith("/api/chat.postMessage") && body.includes(`channel=${stage.editors.slack}`)),
    );
    expect(bodies.length).toBeGreaterThanOrEqual(2 * texts.length);
    for (const { to, body } of bodies) {
      if (to === "discord" && body.length > 0)
        expect(JSON.parse(body.toString())).toMatchObject({ allowed_mentions: { parse: [] } });
      if (to === "slack") {
        const given = new URLSearchParams(body.toString());
        expect([given.get("unfurl_links"), given.get("unfurl_media")]).toEqual(["false", "false"]);
        expect(given.get("blocks")).not.toMatch(/"type":"(mrkdwn|link|user|usergroup|broadcast|channel|emoji)"/);
        expect(given.get("text")).toMatch(/^Tip line: /);
      }
    }
    expect([...stage.slack.refusals, ...stage.discord.state.refused]).toEqual([]);
    expect(await stage.end()).toBe(0);
  },
);
