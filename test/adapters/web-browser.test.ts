/** The page in a real browser, as a newcomer starts it. One program and one browser for the whole file. */
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { hasBrowser, openBrowser } from "../support/chromium.ts";
import { freePort, program } from "../support/run-stage.ts";
import { service } from "../support/service.ts";
import { isLong } from "../support/long.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

describe.runIf(isLong && hasBrowser)("the page in a browser", () => {
  let browser: Browser;
  let page: Page;
  let address = "";
  let base = "";
  const atEnd: (() => void | Promise<void>)[] = [];
  const asked: string[] = [];
  const faults: string[] = [];

  beforeAll(async () => {
    const port = await freePort();
    const run = service([program, "run", "--web"], { WEB_PORT: String(port) }, (done) => void atEnd.push(done));
    [browser] = await Promise.all([
      openBrowser(),
      vi.waitUntil(() => run.text().includes("Open http"), { timeout: 30_000, interval: 50 }),
    ]);
    [address = ""] = /http:\S+/.exec(run.text()) ?? [];
    base = new URL(address).origin;
    page = await open({ viewport: { width: 1_280, height: 900 } });
  });
  afterAll(async () => {
    await browser.close();
    for (const done of atEnd) await done();
  });

  /** A window with the chat in it. All that it asks for, and all that goes wrong in it, is kept. */
  async function open(options: BrowserContextOptions, at = address): Promise<Page> {
    const context = await browser.newContext(options);
    const opened = await context.newPage();
    opened.setDefaultTimeout(15_000);
    opened.on("request", (request) => void asked.push(request.url()));
    opened.on("pageerror", (error) => void faults.push(error.message));
    opened.on("console", (message) => {
      if (message.type() === "error") faults.push(message.text());
    });
    await opened.goto(at);
    return opened;
  }
  const answers = (on = page) => on.locator("#talk article:not(.mine)");
  async function ask(line: string, on = page): Promise<string> {
    const before = await answers(on).count();
    await on.fill("#line", line);
    await on.press("#line", "Enter");
    await answers(on).nth(before).waitFor();
    return answers(on).nth(before).innerText();
  }
  const filled = (on = page) =>
    // None while the map is an image still.
    on.locator('#map path[data-seat]:not([fill="#ffffff"])').count();
  const declared = async (on = page): Promise<number> =>
    Number(/(\d+) of 650/.exec(await on.locator("#state h3").innerText())?.[1] ?? 0);
  const steer = (pace: number) =>
    page.evaluate(
      ([key, pace]) =>
        fetch("/night", {
          method: "POST",
          headers: { "x-teller-key": key, "x-teller-tab": "test", "content-type": "application/json" },
          body: JSON.stringify({ pace }),
        }).then(({ status }) => status),
      [new URL(address).hash.slice(1), pace] as const,
    );
  const begin = async (from: string, speed = "1200"): Promise<void> => {
    await page.selectOption("#speed", speed);
    await page.fill("#from", from);
    await page.getByRole("button", { name: "Begin anew" }).click();
  };

  test("a newcomer asks, completes, presses, and the night plays while the map grows", async () => {
    expect(await page.title()).toMatch(/^REHEARSAL: /);
    // Nothing of the key stays where others could see it.
    expect(page.url()).toBe(`${base}/`);
    await page.locator("#line").pressSequentially("/seat ne somers");
    await page.getByRole("option", { name: "North East Somerset and Hanham" }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await answers().getByText("North East Somerset and Hanham").first().waitFor();
    await answers()
      .getByRole("button", { name: /^All 7/ })
      .click();
    await answers().getByText("Barmy Brunch").first().waitFor();
    expect(await ask("who is winning")).toMatch(/REHEARSAL/);
    await page.selectOption("#speed", "1200");
    await page.getByRole("button", { name: "Play" }).click();
    await expect.poll(() => filled()).toBeGreaterThan(0);
    const early = await filled();
    await expect.poll(() => filled()).toBeGreaterThan(early);
    await page
      .locator("#channel")
      .getByText(/LAB HOLD: /)
      .first()
      .waitFor();
    await page.getByRole("button", { name: "Stop" }).click();
  });

  test("two editors: a seat is corrected at the desk, and its post is seen edited", async () => {
    await begin("02:50", "60");
    await page
      .locator("#channel article", { hasText: /HOLD|GAIN/ })
      .first()
      .waitFor();
    await steer(0);
    const [, name = ""] =
      /(?:HOLD|GAIN FROM \w+): (.+?)(?:\. |, by|\n|$)/.exec(
        await page
          .locator("#channel article", { hasText: /(?:HOLD|GAIN FROM \w+): / })
          .first()
          .innerText(),
      ) ?? [];
    await page.selectOption("#as", "editor");
    expect(await ask(`/correct ${name}`)).toContain("Figures for");
    const figures = page.locator("#talk textarea").last();
    const [first = "", ...rest] = (await figures.inputValue()).split("\n");
    const more = first.replace(/[\d,]+$/, (votes) => String(Number(votes.replaceAll(",", "")) + 1));
    await figures.fill([more, ...rest].join("\n"));
    await page.getByRole("button", { name: "Correct", exact: true }).click();
    const draft = answers().last();
    await draft
      .getByText(/draft|waits|confirm/i)
      .first()
      .waitFor();
    const [, number = "1"] = /\b(?:Draft|draft|confirm) (\d+)/.exec(await draft.innerText()) ?? [];
    expect(await ask(`/confirm ${number}`)).toContain("You entered that yourself");
    await page.selectOption("#as", "second");
    await ask(`/confirm ${number}`);
    await page.locator("#channel article.edited", { hasText: name }).first().waitFor();
  });

  test("what is frozen stops on the board and in the channel, until two let it go on", async () => {
    await page.selectOption("#as", "editor");
    expect(await ask("/freeze")).toContain("Every post is stopped");
    const [before, posts] = [await declared(), await page.locator("#channel article", { hasText: "HOLD" }).count()];
    await steer(1_200);
    await page
      .locator("#clock")
      .getByText(/3:[1-5]\dam|[4-9]:\d\dam/)
      .waitFor();
    await steer(0);
    // Answers know what has come; what is told does not change.
    await expect.poll(async () => Number(/(\d+) of 650/.exec(await ask("/results"))?.[1])).toBeGreaterThan(before);
    expect(await declared()).toBe(before);
    expect(await page.locator("#channel article", { hasText: "HOLD" }).count()).toBe(posts);
    const waits = await ask("/unfreeze");
    await page.selectOption("#as", "second");
    await ask(`/confirm ${/\b(?:Draft|draft|confirm) (\d+)/.exec(waits)?.[1] ?? "1"}`);
    await expect.poll(() => declared()).toBeGreaterThan(before);
  });

  test("an answer is shown as the other platforms would draw it, at either width", async () => {
    await page.selectOption("#as", "");
    await begin("05:00", "1");
    await page.locator("#channel article").first().waitFor();
    await ask("/seat Basildon and Billericay");
    const last = answers().nth((await answers().count()) - 1);
    const options = await page
      .locator("#view option")
      .evaluateAll((all) => all.map((one) => one.getAttribute("value")));
    expect(options.length).toBeGreaterThan(2);
    for (const view of options) {
      await page.selectOption("#view", view);
      expect(await last.locator(`[data-as]:visible`).count()).toBe(1);
      // A button asks wherever it is drawn.
      await last.locator(`[data-as="${view}"]`).getByRole("button", { name: /^All/ }).click();
      await answers().last().locator(`[data-as="${view}"]`).getByText("Richard Holden").first().waitFor();
    }
    await page.selectOption("#width", "phone");
    const { width = 0 } = (await last.boundingBox()) ?? {};
    expect(width).toBeLessThanOrEqual(392);
    await page.selectOption("#width", "desktop");
    await page.selectOption("#view", "web");
  });

  test("a file is saved whole", async () => {
    await page.selectOption("#as", "editor");
    await ask("/export seats");
    const saving = page.waitForEvent("download");
    await page.getByRole("button", { name: /^Save / }).click();
    const saved = readFileSync(await (await saving).path(), "utf8");
    expect(saved.trimEnd().split("\n")).toHaveLength(651);
    await page.selectOption("#as", "");
  });

  test("a phone's width needs no scrolling to the side", async () => {
    const phone = await open({ viewport: { width: 360, height: 740 } });
    await ask("/seat bath", phone);
    for (const path of ["/", "/board?seat=bath", "/board/map"]) {
      if (path !== "/") await phone.goto(base + path);
      const wide = await phone.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
      expect(wide, path).toBeLessThanOrEqual(0);
    }
    await phone.context().close();
  });

  test("without script the board is whole, finds a seat, and reloads itself", async () => {
    const plain = await open({ javaScriptEnabled: false }, `${base}/board`);
    expect(await plain.locator("#state").innerText()).toMatch(/REHEARSAL: .* seats declared/);
    expect(await plain.locator("#map img").getAttribute("alt")).toMatch(/^REHEARSAL: Map of/);
    expect(await plain.locator('noscript meta[http-equiv="refresh"], meta[http-equiv="refresh"]').count()).toBe(1);
    await plain.fill("#seat", "bath");
    await plain.press("#seat", "Enter");
    await plain.locator("#found").getByText("Bath").first().waitFor();
    await plain.context().close();
  });

  test("axe finds nothing serious, light and dark", async () => {
    await page.selectOption("#as", "editor");
    await ask("/declare bath");
    const board = await open({ viewport: { width: 1_280, height: 900 } }, `${base}/board?seat=bath`);
    for (const shown of [page, board]) {
      await shown.evaluate(axe);
      for (const colorScheme of ["light", "dark"] as const) {
        await shown.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        // Colours alone differ in the dark.
        const rules = colorScheme === "dark" ? { runOnly: ["color-contrast"] } : {};
        const found = await shown.evaluate(
          `axe.run({ exclude: 'svg' }, { resultTypes: ["violations"], ...${JSON.stringify(rules)} }).then(({ violations, passes }) => ({ passes: passes.length, violations: violations.map(({ id, impact, nodes }) => ({ id, impact, at: nodes.slice(0, 3).map(({ html }) => html.slice(0, 200)) })) }))`,
        );
        const { violations, passes } = found as { violations: { impact: string }[]; passes: number };
        expect(
          violations.filter(({ impact }) => /serious|critical/.test(impact)),
          `${shown.url()} ${colorScheme}`,
        ).toEqual([]);
        expect(passes).toBeGreaterThan(0);
      }
    }
    await board.context().close();
  });

  test("everything is reached by the keyboard alone", async () => {
    const shown = page;
    await shown.locator("#line").focus();
    await shown.keyboard.type("/declare bath");
    await shown.keyboard.press("Escape");
    await shown.keyboard.press("Enter");
    await shown.locator("#talk form").last().waitFor();
    const all = await shown.evaluate<number>(`(() => {
      const wanted = [...document.querySelectorAll("button, input, select, textarea, a[href]")];
      const seen = wanted.filter((one) => one.checkVisibility() && !one.disabled);
      seen.forEach((one, i) => one.setAttribute("data-n", i));
      return seen.length;
    })()`);
    await shown.evaluate("document.activeElement.blur()");
    const reached = new Set<string>();
    for (let left = all + 40; left > 0; left -= 1) {
      await shown.keyboard.press("Tab");
      reached.add(await shown.evaluate<string>('document.activeElement.getAttribute("data-n") ?? ""'));
    }
    reached.delete("");
    expect(reached.size).toBe(all);
  });

  test("a page of another origin gets nothing, whatever it tries", async () => {
    const evil = createServer((_, answer) => void answer.setHeader("content-type", "text/html").end("<p>evil</p>"));
    await new Promise<void>((resolve) => void evil.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void evil.close());
    const found = evil.address();
    const port = typeof found === "object" && found ? found.port : 0;
    const context = await browser.newContext();
    const other = await context.newPage();
    await other.goto(`http://localhost:${port}/`);
    const got = await other.evaluate(`(() => {
      const read = (path, options) =>
        fetch(${JSON.stringify(base)} + path, options).then(
          async (answer) => answer.type !== "opaque" && (await answer.text()),
          () => false,
        );
      const post = { method: "POST", body: '{"line":"/freeze"}' };
      return Promise.all([
        read("/results.json", {}),
        read("/board", { credentials: "include" }),
        read("/ask", { ...post, headers: { "content-type": "text/plain" } }),
        read("/ask", { ...post, mode: "no-cors" }),
        new Promise((resolve) => {
          const frame = document.createElement("iframe");
          frame.src = ${JSON.stringify(base)} + "/board";
          frame.addEventListener("load", () => resolve(frame.contentDocument !== null));
          document.body.append(frame);
          setTimeout(() => resolve(false), 1_000);
        }),
      ]);
    })()`);
    expect(got).toEqual([false, false, false, false, false]);
    await context.close();
  });

  test("nothing was asked of any other host, and no script of ours failed", () => {
    expect(asked.filter((url) => !url.startsWith(base) && !url.startsWith("blob:"))).toEqual([]);
    expect(asked.length).toBeGreaterThan(30);
    expect(faults).toEqual([]);
  });
});

test.skipIf(hasBrowser)("there is no chromium here: the page was not tried in a browser", () => {});
