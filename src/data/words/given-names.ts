/** Given names that one person may go by: a line each, with the full form first. A name may stand in several lines. */
const lines = `
abigail abi abby abbie gail
abraham abe
adam ad
adrian ade
agnes aggie nessa
alan allan allen al
alastair alistair alasdair alister aly al
albert bert bertie al
alexander alex alec alick sandy sasha xander al ally lex alix
alexandra alex alix sandra sasha lexi sandy
alfred alf alfie fred
alice ali
alison allison ali
amanda mandy
amelia millie amy mel
andrea andie
andrew andy drew andrea
angela angie ange
angus gus
ann anne annie anna nan nancy
anthony tony antony ant
arthur art artie
barbara barb babs
barnaby barney
bartholomew bart
beatrice bea trixie
belinda bel lindy
benjamin ben benny benji
bernadette bernie
bernard bernie
bethany beth
beverley beverly bev
bradley brad
brandon bran
brendan bren
bridget biddy bridie
brian bryan
calum callum cal
cameron cam
carol carole caz caroline carolyn
caroline carrie caro lina carolyn
cassandra cass cassie
catherine katherine kathryn katharine kathleen kate katie cathy kathy cat kat kath kitty katy kit
cecilia celia cissy
charles charlie chas chuck charley
charlotte charlie lottie lotte char
christian chris
christine chris chrissie christina tina
christopher chris kit topher
clive cliff
clifford cliff
colin col
conor connor
constance connie
cornelius con neil
craig craigy
cynthia cindy
daniel dan danny dani
danielle dani dan danny
david dave davey davy dai dafydd
deborah debbie debra deb debs
denise dee
dennis denis den denny
derek del derrick
desmond des
diana di diane dianne
dominic dom dominick nic
donald don donny
dorothy dot dottie dolly
douglas doug dougie
duncan dunc
edmund ed eddie ned ted
edward ed eddie ted teddy ned eddy
edwin ed eddie
eleanor ellie nell elle nora lena elinor
elizabeth liz lizzie beth betty eliza elspeth elisabeth lisa libby bess lisbet betsy lizzy
ellen nell ellie
emily em emmy millie
emma em
ernest ernie
eric rick
esther essie
eugene gene
euan ewan ewen
eve evie eva
felicity fliss flick
fiona fi
florence flo florrie
frances fran francesca frankie fanny
francis frank frankie fran
franklin frank
frederick fred freddie freddy frederic
gabriel gabe
gareth gaz garth
gary gaz garry
gavin gav
geoffrey geoff jeffrey jeff
george georgie
georgina georgia georgie gina georgiana
gerald gerry jerry ged
gerard gerry ged jerry
gertrude gertie
gillian gill jill jilly jillian
glenn glen
gloria glo
graham graeme grahame
gregory greg gregor
gwendolyn gwen wendy
hannah hanna
harold harry hal
harriet hattie harry
heather heath
helen helena nell ellen
henrietta hettie etta
henry harry hal hank
herbert herb bert
hilary hillary
howard howie
hugh hughie huw hugo
humphrey hump
ian iain
imran immy
isaac ike zac
isabella isabel isobel bella izzy bel isabelle izzie
jacob jake jakob
jacqueline jacqui jackie jacky jackee
james jim jimmy jamie jem jimbo
jane janey jan janet jayne
janet jan
janice jan
jason jase
jean jeannie jeanne
jennifer jen jenny jenni
jeremy jez jerry jem
jerome jerry
jessica jess jessie
joan joanie
joanna joanne jo joan josie
john jack johnny jon johnnie ian
jonathan jon jonny jonathon johnathan johnny
jordan jord
joseph joe jo joey
josephine jo josie
joshua josh
joyce joy
judith judy jude
julia julie jules
julian jules jools
juliet jules juliette
karen kaz
keith keef
kelly kel
kenneth ken kenny
kerry kez
kevin kev
kieran kieron ciaran
kimberley kim kimberly
kirsten kirsty kirstie
laura laurie loz
lauren loz
laurence lawrence larry laurie lol
leonard len lenny leo
leonora nora
leslie les
lesley les
lewis lew louis
liam li
lilian lily lil lillian
lindsay linsey lindsey lyndsay
linda lynda lin lindy lynn
lorraine lori
louis lou louie lewis
louise lou lulu
lucinda lucy cindy
lucy luce
luke lucas
lydia lyd
lynn lynne lyn
madeleine maddie maddy madeline
magdalena lena
malcolm mal malc
marcus mark marc
margaret maggie mags meg peggy marge rita greta madge margie
marian marion
marianne mary
marjorie marge
mark marc
martha marty
martin marty martyn
mary molly polly may moll
matilda tilly mattie
matthew matt matty
maureen mo reenie
maurice mo morris
maximilian max
maxwell max
melanie mel
melissa mel missy
michael mike mick micky mickey mikey mitch
michelle shell chelle mich
miranda mandy
mohammed muhammad mohammad mohamed muhammed mo mohd md
montgomery monty
morag mo
nancy nan
natalie nat
natasha tash nat tasha
nathan nate nat nathaniel
nathaniel nat nate nathan
neil niall neal
neville nev
nicholas nick nicky nic nico nicolas nik
nicola nicky nikki nic nicole
nigel nige
norman norm
oliver ollie olly ol
olivia liv livvy
oscar osc
owen owain
pamela pam
patricia pat patsy tricia trish paddy
patrick pat paddy padraig
paul pauly
pauline polly
penelope penny pen
peter pete
philip phillip phil pip
philippa pippa pip
phyllis phyl
rachel rach rachael
ralph raff
randolph randy
raphael raf raffi
raymond ray
rebecca becky becca bex bec
reginald reg reggie
rhys reece rees
richard rich dick rick ricky richie dickie rik
robert rob bob bobby robbie bert robby
roderick rod rory rodders
rodney rod
roger rodge
roland rolly
ronald ron ronnie
rosalind ros roz
rosemary rosie rose
rosie rose rosalie
rowena ro
roy royston
rupert ru
russell russ rus
ruth ruthie
samantha sam sammy sammie
samuel sam sammy
sarah sara sally sadie
scott scotty
sean shaun shawn shane
sharon shaz
sheila shelagh
sidney sid sydney
simon si
sophia sophie sofia
stanley stan
stephanie steph steff stef stefanie
stephen steven steve stevie stephan ste
stewart stuart stew stu
susan sue suzy susie suzanne susannah su
suzanne sue suzy susie
sylvester sly
tabitha tabby
tamsin tam
terence terry tel terrance
teresa theresa terri tess tessa tracy
theodore theo ted teddy
theodora thea dora theo
thomas tom tommy thom tomos
timothy tim timmy
tobias toby
tracey tracy trace
trevor trev
trudy gertrude
ursula ursie
valerie val
vanessa nessa ness
veronica ronnie vron
victor vic
victoria vicky vicki tori vikki vicks vix
vincent vin vince vinny
virginia ginny
vivian viv vivienne vyvyan
walter walt wally
warren waz
wendy wend
wilfred wilf fred
william will bill billy willie liam willy wills
winifred win winnie
yasmin yas yasmine
yvonne vonnie
zachary zac zach zak zack
`;

const groupsOf = new Map<string, readonly number[]>();
for (const [group, line] of lines.trim().split("\n").entries())
  for (const name of line.split(" ")) groupsOf.set(name, [...(groupsOf.get(name) ?? []), group]);

/** Whether both, folded, are forms of one name: "andy" and "andrew". Two short forms of it are too. */
export function isSameName(one: string, other: string): boolean {
  if (one === other) return true;
  const groups = groupsOf.get(other);
  return groups !== undefined && (groupsOf.get(one)?.some((group) => groups.includes(group)) ?? false);
}

/** Whether the word is in the table at all, and so is right as it stands. */
export const isGivenName = (word: string): boolean => groupsOf.has(word);
