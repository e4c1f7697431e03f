// The page of an uploaded file: shows what the check found as soon as it's there. Without script there's a link for it.

const PAUSE = 2000;

async function look() {
  if (!document.querySelector("[data-being-checked]")) return;
  try {
    const response = await fetch(location.href);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const found = page.getElementById("inhoud");
    if (response.ok && found && !page.querySelector("[data-being-checked]")) {
      document.getElementById("inhoud").replaceChildren(...found.childNodes);
      return;
    }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error; // no network for a moment
  }
  setTimeout(look, PAUSE);
}

setTimeout(look, PAUSE);
