// Enhances pages that work without it: figures open in a sheet, files may be dropped, places of
// edits are kept, code is indented. Needs htmx, which the frame loads.
(function () {
  "use strict";
  const sheet = () => document.getElementById("sheet");
  let opener = null;

  function openSheet(link) {
    opener = link;
    htmx.ajax("GET", link.dataset.sheet, { target: "#sheet-content", swap: "innerHTML" }).then(() => {
      if (!sheet().open) sheet().showModal();
    });
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-sheet]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && sheet().showModal) {
      event.preventDefault();
      openSheet(link);
    }
    if (event.target === sheet()) sheet().close();
  });

  document.addEventListener("close", (event) => {
    if (event.target === sheet() && opener) opener.focus();
  }, true);

  for (const name of ["dragenter", "dragover", "dragleave", "drop"]) {
    document.addEventListener(name, (event) => {
      const zone = event.target.closest && event.target.closest("[data-drop]");
      if (!zone || !event.dataTransfer) return;
      event.preventDefault();
      zone.classList.toggle("over", name === "dragenter" || name === "dragover");
      if (name === "drop" && event.dataTransfer.files.length) {
        const input = zone.querySelector("input[type=file]");
        input.files = event.dataTransfer.files;
        input.form.requestSubmit();
      }
    });
  }

  document.addEventListener("submit", (event) => {
    // A second press while the first is on its way would do it twice.
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "1";
    setTimeout(() => delete event.target.dataset.sent, 1500);
  });

  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-auto]");
    if (form) form.requestSubmit();
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-print]");
    if (button) window.print();
  });

  // In code, Tab indents and Enter keeps the indent; Escape gives Tab its usual sense back once.
  let leaving = false;
  document.addEventListener("keydown", (event) => {
    const field = event.target.closest && event.target.closest("textarea[data-code]");
    if (!field) return;
    if (event.key === "Escape") leaving = true;
    if (event.key === "Tab" && !leaving && !event.shiftKey && !event.ctrlKey && !event.altKey) {
      event.preventDefault();
      insert(field, "    ");
    } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      const line = field.value.slice(0, field.selectionStart).split("\n").pop();
      event.preventDefault();
      insert(field, "\n" + line.match(/^\s*/)[0] + (/:\s*$/.test(line) ? "    " : ""));
    }
    if (event.key !== "Escape") leaving = false;
  });

  // The old command keeps what can be undone, which setting the value does not.
  function insert(field, text) {
    if (!document.execCommand("insertText", false, text)) {
      field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    }
  }

  // A page from the history may be older than the record.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.reload();
  });
})();
