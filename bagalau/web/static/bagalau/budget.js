// The budget as a sheet. Without this script the page is a table with a form for each line.

(() => {
  const root = document.getElementById("budget");
  const table = document.getElementById("budget-table");
  const form = document.getElementById("budget-form");
  const [save, undo, said] = ["save", "undo", "said"].map((name) => document.getElementById(`budget-${name}`));
  const columns = [...table.tHead.rows[0].querySelectorAll("[data-col]")].map((head) => head.dataset.col);
  const numbers = new Set(["quantity", "unit_cost", "amount", "q1", "q2", "q3", "q4"]);
  const lists = { account: "budget-accounts", source: "budget-sources" };
  const labels = new Map([...document.getElementById("budget-accounts").options].map((one) => [one.value, one.textContent]));
  const say = (name, values = {}) => root.dataset[name].replace(/%\((\w+)\)s/g, (_all, key) => values[key] ?? "");
  const lines = new Map();
  const steps = [];
  let [editing, step, stamp, saving, made] = [null, null, root.dataset.stamp, false, 0];

  // A cell as it is kept: amounts as plain numbers, what cannot be read as it was typed.
  function kept(column, text) {
    const words = text.trim();
    if (column === "quantity") return words.replace(/[\s]/g, "").replace(",", ".");
    if (!numbers.has(column)) return words;
    const amount = budgetSums.cents(words);
    return amount === null ? "" : amount === undefined ? words : budgetSums.plain(amount);
  }

  function written(column, value) {
    if (!value || !numbers.has(column)) return value;
    if (column === "quantity") return Number.isNaN(Number(value)) ? value : String(Number(value));
    const amount = budgetSums.cents(value);
    return amount === undefined ? value : budgetSums.shown(amount);
  }

  function fault(line, column) {
    const value = line.v[column];
    if (column === "source") return budgetSums.paid(value, budgetSums.cents(line.v.amount) ?? 0n) ? "" : say("tSplit");
    if (column === "amount" && !value) return isChanged(line) && !line.fresh ? say("tNeeded") : "";
    if (column === "quantity") return value && !(Number(value) >= 0) ? say("tNumber") : "";
    return numbers.has(column) && value && budgetSums.cents(value) === undefined ? say("tNumber") : "";
  }

  const isChanged = (line) => line.out || columns.some((column) => line.v[column] !== line.orig[column]);

  function known(row) {
    const line = { key: row.dataset.key, row, body: row.parentElement, seen: row.dataset.seen, v: {}, orig: {}, wrong: {}, now: {} };
    [line.parent, line.year] = [line.body.dataset.result, line.body.dataset.year];
    columns.forEach((column, at) => {
      const cell = row.cells[at];
      cell.tabIndex = -1;
      line.v[column] = line.orig[column] = kept(column, cell.dataset.v ?? cell.textContent);
    });
    lines.set(line.key, line);
    return line;
  }

  function show(line, column) {
    const cell = line.row.cells[columns.indexOf(column)];
    if (editing?.cell === cell) return;
    const wrong = line.wrong[column] || fault(line, column);
    cell.replaceChildren(written(column, line.v[column]));
    for (const [name, words] of [["wrong", wrong], ["now", line.now[column]]]) {
      if (!words) continue;
      const note = document.createElement("small");
      note.className = name;
      note.textContent = words;
      cell.append(note);
    }
    cell.classList.toggle("is-wrong", Boolean(wrong));
    cell.classList.toggle("is-changed", line.v[column] !== line.orig[column]);
  }

  function put(line, column, value) {
    line.v[column] = value;
    delete line.wrong[column];
    budgetSums.recount(line, !line.out);
  }

  // One thing that can be undone, however many cells it changes.
  function doing(work) {
    step = [];
    work();
    if (step.length) steps.push(step);
    step = null;
    budgetSums.tell();
    count();
  }

  function change(line, column, text) {
    const before = line.v[column];
    const value = kept(column, text);
    if (value === before) return show(line, column);
    step.push([line, column, before]);
    const product = times(line);
    put(line, column, value);
    if (column === "account" && !line.v.description && labels.has(value)) change(line, "description", labels.get(value));
    if (["quantity", "unit_cost"].includes(column) && times(line) && (!line.v.amount || line.v.amount === product)) change(line, "amount", times(line));
    show(line, column);
    if (column === "amount") show(line, "source");
  }

  function times(line) {
    const cost = budgetSums.cents(line.v.unit_cost);
    const quantity = Math.round(Number(line.v.quantity) * 1000);
    return cost && quantity > 0 ? budgetSums.plain((cost * BigInt(quantity) + 500n) / 1000n) : "";
  }

  function count() {
    const changed = [...lines.values()].filter((line) => !line.gone && (line.fresh ? columns.some((one) => line.v[one]) : isChanged(line)));
    save.disabled = saving || !changed.length;
    undo.disabled = !steps.length;
    said.textContent = changed.length ? say("tUnsaved", { count: changed.length }) : "";
    return changed;
  }

  // Moving about
  const rows = () => [...table.querySelectorAll("tr[data-key]")];
  const at = (cell) => ({ line: lines.get(cell.parentElement.dataset.key), column: columns[cell.cellIndex] });

  function go(cell, down, right) {
    const all = rows();
    const column = cell.cellIndex + right;
    let row = all.indexOf(cell.parentElement) + down;
    if (column < 0 || column >= columns.length) row += Math.sign(right);
    const target = all[row]?.cells[(column + columns.length) % columns.length];
    target?.focus();
    return Boolean(target);
  }

  const out = document.createElement("button");
  [out.type, out.className] = ["button", "link-button"];
  table.addEventListener("focusin", ({ target }) => {
    const cell = target.closest("tr[data-key] > td");
    if (!cell || cell.cellIndex >= columns.length) return;
    table.querySelector('td[tabindex="0"]')?.setAttribute("tabindex", "-1");
    cell.tabIndex = 0;
    out.textContent = say(at(cell).line.out ? "tKeep" : "tOut");
    if (out.parentElement !== cell.parentElement.lastElementChild) cell.parentElement.lastElementChild.append(out);
  });
  out.addEventListener("click", () => takeOut(lines.get(out.closest("tr").dataset.key)));

  function takeOut(line) {
    if (line.fresh || line.gone) {
      budgetSums.recount(line, false);
      drop(line);
    } else {
      line.out = !line.out;
      line.row.classList.toggle("is-out", line.out);
      budgetSums.recount(line, !line.out);
      out.textContent = say(line.out ? "tKeep" : "tOut");
    }
    budgetSums.tell();
    count();
  }

  function drop(line) {
    line.row.remove();
    lines.delete(line.key);
  }

  function begin(body, key, cells, seen = "") {
    const row = document.createElement("tr");
    row.dataset.key = key;
    row.dataset.seen = seen;
    for (const column of columns) {
      const cell = row.insertCell();
      if (numbers.has(column)) [cell.className, cell.dataset.v] = ["num", cells[column] ?? ""];
      else cell.textContent = cells[column] ?? "";
    }
    row.insertCell().className = "budget-do";
    body.insertBefore(row, body.querySelector(".budget-add"));
    const line = known(row);
    budgetSums.recount(line);
    columns.forEach((column) => show(line, column));
    return line;
  }

  function fresh(body) {
    made += 1;
    const line = begin(body, `new-${made}`, {});
    line.fresh = true;
    return line;
  }

  // Editing a cell
  function edit(cell, text) {
    const { line, column } = at(cell);
    if (line.out || line.gone) return;
    const input = document.createElement("input");
    input.value = text ?? line.v[column].replace(numbers.has(column) ? /\.00$/ : /$^/, "");
    input.setAttribute("aria-label", table.tHead.rows[0].cells[cell.cellIndex].textContent);
    if (lists[column]) input.setAttribute("list", lists[column]);
    editing = { cell, line, column, before: line.v[column], input };
    cell.classList.add("is-edited");
    cell.replaceChildren(input);
    input.focus();
    if (text === undefined) input.select();
    else live();
    input.addEventListener("input", live);
    input.addEventListener("blur", () => finish(true));
  }

  function live() {
    put(editing.line, editing.column, kept(editing.column, editing.input.value));
    budgetSums.tell();
  }

  function finish(keep) {
    if (!editing) return;
    const { cell, line, column, before, input } = editing;
    editing = null;
    cell.classList.remove("is-edited");
    put(line, column, before);
    doing(() => change(line, column, keep ? input.value : before));
    show(line, column);
  }

  table.addEventListener("dblclick", ({ target }) => {
    const cell = target.closest("td[tabindex]");
    if (cell && !editing) edit(cell);
  });
  table.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-add]");
    if (!link) return;
    event.preventDefault();
    fresh(link.closest("tbody")).row.cells[0].focus();
  });

  const ways = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  table.addEventListener("keydown", (event) => {
    const cell = event.target.closest("td[tabindex]");
    if (!cell) return;
    const [key, held] = [event.key, event.ctrlKey || event.metaKey];
    if (editing) {
      if (!["Enter", "Tab", "Escape"].includes(key)) return;
      finish(key !== "Escape");
      cell.focus();
      if (key === "Enter") go(cell, 1, 0);
      if (key === "Tab") go(cell, 0, event.shiftKey ? -1 : 1);
    } else if (held && key === "Enter") fresh(cell.closest("tbody")).row.cells[0].focus();
    else if (held && key === "z") back();
    else if (held && key === "Delete") takeOut(at(cell).line);
    else if (held || event.altKey) return;
    else if (ways[key]) go(cell, ...ways[key]);
    else if (key === "Tab") {
      if (!go(cell, 0, event.shiftKey ? -1 : 1)) return;
    } else if (key === "Enter" || key === "F2") edit(cell);
    else if (key === "Delete" || key === "Backspace") doing(() => change(at(cell).line, at(cell).column, ""));
    else if (key.length === 1) edit(cell, key);
    else return;
    event.preventDefault();
  });

  // A block of cells from a spreadsheet, from the active cell on
  const block = (text) => text.replace(/\r?\n$/, "").split(/\r?\n/).map((row) => row.split("\t").map((one) => one.replace(/^"([\s\S]*)"$/, "$1").replaceAll('""', '"')));
  table.addEventListener("paste", (event) => {
    const cell = event.target.closest("td[tabindex]");
    if (!cell || editing) return;
    event.preventDefault();
    const pasted = block(event.clipboardData.getData("text/plain"));
    const all = rows();
    const first = all.indexOf(cell.parentElement);
    doing(() => pasted.forEach((values, down) => {
      const line = all[first + down] ? lines.get(all[first + down].dataset.key) : fresh(all.at(-1).parentElement);
      values.forEach((value, right) => {
        const column = columns[cell.cellIndex + right];
        const worked = column === "amount" && !value.trim() && times(line); // what quantity and cost come to stays
        if (column && !line.out && !worked) change(line, column, value);
      });
    }));
  });
  table.addEventListener("copy", (event) => {
    const cell = event.target.closest("td[tabindex]");
    if (!cell || editing) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", at(cell).line.v[at(cell).column]);
  });

  function back() {
    for (const [line, column, before] of (steps.pop() ?? []).reverse()) {
      put(line, column, before);
      show(line, column);
    }
    budgetSums.tell();
    count();
  }

  Object.assign(window, { budgetSheet: { root, columns, lines, form, save, undo, said, say, written, count, show, put, drop, begin,
    get stamp() { return stamp; }, set stamp(value) { stamp = value; },
    get saving() { return saving; }, set saving(value) { saving = value; },
    get isEditing() { return Boolean(editing); }, finish: () => finish(true) } });
  table.setAttribute("role", "grid");
  table.parentElement.removeAttribute("tabindex");
  rows().forEach(known);
  budgetSums.begin(lines.values());
  const start = table.querySelector("tr[data-key] > td");
  if (start) start.tabIndex = 0;
  undo.addEventListener("click", back);
  form.hidden = false;
})();
