// Saving the sheet, and showing what others change meanwhile without touching what is being typed.

(() => {
  const sheet = window.budgetSheet;
  const { root, columns, lines, form, save, said, say } = sheet;
  const EVERY = 5000;

  // What the server has now. What was not touched here is taken over; where both changed a cell, both are shown.
  function merge(now, sent = new Map(), made = {}) {
    const there = new Set(now.map((one) => one.key));
    const fresh = new Map(Object.entries(made).map(([key, id]) => [String(id), key]));
    let others = false;
    for (const one of now) {
      let line = lines.get(one.key);
      if (!line && fresh.has(one.key) && lines.has(fresh.get(one.key))) {
        line = lines.get(fresh.get(one.key));
        lines.delete(line.key);
        line.key = line.row.dataset.key = one.key;
        line.fresh = false;
        lines.set(one.key, line);
        sent.set(one.key, sent.get(fresh.get(one.key)));
      }
      if (!line) {
        const body = root.querySelector(`tbody[data-result="${one.parent}"]`);
        if (!body) continue;
        line = sheet.begin(body, one.key, one.cells, one.seen);
        for (const cell of line.row.cells) cell.classList.add("is-theirs");
        others = true;
        continue;
      }
      if (line.seen !== one.seen || sent.has(one.key)) others = take(line, one, sent.get(one.key)) || others;
    }
    for (const line of [...lines.values()]) {
      if (line.fresh || there.has(line.key)) continue;
      if (line.out || columns.every((column) => line.v[column] === line.orig[column])) {
        budgetSums.recount(line, false);
        sheet.drop(line);
      } else {
        line.gone = true;
        line.wrong[columns[0]] = say("tGone");
        sheet.show(line, columns[0]);
      }
      others = others || !line.out;
    }
    budgetSums.tell();
    return others;
  }

  function take(line, one, sent) {
    let others = false;
    for (const column of columns) {
      const [theirs, base, mine] = [one.cells[column], line.orig[column], line.v[column]];
      const cell = line.row.cells[columns.indexOf(column)];
      line.orig[column] = theirs;
      delete line.now[column];
      if (mine === (sent ? sent[column] : base)) {
        if (theirs !== mine) sheet.put(line, column, theirs);
        if (!sent && theirs !== base) cell.classList.add("is-theirs");
        others = others || (!sent && theirs !== base);
      } else if (!sent && theirs !== base && theirs !== mine) {
        line.now[column] = say("tNow", { value: sheet.written(column, theirs) || "–" });
        others = true;
      }
      if (sent) cell.classList.remove("is-theirs");
      sheet.show(line, column);
    }
    line.seen = one.seen;
    return others;
  }

  function refuse(wrong) {
    let first = null;
    for (const [place, sentence] of Object.entries(wrong ?? {})) {
      const cut = place.lastIndexOf(".");
      const line = lines.get(place.slice(0, cut));
      const column = place.slice(cut + 1) || columns[0];
      if (!line) continue;
      line.wrong[column] = sentence;
      sheet.show(line, column);
      first = first ?? line.row.cells[columns.indexOf(column)];
    }
    first?.focus();
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (sheet.isEditing) sheet.finish();
    const changed = sheet.count().filter((line) => !line.gone);
    if (sheet.saving || !changed.length) return;
    const sent = new Map(changed.map((line) => [line.key, { ...line.v }]));
    const changes = changed.map((line) => ({
      key: line.key, seen: line.seen, parent: Number(line.parent), cells: line.out ? null : line.v,
    }));
    const data = new FormData(form);
    data.set("changes", JSON.stringify(changes));
    sheet.saving = true;
    save.disabled = true;
    said.textContent = say("tSaving");
    let words = say("tOffline");
    try {
      const answer = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json" } });
      const told = await answer.json();
      words = told.sentence ?? told.detail ?? words;
      if (answer.ok) {
        merge(told.lines, sent, told.made);
        words = say("tSaved");
      } else if (told.lines) merge(told.lines);
      else refuse(told.wrong);
      if (told.stamp) sheet.stamp = told.stamp;
    } catch {
      // nothing came back: what was typed stays as it is
    }
    sheet.saving = false;
    const left = sheet.count().length;
    said.textContent = left && words === say("tSaved") ? said.textContent : words;
  });

  setInterval(async () => {
    if (document.visibilityState !== "visible" || sheet.saving) return;
    try {
      const answer = await fetch(`${root.dataset.changes}?since=${encodeURIComponent(sheet.stamp)}`, { headers: { Accept: "application/json" } });
      const told = await answer.json();
      if (!answer.ok || sheet.saving) return;
      if (told.lines && merge(told.lines)) {
        sheet.count();
        said.textContent = say("tOthers");
      }
      sheet.stamp = told.stamp;
    } catch {
      // asked again in a moment
    }
  }, EVERY);

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "s") {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if (sheet.count().length) event.preventDefault();
  });
})();
