/** Questions written afterwards, without a look at the grammar. */
import { int, one, type Facts, type Question } from "./facts.ts";

export function fresh(f: Facts): readonly Question[] {
  const { seat, count, best, share, votes, within, partyShare } = f;
  const q: Question[] = [];
  const add = (kind: string, line: string, ...says: readonly string[]): void => void q.push([kind, line, ...says]);
  const who = (name: string) => seat(name).member;
  const line = (name: string, party: string) => {
    const found = seat(name).lines.find((other) => other.party === party);
    return [int(found?.votes ?? 0), `${one(found?.share ?? 0)}%`];
  };

  add("who won", "Morning, did anyone win Bath", who("Bath"));
  add("who won", "tell me about hartlepool", who("Hartlepool"));
  add("who won", "any news from brighton pavilion?", who("Brighton Pavilion"));
  add("who won", "islington north - who got it?", who("Islington North"));
  add("who won", "which party won clacton", who("Clacton"));
  add("who won", "what party holds cheltenham now", who("Cheltenham"));
  add("who won", "who is my mp in wigan", who("Wigan"));
  add("who won", "name the winner in slough", who("Slough"));
  add("who won", "so did the tories lose tatton", who("Tatton"));
  add("who won", "is hendon labour now?", who("Hendon"));
  add("who won", "who did bury south elect", who("Bury South"));
  add("who won", "bristol central??", who("Bristol Central"));
  add("who won", "has chorley got a result", who("Chorley"));
  add("who won", "who beat liz truss in south west norfolk", who("South West Norfolk"));
  add("who won", "Who has taken Witney?", who("Witney"));
  add("who won", "give me the full result for poole", who("Poole"));
  add("who won", "how did gower go", who("Gower"));
  add("who won", "how did people vote in exeter", who("Exeter"));
  add("who won", "i live in harlow who is my mp", who("Harlow"));
  add("who won", "show harlow", who("Harlow"));

  add("figure", "by how many votes did labour win hendon", int(seat("Hendon").majority));
  add("figure", "how many votes was poole won by", int(seat("Poole").majority));
  add("figure", "how safe is bootle", int(seat("Bootle").majority));
  add("figure", "how marginal is hendon", int(seat("Hendon").majority));
  add("figure", "how many people turned out in leeds south", `${one(seat("Leeds South").turnout)}%`);
  add("figure", "what % turnout did wigan have", `${one(seat("Wigan").turnout)}%`);
  add("figure", "percentage turnout bath", `${one(seat("Bath").turnout)}%`);
  add("figure", "who finished second in ashfield", seat("Ashfield").lines[1]?.name ?? "");
  add("figure", "who was the runner up in clacton?", seat("Clacton").lines[1]?.name ?? "");
  add("figure", "who lost in hendon", seat("Hendon").lines[1]?.name ?? "");
  add("figure", "list the candidates in bath", seat("Bath").lines[2]?.name ?? "");
  add("figure", "who is standing in clacton", seat("Clacton").lines[2]?.name ?? "");
  add("figure", "how many votes did wera hobhouse get", ...line("Bath", "LD"));
  add("figure", "size of majority in chorley", int(seat("Chorley").majority));
  add("figure", "did anyone lose their deposit in bath", "deposit");
  add("figure", "how many were registered to vote in bath", int(seat("Bath").electorate));

  add("declared", "is bath declared", "Bath has declared");
  add("declared", "do we have hendon yet", who("Hendon"));
  add("declared", "has the bath result come in", "Bath has declared");
  add("declared", "when was clacton called", "Clacton has declared");
  add("declared", "are we still waiting for wigan", "Wigan has declared");
  add("declared", "bath declaration time", "Bath has declared");

  add("party in a seat", "reform vote share in clacton", ...line("Clacton", "RUK"));
  add("party in a seat", "what share did the greens get in brighton pavilion", ...line("Brighton Pavilion", "Green"));
  add("party in a seat", "how many people voted labour in wigan", ...line("Wigan", "Lab"));
  add("party in a seat", "did the greens come second in huddersfield", ...line("Huddersfield", "Green"));
  add("party in a seat", "where did reform finish in barnsley north", ...line("Barnsley North", "RUK"));
  add("party in a seat", "tory result in richmond and northallerton", ...line("Richmond and Northallerton", "Con"));
  add("party in a seat", "lib dems in hazel grove?", ...line("Hazel Grove", "LD"));
  add("party in a seat", "how badly did the tories do in bath", ...line("Bath", "Con"));
  add("party in a seat", "how close did reform get in hendon", ...line("Hendon", "RUK"));
  add(
    "party in a seat",
    "how'd labour do in chingford and woodford green",
    ...line("Chingford and Woodford Green", "Lab"),
  );
  add("party in an area", "how are the snp doing in scotland", `${one(share("SNP", within("Scotland")))}%`);
  add("party in an area", "what percentage did the tories get in wales", `${one(share("Con", within("Wales")))}%`);
  add("party in an area", "how many votes did the greens get in london", int(votes("Green", within("London"))));
  add("party in an area", "did plaid do well in wales", `${one(share("PC", within("Wales")))}%`);

  add("count", "how many have labour got", "411");
  add("count", "what's labour on", "411");
  add("count", "labour total", "411");
  add("count", "how many seats for reform", "5 seats");
  add("count", "how many did the lib dems win", "72");
  add("count", "how many MPs do the Greens have now?", "4 seats");
  add("count", "total number of conservative seats", "121");
  add("count", "how many constituencies did the snp hold", `${count(({ result }) => result === "SNP hold")} seats`);
  add("count", "how many independents were elected", String(count(({ first }) => first === "Ind")));
  add(
    "count",
    "how many seats have gone from tory to labour",
    `${count(({ result }) => result === "Lab gain from Con")} seats`,
  );
  add("count", "how many female labour mps", `${count((s) => s.woman && s.first === "Lab")} seats`);
  add("count", "how many lib dem women got in", `${count((s) => s.woman && s.first === "LD")} seats`);
  add("count", "women mps in wales", `${count((s) => s.woman && within("Wales")(s))} seats`);
  add("count", "how many men were elected", `${count((s) => !s.woman)} seats`);
  add("count", "how many first time mps are there", String(count(({ isNew }) => isNew)));
  add(
    "count",
    "how many new labour mps in scotland",
    `${count((s) => s.isNew && s.first === "Lab" && within("Scotland")(s))} seats`,
  );
  add(
    "count",
    "how many seats did the tories hold in scotland",
    `${count((s) => s.result === "Con hold" && within("Scotland")(s))} seats`,
  );
  add("count", "which seats did the greens win", "4 seats");
  add("count", "list reform's gains", "5 seats");
  add("count", "where did the lib dems gain", "64 seats");
  add("count", "how many seats were decided by under 50 votes", `${count(({ majority }) => majority < 50)} seats`);
  add(
    "count",
    "seats in wales with a majority below 2000",
    `${count((s) => s.majority < 2000 && within("Wales")(s))} seats`,
  );
  add(
    "count",
    "how many tory seats have a majority of under 1,000",
    `${count((s) => s.majority < 1000 && s.first === "Con")} seats`,
  );
  add(
    "count",
    "how many labour seats in england excluding london",
    `${count((s) => s.first === "Lab" && within("England")(s) && !within("London")(s))} seats`,
  );
  add("count", "everywhere labour won except wales", `${count((s) => s.first === "Lab" && !within("Wales")(s))} seats`);
  add(
    "count",
    "how many times did reform come second to labour",
    `${count((s) => s.first === "Lab" && s.second === "RUK")} seats`,
  );
  add("count", "how many deposits did the greens lose", "deposits lost");
  add("count", "how many seats in total", "650");

  const closeScot = best((s) => -s.majority, within("Scotland"));
  add("superlative", "closest contest in scotland", closeScot.name, int(closeScot.majority));
  add("superlative", "what was the tightest race of the night", "Hendon", "15");
  add("superlative", "who won by the fewest votes", "Hendon");
  add("superlative", "which mp has the smallest majority", "Hendon");
  add("superlative", "which seat has the biggest majority", best((s) => s.majority).name);
  const safeLon = best((s) => s.points, within("London"));
  add("superlative", "safest seat in london", safeLon.name);
  const low = best((s) => -s.turnout, within("London"));
  add("superlative", "london seat with the lowest turnout", low.name, `${one(low.turnout)}%`);
  const con = best(partyShare("Con"));
  add("superlative", "where did the tories do best", con.name);
  const snp = best(partyShare("SNP"));
  add("superlative", "snp best result", snp.name);
  const closeRef = best(
    (s) => -s.majority,
    ({ first }) => first === "RUK",
  );
  add("superlative", "closest reform win", closeRef.name, int(closeRef.majority));
  add("superlative", "top 10 closest seats", "Hendon");
  add("superlative", "five most marginal seats", "Hendon");

  add("held", "who had bath before", "2019 notional");
  add("held", "who used to hold hendon", "2019 notional");
  add("held", "was wigan labour in 2019", "2019 notional");
  add("held", "did labour hold wigan", who("Wigan"));
  add("held", "did hexham flip", "changed hands, from");
  add("person", "is liz truss still an mp", "Liz Truss", "630");
  add("person", "how many votes did nigel farage get", "Farage", "21,225");
  add("person", "what seat did jeremy hunt win", "Godalming and Ash");
  add("person", "did grant shapps survive", "Shapps", "Welwyn Hatfield");
  add("person", "who did penny mordaunt lose to", "Mordaunt", seat("Portsmouth North").member);
  add("person", "Where is Keir Starmer MP for?", "Holborn and St Pancras");
  add("person", "wes streeting majority", "Streeting", "528");

  add(
    "changes",
    "what changed hands in the south west",
    `${count((s) => / gain /.test(s.result) && within("South West")(s))} seats`,
  );
  add(
    "changes",
    "lib dem gains in the south east",
    `${count((s) => s.result.startsWith("LD gain") && within("South East")(s))} seats`,
  );
  add(
    "changes",
    "show me tory losses in scotland",
    `${count((s) => s.result.endsWith(" from Con") && within("Scotland")(s))} seat`,
  );
  add(
    "two parties",
    "which seats did reform take off the tories",
    `${count(({ result }) => result === "RUK gain from Con")} seats`,
  );
  add(
    "two parties",
    "seats where the tories lost to the lib dems",
    `${count(({ result }) => result === "LD gain from Con")} seats`,
  );
  add("two parties", "did reform beat the tories in ashfield", ...line("Ashfield", "RUK"));
  add("two parties", "labour v snp in glasgow east", ...line("Glasgow East", "SNP"));
  add("the whole", "did labour win a majority", "172");
  add("the whole", "is it a hung parliament", "172");
  add("the whole", "who's going to be in government", "172");
  add("the whole", "give me the headline numbers", "Labour 411");
  add("the whole", "how's it looking", "Labour 411");
  add("the whole", "was the exit poll right", "410");
  add("the whole", "what did the exit poll say for reform", "13");
  add("the whole", "how did wales vote", "Labour 27");
  add("the whole", "what's happening in scotland", "Labour 37");
  add("kind", "cheers mate", "welcome");
  add("kind", "thats great thanks", "welcome");
  add("unknown", "who is the tallest mp");
  add("unknown", "what did starmer say in his speech");
  add("unknown", "why did labour win");
  add("unknown", "how many mps are under 30");
  add("unknown", "who came fifth in the leadership contest");
  add("unknown", "how many jewish mps are there");
  add("unknown", "who won clacton in 2017");
  add("unknown", "how many seats would labour get under pr");
  return q;
}
