/** A table of all who can see something of a tip, and the same in words. */
import type { Context } from "../../core/command.ts";
import type { Reply } from "../../core/reply.ts";
import type { TipLine } from "../tip-line.ts";
import { button, note, start, text } from "../../views/answer.ts";
import { upper } from "../../core/text.ts";

export function whoSeesReply(line: TipLine, { asker, whoCanSee }: Context): Reply {
  const { mode, newsroom, days } = line.words(asker.place, whoCanSee);
  const name = upper(asker.place.platform);
  const rows = [
    [name, "your words, codename, replies, account, and when"],
    [`${newsroom}’s editors`, "your words and the day; not your name or account"],
    [
      "whoever reads the editors’ channel",
      mode === "text" ? "your words, also those who join later" : "an encrypted text, and when it was posted",
    ],
    ["whoever runs this bot", "could find out who sent what, with the platform’s records or a changed program"],
    ["who has the database", "how many cases, their states and days; sealed text; not who sent anything"],
    ["who has your codename", "replies and the state; can answer and delete"],
  ];
  return {
    summary: `Who can see what of a tip: ${rows.map(([who = "", what = ""]) => `${who}: ${what}`).join(". ")}.`,
    card: {
      title: "Who can see what of a tip",
      blocks: [
        { kind: "table", head: [start("Who"), start("Sees")], rows },
        text(
          `Kept: your words, sealed, until editors have them; a case number, its state and its days. ${days} days without a word, and all of it goes. Not kept: who you are, where you wrote, or when but for the day.`,
        ),
        text(
          "Deleting erases our copy and our posts. It does not reach the platform’s records, backups, or what was read, copied or exported.",
        ),
        ...whoCanSee.map((words) => note(words)),
      ],
      actions: [button("Safer ways", "tip safer")],
    },
  };
}
