/** Suggestions below a line that is typed: by arrow keys, Tab and Enter, or by a click. */

/** @param complete whole lines that continue a typed one @returns with `none`, which takes them away */
export function suggestions(line, list, complete) {
  let chosen = -1;
  let asking = 0;
  function offer(names) {
    chosen = -1;
    list.replaceChildren(
      ...names.map((name, i) => {
        const one = document.createElement("li");
        Object.assign(one, { id: `offer${i}`, textContent: name, role: "option", ariaSelected: "false" });
        // Before the line loses the focus.
        one.addEventListener("mousedown", (event) => {
          event.preventDefault();
          take(name);
        });
        return one;
      }),
    );
    list.hidden = names.length === 0;
    line.setAttribute("aria-expanded", String(names.length > 0));
    line.removeAttribute("aria-activedescendant");
  }
  const none = () => offer([]);
  function choose(i) {
    const all = [...list.children];
    chosen = (i + all.length) % all.length;
    all.forEach((one, at) => (one.ariaSelected = String(at === chosen)));
    all[chosen].scrollIntoView({ block: "nearest" });
    line.setAttribute("aria-activedescendant", all[chosen].id);
  }
  function take(name) {
    line.value = name;
    line.focus();
    none();
    void suggest();
  }
  async function suggest() {
    const typed = line.value;
    const mine = ++asking;
    const names = typed.startsWith("/") ? await complete(typed.slice(0, 200)) : [];
    if (mine === asking && line.value === typed) offer(names.filter((name) => name.trim() !== typed.trim()));
  }
  line.addEventListener("input", suggest);
  line.addEventListener("blur", none);
  line.addEventListener("keydown", (event) => {
    const { key, shiftKey } = event;
    if (list.hidden) return;
    if (key === "ArrowDown") choose(chosen + 1);
    else if (key === "ArrowUp") choose(chosen < 0 ? -1 : chosen - 1);
    else if (key === "Tab" && !shiftKey) take(list.children[Math.max(0, chosen)].textContent);
    else if (key === "Enter" && chosen >= 0) take(list.children[chosen].textContent);
    else if (key === "Escape") none();
    else return;
    event.preventDefault();
  });
  return { none };
}
