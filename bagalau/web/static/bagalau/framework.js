// The tree of results by keys and by dragging. Without this script buttons do the same.

(() => {
  const framework = document.getElementById("framework");
  const said = document.getElementById("framework-said");
  const token = document.querySelector("[name=csrfmiddlewaretoken]");
  const ways = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "out", ArrowRight: "in" };
  let [dragged, target, where] = [null, null, ""];

  const nodes = () => [...framework.querySelectorAll(".tree-node")];

  function begin() {
    for (const node of nodes()) {
      node.tabIndex = -1;
      node.draggable = true;
    }
    const first = framework.querySelector(".tree-node");
    if (first) first.tabIndex = 0;
  }

  function choose(node) {
    if (!node) return;
    framework.querySelector('.tree-node[tabindex="0"]')?.setAttribute("tabindex", "-1");
    node.tabIndex = 0;
    node.focus();
  }

  // The tree as the server has it now; the result that was moved keeps the focus.
  async function again(id) {
    const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    framework.replaceChildren(...page.getElementById("framework").childNodes);
    window.htmx?.process(framework);
    begin();
    choose(document.getElementById(id));
  }

  async function move(node, given) {
    const data = new FormData();
    for (const [name, value] of Object.entries({ ...given, seen: node.dataset.seen, csrfmiddlewaretoken: token.value })) data.set(name, value);
    try {
      const answer = await fetch(node.dataset.move, { method: "POST", body: data, headers: { Accept: "application/json" } });
      const told = await answer.json();
      said.textContent = told.sentence ?? told.detail ?? "";
      await again(node.id);
    } catch {
      location.reload();
    }
  }

  framework.addEventListener("keydown", (event) => {
    const node = event.target;
    if (!node.classList.contains("tree-node")) return;
    const all = nodes();
    if (event.altKey && ways[event.key]) move(node, { to: ways[event.key] });
    else if (event.altKey || event.ctrlKey || event.metaKey) return;
    else if (event.key === "ArrowDown") choose(all[all.indexOf(node) + 1]);
    else if (event.key === "ArrowUp") choose(all[all.indexOf(node) - 1]);
    else if (event.key === "Home") choose(all[0]);
    else if (event.key === "End") choose(all.at(-1));
    else if (event.key === "Enter") node.querySelector("a.tree-title").click();
    else return;
    event.preventDefault();
  });

  const unmark = () => target?.classList.remove("drop-before", "drop-after", "drop-under");
  framework.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.(".tree-node");
    if (!dragged) return;
    dragged.classList.add("is-dragged");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.innerText);
  });
  framework.addEventListener("dragover", (event) => {
    const node = event.target.closest(".tree-node");
    unmark();
    if (!dragged || !node || node === dragged) return;
    event.preventDefault();
    const box = node.getBoundingClientRect();
    const share = (event.clientY - box.top) / box.height;
    [target, where] = [node, share < 0.3 ? "before" : share > 0.7 ? "after" : "under"];
    node.classList.add(`drop-${where}`);
  });
  framework.addEventListener("drop", (event) => {
    if (!dragged || !target) return;
    event.preventDefault();
    move(dragged, { to: where, other: target.dataset.key });
  });
  framework.addEventListener("dragend", () => {
    unmark();
    dragged?.classList.remove("is-dragged");
    [dragged, target] = [null, null];
  });

  document.getElementById("framework-keys").hidden = false;
  begin();
})();
