// The form of an assessment: what is typed is kept on this device at once and saved by itself, field by field.
// Without this script each question has a button.

(() => {
  const root = document.getElementById("answers");
  const said = document.getElementById("answers-said");
  const PAUSE = 1500; // after the last key
  const LONGEST = 10000; // typing without a pause
  const AGAIN = 5000; // after a failure
  const questions = new Map();
  let [token, stamp, sends, busy, halted, failed, told, timer, since] = [root.dataset.token, root.dataset.stamp, 0, false, "", "", "", 0, 0];

  const say = (name, values = {}) => root.dataset[name].replace(/%\((\w+)\)s/g, (_all, key) => values[key] ?? "");
  const plain = (value) => (typeof value === "string" ? value : JSON.stringify(Object.entries(value).sort()));
  const same = (one, other) => plain(one) === plain(other);
  const statements = (form) => [...form.querySelectorAll("[name^='clause:']")];

  function read(question, name) {
    if (name === "value") return question.form.querySelector("[name=value]:checked")?.value ?? "";
    if (name !== "clauses") return question.form.elements[name].value;
    return Object.fromEntries(statements(question.form).filter((one) => one.checked).map((one) => [one.name.slice(7), one.value === "yes"]));
  }

  function write(question, name, value) {
    if (name === "value") for (const one of question.form.querySelectorAll("[name=value]")) one.checked = one.value === value;
    else if (name !== "clauses") question.form.elements[name].value = value;
    else for (const one of statements(question.form)) one.checked = value[one.name.slice(7)] === (one.value === "yes");
  }

  // Statements are told one by one: what only one side changed is no conflict.
  function joined(mine, base, theirs) {
    const found = { ...theirs };
    for (const name of Object.keys({ ...mine, ...base })) {
      if (mine[name] === base[name]) continue;
      if (mine[name] === undefined) delete found[name];
      else found[name] = mine[name];
    }
    return found;
  }

  const changed = (question) => question.names.filter((name) => !same(read(question, name), question.was[name]));
  const ready = (question) => changed(question).filter((name) => !(name in question.now) && !(name in question.wrong && same(question.wrong[name], read(question, name))));
  const unsent = () => [...questions.values()].filter((question) => changed(question).length);

  // On this device
  const place = (question) => `bagalau-answers-${root.dataset.key}-${question.code}`;
  function keep(question) {
    const names = changed(question);
    const parts = (from) => Object.fromEntries(names.map((name) => [name, from(name)]));
    try {
      if (names.length) localStorage.setItem(place(question), JSON.stringify({ given: parts((name) => read(question, name)), was: parts((name) => question.was[name]) }));
      else if (question.kept) localStorage.removeItem(place(question));
      question.kept = names.length > 0;
    } catch {
      // no room, or not allowed: the page itself still holds it
    }
  }

  function bring(question) {
    let stored = null;
    try {
      stored = JSON.parse(localStorage.getItem(place(question)));
    } catch {
      return;
    }
    if (!stored) return;
    question.kept = true;
    for (const [name, given] of Object.entries(stored.given)) {
      if (!question.names.includes(name)) continue;
      const theirs = question.was[name];
      write(question, name, name === "clauses" ? joined(given, stored.was[name], theirs) : given);
      if (name !== "clauses" && !same(theirs, stored.was[name]) && !same(theirs, given)) question.now[name] = theirs;
    }
    answers.choose(question);
    keep(question);
  }

  // What the line at the top says
  function show() {
    const all = [...questions.values()];
    const waits = unsent().length;
    let words = told;
    if (halted) words = halted;
    else if (failed) words = say(failed);
    else if (all.some((one) => Object.keys(one.now).length)) words = say("tConflict");
    else if (all.some((one) => one.box.querySelector(".q-wrong"))) words = say("tRefused");
    else if (busy) words = say("tSaving");
    else if (waits) words = say("tWaiting");
    if (said.textContent !== words) said.textContent = words;
    root.classList.toggle("is-unsaved", Boolean(halted || failed || (waits && words !== told)));
  }

  function refuse(question, name, sentence) {
    const field = question.form.querySelector(`[data-field="${name}"]`) ?? question.form.querySelector("fieldset") ?? question.form;
    const note = document.createElement("div");
    [note.className, note.textContent] = ["field-error q-wrong", sentence];
    note.setAttribute("role", "alert");
    field.append(note);
  }

  function settle(question) {
    for (const note of question.box.querySelectorAll(".q-wrong")) note.remove();
    question.wrong = {};
  }

  // Sending: one question at a time
  async function send(question) {
    const names = ready(question);
    const given = Object.fromEntries(names.map((name) => [name, read(question, name)]));
    const was = Object.fromEntries(names.map((name) => [name, question.was[name]]));
    const data = new FormData();
    data.set("csrfmiddlewaretoken", token);
    data.set("sent", JSON.stringify({ given, was }));
    const answer = await ask(question.form.action, { method: "POST", body: data });
    if (!answer) return false;
    const { ok, status, body } = answer;
    if (ok) {
      settle(question);
      answers.take(question, body.answers[question.code], given);
      answers.put(body.parts);
      told = say("tSaved", { time: body.at });
    } else if (status === 409 && body.code === "changed-meanwhile") {
      for (const [name, theirs] of Object.entries(body.details)) {
        question.was[name] = theirs;
        if (!same(theirs, read(question, name))) question.now[name] = theirs;
      }
      answers.choose(question);
    } else if (status === 422 || status === 400) {
      settle(question);
      question.wrong = given;
      const wrong = Object.entries(body.details ?? {});
      for (const [name, sentence] of wrong.length ? wrong : [["", body.detail]]) refuse(question, name, sentence);
    } else halted = body.detail;
    keep(question);
    return true;
  }

  // Nothing came back, or the page to sign in: asked again later with a fresh token.
  async function ask(address, options = {}) {
    try {
      const answer = await fetch(address, { ...options, headers: { Accept: "application/json" } });
      const isTold = answer.headers.get("Content-Type")?.includes("application/json") && !answer.redirected;
      const body = isTold && answer.status < 500 ? await answer.json() : null;
      failed = body && body.code !== "form-expired" ? "" : answer.status < 500 ? "tOut" : "tOffline";
      if (!failed) return { ok: answer.ok, status: answer.status, body };
    } catch {
      failed = "tOffline";
    }
    return null;
  }

  let running = null;
  function pump() {
    clearTimeout(timer);
    if (halted) show();
    else running = running ?? run().finally(() => (running = null));
    return running;
  }

  async function run() {
    busy = true;
    let goes = true;
    for (let next = first(); goes && next && !halted; next = first()) {
      sends += 1;
      show();
      goes = await send(next);
    }
    busy = false;
    since = 0;
    if (!goes) timer = setTimeout(again, AGAIN);
    show();
  }
  const first = () => [...questions.values()].find((question) => ready(question).length);
  const again = () => (failed === "tOut" ? answers.look() : pump());

  function typed(target) {
    const question = questions.get(target.closest("[data-code]")?.dataset.code);
    if (!question || !question.form.contains(target)) return;
    keep(question);
    if (failed || busy) return show();
    since = since || Date.now();
    clearTimeout(timer);
    timer = setTimeout(pump, Math.max(0, Math.min(PAUSE, since + LONGEST - Date.now())));
    show();
  }

  root.addEventListener("input", (event) => typed(event.target));
  root.addEventListener("change", (event) => {
    typed(event.target);
    if (!failed) pump();
  });
  root.addEventListener("submit", (event) => {
    if (!event.target.classList.contains("q-form")) return;
    event.preventDefault();
    pump();
  });

  // A statement that was told can be left open again.
  const ticked = new Set(statements(root).filter((one) => one.checked));
  root.addEventListener("click", ({ target }) => {
    if (!target.name?.startsWith("clause:")) return;
    if (ticked.delete(target)) {
      target.checked = false;
      target.dispatchEvent(new Event("change", { bubbles: true }));
    }
    for (const one of root.querySelectorAll(`[name="${target.name}"]`)) {
      if (target.closest("[data-code]").contains(one)) ticked[one.checked ? "add" : "delete"](one);
    }
  });
  // A link waits for what was typed last.
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[href]");
    if (!link || link.getAttribute("href").startsWith("#") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (halted || failed || !unsent().length) return;
    event.preventDefault();
    await pump();
    if (!failed) await pump();
    location.assign(link.href);
  });
  window.addEventListener("online", again);
  window.addEventListener("beforeunload", (event) => {
    if (unsent().length) event.preventDefault();
  });

  const answers = { root, questions, say, same, read, write, joined, changed, keep, show, pump, ask,
    get stamp() { return stamp; }, set stamp(value) { stamp = value; },
    get token() { return token; }, set token(value) { token = value; },
    get sends() { return sends; }, get busy() { return busy; }, get halted() { return halted; } };
  window.answersForm = answers;

  answers.begin = () => {
    for (const box of root.querySelectorAll("[data-code]")) {
      const form = box.querySelector(".q-form") ?? box;
      const names = [...box.querySelectorAll("[data-field]")].map((one) => one.dataset.field);
      if (form.elements.value) names.push("value", "clauses");
      const question = { code: box.dataset.code, box, form, names, was: {}, now: {}, wrong: {}, kept: false };
      for (const name of names) question.was[name] = name === "clauses" ? {} : form.elements[`was_${name}`].value;
      for (const one of form.querySelectorAll("[name^='was_clause:']")) {
        if (one.value) question.was.clauses[one.name.slice(11)] = one.value === "yes";
      }
      questions.set(question.code, question);
      bring(question);
    }
    root.classList.add("is-live");
    pump();
  };
})();
