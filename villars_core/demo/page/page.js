// The page shows what the server knows and sends back what people do; it decides nothing itself.
"use strict";

const byId = (id) => document.getElementById(id);
const POLL = 2000;
const TOAST = 3500;
const LARGEST = 10 * 1024 * 1024;
const PIECE = 32768;
let view = null;
let person = location.hash.slice(1) || "nadia";
let ahead = 0;
let shownMails = "";
let toastTimer = 0;
const open = new Set();
const asText = new Set();
const drafts = new Map();

function make(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

async function ask(path, said) {
  const how = said ? { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(said) } : {};
  let answer;
  try {
    answer = await fetch(path, how);
  } catch {
    complain("lost");
    return null;
  }
  if (!answer.ok) {
    complain("failed");
    return null;
  }
  byId("alert").hidden = true;
  return answer.json();
}

function complain(label) {
  byId("alert").textContent = view ? view.labels[label] : "…";
  byId("alert").hidden = false;
}

async function act(name, said) {
  document.body.classList.add("busy");
  const done = await ask(`/api/${name}`, { person, ...said });
  document.body.classList.remove("busy");
  if (!done) return false;
  show(done.view);
  toast(done.toast);
  return true;
}

async function look() {
  const known = view && view.person === person ? `&known=${view.version}` : "";
  const found = await ask(`/api/view?person=${encodeURIComponent(person)}${known}`);
  if (found && found.labels && found.person === person) show(found);
  else if (found && found.now) ahead = Date.parse(found.now) - Date.now();
}

function show(next) {
  if (next.person !== person) return;
  const before = view;
  view = next;
  ahead = Date.parse(view.now) - Date.now();
  if (!before || before.person !== view.person) shownMails = "";
  showLabels();
  showPeople();
  showLetter();
  if (!before || JSON.stringify(before.chat) !== JSON.stringify(view.chat) || before.person !== view.person) showChat();
  showMails();
  showQueue();
  showClock();
}

function showLabels() {
  document.documentElement.lang = view.language;
  document.title = view.labels.title;
  for (const node of document.querySelectorAll("[data-label]")) node.textContent = view.labels[node.dataset.label];
  for (const node of document.querySelectorAll("[data-label-aria]")) node.setAttribute("aria-label", view.labels[node.dataset.labelAria]);
  for (const node of document.querySelectorAll("[data-label-placeholder]")) node.placeholder = view.labels[node.dataset.labelPlaceholder];
  for (const node of document.querySelectorAll("[data-label-title]")) node.title = view.labels[node.dataset.labelTitle];
  byId("text").placeholder = view.placeholder || view.labels.type;
  byId("phone-owner").textContent = view.name;
  byId("mailbox-owner").textContent = `${view.name} · ${view.email}`;
  const choice = byId("language");
  choice.replaceChildren(...view.languages.map((one) => new Option(one.toUpperCase(), one, false, one === view.language)));
}

function showPeople() {
  byId("people").replaceChildren(...view.people.map((one) => {
    const button = make("button");
    const initials = one.name.split(" ").map((word) => word[0]).join("");
    const face = make("span", `avatar ${one.key}`, initials);
    face.setAttribute("aria-hidden", "true");
    const name = make("span", "", one.name);
    name.append(make("small", "", view.labels[one.role]));
    button.append(face, name);
    button.type = "button";
    button.dataset.person = one.key;
    button.setAttribute("aria-pressed", String(one.key === person));
    button.onclick = () => become(one.key);
    return button;
  }));
}

async function become(key) {
  person = key;
  history.replaceState(null, "", `#${key}`);
  byId("text").value = "";
  byId("first").hidden = true;
  await look();
}

function showLetter() {
  const box = byId("letter");
  box.hidden = !view.letter.code;
  if (box.hidden) return;
  const words = make("span", "", `✉ ${view.labels.letter} · ${view.labels.letter_code} `);
  words.append(make("code", "", view.letter.code));
  const scan = make("button", "", view.labels.letter_link);
  scan.type = "button";
  scan.onclick = () => act("say", { text: view.letter.link });
  box.replaceChildren(words, scan);
}

function showChat() {
  const chat = byId("chat");
  if (!view.chat.length) {
    const silence = make("div", "silence", view.labels.silence);
    const example = make("button", "", view.labels.example);
    example.type = "button";
    example.onclick = () => { byId("text").value = view.labels.example; byId("text").focus(); };
    if (view.people.find((one) => one.key === person).role === "parent" && person !== "sophie" && person !== "karim") silence.append(example);
    chat.replaceChildren(silence);
    return;
  }
  let day = "";
  const nodes = [];
  for (const one of view.chat) {
    if (one.day !== day) nodes.push(make("div", "day", day = one.day));
    nodes.push(bubble(one));
  }
  chat.replaceChildren(...nodes);
  chat.scrollTop = chat.scrollHeight;
}

function bubble(one) {
  const node = make("div", one.mine ? "bubble mine" : "bubble");
  const words = make("div", "words");
  if (one.paper) words.append(paper(`/paper/${person}/${one.id}`, `📄 ${one.paper}`, one.is_picture), one.text ? `\n${one.text}` : "");
  else if (one.html) words.append(...safely(one.html));
  else words.append(one.text);
  words.append(make("time", "", one.time));
  node.append(words);
  if (one.keyboard.length) node.append(keys(one));
  return node;
}

// A document is a link that gives the file; a picture shows itself.
function paper(address, name, isPicture) {
  const link = make("a", "paper", name);
  link.href = address;
  if (isPicture) {
    const picture = make("img", "picture");
    picture.src = address;
    picture.alt = name;
    link.target = "_blank";
    link.replaceChildren(picture);
  } else {
    link.download = "";
  }
  return link;
}

// The bot's HTML, of which only bold, italic and code are kept; everything else becomes text.
function safely(html) {
  const kept = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(node.data)];
    const inner = [...node.childNodes].flatMap(kept);
    if (!["B", "I", "CODE", "PRE"].includes(node.nodeName)) return inner;
    const copy = make(node.nodeName.toLowerCase());
    copy.append(...inner);
    return [copy];
  };
  return [...new DOMParser().parseFromString(html, "text/html").body.childNodes].flatMap(kept);
}

function keys(one) {
  const all = make("div", "keys");
  for (const row of one.keyboard) {
    const line = make("div");
    line.append(...row.map((key) => keyOf(one, key)));
    all.append(line);
  }
  return all;
}

function keyOf(one, key) {
  if (key.url) {
    const link = make("a", key.style, key.label);
    link.title = key.url;
    return link;
  }
  const button = make("button", key.style, key.label);
  button.type = "button";
  button.onclick = () => key.copy ? toast(key.copy) : act("press", { message: one.id, data: key.data });
  return button;
}

function showMails() {
  const now = JSON.stringify([view.person, view.language, view.mails]);
  if (now === shownMails) return;
  shownMails = now;
  const newest = view.mails[0];
  if (newest && !drafts.has(newest.id)) {
    for (const one of view.mails) open.delete(one.id);
    open.add(newest.id);
    drafts.set(newest.id, "");
  }
  const nodes = view.mails.map(mail);
  byId("mails").replaceChildren(...(nodes.length ? nodes : [make("p", "none", view.labels.no_mail)]));
}

function mail(one) {
  const node = make("details", one.mine ? "mail mine" : "mail");
  node.dataset.mail = one.id;
  node.open = open.has(one.id);
  const head = make("summary");
  head.append(make("span", "subject", one.subject), make("time", "", one.at), make("span", "from", one.mine ? view.labels.you : one.sender));
  node.append(head);
  if (node.open) node.append(mailBody(one));
  node.addEventListener("toggle", () => {
    if (node.open) open.add(one.id); else open.delete(one.id);
    if (node.open && node.childElementCount === 1) node.append(mailBody(one));
  });
  return node;
}

function mailBody(one) {
  const body = make("div", "mail-body");
  const fill = () => {
    const parts = one.has_html ? [modes(one, fill)] : [];
    parts.push(one.has_html && !asText.has(one.id) ? frame(one) : make("pre", "", one.text));
    one.attachments.forEach((name, number) => parts.push(paper(`/paper/${person}/${one.id}/${number}`, `📎 ${name}`, false)));
    if (!one.mine) parts.push(numbered(one), answer(one));
    body.replaceChildren(...parts);
  };
  fill();
  return body;
}

// The frame runs nothing, so its links lead nowhere: the numbered choices stand below it, and answer by their number.
function numbered(one) {
  const choices = make("div", "choices");
  for (const found of one.text.matchAll(/^ *(\d{1,2})\. (.+)$/gm)) {
    const button = make("button", "", `${found[1]}. ${found[2].split(" : ")[0]}`);
    button.type = "button";
    button.onclick = () => act("reply", { mail: one.id, words: found[1] });
    choices.append(button);
  }
  choices.hidden = !choices.childElementCount;
  return choices;
}

function modes(one, fill) {
  const both = make("div", "switch");
  for (const text of [false, true]) {
    const button = make("button", "", text ? view.labels.as_text : view.labels.as_html);
    button.type = "button";
    button.setAttribute("aria-pressed", String(asText.has(one.id) === text));
    button.onclick = () => { if (text) asText.add(one.id); else asText.delete(one.id); fill(); };
    both.append(button);
  }
  return both;
}

function frame(one) {
  const node = make("iframe");
  node.setAttribute("sandbox", "");
  node.title = one.subject;
  node.src = `/mail/${person}/${one.id}`;
  return node;
}

function answer(one) {
  const form = make("form", "answer");
  const words = make("textarea");
  words.rows = 2;
  words.maxLength = 4096;
  words.required = true;
  words.value = drafts.get(one.id) || "";
  words.placeholder = view.labels.reply_words;
  words.setAttribute("aria-label", view.labels.reply_words);
  words.oninput = () => drafts.set(one.id, words.value);
  const send = make("button", "main", view.labels.reply);
  const file = attachment();
  form.append(words, file.label, send);
  form.onsubmit = async (event) => {
    event.preventDefault();
    send.disabled = true;
    const said = words.value;
    drafts.set(one.id, "");
    const sent = await withFile(file.input, (more) => act("reply", { mail: one.id, words: said, ...more }));
    if (!sent) drafts.set(one.id, said);
    send.disabled = false;
  };
  return form;
}

function attachment() {
  const label = make("label", "attach", "📎 ");
  const input = make("input");
  input.type = "file";
  input.setAttribute("aria-label", view.labels.attach);
  const chosen = make("span", "chosen");
  label.title = view.labels.attach;
  label.append(chosen, input);
  nameOf(input, chosen);
  return { label, input };
}

function nameOf(input, chosen) {
  input.onchange = () => { chosen.textContent = input.files.length ? input.files[0].name : ""; };
}

// Do something with the chosen file in letters; a file that is too large is not sent.
async function withFile(input, act) {
  const [file] = input.files;
  if (!file) return act({});
  if (file.size > LARGEST) {
    complain("too_large");
    return false;
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  const parts = [];
  for (let start = 0; start < bytes.length; start += PIECE) parts.push(String.fromCharCode(...bytes.subarray(start, start + PIECE)));
  const done = await act({ file: { name: file.name, content: btoa(parts.join("")) } });
  if (done) input.value = "";
  return done;
}

async function showQueue() {
  const office = await ask("/api/office");
  if (!office) return;
  const count = byId("queue-count");
  count.hidden = !office.queue.length;
  count.textContent = office.queue.length;
  const items = office.queue.map((one) => {
    const item = make("li");
    item.append(make("b", "", one.number), ` · ${one.summary} `, make("small", "", one.at));
    if (one.words) item.append(make("q", "", one.words));
    return item;
  });
  byId("queue").replaceChildren(...(items.length ? items : [make("li", "none", view.labels.nothing)]));
}

function showClock() {
  if (!view) return;
  const now = new Date(Date.now() + ahead);
  const how = { timeZone: "Europe/Paris", weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" };
  byId("now").textContent = new Intl.DateTimeFormat(view.language, how).format(now);
  if (document.activeElement !== byId("instant") && !byId("instant").dataset.touched) {
    const parts = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris", dateStyle: "short", timeStyle: "short" });
    byId("instant").value = parts.format(now).replace(" ", "T");
  }
}

function toast(words) {
  clearTimeout(toastTimer);
  byId("toast").hidden = !words;
  byId("toast").textContent = words || "";
  if (words) toastTimer = setTimeout(() => { byId("toast").hidden = true; }, TOAST);
}

byId("say").onsubmit = async (event) => {
  event.preventDefault();
  const text = byId("text").value.trim();
  if (!text) return;
  byId("text").value = "";
  if (!await act("say", { text })) byId("text").value = text;
};
byId("file").onchange = async () => {
  const text = byId("text").value.trim();
  byId("text").value = "";
  if (!await withFile(byId("file"), (more) => act("say", { text, ...more }))) byId("text").value = text;
  byId("file").value = "";
};
nameOf(byId("first-file"), document.querySelector("#first .chosen"));
byId("menu").onclick = () => act("say", { text: "/menu" });
byId("compose").onclick = () => {
  byId("first").hidden = !byId("first").hidden;
  if (!byId("first").hidden) byId("first-words").focus();
};
byId("first").onsubmit = async (event) => {
  event.preventDefault();
  const mail = { subject: byId("first-subject").value, words: byId("first-words").value };
  if (await withFile(byId("first-file"), (more) => act("write", { ...mail, ...more }))) {
    byId("first").reset();
    document.querySelector("#first .chosen").textContent = "";
    byId("first").hidden = true;
  }
};
for (const button of document.querySelectorAll("[data-preset]")) button.onclick = () => act("clock", { preset: button.dataset.preset });
byId("instant").oninput = () => { byId("instant").dataset.touched = "1"; };
byId("clock-form").onsubmit = async (event) => {
  event.preventDefault();
  if (await act("clock", { instant: byId("instant").value })) { delete byId("instant").dataset.touched; showClock(); }
};
byId("language").onchange = () => act("language", { language: byId("language").value });
byId("open-queue").onclick = async () => { await become("claire"); await act("say", { text: "/file" }); };
addEventListener("resize", () => { byId("chat").scrollTop = byId("chat").scrollHeight; });
setInterval(showClock, 1000);
setInterval(look, POLL);
look();
