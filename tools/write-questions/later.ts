/** More questions, written once those before were answered. */
import { int, one, type Facts, type Question } from "./facts.ts";

export function later(f: Facts): readonly Question[] {
  const { seat, count, best, share, votes, within, partyShare } = f;
  const q: Question[] = [];
  const add = (kind: string, line: string, ...says: readonly string[]): void => void q.push([kind, line, ...says]);
  const who = (name: string) => seat(name).member;
  const line = (name: string, party: string) => {
    const found = seat(name).lines.find((other) => other.party === party);
    return [int(found?.votes ?? 0), `${one(found?.share ?? 0)}%`];
  };
  const changed = (s: { result: string }) => / gain /.test(s.result);

  add("who won", "who's in for bath", who("Bath"));
  add("who won", "Hi can you tell me the result for Stroud please", who("Stroud"));
  add("who won", "aldershot?", who("Aldershot"));
  add("who won", "what happened at rochdale", who("Rochdale"));
  add("who won", "who came out on top in norwich south", who("Norwich South"));
  add("who won", "is it true labour won aldershot", who("Aldershot"));
  add("who won", "who holds shipley", who("Shipley"));
  add("who won", "who got shipley", who("Shipley"));
  add("who won", "Who is the new MP for Tatton", who("Tatton"));
  add("who won", "whos the new member for stroud", who("Stroud"));
  add("who won", "did reform take boston and skegness", who("Boston and Skegness"));
  add("who won", "hey what's the story in keighley and ilkley", who("Keighley and Ilkley"));
  add("who won", "winner of st ives", who("St Ives"));
  add("who won", "which party has st albans", who("St Albans"));
  add("who won", "Kings Lynn result", who("North West Norfolk"));
  add("who won", "did jess phillips win birmingham yardley", "693");
  add("who won", "dover & deal", who("Dover and Deal"));
  add("who won", "Brecon radnor and cwm tawe who won", who("Brecon, Radnor and Cwm Tawe"));
  add("who won", "tell me who won in stroud", who("Stroud"));
  add("who won", "can I have the shipley result", who("Shipley"));

  add("figure", "how much did labour win stroud by", int(seat("Stroud").majority));
  add("figure", "what majority does wes streeting have", "528");
  add("figure", "majority of the mp for aldershot", int(seat("Aldershot").majority));
  add("figure", "turnout at stroud", `${one(seat("Stroud").turnout)}%`);
  add("figure", "what percentage voted in shipley", `${one(seat("Shipley").turnout)}%`);
  add("figure", "how high was turnout in st albans", `${one(seat("St Albans").turnout)}%`);
  add("figure", "second in keighley and ilkley", seat("Keighley and Ilkley").lines[1]?.name ?? "");
  add("figure", "who was second in dover and deal", seat("Dover and Deal").lines[1]?.name ?? "");
  add("figure", "how many stood in stroud", `${seat("Stroud").lines.length} candidates`);
  add("figure", "what was the vote share of the winner in stroud", `${one(seat("Stroud").lines[0]?.share ?? 0)}%`);
  add("figure", "was shipley close", int(seat("Shipley").majority));
  add("figure", "is aldershot a marginal", int(seat("Aldershot").majority));
  add("figure", "swing at stroud?", "Swing in Stroud");
  add("figure", "stroud candidates", seat("Stroud").lines[2]?.name ?? "");
  add("figure", "who were the candidates in tatton", seat("Tatton").lines[2]?.name ?? "");
  add("figure", "how many votes were cast in st ives", int(seat("St Ives").valid));

  add("declared", "have they declared in stroud", "Stroud has declared");
  add("declared", "when will stroud declare", "Stroud has declared");
  add("declared", "is shipley done", "Shipley");
  add("declared", "what time was shipley declared", "Shipley has declared");
  add("declared", "stroud declared?", "Stroud has declared");

  add("party in a seat", "how many votes for labour in stroud", ...line("Stroud", "Lab"));
  add("party in a seat", "green vote in stroud?", ...line("Stroud", "Green"));
  add("party in a seat", "how did the conservatives fare in tatton", ...line("Tatton", "Con"));
  add("party in a seat", "what about reform in tatton", ...line("Tatton", "RUK"));
  add("party in a seat", "and the lib dems in st ives?", ...line("St Ives", "LD"));
  add("party in a seat", "did labour lose keighley and ilkley", ...line("Keighley and Ilkley", "Lab"));
  add("party in a seat", "did the tories keep keighley and ilkley", ...line("Keighley and Ilkley", "Con"));
  add("party in a seat", "reform %age in dover and deal", ...line("Dover and Deal", "RUK"));
  add("party in a seat", "show me how the greens got on in norwich south", ...line("Norwich South", "Green"));
  add("party in a seat", "did the snp stand in stroud", "had no candidate");
  add("party in an area", "reform vote in the east midlands", `${one(share("RUK", within("East Midlands")))}%`);
  add("party in an area", "what share of the vote did labour get in london", `${one(share("Lab", within("London")))}%`);
  add("party in an area", "how have the lib dems done in the south west", `${one(share("LD", within("South West")))}%`);
  add("count", "tories in scotland", `${count((s) => s.first === "Con" && within("Scotland")(s))} seats`);

  add("count", "how many seats do the lib dems have", "72");
  add("count", "how many is reform on", "5 seats");
  add("count", "how many mps does plaid have", "4 seats");
  add("count", "How many did Sinn Fein win?", "7 seats");
  add("count", "seats won by the conservatives", "121");
  add("count", "total seats for labour", "411");
  add("count", "number of seats the greens won", "4 seats");
  add("count", "how many losses have the snp had", `${count(({ result }) => result.endsWith(" from SNP"))} seats`);
  add("count", "how many gains for the lib dems", `${count(({ result }) => result.startsWith("LD gain"))} seats`);
  add("count", "how many second places for reform uk", `${count(({ second }) => second === "RUK")} seats`);
  add("count", "in how many seats did the greens come second", `${count(({ second }) => second === "Green")} seats`);
  add("count", "how many women are in the new parliament", String(count(({ woman }) => woman)));
  add("count", "how many women did the lib dems get elected", `${count((s) => s.woman && s.first === "LD")} seats`);
  add("count", "how many of labour's mps are women", `${count((s) => s.woman && s.first === "Lab")} seats`);
  add("count", "new women mps", `${count((s) => s.woman && s.isNew)} seats`);
  add("count", "how many mps are new", String(count(({ isNew }) => isNew)));
  add(
    "count",
    "how many lib dem mps in the south east",
    `${count((s) => s.first === "LD" && within("South East")(s))} seats`,
  );
  add(
    "count",
    "tory mps in the east midlands",
    `${count((s) => s.first === "Con" && within("East Midlands")(s))} seats`,
  );
  add("count", "labour's welsh seats", `${count((s) => s.first === "Lab" && within("Wales")(s))} seats`);
  add("count", "which seats have majorities under 200", `${count(({ majority }) => majority < 200)} seats`);
  add("count", "how many seats have a majority of over 20000", `${count(({ majority }) => majority > 20_000)} seats`);
  add("count", "seats with a swing of more than 25 points", "seats");
  add(
    "count",
    "tory seats with majority less than 2 points",
    `${count((s) => s.first === "Con" && s.points < 2)} seats`,
  );
  add(
    "count",
    "labour seats where reform are second",
    `${count((s) => s.first === "Lab" && s.second === "RUK")} seats`,
  );
  add(
    "count",
    "conservative seats not in england",
    `${count((s) => s.first === "Con" && !within("England")(s))} seats`,
  );
  add(
    "count",
    "how many seats did the tories lose in the south west",
    `${count((s) => s.result.endsWith(" from Con") && within("South West")(s))} seats`,
  );
  add("count", "how many scottish seats are there", "57 seats");
  add("count", "how many votes did the conservatives get in total", int(votes("Con")));
  add("count", "lib dem vote share nationally", `${one(share("LD"))}%`);
  add("count", "did the greens win any seats", "4 seats");

  add("superlative", "what is the safest seat in scotland", best((s) => s.points, within("Scotland")).name);
  add(
    "superlative",
    "the smallest tory majority",
    best(
      (s) => -s.majority,
      ({ first }) => first === "Con",
    ).name,
  );
  add(
    "superlative",
    "closest lib dem seat",
    best(
      (s) => -s.majority,
      ({ first }) => first === "LD",
    ).name,
  );
  add("superlative", "where was it closest", "Hendon");
  add("superlative", "any really close ones?", "Hendon");
  add("superlative", "highest turnout in wales", best((s) => s.turnout, within("Wales")).name);
  add("superlative", "worst turnout in scotland", best((s) => -s.turnout, within("Scotland")).name);
  add("superlative", "greens highest vote share", best(partyShare("Green")).name);
  add("superlative", "labour's best result", best(partyShare("Lab")).name);
  add(
    "superlative",
    "biggest conservative majority",
    best(
      (s) => s.majority,
      ({ first }) => first === "Con",
    ).name,
  );
  add("superlative", "largest majority in london", best((s) => s.majority, within("London")).name);
  add("superlative", "tightest marginals in england", "Hendon");

  add("held", "who was the mp for stroud before", "2019 notional");
  add("held", "who won stroud in the 2019 election", "2019 notional");
  add("held", "did stroud change hands?", "changed hands, from");
  add("held", "has keighley and ilkley changed hands", "did not change hands");
  add("person", "what about penny mordaunt", "Mordaunt");
  add("person", "did thangam debbonaire hold on", "Debbonaire");
  add("person", "is liz truss out", "Liz Truss");
  add("person", "is jacob rees-mogg still an mp?", "Rees-Mogg");
  add("person", "who lost to carla denyer", "Denyer");
  add("person", "diane abbott result", "Abbott");
  add("person", "which seat did rachel reeves win", "Leeds West and Pudsey");
  add("person", "how many votes did jeremy corbyn get", "24,120");

  add(
    "changes",
    "how many seats changed hands in the east midlands",
    `${count((s) => changed(s) && within("East Midlands")(s))} seats`,
  );
  add(
    "changes",
    "seats changing hands in yorkshire",
    `${count((s) => changed(s) && within("Yorkshire and The Humber")(s))} seats`,
  );
  add(
    "changes",
    "where did labour gain in wales",
    `${count((s) => s.result.startsWith("Lab gain") && within("Wales")(s))} seats`,
  );
  add(
    "changes",
    "did any seats change hands in northern ireland",
    `${count((s) => changed(s) && within("Northern Ireland")(s))} seats`,
  );
  add(
    "two parties",
    "how many seats did labour take from the tories",
    `${count(({ result }) => result === "Lab gain from Con")} seats`,
  );
  add(
    "two parties",
    "labour-snp gains from each other".replace("labour-snp gains from each other", "snp to labour gains"),
    `${count(({ result }) => result === "Lab gain from SNP")} seats`,
  );
  add("two parties", "tory losses to lib dems", `${count(({ result }) => result === "LD gain from Con")} seats`);
  add("two parties", "who did better in stroud labour or the tories", ...line("Stroud", "Lab"));
  add("two parties", "compare labour and reform in dover and deal", ...line("Dover and Deal", "RUK"));
  add("the whole", "how are labour doing", "411");
  add("the whole", "how many seats needed for a majority", "326");
  add("the whole", "has labour got a majority yet", "172");
  add("the whole", "whats the national picture", "Labour 411");
  add("the whole", "final result", "Labour 411");
  add("the whole", "who's got the most seats", "Labour 411");
  add("the whole", "what did the exit poll get wrong", "410");
  add("the whole", "exit poll labour majority", "170");
  add("the whole", "how did london vote", "Labour 59");
  add("to come", "anything still to come?", "0 of 650");
  add("to come", "how many more seats to declare", "0 of 650");
  add("kind", "ok thanks!", "welcome");
  add("kind", "hiya", "Hello");
  add("kind", "what can you do?", "bot");
  add("unknown", "which mp has the most children");
  add("unknown", "how do the polls look today");
  add("unknown", "who is the shadow chancellor");
  add("unknown", "who won the council elections in stroud");
  add("unknown", "did labour deserve to win");
  add("unknown", "who will win stroud next time");
  add("unknown", "who won stroud in 2010");
  add("unknown", "how many mps went to eton");
  return q;
}
