/** The reasons why a channel was told of a contest, or was not, as sentences. */
import type { Context } from "../../core/command.ts";
import { filterWords } from "../../core/seats/read-filter.ts";
import type { Message } from "../../core/news/message.ts";
import type { Reason, Why } from "../../core/news/why.ts";
import { clock } from "../../core/plain-text.ts";
import { listed } from "../../core/text.ts";
import { many } from "../words.ts";

/** @param name of the seat, or of the by-election in it */
export function verdictWords({ verdict }: Why, name: string): string {
  switch (verdict) {
    case "told":
      return `This channel was told of ${name}.`;
    case "coming":
      return `This channel has not been told of ${name} yet, and will be.`;
    case "untold":
      return `This channel was not told of ${name}.`;
    case "open":
      return `There is nothing to tell of ${name} yet.`;
  }
}

export function reasonWords(reason: Reason, { results: { lookup, election } }: Context): string {
  const at = (time: Date) => clock(time, election.timeZone);
  switch (reason.is) {
    case "unsubscribed":
      return "It has never asked for news: /announce here.";
    case "stopped":
      return "Its managers stopped the news. To begin anew: /announce here.";
    case "since":
      return `It has been told news since ${at(reason.at)}.`;
    case "undeclared":
      return reason.withdrawn
        ? `What was declared was withdrawn at ${at(reason.withdrawn)}, and nothing stands.`
        : "It has not declared, as far as I have heard.";
    case "declared":
      return `The news came at ${at(reason.at)}.`;
    case "wanted":
    case "unwanted": {
      const terms = listed(reason.terms.map((term) => `“${filterWords(term, lookup)}”`));
      return `The filter ${reason.is === "wanted" ? "asks for it" : "does not ask for it"}: ${terms} ${reason.terms.length === 1 ? "decides" : "decide"}.`;
    }
    case "message":
      return messageWords(reason.message, at);
    case "changed":
      return `${changes[reason.kind]} at ${at(reason.at)}, after it was told; what I posted is put right.`;
    case "earlier":
      return "It came before this channel asked for news, and nothing old is told.";
    case "otherwise":
      return "When it came, the filter asked for something else.";
    case "paused":
      return "The news is paused here: /announce resume.";
    case "blocked":
      return `I have not been able to post here since ${at(reason.since)}: ${reason.why}.`;
    case "frozen":
      return `The newsroom has stopped every post since ${at(reason.since)}.`;
    case "quiet":
      return `It is quiet here until ${reason.until}, ${reason.zone}.`;
    case "gathered":
      return `News is gathered here, and told every ${reason.every === 1 ? "minute" : many(reason.every, "minute")}.`;
    case "next":
      return "It is told next.";
  }
}

const changes = {
  first: "It was declared",
  filled: "The votes came",
  corrected: "The figures were corrected",
  winner: "The winner changed",
  withdrawn: "It was withdrawn",
  again: "It was declared again",
} as const;

const kinds: Readonly<Record<Message["kind"], string>> = {
  news: "a message",
  digest: "a digest",
  missed: "a message of what was missed",
  scoreboard: "the scoreboard",
  briefing: "the briefing",
  notice: "a notice to the desk",
};

function messageWords({ kind, state, createdAt, items, ref }: Message, at: (time: Date) => string): string {
  const others = items.length > 1 ? `, with ${many(items.length - 1, "other thing")}` : "";
  const what = `In ${kinds[kind]} of ${at(createdAt)}${others}`;
  const where = ref ? ` (message ${ref.id})` : "";
  switch (state) {
    case "sent":
    case "fixed":
      return `${what}${where}.`;
    case "withdrawn":
      return `${what}${where}, which now says that it was withdrawn.`;
    case "gone":
      return `${what}, which has been deleted here since.`;
    case "unclear":
      return `${what}, which may or may not stand here: the platform gave no clear answer, and I cannot look.`;
    case "due":
    case "posting":
      return `${what}, which is on its way.`;
    case "refused":
      return `${what}, which the platform did not take.`;
    case "expired":
      return `${what}, which was never sent: another tells it.`;
  }
}
