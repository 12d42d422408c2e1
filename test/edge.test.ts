/** A stranger's id stops at the edge. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createEdge, type EdgeOptions } from "../src/edge.ts";

const hour = 60 * 60 * 1000;

function edgeAt(start: string, over: Partial<EdgeOptions> = {}) {
  let at = Date.parse(start);
  const edge = createEdge({ staff: [], managers: [], now: () => new Date(at), ...over });
  return { edge, pass: (ms: number) => void (at += ms) };
}

const platform = fc.constantFrom("slack", "discord", "terminal");
const id = fc.oneof(
  fc.string({ minLength: 1, maxLength: 40 }),
  fc.stringMatching(/^[UW][A-Z0-9]{8,10}$/),
  fc.stringMatching(/^\d{17,19}$/),
);

describe("a pseudonym", () => {
  test("is the same all day, so that questions can be counted", () => {
    const { edge, pass } = edgeAt("2024-07-04T06:00Z");
    const first = edge.pseudonym("slack", "U1");
    pass(17 * hour);
    expect(edge.pseudonym("slack", "U1")).toBe(first);
  });

  test("is another the next day, and does not come back", () => {
    const { edge, pass } = edgeAt("2024-07-04T23:59Z");
    const first = edge.pseudonym("slack", "U1");
    pass(hour);
    expect(edge.pseudonym("slack", "U1")).not.toBe(first);
    pass(-hour);
    expect(edge.pseudonym("slack", "U1")).not.toBe(first);
  });

  test("means nothing to another process", () => {
    const now = () => new Date("2024-07-04T12:00Z");
    const [one, other] = [0, 1].map(() => createEdge({ staff: [], managers: [], now }).pseudonym("slack", "U1"));
    expect(one).not.toBe(other);
  });

  test("cannot be the id, holds none of it, and tells people and platforms apart", () => {
    const { edge } = edgeAt("2024-07-04T12:00Z");
    fc.assert(
      fc.property(platform, id, platform, id, (p, a, q, b) => {
        const one = edge.pseudonym(p, a);
        expect(one).toMatch(/^[\w-]{22}$/);
        expect(one).not.toBe(a);
        if (a.length >= 6) expect(one).not.toContain(a);
        expect(edge.pseudonym(q, b) === one).toBe(p === q && a === b);
      }),
    );
  });
});

describe("staff", () => {
  const { edge } = edgeAt("2024-07-04T12:00Z", {
    staff: [
      {
        name: "ana",
        role: "editor",
        ids: [
          { platform: "slack", id: "U1" },
          { platform: "discord", id: "2" },
        ],
      },
      { name: "lin", role: "editor", ids: [{ platform: "slack", id: "U9" }] },
    ],
    managers: [
      { platform: "slack", id: "U9" },
      { platform: "discord", id: "123" },
      { platform: "slack", id: "U123" },
    ],
  });

  test("have one name on every platform", () => {
    expect(edge.staff("slack", "U1")).toEqual({ name: "ana", role: "editor" });
    expect(edge.staff("discord", "2")).toEqual({ name: "ana", role: "editor" });
  });

  test("an id counts on its own platform alone", () => {
    expect(edge.staff("discord", "U1")).toBeUndefined();
    expect(edge.staff("slack", "2")).toBeUndefined();
  });

  test("a manager keeps the name that the list gives them; the nameless count as one", () => {
    expect(edge.staff("slack", "U9")).toEqual({ name: "lin", role: "manager" });
    expect(edge.staff("discord", "123")).toEqual({ name: "manager", role: "manager" });
    expect(edge.staff("slack", "U123")?.name).toBe(edge.staff("discord", "123")?.name);
  });

  test("nobody is staff whom the list does not name", () => {
    const { edge: empty } = edgeAt("2024-07-04T12:00Z");
    fc.assert(fc.property(platform, id, (p, a) => empty.staff(p, a) === undefined));
  });
});
