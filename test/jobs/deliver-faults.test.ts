/** Nothing is lost where a platform answers in the least convenient order, and one thing that is stuck holds up no other. */
import { expect, test } from "vitest";
import type { Posted } from "../../src/core/platform.ts";
import { onEveryDatabase } from "../support/databases.ts";
import { stage } from "../support/delivery-stage.ts";
import { entryOf } from "../support/night.ts";

const bath = entryOf("Bath");

type Stage = Awaited<ReturnType<typeof stage>>;

const states = async ({ db }: Stage) =>
  (await db.selectFrom("messages").select(["state"]).orderBy("n").execute()).map(({ state }) => state);
const words: Posted = { kind: "refused", about: "words", why: "malformed" };
const place: Posted = { kind: "refused", about: "place", why: "it is archived" };

/** Answers posts by a list, and afterwards as usual. */
function answers(night: Stage, list: (Posted | "post")[]): void {
  const usual = { ...night.paper };
  night.paper.post = async (...given) => {
    const next = list.shift() ?? "post";
    return next === "post" ? usual.post(...given) : next;
  };
}

onEveryDatabase("a post", (database) => {
  test("that is refused after an attempt which is known not to have landed is told later", async () => {
    const night = await stage(database);
    await night.subscribe("a");
    answers(night, [{ kind: "unclear", why: "no answer" }, place]);
    await night.say(bath);
    await night.settle(30);
    expect(night.words("a")).toHaveLength(1);
    expect(night.words("a")[0]).toContain(bath.seat);
  });

  test("whose plain words have to wait is not given up", async () => {
    const night = await stage(database);
    await night.subscribe("a");
    answers(night, [words, { kind: "later", after: 900 }]);
    await night.say(bath);
    await night.settle(10);
    expect(night.words("a")).toHaveLength(1);
  });

  test("whose history cannot be read for a while is looked for until it can", async () => {
    const night = await stage(database);
    await night.subscribe("a");
    const usual = { ...night.paper };
    let isOut = true;
    night.paper.find = async (...given) => (isOut ? "not now" : usual.find(...given));
    answers(night, [{ kind: "unclear", why: "no answer" }]);
    await night.say(bath);
    await night.settle(20);
    expect(await states(night)).toEqual(["posting"]);
    isOut = false;
    await night.settle(10);
    expect(await states(night)).toEqual(["sent"]);
    expect(night.words("a")).toHaveLength(1);
  });
});
