/** Spellings and short forms of British place names: facts about the language, of no one election. */

/** Compass words in their agreed spelling, quarters as one word. */
export const compass: ReadonlySet<string> = new Set(
  "north south east west central mid northeast northwest southeast southwest".split(" "),
);

/** Words that tell no two names apart, English and Welsh, and those that people put around a name. */
export const silent: ReadonlySet<string> = new Set(
  (
    "and the of upon on in under by at for to a an ac y yr " +
    "constituency seat seats division mp mps result results who won wins win is was what whats about vote votes election please pls hey teller"
  ).split(" "),
);

/** Phrases replaced before words are parted. */
export const phrases: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "dun eideann": "edinburgh",
    "dun deagh": "dundee",
    "dun de": "dundee",
    "obar dheathain": "aberdeen",
    "inbhir nis": "inverness",
    "inbhir air": "ayr",
    "dun phris": "dumfries",
    "earra ghaidheal": "argyll",
    "an eaglais bhreac": "falkirk",
    "an t eilean sgitheanach": "skye",
    "lodainn an ear": "east lothian",
    "meadhan lodainn": "midlothian",
    "ros an iar": "west ross",
    "lodainn an iar": "west lothian",
    "cair chaladain": "kirkcaldy",
    "cill rimhinn": "st andrews",
    "dun pharlain": "dunfermline",
    "obar bhrothaig": "arbroath",
    "tobar na mathar": "motherwell",
    "cille mhearnaig": "kilmarnock",
    "rinn friu": "renfrew",
    "siorrachd rinn friu": "renfrewshire",
    "siorrachd dhun bhreatainn": "dunbartonshire",
    "dun bhreatainn": "dumbarton",
    "siorrachd air": "ayrshire",
    "siorrachd lannraig": "lanarkshire",
    "siorrachd obar dheathain": "aberdeenshire",
    "siorrachd pheairt": "perthshire",
    "beal feirste": "belfast",
    "tir eoghain": "tyrone",
    "fear manach": "fermanagh",
    "ard mhacha": "armagh",
    "iur cinn tra": "newry",
    "lar uladh": "mid ulster",
    "gleann an lagain": "lagan valley",
    "loch cuan": "strangford",
    "an bhanna uachtarach": "upper bann",
    "doire thoir": "east londonderry",
    "an dun theas": "south down",
    "an dun thuaidh": "north down",
    // Gaelic compass words, the quarters before the sides.
    "an ear thuath": "northeast",
    "an iar thuath": "northwest",
    "an ear dheas": "southeast",
    "an iar dheas": "southwest",
    "an ear": "east",
    "an iar": "west",
    "a tuath": "north",
    "a deas": "south",
    "pen y bont ar ogwr": "bridgend",
    "rt hon": "",
    iow: "isle wight",
    mk: "milton keynes",
  }),
);

/** One agreed spelling for a word, in names and in queries alike. */
export const spellings: ReadonlyMap<string, string> = new Map(
  Object.entries({
    // Compass words, shortened, joined and in Welsh.
    n: "north",
    s: "south",
    e: "east",
    w: "west",
    nth: "north",
    sth: "south",
    ne: "northeast",
    nw: "northwest",
    se: "southeast",
    sw: "southwest",
    cent: "central",
    centre: "central",
    ctl: "central",
    middle: "mid",
    gogledd: "north",
    de: "south",
    dwyrain: "east",
    ddwyrain: "east",
    gorllewin: "west",
    orllewin: "west",
    tuath: "north",
    thuath: "north",
    deas: "south",
    dheas: "south",
    meadhan: "central",
    meadhanach: "central",
    thoir: "east",
    thiar: "west",
    thuaidh: "north",
    theas: "south",
    canol: "mid",
    ganol: "central",
    // Common parts of names.
    saint: "st",
    gt: "great",
    vly: "valley",
    pk: "park",
    // Towns and cities, as locals, sports pages and timetables shorten them.
    brum: "birmingham",
    bham: "birmingham",
    soton: "southampton",
    shampton: "southampton",
    pompey: "portsmouth",
    mcr: "manchester",
    manc: "manchester",
    mancs: "manchester",
    lpool: "liverpool",
    ncastle: "newcastle",
    ncl: "newcastle",
    wolves: "wolverhampton",
    wton: "wolverhampton",
    whampton: "wolverhampton",
    nottm: "nottingham",
    cov: "coventry",
    hudds: "huddersfield",
    darlo: "darlington",
    donny: "doncaster",
    scunny: "scunthorpe",
    skeg: "skegness",
    skeggy: "skegness",
    edin: "edinburgh",
    abdn: "aberdeen",
    bmouth: "bournemouth",
    pboro: "peterborough",
    mbro: "middlesbrough",
    boro: "middlesbrough",
    mboro: "middlesbrough",
    middlesborough: "middlesbrough",
    barum: "barnstaple",
    // Counties that have one reading only.
    bucks: "buckinghamshire",
    hants: "hampshire",
    herts: "hertfordshire",
    lancs: "lancashire",
    salop: "shropshire",
    shrops: "shropshire",
    staffs: "staffordshire",
    wilts: "wiltshire",
    yorks: "yorkshire",
    warks: "warwickshire",
    berks: "berkshire",
    middx: "middlesex",
    pembs: "pembrokeshire",
    carms: "carmarthenshire",
    glam: "glamorgan",
    northumb: "northumberland",
    aberdeens: "aberdeenshire",
    ches: "cheshire",
    // Welsh and Gaelic names of places that name more than one seat.
    caerdydd: "cardiff",
    chaerdydd: "cardiff",
    abertawe: "swansea",
    casnewydd: "newport",
    wrecsam: "wrexham",
    aontroim: "antrim",
    feabhal: "foyle",
    glaschu: "glasgow",
    aonghas: "angus",
    grianaig: "greenock",
    hamaltan: "hamilton",
    lannraig: "lanark",
    ratharglinn: "rutherglen",
    steornabhagh: "stornoway",
    paislig: "paisley",
    peairt: "perth",
    sruighlea: "stirling",
    arcaibh: "orkney",
    sealtainn: "shetland",
    gallaibh: "caithness",
    cataibh: "sutherland",
    moireibh: "moray",
    fiobha: "fife",
    lochabar: "lochaber",
    bhoid: "bute",
  }),
);

/** Shortenings that may mean a county or its town, in a query: the likelier first. */
export const readings: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    beds: ["bedfordshire", "bedford"],
    cambs: ["cambridgeshire", "cambridge"],
    derbys: ["derbyshire", "derby"],
    derbs: ["derbyshire", "derby"],
    glos: ["gloucestershire", "gloucester"],
    gloucs: ["gloucestershire", "gloucester"],
    leics: ["leicestershire", "leicester"],
    lincs: ["lincolnshire", "lincoln"],
    northants: ["northamptonshire", "northampton"],
    notts: ["nottinghamshire", "nottingham"],
    oxon: ["oxfordshire", "oxford"],
    worcs: ["worcestershire", "worcester"],
    northern: ["northern", "north"],
    southern: ["southern", "south"],
    eastern: ["eastern", "east"],
    western: ["western", "west"],
    mid: ["mid", "central"],
    central: ["central", "mid"],
  }),
);

/** Counties and the like, in agreed spelling: each holds many places, whatever single one has its name. */
export const counties: ReadonlySet<string> = new Set(
  (
    "avon,bedfordshire,berkshire,buckinghamshire,cambridgeshire,cheshire,cleveland,cornwall,cumbria,derbyshire,devon,dorset," +
    "durham county,county durham,essex,gloucestershire,greater london,greater manchester,hampshire,herefordshire," +
    "hertfordshire,humberside,huntingdonshire,kent,lancashire,leicestershire,lincolnshire,merseyside,middlesex,norfolk," +
    "northamptonshire,northumberland,northumbria,nottinghamshire,oxfordshire,shropshire,somerset,staffordshire,suffolk,surrey," +
    "sussex,east sussex,west sussex,tyneside,tyne wear,teesside,warwickshire,wiltshire,worcestershire,yorkshire," +
    "north yorkshire,south yorkshire,west yorkshire,aberdeenshire,ayrshire,dumfriesshire,dunbartonshire,fife,lanarkshire," +
    "lothian,midlands,perthshire,renfrewshire,highland,highlands,highlands islands,dyfed,gwynedd,powys,glamorgan," +
    "mid glamorgan,south glamorgan,west glamorgan,pembrokeshire,antrim,down,tyrone,county antrim,county down,county tyrone"
  ).split(","),
);
