/* Vérifier un tirage au sort de passeurs dans un navigateur, sans réseau : les mêmes contrôles, dans le même ordre et
   avec les mêmes phrases que verify_draw.py, dont l’en-tête raconte comment le tirage marche.

   C’est un « worker » : il reçoit {certificate, proof} (des textes JSON, proof peut manquer) et répond {told: [phrases]},
   {fault: phrase} à la première chose fausse, ou {unreadable: phrase}. Les nombres sont des BigInt, les empreintes
   celles du navigateur (Web Crypto). */
class Tampered extends Error {}

function need(isTrue, told) {
  if (!isTrue) throw new Tampered(told);
}

// --- Les outils : une seule écriture de chaque chose, et des empreintes.

/* Lit du JSON : les nombres sont entiers et exacts (BigInt), une clé n’apparaît qu’une fois. */
function read(text, where) {
  let at = 0;
  const space = /[ \t\n\r]*/y, string = /"(?:[^"\\\u0000-\u001f]|\\.)*"/y, number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
  const literals = { true: true, false: false, null: null };
  const match = (pattern) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    at += found?.length ?? 0;
    return found;
  };
  const eat = (character) => {
    match(space);
    if (text[at] !== character) return false;
    at += 1;
    match(space);
    return true;
  };
  const expect = (character) => {
    if (!eat(character)) throw new SyntaxError(`« ${character} » attendu au caractère ${at + 1}`);
  };
  const word = () => {
    const found = match(string);
    if (found === undefined) throw new SyntaxError(`texte attendu au caractère ${at + 1}`);
    return JSON.parse(found);
  };
  const value = () => {
    match(space);
    if (eat("{")) {
      const object = new Map();
      if (eat("}")) return object;
      do {
        const key = word();
        expect(":");
        need(!object.has(key), `${where} : une clé apparaît deux fois.`);
        object.set(key, value());
      } while (eat(","));
      expect("}");
      return object;
    }
    if (eat("[")) {
      const list = [];
      if (eat("]")) return list;
      do list.push(value()); while (eat(","));
      expect("]");
      return list;
    }
    if (text[at] === '"') return word();
    for (const [name, meaning] of Object.entries(literals)) {
      if (text.startsWith(name, at)) {
        at += name.length;
        return meaning;
      }
    }
    const found = match(number);
    if (!found) throw new SyntaxError(`rien de lisible au caractère ${at + 1}`);
    need(/^-?\d+$/.test(found), `${where} : un nombre s’écrit sans virgule ni exposant (lu : ${found}).`);
    return BigInt(found);
  };
  const found = value();
  match(space);
  if (at !== text.length) throw new SyntaxError(`quelque chose suit la fin, au caractère ${at + 1}`);
  return found;
}

/* L’ordre des clés est celui des points de code. */
function byCodePoint(first, second) {
  const [one, two] = [[...first], [...second]];
  for (let at = 0; at < Math.min(one.length, two.length); at += 1) {
    if (one[at] !== two[at]) return one[at].codePointAt(0) - two[at].codePointAt(0);
  }
  return one.length - two.length;
}

/* JSON, clés triées, sans espace : une seule écriture possible. */
function canonical(value) {
  if (value instanceof Map) {
    const keys = [...value.keys()].sort(byCodePoint);
    return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value.get(key))}`).join(",")}}`;
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  return typeof value === "bigint" ? String(value) : JSON.stringify(value);
}

const utf8 = (text) => new TextEncoder().encode(text);
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const bytesOf = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const joined = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));
const digest = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
const sha256 = async (bytes) => hex(await digest(bytes));

/* Empreinte avec clé (HMAC) : rend une fonction d’étiquette. */
async function keyedBy(seed) {
  const key = await crypto.subtle.importKey("raw", bytesOf(seed), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return async (label) => hex(new Uint8Array(await crypto.subtle.sign("HMAC", key, utf8(label))));
}

// Fractions exactes : [numérateur, dénominateur], le dénominateur positif.
const share = (text) => {
  const [above, below = "1"] = text.split("/");
  return [BigInt(above), BigInt(below)];
};
const compare = ([a, b], [c, d]) => (a * d < c * b ? -1 : a * d > c * b ? 1 : 0);
const gcd = (a, b) => (b ? gcd(b, a % b) : a);
const inWords = ([above, below]) => {
  const common = gcd(above, below);
  return below === common ? String(above / common) : `${above / common}/${below / common}`;
};
/* Les chiffres que le site dit partout : « 57,9 % » pour 11/19, deux chiffres utiles sous 1 %. */
const percent = ([above, below]) => {
  let [decimals, scale] = [1, 10n];
  while (above > 0n && 100n * above * scale < 10n * below) [decimals, scale] = [decimals + 1, scale * 10n];
  let units = (200n * above * scale + below) / (2n * below);
  if (above < below && units === 100n * scale) units -= 1n;
  const rest = units % scale;
  return `${units / scale}${rest ? `,${String(rest).padStart(decimals, "0")}` : ""} %`;
};
/* Un écart, comme 2.4e-08. */
const small = ([above, below]) => {
  const scale = 10n ** 40n;
  const value = Number((above * scale) / below) / 1e40;
  return value.toExponential(1).replace(/e([+-])(\d)$/, "e$10$2");
};

/* Les clés et les sortes de valeurs : ni plus, ni moins. */
function shaped(value, model, where) {
  if (model === null) return;
  if (Array.isArray(model)) {
    const isTuple = model.length > 1;
    const good = Array.isArray(value) && (!isTuple || value.length === model.length);
    need(good, `${where} : ce n’est pas une liste, ou pas de la bonne longueur.`);
    value.forEach((one, at) => shaped(one, model[isTuple ? at : 0], `${where}[${at}]`));
  } else if (model instanceof RegExp) {
    need(typeof value === "string" && model.test(value), `${where} : valeur inattendue.`);
  } else if (typeof model === "object") {
    const keys = Object.keys(model);
    const good = value instanceof Map && value.size === keys.length && keys.every((key) => value.has(key));
    need(good, `${where} : des champs manquent ou sont en trop.`);
    for (const key of keys) shaped(value.get(key), model[key], `${where}.${key}`);
  } else {
    need(typeof value === model, `${where} : ce n’est pas la bonne sorte de valeur.`);
  }
}

const HEX = /^[0-9a-f]+$/, NAME = /^[0-9a-f]{24}$/, HASH = /^[0-9a-f]{64}$/, WHOLE = /^-?[0-9]+$/, SHARE = /^[0-9]+(\/[0-9]+)?$/;
const INT = "bigint", BOOL = "boolean", ANY = null;
const OPENED = { totals: [INT], opening: HEX };
const LOTTERY = {
  format: /^passeurs-tirage-1$/, goal: /^(leximin|maximin)$/, source: /^[^]*$/, size: INT, denominator: INT,
  root: HASH, types: [{ pseudonyms: [NAME], seal: HEX }], pool: OPENED,
  quotas: [{ where: ANY, minimum: INT, maximum: INT }],
  panels: [{ weight: INT, counts: [[INT, INT]], ...OPENED }], cuts: [{ weights: [[INT, INT]], limit: INT }],
  prices: { quotas: [WHOLE], size: WHOLE, cuts: [WHOLE], caps: [[INT, WHOLE]] },
  minimum: SHARE, bound: SHARE,
};
const REPLACEMENT = {
  rule: /^(ticket|repair)$/, declined: [NAME], accepted: [NAME], removed: [NAME], added: [NAME], ...OPENED,
  previous: HASH, hash: HASH,
};
const CERTIFICATE = {
  format: /^passeurs-certificat-1$/, lottery: LOTTERY, commit: HASH, beacon: /^([0-9a-f]{2}){8,}$/,
  rehearsal: BOOL, seed: HASH, number: INT, panel: INT, selected: [NAME], replacements: [REPLACEMENT],
};
const PROOF = {
  leaf: { pseudonym: NAME, type: INT, attributes: ANY, nonce: HASH }, path: [[/^(left|right)$/, HASH]], opening: HASH,
};

/* Ce qui vient d’être mis en forme se lit comme un objet ; `where` et `attributes` restent des Map. */
function opened(value, key = "") {
  if (Array.isArray(value)) return value.map((one) => opened(one));
  if (!(value instanceof Map) || key === "where" || key === "attributes") return value;
  return Object.fromEntries(Array.from(value, ([name, one]) => [name, opened(one, name)]));
}

// --- Les enveloppes. Le nombre premier est public (RFC 3526, groupe 14) ; les bases sont des empreintes de leur nom.

const PRIME = BigInt(
  "0xFFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B30" +
  "2B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE64928" +
  "6651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB9ED529077096966D670C35" +
  "4E4ABC9804F1746C08CA18217C32905E462E36CE3BE39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497C" +
  "EA956AE515D2261898FA051015728E5A8AACAA68FFFFFFFFFFFFFFFF",
);
const bases = new Map();
const powers = new Map();

function raised(base, exponent) {
  let [result, square] = [1n, base % PRIME];
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % PRIME;
    square = (square * square) % PRIME;
  }
  return result;
}

/* La base d’un nom (le carré d’empreintes), à une puissance. */
async function power(name, exponent) {
  if (!bases.has(name)) {
    const parts = await Promise.all(Array.from({ length: 9 }, (_one, part) => sha256(utf8(`passeurs|${name}|${part}`))));
    bases.set(name, BigInt(`0x${parts.join("")}`) % PRIME);
  }
  const label = `${name}|${exponent}`;
  if (!powers.has(label)) powers.set(label, raised(bases.get(name), 2n * exponent));
  return powers.get(label);
}

/* Le produit des enveloppes de ces types contient-il bien ces totaux par quota ? */
async function opens(lottery, counts, totals, opening) {
  if (totals.some((total) => total < 0n)) return false;
  let sealed = 1n;
  for (const [kind, count] of counts) {
    const envelope = BigInt(`0x${lottery.types[kind].seal}`);
    sealed = (sealed * (count === 1n ? envelope : raised(envelope, count))) % PRIME;
  }
  let told = await power("secret", BigInt(`0x${opening}`));
  for (const [number, total] of totals.entries()) told = (told * (await power(`quota|${number}`, total))) % PRIME;
  return sealed === told;
}

// --- Ce qui a été publié avant le tirage.

/* Chaque pseudonyme est dans un type et un seul. */
function checkPeople(lottery) {
  const names = lottery.types.flatMap((one) => one.pseudonyms);
  need(new Set(names).size === names.length, "Un pseudonyme apparaît deux fois : quelqu’un aurait deux chances.");
  const good = lottery.types.every((one) => {
    const seal = BigInt(`0x${one.seal}`);
    return one.pseudonyms.length && seal > 1n && seal < PRIME - 1n;
  });
  need(good, "Un type est vide, ou son enveloppe n’est pas un nombre permis.");
  return names.length;
}

const sum = (values) => values.reduce((total, one) => total + one, 0n);

/* Des effectifs par type forment un groupe : taille, quotas, et totaux conformes aux enveloppes. */
async function checkQuotas(lottery, counts, totals, opening, where) {
  const isOrdered = counts.every(([kind], at) => at === 0 || counts[at - 1][0] < kind);
  need(isOrdered, `${where} : un type est nommé deux fois, ou les types sont en désordre.`);
  const sizes = lottery.types;
  const good = counts.every(
    ([kind, count]) => kind >= 0n && kind < sizes.length && count > 0n && count <= sizes[kind].pseudonyms.length,
  );
  need(good, `${where} : plus de places que de personnes dans un type.`);
  need(sum(counts.map(([, count]) => count)) === lottery.size, `${where} : il n’a pas le bon nombre de places.`);
  need(totals.length === lottery.quotas.length, `${where} : il manque des totaux.`);
  for (const [at, quota] of lottery.quotas.entries()) {
    const isKept = quota.minimum <= totals[at] && totals[at] <= quota.maximum;
    need(isKept, `${where} : le quota ${canonical(quota.where)} n’est pas respecté (${totals[at]} places).`);
  }
  need(await opens(lottery, counts, totals, opening), `${where} : les totaux ne sont pas ceux des enveloppes.`);
}

/* Tous les groupes possibles respectent les quotas ; rend les effectifs attendus de chaque type, exacts. */
async function checkPanels(lottery) {
  const units = lottery.types.map(() => 0n);
  for (const [at, panel] of lottery.panels.entries()) {
    need(panel.weight > 0n, `Groupe ${at + 1} : son poids n’est pas positif.`);
    await checkQuotas(lottery, panel.counts, panel.totals, panel.opening, `Groupe ${at + 1}`);
    for (const [kind, count] of panel.counts) units[kind] += panel.weight * count;
  }
  const total = sum(lottery.panels.map((panel) => panel.weight));
  need(total === lottery.denominator, "Les poids des groupes ne font pas le total annoncé.");
  return units;
}

/* La probabilité exacte d’une personne d’un type. */
const chance = (lottery, units, kind) => [
  units[kind], lottery.denominator * BigInt(lottery.types[kind].pseudonyms.length),
];

/* Le prix d’un type que ces quotas comptent : leurs prix, celui de la taille, des coupes, du plafond. */
function price(lottery, kind, quotas) {
  const { prices, cuts } = lottery;
  let found = BigInt(prices.size) + sum(quotas.map((number) => BigInt(prices.quotas[number])));
  for (const [at, cut] of cuts.entries()) found += BigInt(prices.cuts[at]) * (new Map(cut.weights).get(kind) ?? 0n);
  return found + BigInt(new Map(prices.caps).get(kind) ?? 0n);
}

/* La plus petite probabilité annoncée est la vraie ; les prix prouvent jusqu’où elle pouvait aller. */
async function checkBound(lottery, units) {
  const kinds = lottery.types.map((one, kind) => [BigInt(kind), BigInt(one.pseudonyms.length)]);
  const drawable = kinds.filter(([kind]) => units[kind]);
  const chances = drawable.map(([kind]) => chance(lottery, units, kind));
  const smallest = chances.reduce((least, one) => (compare(one, least) < 0 ? one : least));
  const isTrue = compare(smallest, share(lottery.minimum)) === 0;
  need(isTrue, "La plus petite probabilité n’est pas celle qui est annoncée.");
  const { prices, pool, quotas, cuts } = lottery;
  const size = new Map(drawable);
  const isWhole = prices.quotas.length === pool.totals.length && pool.totals.length === quotas.length;
  need(isWhole, "Il manque des prix ou des totaux.");
  need(prices.cuts.length === cuts.length, "Il manque le prix d’une coupe.");
  need(await opens(lottery, drawable, pool.totals, pool.opening), "Les totaux de la réserve sont faux.");
  // Ce que les quotas permettent au plus, et ce que vaut toute la réserve : leur rapport borne la chance commune.
  let allowed = BigInt(prices.size) * lottery.size;
  let worth = BigInt(prices.size) * sum([...size.values()]);
  for (const [at, quota] of quotas.entries()) {
    const cost = BigInt(prices.quotas[at]);
    allowed += cost * (cost > 0n ? quota.maximum : quota.minimum);
    worth += cost * pool.totals[at];
  }
  for (const [at, cut] of cuts.entries()) {
    const cost = BigInt(prices.cuts[at]);
    need(cost >= 0n, "Le prix d’une coupe est négatif.");
    allowed += cost * cut.limit;
    worth += cost * sum(cut.weights.map(([kind, weight]) => weight * (size.get(kind) ?? 0n)));
  }
  for (const [kind, cost] of prices.caps) {
    need(BigInt(cost) >= 0n && size.has(kind), "Le prix d’un plafond est négatif.");
    allowed += BigInt(cost) * size.get(kind);
    worth += BigInt(cost) * size.get(kind);
  }
  need(worth > 0n, "Les prix ne prouvent rien.");
  const bound = share(lottery.bound);
  need(compare([allowed, worth], bound) === 0, "La borne n’est pas celle que prouvent les prix.");
  need(compare(smallest, bound) <= 0, "La borne est sous la probabilité : les prix sont faux.");
  return { smallest, bound, never: lottery.types.length - drawable.length };
}

// --- Le hasard, puis les remplacements.

/* La graine, le groupe et les personnes sont ceux du hasard annoncé ; rend les tickets de chaque type en ordre. */
async function checkDraw(certificate) {
  const { lottery } = certificate;
  const mark = utf8(certificate.rehearsal ? "répétition" : "");
  const seed = await sha256(joined(bytesOf(certificate.beacon), bytesOf(certificate.commit), mark));
  need(seed === certificate.seed, "La graine n’est pas l’empreinte de la balise et de l’engagement.");
  const keyed = await keyedBy(seed);
  const total = lottery.denominator;
  const excess = 2n ** 256n - (2n ** 256n % total);
  let number, attempt = 0;
  do {
    number = BigInt(`0x${await keyed(`panel|${attempt}`)}`);
    attempt += 1;
  } while (number >= excess);
  need(number % total === certificate.number, "Le nombre tiré n’est pas celui de la graine.");
  let left = number % total, at = 0;
  while (left >= lottery.panels[at].weight) {
    left -= lottery.panels[at].weight;
    at += 1;
  }
  need(BigInt(at) === certificate.panel, "Le groupe n’est pas celui du nombre tiré.");
  const tickets = new Map();
  for (const { pseudonyms } of lottery.types) {
    for (const name of pseudonyms) tickets.set(name, await keyed(`ticket|${name}`));
  }
  const order = lottery.types.map((one) => [...one.pseudonyms].sort(
    (first, second) => (tickets.get(first) + first < tickets.get(second) + second ? -1 : 1),
  ));
  const selected = lottery.panels[at].counts.flatMap(([kind, count]) => order[kind].slice(0, Number(count)));
  need(same(selected.sort(), certificate.selected), "Les personnes tirées n’ont pas les tickets les plus bas.");
  return { order, tickets };
}

const same = (first, second) => first.length === second.length && first.every((one, at) => one === second[at]);

/* Un remplacement suit la règle : `state` tient les places, les accords et les départs jusque-là. */
async function checkReplacement(lottery, order, past, state, where) {
  const listed = [past.declined, past.accepted, past.removed, past.added];
  const [declined, accepted, removed, added] = listed.map((names) => new Set(names));
  need(listed.every((names) => same(names, [...new Set(names)].sort())), `${where} : une liste est en désordre.`);
  const hasSeat = [...declined, ...accepted].every((name) => state.seats.has(name));
  need(hasSeat, `${where} : quelqu’un refuse ou accepte sans avoir de place.`);
  need(!past.declined.some((name) => accepted.has(name)), `${where} : quelqu’un accepte et refuse à la fois.`);
  const firm = new Set([...state.accepted, ...accepted].filter((name) => !declined.has(name)));
  const kept = new Set([...state.seats].filter((name) => !declined.has(name)));
  const canLeave = past.removed.every((name) => kept.has(name) && !firm.has(name));
  need(canLeave, `${where} : la place de quelqu’un qui a accepté lui est reprise.`);
  const counts = [];
  let isShort = false;
  for (const [kind, names] of order.entries()) {
    const waiting = names.filter((name) => !state.seats.has(name) && !state.gone.has(name));
    const called = names.filter((name) => added.has(name));
    need(same(called, waiting.slice(0, called.length)), `${where} : un ticket plus bas du même type a été sauté.`);
    const undecided = names.filter((name) => kept.has(name) && !firm.has(name));
    const back = names.filter((name) => removed.has(name));
    const isLast = !back.length || same(back, undecided.slice(-back.length));
    need(isLast, `${where} : une place reprise n’a pas le ticket le plus haut.`);
    const empty = names.filter((name) => declined.has(name)).length;
    isShort ||= empty > waiting.length;
    const good = past.rule === "repair" || (called.length === empty && !back.length);
    need(good, `${where} : le ticket suivant n’a pas été appelé, ou une place est reprise sans réparation.`);
    const count = names.filter((name) => kept.has(name)).length - back.length + called.length;
    if (count) counts.push([BigInt(kind), BigInt(count)]);
  }
  need((past.rule === "repair") === isShort, `${where} : une réparation ne vaut que si un type n’a plus personne.`);
  const known = new Set(order.flat());
  need(past.added.every((name) => known.has(name)), `${where} : une personne appelée n’est pas de ce tirage.`);
  await checkQuotas(lottery, counts, past.totals, past.opening, where);
  const { hash, ...rest } = past;
  need(past.previous === state.hash, `${where} : il n’est pas lié au précédent.`);
  const isSigned = hash === (await sha256(utf8(canonical(new Map(Object.entries(rest))))));
  need(isSigned, `${where} : son empreinte est fausse, il a été modifié.`);
  const seats = new Set([...[...kept].filter((name) => !removed.has(name)), ...added]);
  return { seats, accepted: firm, gone: new Set([...state.gone, ...declined]), hash };
}

// --- Ce qui me concerne.

/* Les numéros des quotas qui comptent quelqu’un qui a ces réponses. */
function quotasOf(lottery, attributes) {
  need(attributes instanceof Map, "Les réponses ne sont pas un objet.");
  const counts = ({ where }) => [...where].every(([key, value]) => attributes.get(key) === value);
  return [...lottery.quotas.keys()].filter((at) => counts(lottery.quotas[at]));
}

/* Ma feuille est dans l’arbre publié, mes réponses dans l’enveloppe de mon type. */
async function checkProof(certificate, { order, tickets }, units, proof, leafText, seats) {
  const { lottery } = certificate;
  const { leaf } = proof;
  let node = await digest(joined([0], utf8(leafText)));
  for (const [side, other] of proof.path) {
    const pair = side === "left" ? [bytesOf(other), node] : [node, bytesOf(other)];
    node = await digest(joined([1], ...pair));
  }
  need(hex(node) === lottery.root, "Votre feuille ou son chemin ne mène pas à la racine publiée.");
  const { type: kind, pseudonym: name } = leaf;
  const isThere = kind >= 0n && kind < order.length && order[kind].includes(name);
  need(isThere, "Votre pseudonyme n’est pas dans le type annoncé.");
  const quotas = quotasOf(lottery, leaf.attributes);
  const totals = lottery.quotas.map((_quota, at) => (quotas.includes(at) ? 1n : 0n));
  const isMine = await opens(lottery, [[kind, 1n]], totals, proof.opening);
  need(isMine, "Votre feuille : l’enveloppe du type contient d’autres réponses.");
  need(!units[kind] || price(lottery, kind, quotas) >= 0n, "Votre feuille : le prix du type est négatif.");
  const waiting = order[kind].filter((one) => !seats.has(one));
  const mine = chance(lottery, units, kind);
  const rank = waiting.indexOf(name) + 1;
  const place = rank ? `vous êtes au rang ${rank} d’attente du type` : "vous avez une place";
  return [
    "Votre feuille est bien dans ce qui a été publié avant le tirage, avec vos réponses.",
    ...Array.from(leaf.attributes, ([key, value]) => `Votre réponse à « ${key} » : ${value}.`),
    `Votre probabilité était exactement ${inWords(mine)}, soit ${percent(mine)}.`,
    `Votre ticket est ${tickets.get(name).slice(0, 16)}…, n° ${order[kind].indexOf(name) + 1} sur` +
      ` ${order[kind].length} de votre type : ${place}.`,
  ];
}

/* Tout vérifier ; rend des phrases, ou lève `Tampered` à la première chose fausse. */
async function verify(certificateText, proofText) {
  const whole = read(certificateText, "certificat");
  shaped(whole, CERTIFICATE, "certificat");
  const certificate = opened(whole);
  const { lottery, commit } = certificate;
  const isCommitted = (await sha256(utf8(canonical(whole.get("lottery"))))) === commit;
  need(isCommitted, "L’engagement n’est pas l’empreinte de la loterie.");
  const people = checkPeople(lottery);
  const units = await checkPanels(lottery);
  const { smallest, bound, never } = await checkBound(lottery, units);
  const drawn = await checkDraw(certificate);
  let state = { seats: new Set(certificate.selected), accepted: new Set(), gone: new Set(), hash: certificate.seed };
  for (const [at, past] of certificate.replacements.entries()) {
    state = await checkReplacement(lottery, drawn.order, past, state, `Remplacement ${at + 1}`);
  }
  const gap = [bound[0] * smallest[1] - smallest[0] * bound[1], bound[1] * smallest[1]];
  const told = [
    `L’engagement ${commit} est celui de cette loterie : ${people} personnes.`,
    `Les ${lottery.panels.length} groupes de ${lottery.size} places respectent les ${lottery.quotas.length} quotas ; leurs poids font le total.`,
    `La plus petite probabilité est exactement ${inWords(smallest)}, soit ${percent(smallest)}.`,
    `Aucune loterie ne donnait plus de ${percent(bound)} à tout le monde (écart : ${small(gap)}),` +
      " si aucun type n’a un prix négatif : chacun le vérifie pour le sien, un auditeur pour tous.",
    `La balise ${certificate.beacon} donne le nombre ${certificate.number}, donc le groupe` +
      ` ${certificate.panel + 1n} et les personnes annoncées.`,
    `Remplacements, chacun selon la règle publiée : ${certificate.replacements.length}.`,
  ];
  const isRepaired = certificate.replacements.some((past) => past.rule === "repair");
  const cuts = lottery.cuts.length;
  if (isRepaired) told.push("Réserve : qu’une réparation soit la plus petite possible ne se vérifie pas ici.");
  if (never) told.push(`Réserve : ${never} types n’ont aucune chance, aucun groupe publié ne les contient.`);
  if (cuts) told.push(`Réserve : la borne s’appuie sur ${cuts} coupes qui ne se vérifient pas ici.`);
  if (certificate.rehearsal) told.push("Ceci est une RÉPÉTITION : elle ne désigne personne.");
  if (proofText) {
    const mine = read(proofText, "preuve");
    shaped(mine, PROOF, "preuve");
    told.push(...(await checkProof(certificate, drawn, units, opened(mine), canonical(mine.get("leaf")), state.seats)));
  }
  return told;
}

onmessage = async ({ data }) => {
  try {
    postMessage({ told: await verify(data.certificate, data.proof) });
  } catch (fault) {
    postMessage(fault instanceof Tampered ? { fault: fault.message } : { unreadable: fault.message });
  }
};
