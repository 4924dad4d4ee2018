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
  await whole(page);
}

/** Waits until the results are there, and all of them drawn. */
export async function results(page) {
  await page.getByRole("heading", { level: 1, name: /^Vos droits/ }).waitFor();
  await whole(page);
}

/** Waits until all of a page is drawn: results are in parts, the first time. */
export async function whole(page) {
  await page.locator("#titre").waitFor();
  await page.waitForFunction(() => !document.querySelector("[aria-busy]"));
}

/** Begins from the first page, by the mouse or by the keyboard. */
export async function beginBy(page, { click = false, begun = async () => {} } = {}) {
  const button = page.getByRole("button", { name: "Commencer" });
  if (click) await button.click();
  else await button.press("Enter");
  await page.getByRole("heading", { name: "Qui vit chez vous ?" }).waitFor();
  await begun();
}

/** Types the dates of birth, in the order of the people. */
export async function births(page, days) {
  const groups = page.getByRole("group", { name: "Date de naissance" });
  for (const [place, day] of days.entries()) await date(groups.nth(place), day);
}

/** Types a date in a group of three fields. */
export async function date(group, day) {
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
  await page.getByRole("textbox", { name: label }).fill(words);
}

/** Ticks a box. */
export async function tick(page, label, within = page) {
  await within.getByRole("checkbox", { name: label }).check();
}

/** Says what holds for all that is not ticked, wherever it is asked. */
export async function rest(page, words) {
  const radios = page.getByRole("radio", { name: words });
  // An answer may settle the others: what is still asked is read again each time.
  for (let left = radios.and(page.locator(":not(:checked)")); (await left.count()) > 0; ) {
    await left.first().check();
    // What follows comes once the screen shows the answer.
    await page.waitForTimeout(100);
  }
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
