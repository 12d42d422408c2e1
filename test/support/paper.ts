/** A platform on paper: places and their posts in memory, with failures to order. */
import type { Platform, Posted } from "../../src/core/platform.ts";
import type { Reply } from "../../src/core/reply.ts";
import type { DeliveryId, MessageRef, Place } from "../../src/core/place.ts";

export interface Sheet {
  readonly id: string;
  readonly delivery: DeliveryId;
  words: string;
  /** The whole reply, as data. */
  shown: string;
  edits: number;
}

export type Mishap =
  | "later"
  /** The work is done, and nobody is told. */
  | "landed"
  /** The work is not done, and nobody is told. */
  | "lost"
  /** The work is done in a while, and nobody is told. */
  | "lands late"
  | "refused"
  /** An edit of a post that nobody may change any more. */
  | "too old"
  /** There is no answer, ever: the process dies meanwhile. */
  | "hangs";

export interface Paper extends Platform {
  /** Posts in a place, in order. */
  readonly sheets: (place: string) => readonly Sheet[];
  /** Places that others can see. */
  readonly open: Set<string>;
  /** Called before each post, edit and removal; a mishap that it returns happens. */
  mishap: (what: "post" | "edit" | "remove", place: string) => Mishap | undefined;
  /** Places whose history cannot be read. */
  readonly blind: Set<string>;
  /** Does the late work now. */
  settle(): void;
  posts: number;
}

/** Thrown for a call that is never answered; the code that plays a process waiting for ever catches it. */
export class Hung extends Error {}

export function createPaper(name = "paper"): Paper {
  const places = new Map<string, Sheet[]>();
  const coming: (() => void)[] = [];
  let count = 0;
  const of = (place: string): Sheet[] => {
    const sheets = places.get(place) ?? [];
    places.set(place, sheets);
    return sheets;
  };
  const put = (place: Place, reply: Reply, delivery: DeliveryId): MessageRef => {
    const id = String((count += 1));
    of(place.id).push({ id, delivery, words: reply.summary, shown: JSON.stringify(reply), edits: 0 });
    return { place, id };
  };
  const unclear: Posted = { kind: "unclear", why: "no answer" };

  const paper: Paper = {
    name,
    posts: 0,
    mishap: () => undefined,
    blind: new Set(),
    open: new Set(),
    sheets: of,
    settle: () => coming.splice(0).forEach((land) => land()),
    start: async () => {},
    stop: async () => {},
    inspect: async ({ id }) => ({ mayPost: true, mayReadBack: true, isPrivate: !paper.open.has(id), wants: [] }),
    async post(place, reply, delivery) {
      paper.posts += 1;
      await new Promise((resolve) => setImmediate(resolve));
      const mishap = paper.mishap("post", place.id);
      if (mishap === "later") return { kind: "later", after: 700 };
      if (mishap === "refused") return { kind: "refused", about: "place", why: "it is archived" };
      if (mishap === "landed") put(place, reply, delivery);
      if (mishap === "lands late") coming.push(() => void put(place, reply, delivery));
      if (mishap === "hangs") {
        if (count % 2 === 0) put(place, reply, delivery);
        throw new Hung();
      }
      return mishap ? unclear : { kind: "sent", message: put(place, reply, delivery) };
    },
    async ownPosts(place) {
      if (paper.blind.has(place.id)) return "cannot-look";
      return of(place.id).map(({ id, words }) => ({ message: { place, id }, at: new Date(0), text: words }));
    },
    async find(place, delivery) {
      if (paper.blind.has(place.id)) return "cannot-look";
      const found = of(place.id).find((sheet) => sheet.delivery === delivery);
      return found ? { place, id: found.id } : "absent";
    },
    async standing(place, delivery) {
      if (paper.blind.has(place.id)) return "cannot-look";
      return of(place.id)
        .filter((sheet) => sheet.delivery === delivery)
        .map(({ id }) => ({ place, id }));
    },
    async remove(message) {
      await new Promise((resolve) => setImmediate(resolve));
      const mishap = paper.mishap("remove", message.place.id);
      if (mishap === "later") return { kind: "later", after: 500 };
      if (mishap === "hangs") throw new Hung();
      if (mishap === "lost") return unclear;
      if (mishap === "refused") return { kind: "refused", about: "place", why: "it is archived" };
      const sheets = of(message.place.id);
      const at = sheets.findIndex(({ id }) => id === message.id);
      if (at < 0) return { kind: "refused", about: "message", why: "it was deleted" };
      sheets.splice(at, 1);
      return mishap === "landed" ? unclear : { kind: "sent", message };
    },
    async edit(message, reply) {
      await new Promise((resolve) => setImmediate(resolve));
      const mishap = paper.mishap("edit", message.place.id);
      if (mishap === "later") return { kind: "later", after: 500 };
      if (mishap === "hangs") throw new Hung();
      if (mishap === "lost") return unclear;
      if (mishap === "too old") return { kind: "refused", about: "edit", why: "it is too old" };
      const sheet = of(message.place.id).find(({ id }) => id === message.id);
      if (!sheet) return { kind: "refused", about: "message", why: "it was deleted" };
      sheet.words = reply.summary;
      sheet.shown = JSON.stringify(reply);
      sheet.edits += 1;
      return mishap === "landed" ? unclear : { kind: "sent", message };
    },
  };
  return paper;
}
