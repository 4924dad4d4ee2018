// What stays on the device: nothing, unless the person asks; then all of it, until they say otherwise.

import assert from "node:assert/strict";
import { test } from "node:test";
import { clean, fits } from "./clean.mjs";
import { FOYERS } from "./foyers.mjs";
import { beginBy, births, choose, next, pick, results, type, worth } from "./form.mjs";
import { browser, site } from "./served.mjs";
import { visit } from "./site.mjs";

const RSA = "Revenu de solidarité active (RSA)";
const KEEP = "Garder mes réponses sur cet appareil";

/** All that the browser holds of the site, as text: whatever the place, an answer would be seen. */
function stored(page) {
  return page.evaluate(async () => {
    const held = [document.cookie, JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
    held.push(JSON.stringify(history.state), location.href, window.name);
    for (const { name } of await indexedDB.databases()) held.push(`database ${name}`);
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) held.push(`cached ${request.url}`);
    }
    return held.filter((one) => one && one !== "{}" && one !== "null").join("\n");
  });
}

test("sans qu'on le demande, rien n'est gardé : recharger efface tout, et la page le dit", async () => {
  const { page, close } = await visit(browser, site.url);
  page.on("dialog", (dialog) => dialog.accept());
  await FOYERS.marseille(page);
  assert.doesNotMatch(await stored(page), /450|1990|marseille|menage|au-clair"/i);
  await page.reload();
  await page.getByText(/Vos réponses ne sont plus là/).waitFor();
  await close();
});

test("gardées à la demande, les réponses reviennent après un rechargement ; décocher les oublie", async () => {
  const { page, problems, close } = await visit(browser, site.url);
  await FOYERS.marseille(page);
  const before = await worth(page, RSA);
  const keep = page.getByRole("checkbox", { name: KEEP });
  assert.equal(await keep.isChecked(), false);
  await page.getByText(/Sur un ordinateur partagé, ne cochez pas/).waitFor();
  await keep.check();
  await page.reload();
  await results(page);
  assert.equal(await worth(page, RSA), before);
  // What cannot be read is not lost either.
  await page.getByRole("link", { name: "Modifier : Loyer sans les charges" }).click();
  await type(page, /payez-vous de loyer/, "4x0");
  await page.reload();
  const rent = page.getByRole("textbox", { name: /payez-vous de loyer/ });
  await rent.waitFor();
  assert.equal(await rent.inputValue(), "4x0");
  await page.goto(`${site.url}#/resultats`);
  await page.getByRole("checkbox", { name: KEEP }).uncheck();
  assert.doesNotMatch(await stored(page), /menage|4x0|1990/);
  assert.deepEqual(problems, []);
  await close();
});

test("« Tout effacer » ne laisse rien, où que l'on regarde", async () => {
  const { page, problems, close } = await visit(browser, site.url);
  await FOYERS.marseille(page);
  await page.getByRole("checkbox", { name: KEEP }).check();
  assert.match(await stored(page), /menage/, "the control: what is kept is seen");
  await page.getByRole("button", { name: "Tout effacer" }).click();
  await page.getByRole("button", { name: "Oui, tout effacer" }).click();
  await page.getByRole("button", { name: "Commencer" }).waitFor();
  await page.goBack();
  await page.getByText("Vos réponses ne sont plus là : effacées, ou perdues quand la page s'est rechargée.").waitFor();
  await page.goForward();
  assert.doesNotMatch(await stored(page), /menage|1990|450|reponses/);
  const local = await page.evaluate(() => localStorage.length + sessionStorage.length);
  assert.equal(local, 0);
  await page.reload();
  await page.getByRole("button", { name: "Commencer" }).waitFor();
  await page.goBack().catch(() => null);
  await page.locator("#titre").waitFor();
  assert.equal(await page.getByText("573,49").count(), 0, "going back shows nothing of it");
  assert.deepEqual(problems, []);
  await close();
});

test("un navigateur qui refuse de garder : la page le dit, rien n'est perdu", async () => {
  const context = await browser.newContext({ locale: "fr-FR" });
  const page = await context.newPage();
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await page.goto(site.url);
  await page.locator("#titre").waitFor();
  await beginBy(page, { click: true });
  await births(page, ["01/05/1990"]);
  await page.getByRole("checkbox", { name: KEEP }).click();
  await page.getByRole("alert").filter({ hasText: "refuse de garder" }).waitFor();
  assert.equal(await page.getByRole("checkbox", { name: KEEP }).isChecked(), false);
  assert.equal(await page.getByLabel("Année").inputValue(), "1990");
  await context.close();
});

test("des réponses gardées et abîmées : la page le dit, et ne les écrase pas", async () => {
  const { page, close } = await visit(browser, site.url);
  await page.evaluate(() => localStorage.setItem("au-clair", '{"format": "auclair/menage", "version": 2'));
  await page.reload();
  await page.getByText(/Les réponses gardées sur cet appareil ne s'ouvrent pas/).waitFor();
  assert.match(await stored(page), /auclair\/menage/);
  await close();
});

test("pourquoi cette question : les droits qui en dépendent, et ce que vaut la réponse", async () => {
  const { page, problems, close } = await visit(browser, site.url, { width: 360 });
  await FOYERS.marseille(page);
  await page.goto(`${site.url}#/questions/logement`);
  const rent = page.locator(".question", { has: page.getByRole("textbox", { name: /payez-vous de loyer/ }) });
  await rent.getByText("Pourquoi cette question ?").click();
  const why = rent.locator("details.why[open]");
  await why.getByText(/Selon la réponse/).waitFor();
  assert.match((await why.innerText()).replace(/[\u00a0\u202f]/g, " "), /Aide au logement : jusqu'à [\d ]+,\d\d € par mois[\s\S]*RSA.* : de /);
  await rent.getByText("Pourquoi cette question ?").click();
  assert.equal(await rent.locator("details.why[open]").count(), 0);
  assert.deepEqual(problems, []);
  await close();
});

test("un cas à signaler se copie : ni nom, ni adresse, ni jour de naissance qui ne change rien", async () => {
  const { page, close } = await visit(browser, site.url);
  await beginBy(page, { click: true });
  await page.getByLabel(/Prénom/).fill("Ernestine");
  await births(page, ["17/05/1990"]);
  await page.goto(`${site.url}#/resultats`);
  await page.getByText("Signaler un montant faux", { exact: true }).first().click();
  const text = await page.getByLabel("Votre cas, à copier").inputValue();
  assert.match(text, /"format": "auclair\/menage"/);
  assert.match(text, /RSA/);
  assert.doesNotMatch(text, /Ernestine/);
  assert.match(text, /"naissance": "1990-05-01"/);
  await close();
});

test("neuf enfants et une personne de 105 ans sont un foyer", async () => {
  const { page, problems, close } = await visit(browser, site.url, { width: 360 });
  await beginBy(page, { click: true });
  for (let child = 0; child < 9; child++) await page.getByRole("button", { name: "Ajouter un enfant" }).click();
  await page.getByRole("button", { name: "Ajouter une autre personne" }).click();
  const children = Array.from({ length: 9 }, (_, child) => `0${child + 1}/03/${2010 + child}`);
  await births(page, ["01/05/1985", ...children, "02/02/1921"]);
  await next(page);
  await page.goto(`${site.url}#/resultats`);
  await results(page);
  assert.notEqual(await worth(page, "Allocations familiales"), "non couvert");
  const answers = await page.locator("#contenu").innerText();
  assert.match(answers, /Enfant 9[\s\S]*2018/);
  assert.deepEqual(problems, []);
  await close();
});

test("un âge qui étonne pour une place se dit, et n'empêche rien", async () => {
  const { page, problems, close } = await visit(browser, site.url, { width: 360 });
  await beginBy(page, { click: true });
  await page.getByRole("button", { name: "Ajouter un enfant" }).click();
  const notice = page.getByRole("status").filter({ hasText: "Cet âge étonne" });
  await births(page, ["01/05/2004", "01/05/1990"]);
  await notice.waitFor();
  assert.equal(await notice.count(), 1, "a child older than the only adult");
  await clean(page, "âge étonnant");
  await fits(page, "âge étonnant");
  await births(page, ["01/05/2015", "01/05/2020"]);
  await page.locator(".person").nth(1).getByRole("status").waitFor({ state: "detached" });
  await page.locator(".person").first().getByRole("status").waitFor();
  await births(page, ["01/05/1990", "01/05/2020"]);
  await notice.waitFor({ state: "detached" });
  await births(page, ["01/05/2015", "01/05/2020"]);
  await next(page);
  assert.deepEqual(problems, []);
  await close();
});

test("montants négatifs ou absurdes, dates à venir : dits près du champ et dans le résumé", async () => {
  const { page, problems, close } = await visit(browser, site.url);
  await beginBy(page, { click: true });
  await births(page, ["01/05/2190"]);
  await page.getByRole("button", { name: "Continuer", exact: true }).click();
  await page.getByText("Une réponse est à corriger avant de continuer.").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), "rappel", "the summary takes the focus");
  // A month in letters stays, and is told about.
  await births(page, ["01/mai/1990"]);
  await page.getByText("Le mois est un nombre de 1 à 12.").waitFor();
  assert.equal(await page.getByRole("textbox", { name: "Mois" }).inputValue(), "mai");
  await births(page, ["01/05/1990"]);
  await next(page);
  await pick(page, /grossesse/, "Non");
  await choose(page, /situation aujourd'hui/, "Autre situation");
  await next(page);
  await pick(page, /nationalité/, "Française");
  await next(page);
  await type(page, "Code postal", "13001");
  await choose(page, /êtes-vous logé/, "Locataire d'un logement vide");
  const rent = page.getByRole("textbox", { name: /payez-vous de loyer/ });
  for (const [typed, told] of [
    ["-450", /au moins 0/],
    ["99999999", /au plus 10\s000.*Vérifiez le nombre de zéros/],
    ["450,555", /centimes avec deux chiffres/],
    ["cher", /Écrivez un nombre/],
  ]) {
    await rent.fill(typed);
    await rent.blur();
    await page.locator("input[aria-invalid=true]").waitFor();
    const note = (await rent.getAttribute("aria-describedby")).split(" ").at(-1);
    await page.locator(`#${note}`, { hasText: told }).waitFor();
    assert.equal(await rent.inputValue(), typed, "what was typed stays");
  }
  assert.deepEqual(problems, []);
  await close();
});
