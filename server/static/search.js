// Suggestions while typing in the search field of every page: a combobox with a list (WAI-ARIA
// Authoring Practices, “Editable Combobox With List Autocomplete”). Without this script the form
// searches all the same. A site of files has no server to ask, and an index of its own instead.

"use strict";

const WAIT_MS = 120;

for (const form of document.querySelectorAll("form.search, form.seek")) {
  const input = form.querySelector("input[name=q]");
  const list = document.createElement("ul");
  const status = document.createElement("p");
  const root = new URL(".", form.action);
  const address = new URL("search/suggest", root);
  let typed = input.value;
  let found = [];
  let chosen = -1;
  let timer = 0;
  let asking = null;

  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  list.hidden = true;
  status.className = "unseen";
  status.setAttribute("role", "status");
  form.append(list, status);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"],
    ["aria-controls", list.id], ["aria-expanded", "false"]]) {
    input.setAttribute(name, value);
  }

  function close() {
    clearTimeout(timer);
    asking?.abort();
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(number) {
    chosen = number;
    for (const [n, option] of [...list.children].entries()) {
      option.setAttribute("aria-selected", String(n === chosen));
    }
    input.value = chosen < 0 ? typed : found[chosen].name;
    if (chosen < 0) {
      input.removeAttribute("aria-activedescendant");
    } else {
      input.setAttribute("aria-activedescendant", list.children[chosen].id);
      list.children[chosen].scrollIntoView({ block: "nearest" });
    }
  }

  function show() {
    list.replaceChildren(...found.map((row, n) => {
      const option = document.createElement("li");
      const name = document.createElement("bdi");
      const kind = document.createElement("span");
      option.id = `${list.id}-${n}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      name.textContent = row.name;
      kind.textContent = row.kind;
      option.append(name, " ", kind);
      option.addEventListener("pointerdown", (event) => event.preventDefault());
      option.addEventListener("click", () => location.assign(row.address));
      return option;
    }));
    chosen = -1;
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    status.textContent = found.length ? `${found.length} ${found.length === 1 ? "suggestion" : "suggestions"}` : "";
  }

  async function ask() {
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    try {
      const rows = await (globalThis.shelves ? shelves.suggest(typed) : suggested(signal));
      if (signal.aborted) return;
      found = rows;
      if (document.activeElement === input) show();
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  async function suggested(signal) {
    address.searchParams.set("q", typed);
    const answer = await fetch(address, { signal });
    if (!answer.ok) return [];
    const [, names, kinds, addresses] = await answer.json();
    return names.map((name, n) => ({ name, kind: kinds[n], address: here(addresses[n]) }));
  }

  // A site may be looked at elsewhere than under its own addresses, such as on localhost.
  function here(iri) {
    return new URL(iri.split("/").slice(-2).join("/"), root).href;
  }

  input.addEventListener("input", () => {
    typed = input.value;
    clearTimeout(timer);
    if (typed.trim()) timer = setTimeout(ask, WAIT_MS);
    else close();
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) {
        if (event.key === "ArrowDown" && typed.trim()) ask();
        return;
      }
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      choose((chosen + 1 + step + found.length + 1) % (found.length + 1) - 1);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      input.value = typed;
      close();
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      location.assign(found[chosen].address);
    }
  });
}
