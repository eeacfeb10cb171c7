// Nothing here is needed: every page works without it.
import { initAll } from "./govuk-frontend.min.js";

initAll();

for (const text of document.querySelectorAll(".app-copy__text")) {
  if (!navigator.clipboard) break;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button govuk-button--secondary app-copy__button";
  const words = text.closest(".app-copy").dataset;
  button.textContent = words.button;
  const said = document.createElement("span");
  said.className = "app-copy__said";
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.textContent.trim());
      said.textContent = words.done;
    } catch {
      said.textContent = words.failed;
    }
  });
  text.after(button, said);
}
