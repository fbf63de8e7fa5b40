// Several people at one form: what others change appears, and nobody's words are written over without being seen.
// And what is put behind an answer, without leaving the page.

(() => {
  const answers = window.answersForm;
  const { root, questions, say, same, read, write } = answers;
  const EVERY = 15000;

  // What the server has now. What was not touched here is taken over; where both changed a field, both are shown.
  answers.take = (question, fields, sent) => {
    for (const [name, theirs] of Object.entries(fields)) {
      const mine = read(question, name);
      const base = sent && name in sent ? sent[name] : question.was[name];
      if (same(mine, base)) {
        if (!same(mine, theirs)) write(question, name, theirs);
        delete question.now[name];
      } else if (name === "clauses") write(question, name, answers.joined(mine, base, theirs));
      else if (same(mine, theirs)) delete question.now[name];
      else if (!same(theirs, base)) question.now[name] = theirs;
      question.was[name] = theirs;
    }
    answers.choose(question);
    answers.keep(question);
  };

  // Both texts, and which one stays.
  answers.choose = (question) => {
    for (const old of question.box.querySelectorAll(".q-now")) old.remove();
    for (const [name, theirs] of Object.entries(question.now)) {
      const note = document.createElement("div");
      note.className = "q-now";
      const label = document.createElement("b");
      label.textContent = say("tTheirs");
      const text = document.createElement("span");
      text.textContent = (name === "value" ? words(question, theirs) : theirs) || say("tEmpty");
      note.append(label, " ", text, button("tMine", () => decide(question, name)), button("tTake", () => decide(question, name, theirs)));
      (question.form.querySelector(`[data-field="${name}"]`) ?? question.form.querySelector("fieldset")).append(note);
    }
  };

  const words = (question, value) => {
    const radio = [...question.form.querySelectorAll("[name=value]")].find((one) => one.value === value);
    return radio?.closest("label").textContent.trim().replace(/\s+/g, " ");
  };

  function button(name, act) {
    const made = document.createElement("button");
    [made.type, made.className, made.textContent] = ["button", "btn btn-sm", say(name)];
    made.addEventListener("click", act);
    return made;
  }

  function decide(question, name, theirs) {
    if (theirs !== undefined) write(question, name, theirs);
    delete question.now[name];
    answers.choose(question);
    answers.keep(question);
    answers.pump();
  }

  // Parts of the page as the server has them now; where somebody is just busy, the old part stays.
  const bare = (html) => html.replace(/(name="csrfmiddlewaretoken" value=")[^"]*/g, "$1");
  const shown = new Map();
  answers.put = (parts, always = false) => {
    for (const [name, html] of Object.entries(parts)) {
      const part = root.querySelector(`[data-part="${name}"]`);
      if (!part || shown.get(name) === bare(html) || (!always && part.contains(document.activeElement))) continue;
      part.innerHTML = html;
      shown.set(name, bare(html));
    }
  };

  answers.look = async () => {
    const sends = answers.sends;
    const answer = await answers.ask(`${root.dataset.changes}?since=${encodeURIComponent(answers.stamp)}`);
    if (!answer) return answers.show();
    const { ok, body } = answer;
    if (ok) {
      answers.token = body.token;
      if (answers.busy || sends !== answers.sends) return undefined;
      answers.stamp = body.stamp;
      for (const [code, fields] of Object.entries(body.answers ?? {})) {
        if (questions.has(code)) answers.take(questions.get(code), fields);
      }
      if (body.parts) answers.put(body.parts);
    }
    return answers.pump();
  };
  setInterval(() => {
    if (document.visibilityState === "visible" && !answers.busy && !answers.halted) answers.look();
  }, EVERY);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && !answers.halted) answers.look();
  });

  root.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.hasAttribute("data-proof")) return;
    event.preventDefault();
    const box = form.closest("[data-code]");
    const data = new FormData(form);
    data.set("csrfmiddlewaretoken", answers.token);
    const answer = await answers.ask(form.action, { method: "POST", body: data });
    for (const old of box.querySelectorAll(".q-refused")) old.remove();
    if (answer?.ok) {
      answers.put(answer.body.parts, true);
      box.querySelector(".q-found").replaceChildren();
      form.reset();
      box.querySelector(".q-add > summary").focus();
    } else if (answer) {
      const note = document.createElement("div");
      [note.className, note.textContent] = ["field-error q-refused", answer.body.detail];
      note.setAttribute("role", "alert");
      form.after(note);
    }
    answers.show();
  });

  answers.begin();
})();
