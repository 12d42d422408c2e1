/**
 * The words of codenames. Chosen by `tools/choose-words.ts`, which tells how, from the Electronic Frontier Foundation's long
 * word list for dice (https://www.eff.org/dice), published under CC BY 3.0 US
 * (https://creativecommons.org/licenses/by/3.0/us/). The choice is ours; the words are unchanged.
 *
 * A codename already given out is read by this list: no word may leave it while one may still be in use.
 */
export const codenameWords: readonly string[] = `
abacus abiding ability abrasive abreast abroad abruptly absence absently absolve abstract absurd acclaim account
accuracy accustom acid acquaint acquire acrobat acronym action activate activism actress aeration aerobics aerosol
aerospace afar affected affection affiliate affix affluent afford affront afloat aflutter afterglow afternoon
ageless agent agile agreeing agreement aground ahead ahoy alabaster album alfalfa algebra algorithm alias alkaline
almanac almost aloha alongside alphabet although altitude alto amaze amber ambition ambush amends amenity amiable
amigo among amplifier amplify amulet amusement amusing anaconda anagram anatomy anchor ancient android anew angelic
angler angling animal animator annotate announcer annoying annually annuity antacid anteater antelope antennae
anthem anthill anthology antidote antiques anvil anybody anyone anything anytime anyway anywhere appendix applaud
appliance applicant appointee appraisal approach approve apricot apron aptly aqua aqueduct arbitrate arguable argue
armadillo armband armchair armed armful armhole armrest arrange array arrive ascertain ashen asleep aspect aspire
astonish astronaut astronomy astute atrium attendant attention attest attic atypical audacity audible audience
authentic autograph automatic autopilot avalanche avatar avenue average aversion await awkward awning awoke babble
babied backache backboard backdrop backer backfire backhand backlog backpack backpedal backrest backspin backstage
backwash backwater baffling baggage baggy bagpipe baking bamboo banana banister banjo bankbook banknote barbecue
barbell barista baritone barley barn barometer barrack barrette barrier bartender basil batch blank blazer bless
blinker blinking blip blissful blooming blooper blouse bluff bluish blurred blustery boastful boat bobbing bobsled
boggle bogus bonfire bonnet bonsai booted borough borrower botanical botanist botany bottling bounce bouncing
bountiful boxcar breach breeches breeze brewery brewing briar brigade bright brilliant brisket bristle broadband
broadcast broadly broadside broken bronco bronzing brook brunette brunt buccaneer buckle buckshot budding buddy
budget buffalo buffer buffoon bulb bulldog bulldozer bunkhouse cabbage caboose cacti cage cahoots calcium calculate
calculus calibrate caloric camcorder camera campfire campus canal candied cannot canopy canteen capable capacity
capillary capital capped capsize captivity caramel caravan carbon cardboard cardigan caregiver caretaker carnation
carnivore carpenter carport cartridge cartwheel carving cascade casino cassette casually catalyst catapult cataract
catcher catering catfish cattail cattle cautious cavalier cavalry caviar cedar cement census ceramics ceremony
certainty chain challenge chamomile champion chance chapter character charcoal chariot charred chatting chatty
cheese chef chemist cherub chevron chewer childcare childhood childish childlike chimp chirping chitchat chloride
choosing choosy chosen chrome chuck cinch cinema cinnamon circling circular circus citadel citation citizen city
civic clad clambake clapping clarify clarinet clavicle cleaver clerical clerk climate clique clone closure clothes
clothing clubbed clubbing clumsy clutch coastline coauthor cobalt cobbler cobweb cocoa coconut coerce coffee
cognitive cogwheel coherent cohesive coil coleslaw coliseum collector collie collision colonist colossal comfort
comfy coming commence commodity commodore common commotion commute compacter companion company compel component
composer compound compress comrade concave conceal conceded concierge conclude concrete concur condense condiment
condition conducive conductor conduit confetti confidant configure confront confused confusion congenial conjuror
consent console consonant constrain constrict consumer contact control copier copilot copious corncob cornea corral
correct corridor cosmic cottage cough county coveted coveting coyness cradling craftily cranium creasing create
credible crescent crevice crewman crimson crinkle crisped criteria critter crop crowbar crucial crumpet crunchy
cryptic crystal cubical cucumber cuddle culinary culture cupid curator curler curry cursive curtain custard customer
cycle cyclist cylinder cymbal daffodil dainty dallying dancing dares daringly darkness darkroom dash daughter
dawdler daybreak daylight dazzling dealer dealing dean debrief debug decency decibel decipher declared decoy decree
dedicate deduce deepen default define deflate defrost deletion delicacy delivery delta denim denote dentist departed
deserve designer desktop despite destiny detail detector detoxify detract devalue diameter diary dice dictate
diffused diligent dilute diminish dimmer dimness dimple dingo diocese dioxide diploma directed disagree disallow
disarray disburse discard disclose discount discover discuss disdain dislike dislodge disobey disorder disown
dispatch dispense display disposal disprove disrupt distant district dividend divinely diving divisive docile
doctrine document dodge dollop dolphin domain domestic dominion dominoes donated donation donor doorbell doorknob
doormat doorstep doubling dragging drainage drainer drastic dreamily dreamt dribble driven driveway drizzly droplet
drum duchess duckling dugout duplex durably dutiful duvet dwelled dwindle dynamic earache earlobe earmark earmuff
earphone earplugs earshot earthy easiest eastward eatery eats ebony echo eclipse ecology economic edginess edgy
editor educated effects eggnog eggshell eject elated elbow elderly elephant elevate elixir elliptic eloquent elusive
embark embassy emblem emcee emit emotion empathy emperor emphases emphatic employee emporium empower enamel encircle
encode encroach encrust endeared ended endless endorse enduring enforced engaging engine engraver engross engulf
enlarged enlisted enrage enrich ensure enticing entity entomb entrap entrench entryway enviable envious envoy enzyme
epilogue episode equator equinox eraser errand erratic error escalate escapist espresso essay esteemed estimate
etching eternal eternity ether ethics evacuee evade evaluate even everyday everyone evident evolve example exchange
exciting excuse exhale expanse expend explain explore exponent exporter exposure extended exterior extrude fabric
fabulous facelift faceted facial factor faculty falcon fall falsify familiar family fanfare fantasy fasting fastness
fedora feisty fence ferocity ferret festive fiddling fidelity fidgety fifteen fiftieth figment figure filled
filtrate finale finalist fineness finer finicky finisher flagpole flagship flame flanked flannels flashy fleshed
flick floral florist flying flyover follicle food football foothold footman footnote footpath footrest footwear
footwork fossil foster founder fountain fragrant framing frayed freckled freedom freehand freeload freely freeware
freewill freezing frequent fresh fretted friction fridge friend frolic frostily frown fructose frugally gains
gallery gamma gander garland garlic garnet garnish gatherer gauging gauntlet generic generous gently geologic
geometry gerbil gestate getting getup giblet giddily gift gigabyte gigantic giggling giggly girdle giveaway gizmo
glacier glamour glaring gleeful glimpse glisten glitzy glorious glory glowworm glucose glue goldfish golf gondola
gorged gorgeous gosling graceful gracious gradient graduate graffiti grafted grafting grandma grandson granite
granular grape gratify grill grimace groove grooving grouped grout grower gruffly grumpily guidance guide gully
gumdrop guru gusto habitat hacksaw haiku halogen halved hammock handbag handcart handcuff handful handheld handmade
handpick handrail handset handwork handyman hangout hankie happier happy hardener hardly hardware hardwood harmless
harmony harpist haste hazelnut headband headgear headroom headway heave heavily hedging hefty helium helmet helpful
helpline henna herald herbs heritage heroism hexagon hubcap humble humility humming hummus humorist humorous humped
hungry hurried husband hydrant hydrated hydrogen hyphen hypnosis iciness icon idealism ideally identify idiom igloo
ignition ignore iguana illusion imaging imitate immerse imminent immobile immortal immunity impart impeding implicit
impolite impose imprint improper iodine irrigate isotope issue issuing italics item jackpot jasmine jawed jazz
jellied jiffy jigsaw jockey jogger jogging john jokingly jovial joyfully joyous joyride joystick jubilant judo juicy
jukebox junction juncture junior justice justly juvenile kangaroo karate kebab keenly keenness keep kennel kerchief
kerosene kiln kilobyte kilogram kilowatt kimono kindly kindred kinetic kinfolk kinship kinsman kitten knapsack knoll
koala ladle ladylike lagged lair landfall landlady landline landlord landmark language laptop latter latticed launch
laundry laurel lavender lavish lecturer legal leggings legible legroom legume legwork lemon lend length lesser
letdown lettuce levers levitate liberty library lifting liftoff likely likewise lilac limb limeade linguist linoleum
linseed liquefy litmus lizard luckily lukewarm lullaby luminous lumpish lunar lunchbox lushness lustrous luxury
lyrics macaroni macaw machine magazine magical magnetic magnify magnolia mahogany majesty manager managing mandarin
mandate manicure mankind manned manpower mantra many marathon marbled marbling margin marigold maritime marrow
mascot mastiff matador matchbox material matrix maturity maverick maximum maybe mayday modified modify module molar
molecule molehill monetary mongoose mongrel monitor monogram monopoly monorail monotone monoxide monsoon monthly
moonbeam moonlit morality mothball motto mounted movable move much mulberry mullets multiple mural muscular museum
mushroom music musket mustang myself napkin nature nautical navigate nearest neatness nectar negative nephew nervy
nest neuron nickname nimbly nineteen ninja nucleus nullify numeral nuptials nursery nutmeg nutrient nuzzle nylon
obedient obligate obliged oblong oboe obscure observer obstacle obtain obtuse occupant occupy ocelot octagon octane
octopus ointment okay olive omega omission omnivore onion onshore onward onyx operate opposite osmosis outback
outbid outbound outburst outclass outcome outdoors outfield outflank outgoing outgrow outhouse outlet outline
outlook outpost outreach outright outsell outsmart outtakes outweigh overact overbite overbook overcome overflow
overfull overhand overhear overlap overpass overrun overshot oversold overstay overtake overview oxygen pacifism
pacify padded padlock palace paltry pamphlet pancake pancreas panda panorama papaya paper paprika papyrus parabola
paradox parakeet parcel parsnip partner passably passage passerby passion passport pastime pastrami patient patio
pavement pavilion payroll pebbly pectin pedicure pedigree pelican pencil pendant penknife pentagon perceive percent
perfume perm peroxide petite petunia phoenix phonics photo phrase phrasing placard placidly planner platform
platinum platonic platypus playable playback playful playlist playmate playoff playpen playroom plaza pleat pledge
plunging plywood pointer pointing poise politely polka polygon polymer poncho popcorn popular porridge porthole
portion portly possible possum postal postbox postcard posture pound pouring powdery precise predict preface prefix
prelude premiere premium prepay preset pretzel prevail preview previous primer pristine privacy probable process
proclaim prodigy produce profile profound progeny program prologue promoter promptly proofs property propose prorate
protract protrude proved provider province public pueblo pulsate puma pumice pummel punctual pungent puppet purchase
pureness purifier purist purple purplish pursuant purveyor pushcart pushing pushover pyramid python quadrant quail
quaintly quality quantum quartet quench quicken quirk quiver quotable quote rack racoon radiance radiator raffle
ragweed railway raisin ramrod random rarity ravine ravioli reactive reaffirm reappear reapply reason reassign
reassure rebirth reborn rebuff rebuild rebuttal recall recede recliner recluse recoup recovery recycled reemerge
reenact reenter refinery refining refocus reforest regain register regulate reheat rehire rekindle relax relearn
reliable relieve relish relocate remake remarry rematch remedial remember reminder removal removing renewed renounce
rental reoccur reorder repaying repeated replace reprise reroute rerun rescuer research resemble resend residue
resolved resonant resubmit result rethink retold retouch retry retype reunion reversal revisit rhyme ribbon riches
rickety ricotta ridden rinse rinsing ripening rival riverbed riveter roamer robin robotics robust rocking rosy
rotunda roulette roundish roundup rubber ruckus rumbling rummage rundown runny safely safeness salami salaried salsa
salutary salvage sandbank sandbox sapling sardine satisfy saturate saucy savanna savings scallop scanning scant
scarce scenic schedule scheme scholar science scooter scope scorpion scoured scouts scraggly scratch scribe scroll
scruffy scrutiny scuba sculptor second secular sedate sediment seismic seldom selected seltzer semantic semester
seminar sepia sequel sequence series serrated sessions seventh shading shady shakily shampoo sharper sheet shelving
sherry shimmy shindig shine shoptalk shortcut shorten showbiz showcase showdown showman showoff showroom shrank
shrewdly shrug shudder shuffle shush siesta silenced silica silver sincere singular siren sitcom situated sixth
sixties sizable sketch skewed skier skiing skillet skimmed skydiver skyline skyward sleeve sliced slighted slogan
sloping sloppily smartly smooth smudge snap snazzy snippet snooze snorkel snowdrop snowfall snowshoe snowsuit snowy
snuggle speak specimen specked spectrum speller spilt spinal spinner spirits splashed splendid splicing splotchy
splurge sponge sponsor spoof sporting spotless spotty sprain spruce spry sputter spyglass squatted squeeze squid
squiggly squishy stadium staff stained stallion stamina staple stardom starfish starlit startup steadier steering
stereo stiffen stimuli stingray stipend stock stopped storage stowaway straddle strategy stream strength striving
strode stroller strongly stubble stucco student studied stuffing stump sturdy stylist subgroup subject sublease
sublime subplot subsidy subsoil subtitle subtotal subtract suburb suffice suggest suitably suitcase sulphate
superior supplier supply support supreme surname surpass surprise surreal surround survey survivor swagger swarm
swell swifter swimming swivel swizzle swung sycamore symphony synapse synergy synopsis system tables tactful tactile
tadpole talisman tapered tapestry tapioca tarmac tassel tattoo tavern thaw thermal thespian thicket thinning
thirteen thirty thorn thousand thrift throwing thumb tibia tidings tighten tigress tinfoil tinkling tipper tipping
traffic tranquil transfer trapdoor trapeze travel traverse tree tremble triangle tribute triceps tricycle trifle
trillion trilogy tripod triumph trombone trophy tropical trousers trunks trustee trustful trusting truth tubeless
tubular tuition turbine turbojet tusk tutor tweezers twelve twenty twig twilight twisted twitch ultra umbrella
unafraid unaware unbeaten unbend unbiased unblock unbolted unbutton uncanny unclasp uncoiled uncork uncouple uncover
uncut undated underarm undercut undergo undoing unearned unearth uneasy unequal unfasten unfitted unfold unified
unify uniquely universe unknown unlatch unleaded unlocked unmade unmasked unopened unpack unpinned unplug unproven
unsaddle unsaid unseen unspoken unsteady unsubtle unsuited untapped untie untimely untwist unused unwieldy unwound
upgrade upheld uplifted upload uproot upscale upside upstart uptake uptown upturned urban urging usable user usual
utensil utopia valiant vanilla vanquish vantage variably various veggie vending vendor verbally verify verse
vertical vertigo veteran vicinity victory video vigorous village vineyard violin virtual virtuous visa viscous
visible vision visiting vitality vitamins vividly vocalist vocally voicing volley volumes voucher vowel voyage wagon
walnut washable washbowl washout waviness wharf whinny whisking whoever whole wildcat wildfowl wildlife wildness
willing willow winnings wireless wisdom wispy wistful woozy work wriggle writing wrought yearbook yearly yield yoga
yummy zebra zeppelin zips zodiac
`
  .trim()
  .split(/\s/);
