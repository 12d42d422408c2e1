/** The desk's forms and drafts, as platforms would be sent them: of every fourth constituency, and of all that are long. */
import { expect, test } from "vitest";
import { modalOf as discordModal } from "../../src/adapters/discord/modal.ts";
import { renderDiscord } from "../../src/adapters/discord/index.ts";
import { modalOf as slackModal } from "../../src/adapters/slack/blocks/modal.ts";
import { renderSlack } from "../../src/adapters/slack/render.ts";
import { decodeAsk, encodeAsk } from "../../src/core/encode.ts";
import type { Reply } from "../../src/core/reply.ts";
import { loadResults } from "../../src/data/election-pack.ts";
import { faultsOf, messageFaults, modalFaults } from "../support/fake-discord/check.ts";
import { checkMessage, checkView } from "../support/fake-slack/check.ts";
import { ana, ben, openDeskStage } from "../support/desk-stage.ts";
import { oneIn } from "../support/long.ts";
import { uk2024 } from "../support/small-pack.ts";

const most = 11;
const published = oneIn(
  4,
  loadResults(uk2024).filter(({ votes }, i) => i % 4 === 0 || Object.keys(votes).length >= most),
);

test("each fits, is whole, and comes back as it was sent", async () => {
  const stage = await openDeskStage();
  const { commands, election } = stage.house;
  const { timeZone } = election;
  const to = { url: "https://hooks.slack.com/x", channel: "C1" };
  const cut: string[] = [];
  function check(reply: Reply, name: string): void {
    expect(checkMessage({ ...renderSlack(reply, { timeZone, commands }) }), name).toBeUndefined();
    const { body } = renderDiscord(reply, { commands, timeZone });
    expect(
      faultsOf("MessageCreate", body, () => messageFaults(body)),
      name,
    ).toEqual([]);
    if (JSON.stringify(body).includes("cut to fit")) cut.push(name);
  }
  for (const [i, { seat, votes, rejected }] of published.entries()) {
    const { name } = stage.ledger().open.results.lookup.seat(seat);
    const recorded = new Date("2024-07-05T03:00:00+01:00");
    await stage.hear({ seat, state: "result", votes, rejected, recorded });
    const form = await stage.form(`/correct ${name}`, ana);
    expect(checkView(slackModal(form, to, commands)), name).toBeUndefined();
    const modal = discordModal(form, commands);
    expect(
      faultsOf("Callback", { type: 9, data: modal }, () => modalFaults(modal)),
      name,
    ).toEqual([]);
    const [{ value = "" }] = form.fields;
    expect(JSON.stringify(modal)).toContain(JSON.stringify(value));
    const back = decodeAsk(encodeAsk(form.ask, commands), commands);
    expect(back).toEqual(form.ask);
    // One vote more for the first, so that there is something to correct.
    const figures = value.replace(/: ([\d,]+)/, (_, n: string) => `: ${Number(n.replace(",", "")) + 1}`);
    const draft = await stage.submit({ ...form, ask: back }, { figures, known: "officer" }, ana);
    expect(draft.problem, `${name}: ${draft.text}`).toBeUndefined();
    check(draft.reply, name);
    // The desk's own card is checked with few drafts and with many.
    if (i === 4 || i === 40 || i === 100) check((await stage.say("/desk", ben)).reply, "/desk");
  }
  expect(cut).toEqual([]);
  expect(stage.faults).toEqual([]);
}, 120_000);
