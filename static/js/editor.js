// Rich text in a message: bold, italic, lists, a quote, a link. Without this script the plain box stays and the
// server reads it. The editor is Tiptap, as django-prose-editor brings it in one file of our own server. Its own
// style sheet would be an inline one, which our policy forbids: what it needs stands in portal.css.

const BUTTONS = [
  ["Vet", "bold", (chain) => chain.toggleBold()],
  ["Cursief", "italic", (chain) => chain.toggleItalic()],
  ["Opsomming", "bulletList", (chain) => chain.toggleBulletList()],
  ["Nummers", "orderedList", (chain) => chain.toggleOrderedList()],
  ["Citaat", "blockquote", (chain) => chain.toggleBlockquote()],
];

function made(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function button(label, attributes = {}) {
  return made("button", { type: "button", ...attributes }, label);
}

// One stop for the Tab key; the arrows go along the buttons.
function walkWithArrows(toolbar) {
  const stops = () => [...toolbar.querySelectorAll("button")];
  const stopAt = (chosen) => stops().forEach((each) => (each.tabIndex = each === chosen ? 0 : -1));
  stopAt(stops()[0]);
  toolbar.addEventListener("focusin", (event) => event.target.matches("button") && stopAt(event.target));
  toolbar.addEventListener("keydown", (event) => {
    const all = stops();
    const here = all.indexOf(event.target);
    const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: all.length - 1 }[event.key];
    if (here < 0 || to === undefined) return;
    event.preventDefault();
    all[(to + all.length) % all.length].focus();
  });
}

// The address of a link, asked in the page itself.
function linkRow(editor, id) {
  const field = made("input", { class: "input", type: "url", id: `${id}-link`, placeholder: "" });
  const row = made(
    "div",
    { class: "rich-text__link" },
    made("label", { for: field.id }, "Adres van de link, zoals https://school.example"),
    field,
  );
  const put = button("Zet de link", { class: "button button--secondary button--small" });
  const cancel = button("Annuleer", { class: "button button--quiet button--small" });
  row.append(made("div", { class: "row" }, put, cancel));
  row.hidden = true;
  const close = () => {
    row.hidden = true;
    editor.view.focus();
  };
  const apply = () => {
    const typed = field.value.trim();
    const href = /^(https?:|mailto:)/i.test(typed) ? typed : `https://${typed}`;
    close();
    if (!typed) editor.chain().extendMarkRange("link").unsetLink().run();
    else if (editor.state.selection.empty && !editor.isActive("link"))
      editor.chain().insertContent({ type: "text", text: typed, marks: [{ type: "link", attrs: { href } }] }).run();
    else editor.chain().extendMarkRange("link").setLink({ href }).run();
  };
  put.addEventListener("click", apply);
  cancel.addEventListener("click", close);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      apply();
    } else if (event.key === "Escape") close();
  });
  row.open = () => {
    field.value = editor.getAttributes("link").href ?? "";
    row.hidden = false;
    field.focus();
  };
  return row;
}

function toolbarOf(editor, id, link) {
  const toolbar = made("div", { class: "rich-text__toolbar", role: "toolbar", "aria-label": "Opmaak", "aria-controls": `${id}-tekst` });
  const marks = BUTTONS.map(([label, name, change]) => {
    const each = button(label, { "aria-pressed": "false" });
    each.addEventListener("click", () => {
      // Not the editor's own command for this: that one waits a frame, and who types on at once would lose letters.
      editor.view.focus();
      change(editor.chain()).run();
    });
    toolbar.append(each);
    return [each, name];
  });
  const linking = button("Link", { "aria-pressed": "false" });
  linking.addEventListener("click", () => link.open());
  toolbar.append(linking);
  marks.push([linking, "link"]);
  editor.on("transaction", () => {
    for (const [each, name] of marks) each.setAttribute("aria-pressed", String(editor.isActive(name)));
  });
  walkWithArrows(toolbar);
  return toolbar;
}

// What was typed in the plain box before the editor was there, as paragraphs.
function paragraphs(text) {
  return text.split(/\n{2,}/).map((part) => {
    const lines = part.split("\n").filter(Boolean).map((line) => ({ type: "text", text: line }));
    return { type: "paragraph", content: lines.flatMap((line, place) => (place ? [{ type: "hardBreak" }, line] : [line])) };
  });
}

function start(box, tiptap) {
  const plain = box.querySelector("textarea");
  const kept = box.querySelector("textarea[hidden]");
  const label = document.querySelector(`label[for="${plain.id}"]`);
  label.id = `${plain.id}-naam`;
  const { Editor, Document, Paragraph, Text, HardBreak, Bold, Italic, BulletList, OrderedList, ListItem, Blockquote, Link, History } = tiptap;
  const place = made("div", { class: "rich-text__place" });
  const described = plain.getAttribute("aria-describedby");
  const hadFocus = document.activeElement === plain;
  const editor = new Editor({
    element: place,
    injectCSS: false,
    extensions: [Document, Paragraph, Text, HardBreak, Bold, Italic, BulletList, OrderedList, ListItem, Blockquote, Link, History],
    content: kept.value || { type: "doc", content: paragraphs(plain.value) },
    editorProps: {
      attributes: {
        id: `${plain.id}-tekst`,
        class: "input rich-text__text message",
        role: "textbox",
        "aria-multiline": "true",
        "aria-labelledby": label.id,
        ...(described && { "aria-describedby": described }),
        ...(plain.getAttribute("aria-invalid") && { "aria-invalid": "true" }),
      },
    },
    onUpdate: () => (kept.value = editor.isEmpty ? "" : editor.getHTML()),
  });
  const link = linkRow(editor, plain.id);
  box.append(toolbarOf(editor, plain.id, link), link, place);
  if (plain.value && !kept.value) kept.value = editor.getHTML();
  // The plain box goes out of sight and out of what is sent: only one of the two may speak.
  plain.hidden = true;
  plain.value = "";
  plain.required = false;
  label.addEventListener("click", () => editor.view.focus());
  document.querySelector(`.error-summary a[href="#${plain.id}"]`)?.setAttribute("href", `#${plain.id}-tekst`);
  if (hadFocus) {
    editor.commands.setTextSelection(editor.state.doc.content.size);
    editor.view.focus();
  }
  box.dataset.ready = "";
}

// Going back, a browser puts what was typed in its place only once the page is there.
function pageIsThere() {
  return document.readyState === "complete" ? null : new Promise((go) => addEventListener("load", go, { once: true }));
}

for (const box of document.querySelectorAll("[data-rich-text]")) {
  try {
    await pageIsThere();
    start(box, await import(box.dataset.richText));
  } catch (error) {
    // The plain box is still there and does the same.
    console.warn("De opmaakknoppen zijn er niet:", error);
  }
}
