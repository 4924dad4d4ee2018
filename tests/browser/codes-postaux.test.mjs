// The list of postcodes comes once the program runs. Without it, a zone is chosen by hand; the page says why,
// and the list is asked for again.

import assert from "node:assert/strict";
import { test } from "node:test";
import { clean, fits } from "./clean.mjs";
import { alone, dwelling } from "./foyers.mjs";
import { next, pick, rest, type, worth } from "./form.mjs";
import { browser } from "./served.mjs";
import { serve, unsealed, visit } from "./site.mjs";

const RSA = "Revenu de solidarité active (RSA)";
const LOST = /La liste des codes postaux n'a pas pu être chargée\. Choisissez la zone ici\./;

/** A site whose list of postcodes comes only once `found` is true, and how often it was asked for. */
async function serveLater(context) {
  const later = { found: false, asked: 0 };
  const served = await serve((file) => {
    if (file !== "codes-postaux.bin") return null;
    later.asked++;
    return later.found ? null : { status: 503, body: "" };
  });
  context.after(served.close);
  return Object.assign(later, { url: served.url });
}

const postcode = (page) => page.getByRole("textbox", { name: "Code postal" });

/** Types a postcode, which the list knows. */
async function isKnown(page) {
  await type(page, "Code postal", "13001");
  await page.locator("p.found", { hasText: /zone 2/ }).waitFor();
}

test("la liste qui manquait est demandée de nouveau par qui revient à la page", async (context) => {
  const later = await serveLater(context);
  const { page, close } = await visit(browser, later.url, { width: 360 });
  await alone(page);
  await page.getByText(LOST).waitFor();
  await page.goBack();
  await page.goForward();
  await page.getByText(LOST).waitFor();
  later.found = true;
  await page.goBack();
  await page.goForward();
  await isKnown(page);
  assert.equal(await page.getByText(LOST).count(), 0);
  const { asked } = later;
  await page.goBack();
  await page.goForward();
  await postcode(page).waitFor();
  assert.equal(later.asked, asked, "what came is not asked for again");
  await close();
});

test("elle est demandée de nouveau quand la connexion revient ; en anglais aussi, la page dit pourquoi", async (context) => {
  const later = await serveLater(context);
  const { page, close } = await visit(browser, later.url);
  await alone(page);
  await page.getByText(LOST).waitFor();
  await page.getByRole("button", { name: "English" }).click();
  await page.getByText(/The list of postcodes could not be loaded\. Choose the zone here\./).waitFor();
  await page.getByRole("button", { name: "Français", exact: true }).click();
  await page.getByRole("radio", { name: /Zone 2/i }).check();
  later.found = true;
  await page.evaluate(() => dispatchEvent(new Event("online")));
  // What was chosen stays chosen, until the person would rather type the postcode.
  const choice = page.getByRole("checkbox", { name: "Je préfère choisir la zone" });
  await choice.waitFor();
  assert.ok(await page.getByRole("radio", { name: /Zone 2/i }).isChecked());
  assert.equal(await page.getByText(LOST).count(), 0);
  await choice.uncheck();
  await isKnown(page);
  await close();
});

test("ce qui arrive au moment où l'on coche ne décoche rien", async (context) => {
  const later = await serveLater(context);
  const { page, close } = await visit(browser, later.url);
  await alone(page);
  await page.getByText(LOST).waitFor();
  // As long as a frame lasts on the slowest phone: what was ticked is followed after the list came.
  await page.evaluate(() => {
    const wait = globalThis.setTimeout;
    globalThis.setTimeout = (then, time, ...rest) => wait(then, time === 20 ? 60_000 : time, ...rest);
  });
  await page.getByRole("radio", { name: /Zone 2/i }).evaluate((radio) => {
    radio.click();
    const ticked = () => document.querySelector("input[type=radio]:checked") !== null;
    globalThis.unticked = !ticked();
    const watch = new MutationObserver(() => { globalThis.unticked ||= !ticked(); });
    watch.observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  later.found = true;
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await page.getByRole("checkbox", { name: "Je préfère choisir la zone" }).waitFor();
  assert.ok(await page.getByRole("radio", { name: /Zone 2/i }).isChecked());
  assert.ok(!(await page.evaluate(() => globalThis.unticked)), "not even for a moment");
  await close();
});

test("sans la liste des codes postaux, la zone se choisit, et les montants sont là", async (context) => {
  const missing = await serve((file) => (file === "codes-postaux.bin" ? { status: 503, body: "" } : null));
  context.after(missing.close);
  const { page, requests, close } = await visit(browser, missing.url, { width: 360 });
  await alone(page);
  assert.equal(await page.getByRole("textbox", { name: "Code postal" }).count(), 0);
  const choice = page.getByRole("checkbox", { name: "Je préfère choisir la zone" });
  assert.equal(await choice.count(), 0, "there is no choice to undo");
  await page.getByText(LOST).waitFor();
  await clean(page, "sans codes postaux");
  await fits(page, "sans codes postaux");
  await dwelling(page, { zone: /Zone 2/i, rent: "450", kind: "Locataire d'un logement vide" });
  await rest(page, "Rien du tout");
  await next(page);
  await pick(page, /épargne/, "Non");
  await next(page);
  assert.equal(await worth(page, RSA), "573,49 € par mois");
  const asked = (file) => requests.filter((request) => request.endsWith(`/${file}`)).length;
  assert.ok(asked("codes-postaux.bin") > 1, "what is lost is asked for again");
  assert.equal(asked("phrases.fr.bin"), 1, "what came is not paid for twice");
  await close();
});

test("la liste d'un autre zonage n'est pas lue", async (context) => {
  const older = (file) => (file === "codes-postaux.bin" ? { status: 200, body: "zonage de 1978\n0\n\n" } : null);
  const other = await serve(unsealed(older));
  context.after(other.close);
  const { page, problems, close } = await visit(browser, other.url);
  await alone(page);
  await page.waitForLoadState("networkidle");
  await page.getByRole("radio", { name: /Zone 2/i }).waitFor();
  assert.equal(await page.getByRole("textbox", { name: "Code postal" }).count(), 0);
  assert.deepEqual(problems, []);
  await close();
});

test("la liste qui tarde prend sa place dès qu'elle arrive", async (context) => {
  let arrive;
  const arrived = new Promise((resolve) => { arrive = resolve; });
  const late = await serve(async (file) => {
    if (file === "codes-postaux.bin") await arrived;
    return null;
  });
  context.after(late.close);
  const { page, problems, close } = await visit(browser, late.url);
  await alone(page);
  await page.getByRole("radio", { name: /Zone 2/i }).waitFor();
  arrive();
  await isKnown(page);
  assert.deepEqual(problems, []);
  await close();
});
