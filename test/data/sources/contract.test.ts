/** Every source, read from disk and over the web, keeps to the one contract. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { csvSource } from "../../../src/data/sources/csv.ts";
import { paSource } from "../../../src/data/sources/pa.ts";
import { parliamentSource } from "../../../src/data/sources/parliament.ts";
import { paFile, paResult, paRush, toJson, toXml, type Tree } from "../../support/pa-messages.ts";
import { parliamentPair, sheet, type Counted } from "../../support/sheets.ts";
import { sourceContract, type Stage } from "../../support/source-contract.ts";
import { isLong } from "../../support/long.ts";
import { clock, election, folder, pages, serve, write } from "../../support/source-stage.ts";

const means = { election, now: clock };
const reach = { allowPrivate: true };

/** As it is published, and as it is damaged: by the path of its file. */
type Pages = Readonly<Record<string, string>>;
type Figures = Parameters<Stage["publish"]>[0];

const counting = (figures: Figures): Counted[] => [...figures].map(([about, votes]) => ({ ...about, votes }));
const printedOf = (id: string): string => election.parties.find((one) => one.id === id)?.printed[0] ?? "";

interface Kind {
  readonly name: string;
  pages(figures: Figures): Pages;
  damage(pages: Pages, about: Counted): Pages;
  open(at: (name: string) => string): ReturnType<Stage["open"]>;
}

/** In every line that names the seat, or has its code, a figure is none. */
const noFigure = (text: string, about: Counted): string =>
  text
    .split("\n")
    .map((line) => (line.includes(about.seat.name) ? line.replace(/,\d+(,\d*)?(\r?)$/, ",many$1$2") : line))
    .join("\n");

const csv: Kind = {
  name: "a sheet",
  pages: (figures) => ({ "sheet.csv": sheet(counting(figures)) }),
  damage: (all, about) => ({ "sheet.csv": noFigure(all["sheet.csv"] ?? "", about) }),
  open: (at) => csvSource({ name: "Sheet", location: at("sheet.csv"), ...means, reach }),
};

const parliament: Kind = {
  name: "Parliament's pair",
  pages(figures) {
    const { candidacies, constituencies } = parliamentPair(counting(figures), printedOf);
    return { "candidacies.csv": candidacies, "constituencies.csv": constituencies };
  },
  damage: (all, about) => ({ ...all, "candidacies.csv": noFigure(all["candidacies.csv"] ?? "", about) }),
  open: (at) =>
    parliamentSource({
      name: "Parliament",
      locations: [at("candidacies.csv"), at("constituencies.csv")],
      ...means,
      reach,
    }),
};

const messages = (figures: Figures, write: (tree: Tree) => string, ending: string): Record<string, string> =>
  Object.fromEntries(
    counting(figures).flatMap((about) => {
      const revision = about.votes === about.result.votes ? 2 : 1;
      return [
        [`results/${paFile(about, "rush")}.${ending}`, write(paRush(about))],
        [`results/${paFile(about, "result")}.${ending}`, write(paResult(about, { revision }))],
      ];
    }),
  );

/** Its results cannot be read, nor its rush. */
const torn = (all: Pages, about: Counted): Pages =>
  Object.fromEntries(
    Object.entries(all).map(([name, text]) =>
      name.includes(paFile(about, "result").split("_").slice(3, -1).join("_"))
        ? [name, text.slice(0, -40)]
        : [name, text],
    ),
  );

const paFolder = (ending: string, write: (tree: Tree) => string): Kind => ({
  name: `messages in a folder, in ${ending}`,
  pages: (figures) => messages(figures, write, ending),
  damage: torn,
  open: (at) => paSource({ name: "Agency", location: at(""), ...means, reach }),
});

const paList: Kind = {
  name: "a list of messages",
  pages: (figures) => ({
    "list.json": JSON.stringify(
      counting(figures).flatMap((about) => [paRush(about), paResult(about)]),
      undefined,
      1,
    ),
  }),
  damage: (all, about) => ({
    "list.json": (all["list.json"] ?? "").replaceAll(`"@name": "${about.seat.pa}",`, `"@name": "${about.seat.pa},`),
  }),
  open: (at) => paSource({ name: "Agency", location: at("list.json"), ...means, reach }),
};

const paIndex: Kind = {
  name: "a page that leads to messages",
  pages(figures) {
    const files = messages(figures, toXml, "xml");
    const links = Object.keys(files).map((file) => `<li><a href="${file}">${file}</a>`);
    return { ...files, "index.html": `<!DOCTYPE html>\n<ul>${links.join("\n")}</ul>` };
  },
  // A file whose name has its revision is never another: a damaged one comes under the next.
  damage(all, about) {
    const bad = torn(all, about);
    const renamed = (text: string): string => text.replaceAll(/_1\.xml/g, "_9.xml");
    return Object.fromEntries(
      Object.entries(bad).map(([name, text]) => [renamed(name), name.endsWith("html") ? renamed(text) : text]),
    );
  },
  open: (at) => paSource({ name: "Agency", location: at("index.html"), ...means, reach }),
};

const revised: Kind = {
  ...paIndex,
  pages(figures) {
    const all = paIndex.pages(figures);
    const isRight = counting(figures).some((about) => about.votes === about.result.votes);
    const named = (text: string): string => (isRight ? text.replaceAll("_1.xml", "_2.xml") : text);
    return Object.fromEntries(
      Object.entries(all).map(([name, text]) => [named(name), name.endsWith("html") ? named(text) : text]),
    );
  },
};

/** From disk in the short form what is not asked for over the web, and one that is. */
for (const kind of [csv, paFolder("xml", toXml), ...(isLong ? [parliament, paFolder("json", toJson), paList] : [])])
  sourceContract(`${kind.name}, on disk`, async () => {
    const within = folder();
    let now: Pages = {};
    const put = (pages: Pages): void => {
      now = pages;
      for (const [name, text] of Object.entries(pages)) write(within, name, text);
    };
    return {
      open: () => kind.open((name) => join(within, name)),
      publish: (figures) => put(kind.pages(figures)),
      damage: (about) => put(kind.damage(now, about)),
      kill: () => rmSync(within, { recursive: true }),
    };
  });

for (const kind of [csv, parliament, paList, revised])
  sourceContract(`${kind.name}, over the web`, async () => {
    let now: Pages = {};
    const at = await serve(
      pages(() => Object.fromEntries(Object.entries(now).map(([name, text]) => [`/${name}`, text]))),
    );
    return {
      open: () => kind.open((name) => `${at}/${name}`),
      publish: (figures) => void (now = kind.pages(figures)),
      damage: (about) => void (now = kind.damage(now, about)),
      kill: () => void (now = {}),
    };
  });
