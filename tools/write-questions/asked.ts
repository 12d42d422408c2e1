/** Questions as people type and say them, in the kinds that are answered. */
import { int, one, type Facts, type Question } from "./facts.ts";

const gain = / gain from /;

export function asked(f: Facts): readonly Question[] {
  const { seat, count, best, share, votes, within, partyShare, short } = f;
  const q: Question[] = [];
  const add = (kind: string, lines: readonly string[], ...says: readonly string[]): void => {
    for (const line of lines) q.push([kind, line, ...says]);
  };
  /** A line with its seats; `@` stands for the name. */
  const each = (
    kind: string,
    line: string,
    names: readonly string[],
    says: (name: string) => readonly string[],
  ): void => {
    for (const name of names) q.push([kind, line.replace("@", typed(name)), ...says(name)]);
  };
  const typed = (name: string): string => name.toLowerCase();
  const wins = (party: string) => count(({ first }) => first === party);
  const gains = (party: string, fits: (one: ReturnType<typeof seat>) => boolean = () => true) =>
    count((s) => s.result.startsWith(`${party} gain`) && fits(s));
  const losses = (party: string) => count(({ result }) => result.endsWith(` from ${party}`));
  const holds = (party: string) => count(({ result }) => result === `${party} hold`);
  const seconds = (party: string) => count(({ second }) => second === party);

  // A name alone.
  add("name", ["labour", "Labour?", "the labour party", "LABOUR"], "Labour Party", `${wins("Lab")} seats`);
  add("name", ["tories", "the tories", "conservatives", "Tory party?"], "Conservative", `${wins("Con")} seats`);
  add("name", ["libdems", "lib dems", "Liberal Democrats", "the lib dems please"], `${wins("LD")} seats`);
  add("name", ["reform", "reform uk", "what about reform"], `${wins("RUK")} seats`);
  add("name", ["greens", "the greens?"], "Green", "4 seats");
  add("name", ["snp", "plaid cymru"], "seats");
  add(
    "name",
    ["scotland", "Scotland?", "how about scotland"],
    "Scotland",
    `Labour ${count((s) => within("Scotland")(s) && s.first === "Lab")}`,
  );
  add(
    "name",
    ["wales", "what about wales"],
    "Wales",
    `Labour ${count((s) => within("Wales")(s) && s.first === "Lab")}`,
  );
  add("name", ["the north east", "north east england"], "North East", "Labour 26");
  each(
    "name",
    "@",
    ["Bath", "Clacton", "Ashfield", "Islington North", "Ely and East Cambridgeshire", "Ynys Môn"],
    (n) => [seat(n).member],
  );
  each("name", "what about @?", ["Bath", "Hartlepool", "Bristol Central"], (n) => [seat(n).member]);
  each("name", "and @", ["Chorley", "Gordon and Buchan"], (n) => [seat(n).member]);
  add("name", ["liz truss", "Liz Truss?", "what about liz truss"], "Liz Truss", "South West Norfolk", "630");
  add("name", ["keir starmer", "jeremy corbyn"], "MP");

  // Who won.
  each(
    "who won",
    "who won @",
    ["Bath", "Ashfield", "North East Somerset and Hanham", "Waveney Valley", "Dewsbury and Batley"],
    (n) => [seat(n).member],
  );
  each("who won", "who's won @", ["Bath", "Stoke-on-Trent South", "Rochdale"], (n) => [seat(n).member]);
  each("who won", "whos won @?", ["Leicester South", "Birmingham Perry Barr"], (n) => [seat(n).member]);
  each("who won", "hey teller who won @", ["Bath", "Hendon", "Poole"], (n) => [seat(n).member]);
  each("who won", "so who took @ in the end", ["Portsmouth North", "Welwyn Hatfield"], (n) => [seat(n).member]);
  each("who won", "can you tell me who won @ please", ["Bury South", "Bolton West", "Wigan"], (n) => [seat(n).member]);
  each("who won", "WHO WON @", ["Luton North", "Slough"], (n) => [seat(n).member]);
  each("who won", "who is the mp for @", ["Bath", "Holborn and St Pancras", "Kensington and Bayswater"], (n) => [
    seat(n).member,
  ]);
  each("who won", "whos the mp in @", ["Exeter", "Gower"], (n) => [seat(n).member]);
  each("who won", "who got elected in @", ["Bermondsey and Old Southwark", "Cardiff West"], (n) => [seat(n).member]);
  each("who won", "@ result", ["Bath", "Ilford North", "Blyth and Ashington"], (n) => [seat(n).member]);
  each("who won", "@ results please", ["Woking", "Tatton"], (n) => [seat(n).member]);
  each("who won", "what was the result in @", ["Swindon South", "Harlow", "Belfast East"], (n) => [seat(n).member]);
  each("who won", "result for @?", ["Torbay", "Eastbourne"], (n) => [seat(n).member]);
  each("who won", "did labour win @", ["Hendon", "Bath"], (n) => [seat(n).member, "Labour"]);
  each("who won", "who represents @", ["Witney", "Maidenhead"], (n) => [seat(n).member]);
  each("who won", "what happened in @", ["Godalming and Ash", "Cheltenham"], (n) => [seat(n).member]);
  each("who won", "winner in @", ["Derby South", "Norwich North"], (n) => [seat(n).member]);

  // A figure of a seat.
  const majority = (n: string) => [int(seat(n).majority), one(seat(n).points)];
  each("figure", "majority in @", ["Bath", "Hendon", "Bootle"], majority);
  each("figure", "what's the majority in @", ["Poole", "Ynys Môn"], majority);
  each("figure", "whats the majority in @", ["Clacton", "Chorley"], majority);
  each("figure", "how big is the majority in @?", ["Wigan", "Aldershot"], majority);
  each("figure", "@ majority", ["Basildon and Billericay", "Sheffield Hallam"], majority);
  each("figure", "@'s majority", ["Bath", "Islington North"], majority);
  each("figure", "how close was @", ["Hendon", "North West Cambridgeshire"], majority);
  each("figure", "margin in @ pls", ["Hexham", "Torbay"], majority);
  each("figure", "majorty in @", ["Bath", "Exeter"], majority);
  const turnout = (n: string) => [`${one(seat(n).turnout)}%`];
  each("figure", "turnout in @", ["Bath", "Wigan", "Leeds South"], turnout);
  each("figure", "what was the turnout in @?", ["Richmond Park", "Glasgow North"], turnout);
  each("figure", "@ turnout", ["Manchester Rusholme", "Winchester"], turnout);
  each("figure", "turnuot in @", ["Bath", "Hove and Portslade"], turnout);
  each("figure", "how many people voted in @", ["Bath", "Truro and Falmouth"], (n) => [int(seat(n).valid)]);
  each("figure", "electorate of @", ["Bath", "Isle of Wight East"], (n) => [int(seat(n).electorate)]);
  each("figure", "how many spoilt ballots in @", ["Bath", "Chorley"], (n) => [int(seat(n).rejected)]);
  each("figure", "swing in @", ["Bath", "Nuneaton"], () => ["Swing in"]);
  each("figure", "what was the swing in @", ["Ashfield", "Truro and Falmouth"], () => ["Swing in"]);
  const second = (n: string) => [seat(n).lines[1]?.name ?? "", int(seat(n).lines[1]?.votes ?? 0), "second"];
  each("figure", "who came second in @", ["Bath", "Hendon", "Clacton"], second);
  each("figure", "runner up in @", ["Ashfield", "Wigan"], second);
  each("figure", "second place in @?", ["Bristol Central", "Brighton Pavilion"], second);
  each("figure", "who was runner-up in @", ["Waveney Valley", "North Herefordshire"], second);
  each("figure", "who came third in @", ["Bath", "Poole"], (n) => [seat(n).lines[2]?.name ?? "", "third"]);
  each("figure", "who came last in @", ["Bath", "Clacton"], (n) => [seat(n).lines.at(-1)?.name ?? "", "last"]);
  each("figure", "how many candidates in @", ["Bath", "Holborn and St Pancras"], (n) => [
    `${seat(n).lines.length} candidates`,
  ]);
  each("figure", "who stood in @", ["Bath", "Clacton"], (n) => [seat(n).lines[1]?.name ?? ""]);
  each("figure", "winning share in @", ["Bath", "Bootle"], (n) => [`${one(seat(n).lines[0]?.share ?? 0)}%`]);
  each("declared", "has @ declared yet", ["Bath", "Hendon"], (n) => [`${n} has declared`, "July 2024"]);
  each("declared", "have @ declared", ["Putney", "Wigan"], (n) => [`${n} has declared`]);
  each("declared", "when did @ declare", ["Bath", "Clacton"], (n) => [`${n} has declared`, "July 2024"]);
  each("declared", "what time did @ declare?", ["Broxbourne", "Cramlington and Killingworth"], (n) => [
    `${n} has declared`,
    "July 2024",
  ]);
  each("declared", "is @ in yet", ["Bath", "Selby"], (n) => [seat(n).member]);
  each("declared", "is there a result in @ yet", ["Gower", "Redcar"], (n) => [seat(n).member]);

  // A party in a seat.
  const party = (p: string) => (n: string) => {
    const line = seat(n).lines.find((other) => other.party === p);
    return line ? [line.name, int(line.votes), `${one(line.share)}%`] : ["had no candidate"];
  };
  each(
    "party in a seat",
    "how did reform do in @",
    ["Ashfield", "Clacton", "Bath", "Boston and Skegness"],
    party("RUK"),
  );
  each("party in a seat", "how did the greens do in @?", ["Bristol Central", "Bath", "Waveney Valley"], party("Green"));
  each("party in a seat", "how did labour get on in @", ["Islington North", "Leicester South", "Bath"], party("Lab"));
  each("party in a seat", "labour vote in @", ["Bath", "Wigan"], party("Lab"));
  each("party in a seat", "lib dem share in @", ["Bath", "Winchester"], party("LD"));
  each("party in a seat", "how many votes did the tories get in @", ["Bath", "Poole"], party("Con"));
  each(
    "party in a seat",
    "how many votes did snp get in @",
    ["Perth and Kinross-shire", "Gordon and Buchan"],
    party("SNP"),
  );
  each("party in a seat", "did reform win @", ["Ashfield", "Great Yarmouth", "Hartlepool"], party("RUK"));
  each("party in a seat", "did the lib dems hold @", ["Bath", "Westmorland and Lonsdale"], party("LD"));
  each("party in a seat", "reform in @", ["Ashfield", "Bath"], party("RUK"));
  each("party in a seat", "tories in @?", ["Bath", "Hendon"], party("Con"));
  each("party in a seat", "what did plaid get in @", ["Ynys Môn", "Ceredigion Preseli"], party("PC"));
  each("party in a seat", "where did labour come in @", ["Bath", "Clacton"], party("Lab"));
  // A party in an area.
  const inArea = (p: string, area: string) => [`${one(share(p, within(area)))}%`, int(votes(p, within(area)))];
  add(
    "party in an area",
    ["how did reform do in wales", "reform in wales vote share", "how well did reform do in wales?"],
    ...inArea("RUK", "Wales"),
  );
  add(
    "party in an area",
    ["how did labour do in scotland", "labour vote share in scotland"],
    ...inArea("Lab", "Scotland"),
  );
  add(
    "party in an area",
    ["how did the greens do in london", "green share of the vote in london"],
    ...inArea("Green", "London"),
  );
  add(
    "party in an area",
    ["how did the tories perform in the south east", "tory vote in the south east"],
    ...inArea("Con", "South East"),
  );
  add("party in an area", ["how many votes did the lib dems get in the south west"], ...inArea("LD", "South West"));

  // Counts.
  add(
    "count",
    [
      "how many seats did labour win",
      "how many seats did labour get",
      "how many seats have labour won",
      "number of labour seats",
      "labour seats",
      "how many labour mps",
      "how many mps do labour have",
      "labour seat count",
      "How many seats has Labour got?",
    ],
    String(wins("Lab")),
  );
  add(
    "count",
    [
      "how many seats did the tories win",
      "how many seats have the conservatives got",
      "how many tory mps are there",
      "tory seats?",
    ],
    String(wins("Con")),
  );
  add("count", ["how many seats did reform get", "how many reform mps", "reform seats"], String(wins("RUK")));
  add("count", ["how many seats did the greens win", "how many green mps are there"], "4 seats");
  add(
    "count",
    ["how many seats did the snp lose", "snp losses", "seats snp lost", "how many did the snp lose"],
    `${losses("SNP")} seats`,
  );
  add(
    "count",
    [
      "tory losses",
      "conservative losses",
      "how many seats did the tories lose",
      "seats lost by the tories",
      "how many did the conservatives lose",
    ],
    `${losses("Con")} seats`,
  );
  add(
    "count",
    [
      "labour gains",
      "how many gains did labour make",
      "how many seats did labour gain",
      "seats gained by labour",
      "which seats did labour gain",
      "labours gains",
    ],
    `${gains("Lab")} seats`,
  );
  add(
    "count",
    ["lib dem gains", "how many seats did the lib dems gain", "what seats did the lib dems pick up"],
    `${gains("LD")} seats`,
  );
  add("count", ["labour holds", "how many seats did labour hold", "seats held by labour"], `${holds("Lab")} seats`);
  add("count", ["tory holds", "how many seats did the conservatives hold onto"], `${holds("Con")} seats`);
  add(
    "count",
    [
      "lib dem second places",
      "how many second places did the lib dems get",
      "where did the lib dems come second",
      "lib dems second",
    ],
    `${seconds("LD")} seats`,
  );
  add(
    "count",
    [
      "reform second places",
      "how many seats did reform come second in",
      "where were reform second",
      "seats where reform came second",
    ],
    `${seconds("RUK")} seats`,
  );
  add("count", ["green second places", "how many seconds for the greens"], `${seconds("Green")} seats`);
  add(
    "count",
    [
      "how many women were elected",
      "how many women mps are there",
      "women elected",
      "how many female mps",
      "number of women mps",
      "number of women elected?",
      "how many women won",
    ],
    String(count(({ woman }) => woman)),
  );
  add(
    "count",
    ["how many labour women were elected", "how many labour women", "women labour mps"],
    `${count((s) => s.woman && s.first === "Lab")} seats`,
  );
  add(
    "count",
    ["how many women in scotland", "how many women were elected in scotland"],
    `${count((s) => s.woman && within("Scotland")(s))} seats`,
  );
  add("count", ["how many tory women mps"], `${count((s) => s.woman && s.first === "Con")} seats`);
  add(
    "count",
    ["how many new mps", "how many new mps are there", "number of new mps", "new mps"],
    String(count(({ isNew }) => isNew)),
  );
  add("count", ["how many new reform mps", "new reform mps"], `${count((s) => s.isNew && s.first === "RUK")} new`);
  add(
    "count",
    ["how many seats did labour win in scotland", "labour seats in scotland", "labour wins in scotland"],
    `${count((s) => s.first === "Lab" && within("Scotland")(s))} seats`,
  );
  add(
    "count",
    ["how many seats did the lib dems win in the south west", "lib dem seats in the south west"],
    `${count((s) => s.first === "LD" && within("South West")(s))} seats`,
  );
  add(
    "count",
    ["how many seats did the tories win in london", "tory seats in london", "how many tory mps in london"],
    `${count((s) => s.first === "Con" && within("London")(s))} seats`,
  );
  add(
    "count",
    ["how many seats are there in wales", "how many seats in wales", "number of seats in wales"],
    "32 seats",
  );
  add("count", ["how many seats in london"], "75 seats");
  add(
    "count",
    [
      "how many seats had a majority under 1000",
      "seats with a majority under 1000",
      "majorities of less than 1,000",
      "how many majorities under 1000",
      "seats won by less than 1000 votes",
      "majority < 1000",
    ],
    `${count(({ majority: m }) => m < 1000)} seats`,
  );
  add(
    "count",
    ["seats with a majority under 100", "how many seats were won by fewer than 100 votes"],
    `${count(({ majority: m }) => m < 100)} seats`,
  );
  add(
    "count",
    ["seats with turnout over 70%", "how many seats had a turnout of more than 70%", "turnout above 70 percent"],
    `${count(({ turnout: t }) => t > 70)} seats`,
  );
  add(
    "count",
    ["seats with turnout below 50% in the north west"],
    `${count((s) => s.turnout < 50 && within("North West")(s))} seats`,
  );
  add(
    "count",
    ["labour seats with a majority under 500", "labour majorities under 500"],
    `${count((s) => s.majority < 500 && s.first === "Lab")} seats`,
  );
  add("count", ["how many deposits did the lib dems lose"], "deposits lost");
  add(
    "count",
    ["how many seats did labour win outside london", "labour seats outside london", "labour seats but not london"],
    `${count((s) => s.first === "Lab" && !within("London")(s))} seats`,
  );
  add(
    "count",
    ["labour gains excluding scotland", "how many seats did labour gain outside scotland"],
    `${gains("Lab", (s) => !within("Scotland")(s))} seats`,
  );
  add(
    "count",
    ["how many seats have declared", "how many seats have been declared", "how many declared so far"],
    "650",
  );
  add(
    "count",
    ["how many votes did labour get", "labour vote", "how many votes for labour nationally"],
    int(votes("Lab")),
  );
  add(
    "count",
    [
      "how many votes did reform get",
      "reform vote share",
      "what share of the vote did reform get",
      "what percentage did reform get",
    ],
    `${one(share("RUK"))}%`,
  );
  add("count", ["how many candidates did reform stand"], "609");

  // Superlatives.
  const closest = best((s) => -s.majority);
  add(
    "superlative",
    [
      "closest seat",
      "closest result",
      "what was the closest seat",
      "which seat was closest",
      "tightest result",
      "smallest majority",
      "most marginal seat",
      "narrowest win",
      "what is the most marginal seat in the country",
      "closest race",
      "the closest seat pls",
      "Which constituency had the smallest majority?",
    ],
    closest.name,
    int(closest.majority),
  );
  const safest = best((s) => s.points);
  add(
    "superlative",
    ["safest seat", "what's the safest seat", "safest seat in the country", "safest seat in the uk?"],
    safest.name,
  );
  const biggest = best((s) => s.majority);
  add(
    "superlative",
    ["biggest majority", "largest majority", "who has the biggest majority", "highest majority"],
    biggest.name,
    int(biggest.majority),
  );
  const safestLab = best(
    (s) => s.points,
    ({ first }) => first === "Lab",
  );
  add(
    "superlative",
    ["safest labour seat", "labour's safest seat", "labours safest seat", "which is the safest labour seat"],
    safestLab.name,
  );
  const safestCon = best(
    (s) => s.points,
    ({ first }) => first === "Con",
  );
  add("superlative", ["safest tory seat", "safest conservative seat?"], safestCon.name, one(safestCon.points));
  const closeLab = best(
    (s) => -s.majority,
    ({ first }) => first === "Lab",
  );
  add(
    "superlative",
    ["closest labour seat", "most marginal labour seat", "labour's smallest majority", "smallest labour majority"],
    closeLab.name,
    int(closeLab.majority),
  );
  const closeWales = best((s) => -s.majority, within("Wales"));
  add(
    "superlative",
    ["closest seat in wales", "tightest seat in wales", "smallest majority in wales", "most marginal welsh seat"],
    closeWales.name,
    int(closeWales.majority),
  );
  const closeLD = best(
    (s) => -s.majority,
    ({ first }) => first === "LD",
  );
  add("superlative", ["most marginal lib dem seat", "narrowest lib dem win"], closeLD.name, int(closeLD.majority));
  const low = best((s) => -s.turnout);
  const high = best((s) => s.turnout);
  add(
    "superlative",
    [
      "lowest turnout",
      "where was turnout lowest",
      "which seat had the lowest turnout",
      "worst turnout",
      "lowest turn out",
    ],
    low.name,
    `${one(low.turnout)}%`,
  );
  add(
    "superlative",
    [
      "highest turnout",
      "where was turnout highest",
      "which seat had the highest turnout",
      "best turnout",
      "biggest turnout",
    ],
    high.name,
    `${one(high.turnout)}%`,
  );
  const highScot = best((s) => s.turnout, within("Scotland"));
  add(
    "superlative",
    ["highest turnout in scotland", "best turnout in scotland"],
    highScot.name,
    `${one(highScot.turnout)}%`,
  );
  add("superlative", ["biggest swing", "largest swing", "what was the biggest swing", "highest swing"], "swing");
  for (const [p, words] of [
    [
      "RUK",
      [
        "reform's best result",
        "reforms best seat",
        "highest reform vote share",
        "best seat for reform",
        "where did reform do best",
      ],
    ],
    ["Green", ["best green result", "greens best seat", "highest green vote"]],
    ["LD", ["highest lib dem share", "best lib dem result"]],
  ] as const) {
    const top = best(partyShare(p));
    add("superlative", words, top.name, `${one(partyShare(p)(top))}%`);
  }

  // Held before, and what became of somebody.
  each("held", "who held @ before", ["Bath", "Hendon", "North East Somerset and Hanham"], (n) => [
    int(seat(n).majorityBefore),
    short(seat(n).before).slice(0, 7),
  ]);
  each("held", "who won @ in 2019", ["Bath", "Wigan", "Ashfield"], (n) => [
    "2019 notional",
    int(seat(n).majorityBefore),
  ]);
  each("held", "who won @ last time", ["Putney", "Clacton"], (n) => ["2019 notional", int(seat(n).majorityBefore)]);
  each("held", "did @ change hands", ["Bath", "Hendon", "Poole"], (n) => [
    gain.test(seat(n).result) ? "changed hands, from" : "did not change hands",
  ]);
  add(
    "person",
    [
      "what happened to liz truss",
      "what became of liz truss",
      "did liz truss lose her seat",
      "did truss keep her seat",
      "did liz truss win",
      "who beat liz truss",
      "how did liz truss do",
    ],
    "Liz Truss",
    "630",
  );
  add(
    "person",
    ["what happened to jacob rees-mogg", "did rees-mogg lose", "did jacob rees mogg keep his seat"],
    "Rees-Mogg",
    "Dan Norris",
  );
  add(
    "person",
    ["did penny mordaunt lose her seat", "what happened to penny mordaunt"],
    "Mordaunt",
    "Portsmouth North",
  );
  add("person", ["did jeremy corbyn win", "what happened to jeremy corbyn"], "Corbyn", "Islington North");
  add("person", ["did nigel farage win", "did farage get in", "where did farage stand"], "Farage", "Clacton");
  add("person", ["is jeremy hunt still an mp", "did jeremy hunt hold his seat"], "Jeremy Hunt", "Godalming and Ash");

  // Changes in an area.
  const moved = (area: string) => count((s) => gain.test(s.result) && within(area)(s));
  add(
    "changes",
    [
      "seats that changed hands in wales",
      "which seats changed hands in wales",
      "how many seats changed hands in wales",
      "changes in wales?".replace("changes", "gains"),
      "what flipped in wales",
    ],
    `${moved("Wales")} seats`,
  );
  add(
    "changes",
    ["seats that changed hands in scotland", "seats that flipped in scotland"],
    `${moved("Scotland")} seats`,
  );
  add("changes", ["which seats changed hands in london"], `${moved("London")} seats`);
  add(
    "changes",
    ["how many seats changed hands", "seats that changed hands", "how many seats flipped"],
    `${count((s) => gain.test(s.result))} seats`,
  );
  add(
    "changes",
    ["labour gains in scotland", "how many seats did labour gain in scotland", "seats labour picked up in scotland"],
    `${gains("Lab", within("Scotland"))} seats`,
  );
  add(
    "changes",
    ["tory losses in the south east", "seats lost by the tories in the south east"],
    `${count((s) => s.result.endsWith(" from Con") && within("South East")(s))} seats`,
  );
  add("changes", ["holds in wales"], `${count((s) => s.result.endsWith(" hold") && within("Wales")(s))} seats`);

  // Two parties against each other.
  const from = (to: string, lost: string) => count(({ result }) => result === `${to} gain from ${lost}`);
  add(
    "two parties",
    [
      "labour gains from the snp",
      "seats labour took from the snp",
      "seats the snp lost to labour",
      "how many seats did labour gain from the snp",
      "snp losses to labour",
    ],
    `${from("Lab", "SNP")} seats`,
  );
  add(
    "two parties",
    [
      "seats the lib dems took from the tories",
      "lib dem gains from conservatives",
      "how many seats did the tories lose to the lib dems",
    ],
    `${from("LD", "Con")} seats`,
  );
  add(
    "two parties",
    ["seats the tories lost to reform", "reform gains from the tories"],
    `${from("RUK", "Con")} seats`,
  );
  const over = (a: string, b: string) => count((s) => s.first === a && s.second === b);
  add(
    "two parties",
    [
      "labour over reform",
      "seats where reform came second to labour",
      "seats where labour beat reform",
      "where did reform come second to labour",
    ],
    `${over("Lab", "RUK")} seats`,
  );
  add(
    "two parties",
    ["lib dem over conservative", "seats where lib dems beat the tories"],
    `${over("LD", "Con")} seats`,
  );
  each("two parties", "labour vs tories in @", ["Hendon", "Poole"], (n) => [
    seat(n).lines[0]?.name ?? "",
    int(seat(n).lines[1]?.votes ?? 0),
  ]);
  each("two parties", "labour against reform in @", ["Llanelli", "Ashfield"], (n) => [
    int(seat(n).lines[0]?.votes ?? 0),
    int(seat(n).lines[1]?.votes ?? 0),
  ]);
  add(
    "two parties",
    ["labour vs conservative", "labour or tories, who got more votes"],
    int(votes("Lab")),
    int(votes("Con")),
  );

  // The whole.
  add(
    "the whole",
    [
      "who won",
      "who won the election",
      "who is winning",
      "whos winning",
      "who's ahead",
      "results",
      "result",
      "what's the score",
      "state of the parties",
      "overall result",
      "what are the results so far",
      "results so far",
      "election results",
      "who won the general election?",
      "current score",
      "latest score",
    ],
    "Labour 411",
    "Conservative 121",
  );
  add(
    "the whole",
    [
      "what is labour's majority",
      "how big is labour's majority",
      "labour majority",
      "size of the majority",
      "what's the majority",
      "overall majority",
    ],
    "172",
  );
  add("the whole", ["what was the turnout", "turnout", "national turnout", "overall turnout"], "59.7%");
  add(
    "the whole",
    [
      "exit poll",
      "what did the exit poll say",
      "the exit poll",
      "exit poll?",
      "what was the exit poll prediction".replace(" prediction", ""),
    ],
    "410",
    "131",
    "majority of 170",
  );
  add(
    "the whole",
    ["results in the north east", "results for the north east", "who won in the north east"],
    "Labour 26",
    "Conservative 1",
  );
  add(
    "the whole",
    [
      "results in scotland",
      "who won scotland",
      "scotland results",
      "how did scotland vote".replace("how did scotland vote", "scottish results"),
    ],
    `Labour ${count((s) => within("Scotland")(s) && s.first === "Lab")}`,
    "SNP 9",
  );
  add(
    "the whole",
    ["latest results", "newest results", "latest", "what's just declared", "most recent declarations"],
    "newest",
  );
  add(
    "to come",
    [
      "what's left",
      "how many seats are left",
      "which seats are still to declare",
      "how many left to declare",
      "whats still to come",
    ],
    "0 of 650",
  );
  add(
    "to come",
    ["what's left in wales", "seats left in the north east", "is there anything left in scotland"],
    "still to declare in",
  );
  add("the whole", ["by-elections", "by elections", "any byelections", "what by-elections have there been"], "Runcorn");
  add("the whole", ["portillo moments", "big names who lost", "which cabinet ministers lost their seats"], "Portillo");

  // Thanks and greetings.
  add(
    "kind",
    ["thanks", "thank you!", "cheers", "ta", "Thanks teller", "thank you so much", "great, thanks"],
    "welcome",
  );
  add("kind", ["hi", "hello", "hey teller", "good morning", "hello!"], "Hello");

  // Not known here.
  add("unknown", [
    "youngest mp",
    "who is the youngest mp",
    "oldest mp",
    "how old is the youngest mp",
    "average age of mps",
    "who's the baby of the house",
  ]);
  add("unknown", [
    "chart",
    "show me a map",
    "who is prime minister",
    "what is labour's policy on tax",
    "how do i vote",
    "who will win the next election",
    "what's the weather",
    "who is the richest mp",
    "who won bath in 1997",
    "results in 2017",
    "who won bath in 2015",
    "how many seats did labour win in 2019",
    "scottish parliament election results",
    "who is the mayor of london",
    "tell me a joke",
    "who won the 2010 election",
  ]);
  return q;
}
