import type { Context } from "../core/command.ts";
import { UserError } from "../core/errors.ts";
import { readPossible } from "../core/seats/read-filter.ts";
import type { PictureBlock } from "../core/reply.ts";
import { provenanceFor } from "../core/provenance.ts";
import { listed } from "../core/text.ts";
import { cardPicture, mapPicture, movesPicture, nightPicture, statePicture } from "../pictures/index.ts";
import { png } from "../pictures/png.ts";
import { here } from "./house.ts";
import { aboutAt, atOption, exit, open, type Given, type Verb } from "./verb.ts";
import { UsageError } from "./usage-error.ts";

const names = ["map", "seat", "state", "night", "swing"] as const;
const formats = ["png", "svg"] as const;

const picture: Verb = {
  name: "picture",
  summary: "Draws the map, a seat, the state of the parties, the night or how seats moved, for a page or an article",
  usage: "picture map [--filter FILTER] | seat PLACE | state | night | swing  [--format png|svg] [--at TIME] > FILE",
  options: { filter: { type: "string" }, format: { type: "string" }, ...atOption },
  about: {
    filter: "the seats of the map, as for /seats: “labour gains and wales”",
    format: "png (the default) or svg; the words that say the same go to standard error",
    ...aboutAt,
  },
  async run(given, world) {
    const [word = "", ...rest] = given.words;
    const name = names.find((known) => known === word);
    if (!name) throw new UsageError(`say what to draw: ${listed(names, "or")}`);
    const asked = given.text("format") ?? "png";
    const format = formats.find((known) => known === asked);
    if (!format) throw new UsageError(`there is no format “${asked.slice(0, 20)}”: choose ${formats.join(" or ")}`);
    if (given.text("filter") !== undefined && name !== "map") throw new UsageError("--filter goes with the map");
    if (rest.length > 0 && name !== "seat") throw new UsageError(`${name} takes no more words`);
    const house = await open(given, world);
    try {
      const drawn = pictureOf(name, rest.join(" "), given, house.context(here));
      const bytes = format === "svg" ? Buffer.from(drawn.svg, "utf8") : await png(drawn.svg);
      await new Promise<void>((written) => void world.out.write(bytes, () => written()));
      world.err.write(`${drawn.alt}\n`);
      return exit.answered;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      world.err.write(`teller picture: ${error.message}\n`);
      return exit.unanswered;
    }
  },
};
export default picture;

/** @throws UserError where the filter or the seat is not clear */
function pictureOf(name: (typeof names)[number], place: string, given: Given, context: Context): PictureBlock {
  switch (name) {
    case "map": {
      const filter = given.text("filter");
      return mapPicture(
        context,
        filter === undefined ? undefined : readPossible(filter, context, "teller picture map"),
      );
    }
    case "seat": {
      const outcome = seatOf(place, context);
      return cardPicture({ results: context.results, provenance: provenanceFor(outcome, context) }, outcome);
    }
    case "state":
      return statePicture(context);
    case "night":
      return nightPicture(context);
    case "swing":
      return movesPicture(context);
  }
}

/** A seat by its whole name, its code or its three letters: nobody is there to be asked which of two is meant. */
function seatOf(place: string, { results }: Context) {
  const asked = place.trim().toLowerCase();
  const found = results.all.find(({ seat: { name, code, short = "", pa = "" } }) =>
    [name, code, short, pa].some((one) => one.toLowerCase() === asked && asked !== ""),
  );
  if (!found)
    throw new UserError(
      "not-found",
      `name a seat in full, by its code or its three letters: “${place.slice(0, 40)}” is none.`,
    );
  return found;
}
