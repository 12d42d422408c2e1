/** The words of plain questions: those that carry a meaning, by it, and those that carry none. Phrases are in plain letters. */

/** A meaning, and the words for it, of which the longest is taken first. A slip of the finger in a long word is forgiven. */
export const meanings = {
  win: "came out on top|come out on top|on top|elect|elects|represents|represent|represented|win|wins|won|winning|winner|winners|victory|victories|victorious|triumph|elected|get in|got in|gets in|took|take|takes|taken|carried|claimed|bagged|came first|come first|came top|come top|comes first|topped the poll|land|landed|clinch|clinched|secure|secured|romped home|finish with|finished with|have now",
  hold: "hold|holds|held|holding|keep|keeps|kept|retain|retained|retains|retaining|defend|defended|cling on|clung on|hang on|hung on|held on|hold on|survive|survived|holds onto|hold onto|held onto|hang onto",
  lose: "lose|loses|lost|losing|losses|loss|losers|defeated|ousted|unseated|voted out|kicked out|booted out|thrown out|defeat|defeats|lost out|shed",
  gain: "taken by|gone|moved|turned|gone over|went over|went from|gain|gains|gained|gaining|pick up|picked up|picks up|pickups|pickup|capture|captured|snatch|snatched|take off|took off|taken off|take from|took from|taken from|won from|win from|grab|grabbed|nick|nicked",
  second:
    "second|seconds|2nd|runner up|runners up|in second place|second place|second places|second placed|came second|come second|in second|place second|placed second|finished second|finish second|near miss|near misses|main challenger|challenger",
  third: "in third place|third|3rd|third place|came third|come third|finished third",
  fourth: "fourth|4th|fourth place|came fourth|come fourth",
  last: "came last|come last|finished last|bottom|wooden spoon",
  changed:
    "flip|flips|changed hands|change hands|changing hands|changed party|changed colour|flipped|switched|swapped hands|changed sides|switched hands|changes hands|switched party|switch hands",
  closest:
    "closest|tightest|narrowest|most marginal|marginal|marginals|slimmest|nail biter|nailbiter|nail biters|knife edge|close|closes|tight|narrow|narrowly|on a knife edge|smallest majority|smallest majorities|lowest majority|narrowest majority|thinnest|wafer thin|closest result|closest race",
  safest: "safest|safe|safest seat|rock solid|most secure|strongest|stronghold|strongholds|biggest majority in points",
  biggest: "biggest|largest|highest|most|best|greatest|bigger|heaviest",
  smallest: "smallest|lowest|least|worst|fewest|poorest|weakest|tiniest",
  majority:
    "needed for a majority|needed for majority|need for a majority|to win a majority|to get a majority|size of the majority|size of majority|majority|majorities|margin|margins|maj|size of the win|overall majority|working majority|how much by|by how much|how many votes did it come down to|margin of victory|majoritys",
  turnout: "turnout|turnouts|turn out|turned out|voter turnout|participation",
  voters:
    "people voted|voters voted|people vote|votes were cast|votes cast|ballots|valid votes|bothered to vote|votes in total|cast a vote|folk voted",
  electorate:
    "registered to vote|eligible to vote|able to vote|entitled to vote|could vote|electorate|registered voters|registered|eligible|entitled to vote|on the roll|electors",
  rejected: "rejected|spoilt|spoiled|spoilt ballots|spoiled ballots|rejected papers|rejected ballots|invalid",
  swing: "swing|swings|swung|swung to",
  share:
    "vote share change|change in vote share|change in share|share change|share|shares|vote share|share of the vote|percentage|percent|percentage of the vote|proportion|per cent|percentages",
  rise: "biggest rise|rise|rose|increase|went up|up most|improved|improve|surge|surged",
  fall: "biggest fall|biggest drop|fall|fell|drop|dropped|collapse|collapsed|slump|slumped|went down|decline",
  votes: "vote|votes|voted for|poll|polled|popular vote|national vote",
  count: "how many more|how many|number of|count|total|no of|tally|totals|in total|count of|number",
  women: "women|woman|female|females|ladies|women mps|female mps",
  men: "men|male|males|blokes|male mps",
  new: "new|newcomers|newcomer|first time|first timers|newbies|newbie|rookies|new intake|intake|fresh faces|new faces|newly elected|brand new|freshers",
  mps: "mps|mp|members|members of parliament|member of parliament|member|representative|parliamentarians|lawmakers|my local mp",
  declared:
    "declared|declare|declares|declaration|declaring|declarations|announced|announce|come in|came in|coming in|reported|been called|called|in yet|counted|finished counting|done counting|out yet|results are in|declarations are in",
  coming:
    "left|to come|remaining|remain|outstanding|still to|waiting|waiting for|yet to|undeclared|not declared|still counting|to go|pending|havent declared|hasnt declared|have not declared|has not declared|awaited|due|not in yet|to declare|remains|still out|yet to declare|yet to come|still to come|left to declare|still to declare|waiting on",
  latest:
    "any news|whats new|what is new|latest|newest|most recent|recent|recently|just in|last declared|just declared|breaking|news|headlines|new results|happening",
  earliest:
    "first seats to declare|first three seats to declare|first five seats to declare|first ten seats to declare|first seats|first to declare|first result|first seat|declared first|earliest|first declaration|first seat to declare|quickest|fastest|first one in|first in",
  when: "when will|what time will|when does|when is|when|what time|time|how late|how long",
  exitpoll:
    "exit poll|exit polls|exitpoll|bbc exit poll|itv exit poll|sky exit poll|sky news exit poll|the poll predict|bbc poll|exit poll say|exit poll predict|exit poll forecast",
  byelection:
    "by elections since then|by elections since|by election since|by election|by elections|byelection|byelections",
  recount: "recount|recounts|recounted|recounting|counting again|counted again",
  deposits:
    "deposit|deposits|lost deposit|lost deposits|lose their deposit|lost their deposit|lose their deposits|lost their deposits|lost his deposit|deposits lost",
  portillo:
    "portillo|portillo moment|portillo moments|big beasts|big names|big names lost|biggest names|biggest scalp|scalps|biggest scalps|cabinet ministers|cabinet|cabinet members|ministers|senior tories|famous losers|big name|high profile|senior figures",
  targets: "target|targets|target list|target seats|target seat",
  candidates:
    "candidates|candidate|stood against|stands against|standing against|ran against|stood|standing|stand|stands|on the ballot|ballot paper|ran|running|run|contested|fought|field|whos standing",
  before:
    "before|previously|last time|previous|used to|beforehand|formerly|last election|the previous mp|prior|notional|old",
  beat: "beaten|better|more|more votes|more seats|more than|beat|beats|ahead of|vs|versus|v|against|compare|compared|compared to|compared with|or|outpoll|outpolled|trounce|trounced|finish ahead of|finished ahead of|head to head",
  from: "from|off",
  to: "to",
  by: "by",
  over: "over",
  and: "and|plus|as well as|also",
  without:
    "but not in|but not|but|except for|except in|except|excluding|without|outside of|outside|other than|apart from|aside from|minus|not in|not|bar|barring|not including|excl",
  happened: "happened|became|become of|fate|what about|how about|fared|fare|went|go",
  do: "how far behind|how far off|how far ahead|how close|how high|how low|done|decided|settled|finish|finished|ended up|end up|finished up|placed|how big|how large|how small|how well|how badly|how many votes ahead|do|did|does|doing|perform|performed|performance|performing|get on|got on|getting on|looking|look|showing",
  result:
    "whats the story|what is the story|the story|story|national picture|big picture|overall picture|most seats|the most seats|most votes|the most votes|headline numbers|headline figures|numbers|the numbers|hows it looking|how is it looking|hows it going|how is it going|how are things going|whats happening|what is happening|whats going on|what is going on|what happened|how did it go|hows it gone|how are things looking|how are things|hows things|top line|headline result|latest score|current score|latest state|latest standings|latest tally|result|results|outcome|score|scores|scoreboard|state of the parties|standings|state of play|where are we|the picture|overall|leaderboard|who is ahead|ahead|in front|leading|leads|lead|figures|tallies|breakdown|summary|position",
  list: "list|show|which|where|what seats|name|names",
  records: "records|record breakers|extremes|stats|statistics|superlatives",
  government:
    "government|in charge|in power|hung parliament|outright|outright majority|form a government|power|control|landslide",
  final:
    "last seat to declare|last seat|last seat in|final seat|last to declare|last result|last one to declare|final seat to declare|declared last|last to come in|latest to declare",
  accuracy: "wrong|accurate|correct|get right|got right|get wrong|got wrong|spot on",
  why: "why|how come|reason|reasons|explain",
  future: "will|would|wont|wouldnt|should|shall|might|likely|what if|expected|expect|chances|chance",
  no: "no|none|nobody|never|didnt|dont|doesnt|cant|couldnt|wasnt|werent|isnt|arent|hasnt|havent|nowhere|nothing|failed|fail|fails",
  some: "one|two|three|four|five|six|seven|eight|nine|ten|twenty|top|top five|top ten|top three|top twenty|2|3|4|5|6|7|8|9|10|15|20|25|30|50|100|first few|couple",
  polite:
    "new parliament|in parliament|the commons|house of commons|in the house|at westminster|would you|could you|can you|will you|would like to know|would love to know|would you mind|shall we say|would it be possible to",
  howto: "do i vote|can i vote|should i vote|to vote|i vote",
  who: "who|whos|whose|whom",
  seats:
    "all|ones|everywhere|anywhere|contest|contests|seat|seats|constituency|constituencies|places|race|races|contests|area|areas|spots",
  votedpm: "prime minister|pm|who is pm|leader|leaders|party leader|leader of the opposition|speaker of the house",
} as const;

export type Meaning = keyof typeof meanings;

const isMeaning = (text: string): text is Meaning => Object.hasOwn(meanings, text);

/** Each meaning with its words, in the order above. */
export const lexicon = Object.entries(meanings).flatMap(([meaning, words]) =>
  isMeaning(meaning) ? [{ meaning, words: words.split("|") }] : [],
);

/** Words that carry nothing in a question, wherever they stand. Never one that turns a meaning round. */
export const empty = new Set(
  "a an the true make made makes current present live anything something everything of in at on is are was were be been being am i im me my mine you your yours u it its thats that this there theres their they them he she his her hers him we us our do did does has have had having got get gets getting gotten can could may might tell show give say know want wanna need like find look see check hey hello hi hiya oi yo ok okay right so well um er erm uh ah oh please pls plz teller bot mate pal dear sir guys folks what whats which where wheres how hows any some every each just really actually quick quickly question far yet already now currently today tonight night nightly yesterday morning overall exactly roughly around about for with as than then though still again back here up out down into onto through across within throughout general ge election elections ge2024 year time times uk britain country national nationally nationwide whole entire british gb kingdom united party parties candidate wondering curious remind let lets go come came constituency thing things much end ended stuff info information details detail data wanted if whether or sort kind particular altogether anyone anybody somebody someone people person men lot lots number numbers such actual final finally local named called thanks thank cheers ta who's both these those nice cool great good evening afternoon days full complete howd whod whatd d ll ve re ive id heres wonder howdy".split(
    " ",
  ),
);

/** Thanks, greetings: a line of nothing else gets a kind word. */
const kind = {
  thanks:
    /^(?:(?:ok|okay|great|perfect|brilliant|lovely|amazing|nice|cool|many|big|huge|ah|oh|that s|thats)\s+)*(?:thanks?|thank you|thankyou|thx|ty|cheers|ta|much appreciated|nice one|good bot|well done|brilliant|great|perfect|lovely|appreciated)(?:\s+(?:you|so much|a lot|very much|a million|again|mate|pal|teller|bot|loads|a bunch|everyone|all|for (?:that|this|the help|your help)|that s (?:great|perfect|helpful)|thats (?:great|perfect|helpful)|very helpful))*$/,
  greeting:
    /^(?:hi|hello|hey|hiya|yo|howdy|greetings|good (?:morning|evening|afternoon|night)|morning|evening|alright|ello|hey there|hi there|hello there|bye|goodbye|good bye|see you|night|goodnight)(?:\s+(?:teller|bot|there|everyone|all|mate|team|folks|again))*(?:\s+how are you(?:\s+(?:today|doing))?)?$/,
  self: /^(?:(?:so|hey|hi|teller)\s+)*(?:who are you|what are you|what can you do|what can i ask(?: you)?|how do(?:es)? (?:you|this|it) work|how do i use (?:this|you)|what do you (?:do|know)|are you (?:a bot|a robot|human|real|there)|can you help(?: me)?|help me|i need help|help please|what is this|what can you tell me)$/,
} as const;

/** The kind of such a line; undefined for any other. @param said plain */
export function kindOf(said: string): keyof typeof kind | undefined {
  if (kind.thanks.test(said)) return "thanks";
  if (kind.greeting.test(said)) return "greeting";
  return kind.self.test(said) ? "self" : undefined;
}

const privately =
  "What people are in private is not known here, nor how to reach them. What is known: their seats, votes and offices, and who are women.";

/** Parts of the country of which no results are given, and some that have results and lie there. */
const loose: readonly (readonly [pattern: string, name: string, instead: readonly string[]])[] = [
  ["(?<!\\b(?:east|west|e|w) )midlands", "the Midlands", ["/region east midlands", "/region west midlands"]],
  ["black country", "the Black Country", ["/seats west midlands", "/seat dudley", "/seat wolverhampton"]],
  ["lake district|the lakes", "the Lake District", ["/seats cumbria", "/region north west"]],
  ["peak district", "the Peak District", ["/seats derbyshire", "/seat high peak"]],
  ["home counties", "the Home Counties", ["/region south east", "/region east of england", "/seats surrey"]],
  ["thames valley", "the Thames Valley", ["/seats berkshire", "/seats oxfordshire", "/seats buckinghamshire"]],
  ["teesside", "Teesside", ["/region north east", "/seat middlesbrough", "/seat stockton"]],
  ["potteries", "the Potteries", ["/seats staffordshire", "/seat stoke on trent"]],
  ["valleys", "the Valleys", ["/region wales", "/seat merthyr tydfil", "/seat rhondda"]],
  ["fens", "the Fens", ["/seats cambridgeshire", "/seats lincolnshire"]],
  ["red wall|blue wall", "the red or the blue wall", ["/losses conservative", "/losses labour", "/seats gains"]],
];

/** Topics that nothing here knows, and what is known instead. The first that fits answers. */
export const unknown: readonly {
  readonly about: RegExp;
  /** Whatever else can be read of the question. */
  readonly always?: true;
  readonly says: string;
  readonly instead: readonly string[];
}[] = [
  {
    about: /\bmy (?:own |local |new )?(?:mp|constituency|seat|member|area)\b/,
    says: "I do not know where you live, and look up no postcode. Name your town or constituency.",
    instead: ["/seat bath", "/region wales", "/help seat"],
  },
  {
    about:
      /\b(?:young(?:est|er)?|old(?:est|er)|ages?|aged|how old|born|birthdays?|father of the house|baby of the house|average age|teenage(?:r|d)?)\b(?!.*\bseats?\b)/,
    always: true,
    says: "Ages of members are not known here. What is known: who is new, who are women, each one’s seat and votes.",
    instead: ["/newmps", "/seats women", "/records"],
  },
  {
    about:
      /^(?!.*\b(?:exit|poll|polls)\b).*\b(?:what|anything|quotes?) .*\b(?:says?|said|saying|tweet(?:ed|s)?|speech|comment(?:ed|s)?)\b|\bspeech(?:es)?\b/,
    always: true,
    says: "What people said is not known here: only who stood, the votes, and the offices that people held.",
    instead: ["/results", "/portillo", "/latest"],
  },
  {
    about:
      /\bdefect(?:ed|ors?|ions?|s)?\b|\bcross(?:ed|ing)? the floor\b|\b(?:mps?|members?|who) (?:who |that |have |has )*(?:switched|changed|changing) (?:party|parties|sides)\b/,
    always: true,
    says: "Changes of party since the election are not followed here. What is known: who was elected for which party, and by-elections since.",
    instead: ["/results", "/byelections", "/seats gains"],
  },
  {
    about: /\bwhere (?:do|does|did|is) .*\b(?:lives?|living)\b/,
    always: true,
    says: privately,
    instead: ["/seats women", "/newmps", "/portillo"],
  },
  {
    about:
      /\b(?:vegan|beards?|divorced|rich(?:er)?|tall|earns?|colour)\b|\b(?:ethnic(?:ity)?|black(?! country)|asian|bame|race of|religio\w*|muslim|jewish|christian|gay|lgbt\w*|trans|lesbian|disab\w+|privately educated|private school|eton|oxbridge|university|school|salary|salaries|earn|paid|married|wife|husband|children|kids|salar\w*|height|tallest|richest|wealth\w*|background|twitter|email|phone|contact|address)\b/,
    says: privately,
    instead: ["/seats women", "/newmps", "/portillo"],
  },
  {
    about:
      /\b(?:(?:council|local|mayor(?:al)?|holyrood|senedd|stormont|euro(?:pean)?|us|american|presidential|french|scottish parliament|welsh assembly) (?:elections?|races?|results?|parliament)|mayor|councillors?|referendum|brexit vote|trump|biden|president|lords|house of lords)\b/,
    says: "Only general elections to the House of Commons and by-elections since are known here.",
    instead: ["/results", "/byelections", "/records"],
  },
  {
    about:
      /\b(?:next (?:general )?election|will win next|2028|2029|(?:opinion|latest|yougov|current) polls?|polling|odds|bets?|betting|bookies|predict(?:ion|ions)?|forecasts?|mrp|who will)\b(?!.*\bexit\b)/,
    says: "What is to come is not known here, nor what polls say but for the exit poll. A uniform swing can be tried.",
    instead: ["/exitpoll", "/swing labour conservative 5", "/results"],
  },
  {
    about:
      /\b(?:weather|joke|football|score of the match|recipe|sing|poem|dinner|lunch|stock|bitcoin|film|movie|bank holiday|train|trains|game|music|meaning of life)\b/,
    says: "I know the election alone.",
    instead: ["/results", "/records", "/seat bath"],
  },
  {
    about:
      /\b(?:polic(?:y|ies)|manifestos?|pledge[sd]?|tax|taxes|immigration|nhs|housing|economy|promise[sd]?|promises|stand for|think about|views? on|opinion|scandal|expenses|campaign|donat\w+|spen[dt]\w*|funding|website|why did|why does|why is|why was|why were|should i vote|who should|register to vote|where (?:do|can|should) i vote|polling station|voter id|postal vote)\b/,
    says: "Why people voted as they did, what parties promise and how to vote are not known here: only who stood, and the votes.",
    instead: ["/results", "/seat bath", "/exitpoll"],
  },
  {
    about:
      /\b(?:chart|charts|graph|graphs|map|maps|graphic|graphics|picture|pictures|image|pie|video|live stream|stream|photo|photos|screenshot|infographic)\b/,
    says: "There is no chart to order: I draw a map of seats, and figures I have.",
    instead: ["/map", "/results", "/records"],
  },
  {
    about:
      /\b(?:prime ministers?|pm|cabinet now|new cabinet|reshuffle|(?:new|current|next) (?:chancellor|home secretary|foreign secretary|health secretary|leader|government)|chancellor|home secretary|foreign secretary|who is in the cabinet|party leaders?|leaders?|leader of the opposition|king|queen|palace|chief whip|speaker of the house)\b/,
    says: "Who holds which office since the election is not known here, nor who leads a party. What is known: the state of the parties, and the offices that people held until then.",
    instead: ["/results", "/portillo", "/exitpoll"],
  },
  ...loose.map(([pattern, name, instead]) => ({
    about: new RegExp(`\\b(?:${pattern})\\b`),
    always: true as const,
    says: `No figures are kept for ${name}: that is no region, county of England or seat. What lies there has them.`,
    instead,
  })),
];
