// Small comforts; every page works without them.

// A menu closes when the focus or a click goes elsewhere, and with Escape.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  }
  // "/" goes to the first filter of a list, as in most tools of this kind.
  if (event.key === "/" && !event.target.closest("input, textarea, select")) {
    const filter = document.querySelector(".filters input, .filters select");
    if (filter) {
      event.preventDefault();
      filter.focus();
    }
  }
});

// Review: a click on a value lights up where it was read, without loading the page again.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a.to-paper");
  const paper = document.querySelector(".review-paper");
  if (!link || !paper) return;
  const start = Number(link.dataset.start ?? link.hash.replace("#read-", ""));
  const first = document.getElementById(`read-${start}`);
  if (!first) return;
  event.preventDefault();
  const end = Number(link.dataset.end ?? start + 1);
  for (const mark of paper.querySelectorAll("mark")) {
    const here = Number(mark.dataset.start);
    mark.classList.toggle("is-lit", here >= start && here < end);
  }
  first.scrollIntoView({ block: "center" });
  history.replaceState(null, "", `?at=${start}`);
});
