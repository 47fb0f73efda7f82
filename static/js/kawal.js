// Small improvements of pages that work without them.

// A form that was sent once is not sent again by an impatient second press (the server refuses it too).
const sent = new WeakMap();
const PATIENCE = 10_000; // ms, after which a lost request may be tried again

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (Date.now() - (sent.get(form) ?? 0) < PATIENCE) {
    event.preventDefault();
    return;
  }
  sent.set(form, Date.now());
  event.submitter?.setAttribute("aria-busy", "true");
  // An answer that is a download leaves the page as it is.
  if (event.submitter) setTimeout(release, PATIENCE, event.submitter);
});

// Coming back with the Back button shows the page as it was left: it may be sent anew.
addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("[aria-busy]").forEach(release);
});

function release(button) {
  button.removeAttribute("aria-busy");
  if (button.form) sent.delete(button.form);
}

// After failed validation the reader starts at the summary; a piece swapped in by htmx may bring one too.
function focusSummary(root) {
  root.querySelector("#ada-masalah")?.focus();
}
focusSummary(document);

// Choosing in a filter form applies it; its button is for those without JavaScript.
for (const form of document.querySelectorAll("form[data-apply]")) {
  form.querySelector("button")?.setAttribute("hidden", "");
  form.addEventListener("change", () => form.requestSubmit());
}

// One box in the head of a list ticks all boxes of its form.
for (const all of document.querySelectorAll("[data-tick-all]")) {
  all.addEventListener("change", () => {
    for (const box of document.getElementsByName(all.dataset.tickAll)) box.checked = all.checked;
  });
}

// The menu of small screens closes with Escape and by pressing elsewhere.
const menu = document.querySelector("details.menu");
if (menu) {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      menu.firstElementChild.focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (menu.open && !menu.contains(event.target)) menu.open = false;
  });
}

// "/" reaches the search box where a page has one.
document.addEventListener("keydown", (event) => {
  const box = document.querySelector("input[type=search]");
  if (event.key === "/" && box && !event.target.closest("input, textarea, select")) {
    event.preventDefault();
    box.focus();
  }
});

// htmx: an error is said in words and read aloud; buttons are released whatever happened.
const toast = document.getElementById("toast");
const says = (text) => {
  if (!toast) return;
  toast.textContent = "";
  requestAnimationFrame(() => { toast.textContent = text; });
};
document.addEventListener("htmx:sendError", () => says(toast?.dataset.text));
document.addEventListener("htmx:timeout", () => says(toast?.dataset.text));
document.addEventListener("htmx:responseError", (event) => {
  const page = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
  says(page.querySelector("h1")?.textContent.trim() || toast?.dataset.text);
});
document.addEventListener("htmx:beforeRequest", () => says(""));
document.addEventListener("htmx:afterRequest", () => document.querySelectorAll("[aria-busy]").forEach(release));
document.addEventListener("htmx:afterSettle", (event) => focusSummary(event.target));
