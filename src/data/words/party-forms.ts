/**
 * Short and long forms in which sheets write one party, a line each, joined and in lower case: whichever of a line the pack
 * knows is meant by all of it. Which parties stand is the pack's to say.
 */
const lines = `
conservative c con cons conserv tory tories conservatives conservativeandunionist conservativeunionist localconservatives
labour l lab labourcoop labcoop labourcooperative labourandcooperative labourandcoop labandcoop coop labourandcooperativeparty scottishlabour welshlabour welshlabourllafurcymru llafur llafurcymru
liberaldemocrat ld libdem libdems ldem ldems libd liberaldemocrats lds libdemocrat libdemocrats scottishliberaldemocrats welshliberaldemocrats
reformuk ruk ref reform refuk refm rfm
green g grn gp gre greens greenparty gpew walesgreenparty walesgreen
scottishgreenparty scottishgreen scottishgreens
scottishnationalparty snp scotnat scottishnational scottishnationalist scottishnationalpartysnp
plaidcymru pc plaid plaidcymrutheparty plaidcymruthepartyofwales plaidcymrupartyofwales
independent ind indep indie i independents nodescription none nd noparty unaffiliated independentnodescription
sinnfein sf sinn
workersparty wpb workers workerspartyofbritain workerspartygb
monsterravingloony mrlp omrlp loony monsterraving officialmonsterravingloony theofficialmonsterravingloony ravingloony
alliance apni all alliancepartyofnorthernireland
dup democraticunionist democraticunionistparty
sdlp socialdemocraticandlabour socialdemocraticandlabourparty
uup ulsterunionist ulsterunionistparty
tuv traditionalunionistvoice
`;

const groups = new Map(
  lines
    .trim()
    .split("\n")
    .flatMap((line) => {
      const forms = line.split(" ");
      return forms.map((form) => [form, forms] as const);
    }),
);

/** @param key joined and in lower case */
export const sameFormsOf = (key: string): readonly string[] => groups.get(key) ?? [];
