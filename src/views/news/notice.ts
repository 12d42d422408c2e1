/** A notice of the desk, as the newsroom's own places show it. Its words follow later events. */
import type { Draft } from "../../core/desk/desk.ts";
import type { History } from "../../core/news/history.ts";
import type { Notice, SilentNotice } from "../../core/news/notice.ts";
import type { Action, Inline, Reply } from "../../core/reply.ts";
import { button, text } from "../answer.ts";
import { contestName } from "../desk/at-desk.ts";
import { apartOn, disagreementWords } from "../desk/disagreement.ts";
import { draftReply } from "../desk/draft.ts";
import { upper } from "../../core/text.ts";
import { many } from "../words.ts";

/** Facts for a notice's words, beside the notice itself. */
export interface Known {
  /** The draft that the notice is about. */
  readonly draft?: Draft;
  /** Whether the quarantined words that the notice is about wait still. */
  readonly isOpen?: boolean;
  /** Whether the source itself has put them right. */
  readonly isWell?: boolean;
  /** The words as they are now: they follow the source. */
  readonly item?: { readonly why: string; readonly excerpt: string };
  readonly history: History;
}

export function noticeReply(
  notice: Exclude<Notice, SilentNotice>,
  { draft, isOpen = false, isWell = false, item, history }: Known,
): Reply {
  switch (notice.kind) {
    case "draft":
      return draft ? draftReply(draft, history) : said("A draft that is not there any more", "It was taken away.");
    case "quarantine": {
      const { quarantine, source, contest, how } = notice.about;
      const { why, excerpt } = item ?? notice.about;
      const name = contest === undefined ? "a seat" : contestName(history.results, contest);
      const title = {
        doubted: `${source}’s figures for ${name} wait for an editor`,
        gone: `${source} says nothing of ${name} any more`,
        note: `${source} was read, with something odd`,
        misfit: `${source} said what fits nothing`,
      }[how ?? "misfit"];
      const seen = isOpen ? "" : isWell ? " It reads well now." : " Somebody has seen to it.";
      const place = contest === undefined ? undefined : history.results.outcome(contest).seat.name;
      const more = [
        ...(how === "doubted" ? [button("Let through", "letthrough", { item: String(quarantine) })] : []),
        ...(how === "gone" && place !== undefined ? [button("Retract", "retract", { place })] : []),
      ];
      const actions = isOpen ? [...more, button("Dismiss", "dismiss", { item: String(quarantine) })] : [];
      const words = excerpt === "" ? `${upper(why)}.` : `${upper(why)}: “${excerpt}”.`;
      return said(title, `${words}${seen}`, [], actions);
    }
    case "disagreement": {
      const { contest } = notice.about;
      const name = contestName(history.results, contest);
      const apart = apartOn(contest, history);
      const log = [button("Log", "log", { place: history.results.outcome(contest).seat.name })];
      if (!apart) return said(`Sources agree on ${name} again`, "Nothing is left to settle.", [], log);
      return said(`Sources disagree on ${name}`, "", disagreementWords(apart, history), log);
    }
    case "source-trouble":
      return said(`${notice.about.source} cannot be heard`, upper(notice.about.why));
    case "overlay-refused":
      return said(
        `${notice.about.file} does not count`,
        `${upper(notice.about.why)}. Put it right and it is taken up; all else goes on as it was.`,
      );
    case "source-back":
      return said(`${notice.about.source} is heard again`, "What it had said meanwhile is taken in.");
    case "place-blocked": {
      const { platform, place, why } = notice.about;
      return said(`${platform} ${place} cannot be posted to`, upper(why));
    }
    case "tips-held": {
      const { platform, place, why } = notice.about;
      return said(`Tips are held back from ${platform} ${place}`, `${upper(why)}. Nothing is lost: it waits, sealed.`);
    }
    case "place-back":
      return said(`${notice.about.platform} ${notice.about.place} is posted to again`, "It is told what it missed.");
    case "platform-stopped":
      return said(`Nothing is asked of ${upper(notice.about.platform)}`, `${notice.about.why}.`);
    case "platform-back":
      return said(`${upper(notice.about.platform)} is asked again`, "It is told what it missed.");
    case "clock-moved":
      return clockMoved(notice.about);
    case "frozen":
      return said(
        `Frozen by ${notice.about.by}`,
        "Every post is stopped, everywhere.",
        [],
        [button("Unfreeze", "unfreeze")],
      );
    case "unfrozen": {
      const { by, confirmed } = notice.about;
      const hands =
        confirmed === undefined ? `${by} alone, as a manager had allowed` : `${by}, confirmed by ${confirmed}`;
      return said("Posts go on", `By ${hands}.`);
    }
    case "solo": {
      const { by, until } = notice.about;
      if (until === undefined) return said("Two editors again", `${by} has ended working alone.`);
      return said("One editor alone may confirm", `Allowed by ${by}.`, [" Until ", { time: new Date(until) }, "."]);
    }
  }
}

function clockMoved({ whose, by }: Extract<Notice, { kind: "clock-moved" }>["about"]): Reply {
  const title = `A clock was set ${by < 0 ? "back" : "forward"} by ${lengthOf(Math.abs(by))}`;
  const [it, mend] =
    whose === "machine"
      ? ["It is the clock of a machine that I run on", "timedatectl, there"]
      : ["It is the database’s", "timedatectl, on its machine"];
  return said(title, `${it}. News goes on, and nothing is told twice. See that the network sets it: ${mend}.`);
}

function lengthOf(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1_000);
  const [n, unit] =
    seconds < 120
      ? [seconds, "second"]
      : seconds < 7_200
        ? [Math.round(seconds / 60), "minute"]
        : [Math.round(seconds / 3_600), "hour"];
  return many(n, unit);
}

function said(title: string, words: string, more: readonly Inline[] = [], actions: readonly Action[] = []): Reply {
  const block = text(...[words, ...more].filter((part) => part !== ""));
  return {
    summary: words === "" ? `${title}.` : `${title}. ${words}`,
    card: { title, blocks: [block], ...(actions.length > 0 && { actions }) },
  };
}
