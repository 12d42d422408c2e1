/** Words to a source before a form opens, and where none does. Nothing of them says more than is kept. */
import type { Context } from "../../core/command.ts";
import type { Block, Reply } from "../../core/reply.ts";
import type { TipLine } from "../tip-line.ts";
import { button, text } from "../../views/answer.ts";

const safer = button("Safer ways", "tip safer");

export const saferReply = (blocks: readonly Block[], before: readonly Block[] = []): Reply => ({
  summary: "Other ways to reach the newsroom, for which neither this bot nor this platform is needed.",
  card: { title: "Safer ways", blocks: [...before, ...blocks] },
});

/** Why nothing can be sent here just now, with where to go instead. */
export function closedReply(line: TipLine, { asker, whoCanSee }: Context): Reply | undefined {
  const door = line.door(asker);
  const { safer: ways } = line.words(asker.place, whoCanSee);
  if (door.kind === "open") return undefined;
  if (door.kind === "paused")
    return saferReply(ways, [
      text(
        "The newsroom has paused its tip line for the moment. It is sorry; nothing can be sent here until it opens again.",
      ),
    ]);
  const closed = text(
    door.why === "set-up" ? "The tip line is not open yet." : "The tip line is not open here, and takes nothing.",
  );
  // Read, but not written to: it is the direct message that is in the way.
  const direct = door.why === "here" && asker.place.kind === "direct" && line.mayRead(asker) ? [text(readHere)] : [];
  return saferReply(ways, [closed, ...direct]);
}

const readHere =
  "In direct messages nothing can be sent. Whoever has a codename can read replies here, and delete, with /tip check.";

/** The same in one line, with the safer ways, for an error that gives words back. */
export function closedWords(line: TipLine, { asker, whoCanSee }: Context, { card, summary }: Reply): string {
  const [first] = card?.blocks ?? [];
  const why = first?.kind === "text" ? first.text.filter((part) => typeof part === "string").join("") : summary;
  const elsewhere = line
    .words(asker.place, whoCanSee)
    .safer.flatMap((block) => (block.kind === "facts" ? block.facts : []))
    .map(({ label, value }) => `${label}: ${value}`);
  return `${why} ${elsewhere.join("; ")}`.trim();
}

export function privacyReply(line: TipLine, { asker, whoCanSee }: Context): Reply {
  const { privacy } = line.words(asker.place, whoCanSee);
  return {
    summary: "Before you send anything: this is not anonymous to the platform. Read what is kept, and by whom.",
    card: {
      title: "Before you send a tip",
      blocks: privacy,
      actions: [safer, button("Low risk: continue", "tip send", { agreed: "yes" })],
    },
  };
}
