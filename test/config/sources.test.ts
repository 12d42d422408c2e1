/** SOURCES as people write it, well and badly. */
import { expect, test } from "vitest";
import { ConfigError, readConfig } from "../../src/config.ts";

function problems(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split("\n").slice(1);
    throw error;
  }
  return [];
}

test("there need be none", () => {
  expect(readConfig({}).sources).toEqual({ list: [], allowPrivate: false });
});

test("each has a name, a type and a place", () => {
  const address = "https://docs.example.org/pub?gid=1&output=csv&key=a:b=c";
  const config = readConfig({
    SOURCES: `PA Media:pa=/srv/pa; Count sheet:csv:staff = ${address} ;Wire:pa=https://feed.example.org/;
      UK Parliament:parliament=https://a.example.org/c.csv, /srv/seats.csv;`,
  });
  expect(config.sources.list).toEqual([
    { name: "PA Media", staff: false, type: "pa", location: "/srv/pa" },
    { name: "Count sheet", staff: true, type: "csv", location: address },
    { name: "Wire", staff: false, type: "pa", location: "https://feed.example.org/" },
    {
      name: "UK Parliament",
      staff: false,
      type: "parliament",
      locations: ["https://a.example.org/c.csv", "/srv/seats.csv"],
    },
  ]);
  // Whoever has the address of a published sheet may read it.
  expect(config.secrets).toContain(address);
  expect(config.secrets).not.toContain("/srv/pa");
});

test("http is read where private addresses are", () => {
  const SOURCES = "Sheet:csv=http://127.0.0.1:8000/sheet.csv";
  expect(problems({ SOURCES })).toEqual([
    "SOURCES reads Sheet over http: give an https address, or set SOURCES_ALLOW_PRIVATE=true",
  ]);
  expect(readConfig({ SOURCES, SOURCES_ALLOW_PRIVATE: "true" }).sources.allowPrivate).toBe(true);
  expect(problems({ SOURCES_ALLOW_PRIVATE: "perhaps" })).toEqual(["SOURCES_ALLOW_PRIVATE is true or false"]);
});

test("none bears a name that the log gives to the newsroom's own", () => {
  for (const name of ["the desk", "The Editors"])
    expect(problems({ SOURCES: `${name}:csv=/a` })).toEqual([
      "SOURCES entry 1 has a name that the newsroom’s own entries bear: choose another",
    ]);
});

test("every problem is said at once, and no address is repeated", () => {
  const said = problems({
    SOURCES:
      "hunter2;:csv=/a;A:xml=/a;B:csv=;C:csv:public=/a;D:parliament=/a.csv;D:csv=ftp://hunter2/;E:csv=https://hunter2:x/;F:csv=/a;f:pa=/b;G\n:rss:x=",
  });
  expect(said).toEqual([
    "SOURCES entry 1 is written name:type=location, as in Wire:pa=/srv/pa; entries are parted by ;",
    "SOURCES entry 2 has a name of letters, digits and spaces, 40 at most",
    "SOURCES entry 3 has a type of csv, pa or parliament",
    "SOURCES entry 4 has no location: a file, a folder or an https address",
    "SOURCES entry 5 may have :staff after its type, and nothing else",
    "SOURCES entry 6 names two files or addresses, parted by a space: candidacies and constituencies",
    "SOURCES entry 7 has an address that is none: https://…",
    "SOURCES entry 8 has an address that is none: https://…",
    "SOURCES entry 10 has a name that stands there already",
    "SOURCES entry 11 may have :staff after its type, and nothing else",
    "SOURCES entry 11 has a type of csv, pa or parliament",
  ]);
});
