// The sums of a budget: amounts in whole cents (BigInt), and only the groups that a change touches are told anew.

const budgetSums = (() => {
  const root = document.getElementById("budget");
  const language = document.documentElement.lang || "en";
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const exact = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const MARK = /^(?:USD|EUR|GBP|KZT|RUB|US\$|[$€£₸₽])|(?:USD|EUR|GBP|KZT|RUB|[$€£₸₽])$/gi;
  const MISSING = new Set(["", "-", "–", "—"]);

  // An amount as it is typed, in cents; null if none is told, undefined if it cannot be told which.
  function cents(text) {
    const digits = text.replace(/[\s'’]/g, "").replace(MARK, "");
    if (MISSING.has(digits)) return null;
    let plain = digits;
    if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(digits)) plain = digits.replaceAll(",", "");
    else if (/^\d{1,3}(\.\d{3})+,\d+$|^\d{1,3}(\.\d{3}){2,}$/.test(digits)) plain = digits.replaceAll(".", "").replace(",", ".");
    else plain = digits.replace(",", ".");
    const parts = /^(\d+)(?:\.(\d{1,2})0*)?$/.exec(plain);
    return parts ? BigInt(parts[1]) * 100n + BigInt((parts[2] ?? "").padEnd(2, "0")) : undefined;
  }

  const plain = (amount) => `${amount / 100n}.${String(amount % 100n).padStart(2, "0")}`;
  const shown = (amount) => (amount % 100n ? exact : whole).format(Number(amount) / 100).replace("-", "−");

  // By what a source is called, its name.
  const names = new Map();
  for (const option of document.getElementById("budget-sources").options) {
    for (const name of [...option.dataset.also.split("|"), option.value]) if (name) names.set(name.toLowerCase(), option.value);
  }

  // Who pays how much of an amount; undefined if a name is strange or the parts do not add up.
  function paid(text, amount) {
    const words = text.trim().toLowerCase();
    if (!words || names.has(words)) return [[names.get(words) ?? "", amount]];
    const parts = [];
    let left = amount;
    for (const part of text.split(";").filter((one) => one.trim())) {
      const at = part.lastIndexOf(":");
      const name = names.get(part.slice(0, at).trim().toLowerCase());
      const share = at > 0 ? cents(part.slice(at + 1)) : undefined;
      if (name === undefined || share === undefined || share === null) return undefined;
      parts.push([name, share]);
      left -= share;
    }
    return left ? undefined : parts;
  }

  // What a line adds to which groups.
  function parts(line) {
    const amount = cents(line.v.amount) ?? 0n;
    const account = /^\d{5}$/.test(line.v.account) ? `${line.v.account.slice(0, 3)}00` : line.v.account;
    const found = [["total", amount], [`year:${line.year}`, amount], [`result:${line.parent}`, amount], [`account:${account}`, amount]];
    for (const [name, part] of paid(line.v.source, amount) ?? [["", amount]]) {
      found.push([`source:${name}`, part]);
      if (account === "75100") found.push([`gms:${name}`, part]);
    }
    for (let at = 1; at <= 4; at += 1) {
      const part = line.v[`q${at}`] && cents(line.v[`q${at}`]);
      if (part) found.push([`quarter:${line.year}:${at}`, part]);
    }
    return found;
  }

  const sums = new Map();
  const touched = new Set();
  const places = new Map();
  const note = (key, place) => places.set(key, [...(places.get(key) ?? []), place]);
  for (const one of document.querySelectorAll("[data-sum]")) note(one.dataset.sum, { one });
  for (const one of root.querySelectorAll("[data-gap]")) note(one.dataset.gap, { one, stated: cents(one.dataset.stated) });
  for (const row of root.querySelectorAll("[data-recovery]")) {
    const name = row.dataset.recovery;
    const rate = BigInt(Math.round(Number(row.dataset.rate) * 1000));
    for (const key of [`source:${name}`, `gms:${name}`]) note(key, { row, name, rate });
  }

  function add(line, sign) {
    for (const [key, amount] of line.parts) {
      sums.set(key, (sums.get(key) ?? 0n) + (sign > 0 ? amount : -amount));
      touched.add(key);
    }
  }

  function difference(place, amount) {
    const word = document.createElement("span");
    word.className = amount ? "status status-late num" : "even";
    word.textContent = `${amount > 0n ? "+" : ""}${shown(amount)}`;
    place.replaceChildren(word);
  }

  // On each base that is in question; there is a difference only if that is one alone.
  function recovery({ row, name, rate }) {
    const declared = sums.get(`gms:${name}`) ?? 0n;
    const direct = (sums.get(`source:${name}`) ?? 0n) - declared;
    row.cells[2].textContent = shown(declared);
    const bases = row.querySelectorAll("[data-expected]");
    for (const one of bases) {
      const under = one.dataset.expected === "gross" ? 100000n - rate : 100000n;
      const expected = (2n * direct * rate + under) / (2n * under);
      one.textContent = shown(expected);
      if (bases.length === 1) difference(row.cells[3], declared - expected);
    }
  }

  // A group that had no row yet.
  function began(key) {
    const [kind, ...name] = key.split(":");
    const body = document.querySelector(`#sums-${kind} tbody`);
    if (!body || !["account", "source"].includes(kind)) return;
    const row = body.insertRow();
    const head = document.createElement("th");
    head.scope = "row";
    head.textContent = name.join(":") || (kind === "source" ? root.dataset.tNobody : "–");
    row.append(head);
    const cell = row.insertCell();
    cell.className = "num";
    if (kind === "source") row.append(document.createElement("td"), document.createElement("td"));
    note(key, { one: cell });
  }

  function tell() {
    for (const key of touched) {
      if (!places.has(key) && sums.get(key)) began(key);
      for (const place of places.get(key) ?? []) {
        if (place.row) recovery(place);
        else if (place.stated !== undefined) difference(place.one, (sums.get(key) ?? 0n) - place.stated);
        else place.one.textContent = shown(sums.get(key) ?? 0n);
      }
    }
    touched.clear();
  }

  return {
    cents, plain, shown, paid, tell,
    begin(lines) {
      for (const line of lines) {
        line.parts = parts(line);
        add(line, 1);
      }
      touched.clear();
    },
    // Take the old parts of a line away and add the new ones.
    recount(line, counts = true) {
      const start = performance.now();
      if (line.parts) add(line, -1);
      line.parts = counts ? parts(line) : null;
      if (line.parts) add(line, 1);
      performance.clearMeasures("budget-sums");
      performance.measure("budget-sums", { start });
    },
  };
})();
