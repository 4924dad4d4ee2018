// Answering questions by their words, as a person does.

/** The heading of the page. */
export function heading(page) {
  return page.locator("#titre").innerText();
}

/** Goes on, and waits for the next page. */
export async function next(page) {
  const before = await heading(page);
  await page.getByRole("button", { name: "Continuer", exact: true }).click();
  await page.waitForFunction((before) => document.querySelector("#titre")?.innerText !== before, before);
}

/** Types a date in the group of three fields of this name. */
export async function date(page, name, day, within = page) {
  const group = within.getByRole("group", { name });
  const [d, m, y] = day.split("/");
  await group.getByLabel("Jour").fill(d);
  await group.getByLabel("Mois").fill(m);
  await group.getByLabel("Année").fill(y);
}

/** Picks one of the radio buttons of a question. */
export async function pick(page, question, answer) {
  await page.getByRole("group", { name: question }).getByRole("radio", { name: answer, exact: true }).check();
}

/** Chooses a line of a list. */
export async function choose(page, label, line) {
  await page.getByLabel(label).selectOption({ label: line });
}

/** Types in a field. */
export async function type(page, label, words) {
  await page.getByLabel(label, { exact: true }).fill(words);
}

/** Ticks a box. */
export async function tick(page, label, within = page) {
  await within.getByRole("checkbox", { name: label }).check();
}

/** What a right is worth on the page of results. */
export async function worth(page, right) {
  const card = page.getByRole("article").filter({ has: page.getByRole("heading", { name: right, exact: true }) });
  return plain(await card.locator(".result").innerText());
}

/** Spaces that do not break are spaces to whoever reads. */
export function plain(words) {
  return words.replace(/[\u00a0\u202f]/g, " ").trim();
}
