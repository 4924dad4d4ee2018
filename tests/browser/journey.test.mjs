// What people do besides answering everything: not knowing, being out of what is covered, forgetting
// a question, coming back, keeping their answers.

import assert from "node:assert/strict";
import { test } from "node:test";
import { readFile } from "node:fs/promises";
import { FOYERS, alone, dwelling } from "./foyers.mjs";
import { beginBy, births, choose, heading, next, pick, plain, rest, results, type, worth } from "./form.mjs";
import { browser, site } from "./served.mjs";
import { visit } from "./site.mjs";

const HOUSING = "Aide au logement";
const RSA = "Revenu de solidarité active (RSA)";

test("ne pas savoir donne une fourchette, qui contient le montant", async () => {
  const { page, problems, close } = await visit(browser, site.url);
  await alone(page);
  await type(page, "Code postal", "13001");
  await choose(page, /êtes-vous logé/, "Locataire d'un logement vide");
  await page.getByRole("checkbox", { name: "Je ne sais pas (Loyer sans les charges)" }).check();
  await pick(page, /À qui louez-vous/, "Un propriétaire privé, logement non conventionné");
  await rest(page, "Aucune de ces situations");
  await next(page);
  await rest(page, "Rien du tout");
  await next(page);
  await pick(page, /épargne/, "Non");
  await next(page);
  // The rent sets the housing benefit, which RSA counts: what is already received is asked.
  await page.getByRole("checkbox", { name: /^Je ne sais pas \(Aides au logement/ }).click();
  await next(page);
  const range = await worth(page, HOUSING);
  // A rent of nothing is worth nothing: the range has no lower end to write.
  const high = number(range.match(/^jusqu'à ([\d ]+,\d\d) €/)?.[1] ?? "");
  assert.ok(308 <= high && high <= 308 * 1.1, range);
  const text = plain(await page.locator("#contenu").innerText());
  assert.match(text, /Pour être plus précis[\s\S]*Loyer sans les charges/);
  // One range on a card, not two that disagree.
  const card = page.locator("article").filter({ hasText: HOUSING });
  assert.match(plain(await card.innerText()), /^[^€]*jusqu'à [^€]* € par mois\s+Il manque des réponses pour donner le montant exact\.[^€]*$/);

  // The page of a right says which answers would make it precise, and leads to each.
  await page.getByRole("link", { name: new RegExp(`^Voir le calcul.*${HOUSING}`) }).click();
  const missing = page.getByRole("region", { name: "Pour être plus précis" });
  await missing.waitFor();
  assert.equal(await missing.getByRole("link").count(), 1, "only what changes this right is named");
  await missing.getByRole("link", { name: "Loyer sans les charges" }).click();
  await page.getByRole("checkbox", { name: "Je ne sais pas (Loyer sans les charges)" }).waitFor();
  await page.goto(`${site.url}#/droits/allocations-familiales`);
  await page.getByRole("heading", { level: 1, name: /Allocations familiales/ }).waitFor();
  assert.equal(await missing.count(), 0, "a right that is known needs nothing");
  assert.deepEqual(problems, []);
  await close();
});

test("un salaire que l'on ne sait pas laisse chaque droit sous ce que la loi garantit", async () => {
  const { page, problems, close } = await visit(browser, site.url);
  await alone(page);
  await dwelling(page, { postcode: "13001", rent: "450", kind: "Locataire d'un logement vide" });
  await page.getByRole("checkbox", { name: "Salaires, vous" }).check();
  await page.getByRole("checkbox", { name: /^Je ne sais pas \(Salaires/ }).check();
  await rest(page, "Rien d'autre");
  await page.goto(`${site.url}#/resultats`);
  // Without a wage, RSA pays 573,49 € and housing 308 €; a wage of 638,28 € brings 380,10 € of the bonus.
  for (const [right, least, most] of [[RSA, 573.49, 655], [HOUSING, 308, 311], ["Prime d'activité", 380.1, 625]]) {
    const range = await worth(page, right);
    const high = number(range.match(/^jusqu'à ([\d ]+,\d\d) €/)?.[1] ?? "");
    assert.ok(least <= high && high <= most, `${right} : ${range}`);
  }
  assert.deepEqual(problems, []);
  await close();
});

test("ce qui n'est pas couvert est dit, et n'est jamais zéro", async () => {
  const { page, problems, close } = await visit(browser, site.url);
  await alone(page);
  await type(page, "Code postal", "97400");
  await page.getByRole("button", { name: "Continuer" }).waitFor();
  for (const right of [HOUSING, RSA]) {
    await page.goto(`${site.url}#/resultats`);
    assert.equal(await worth(page, right), "non couvert");
  }
  await results(page);
  const text = plain(await page.locator("#contenu").innerText());
  assert.match(text, /Non couvert ne veut pas dire zéro/);
  assert.doesNotMatch(text, /En tout|Déjà certain/);
  assert.doesNotMatch(text, /Pour être plus précis/, "nothing more is asked for what is not covered");
  assert.deepEqual(problems, []);
  await close();
});

test("dans la table des ressources, chaque case est sous le nom de sa personne", async () => {
  const { page, problems, close } = await visit(browser, site.url);
  await FOYERS.lyon(page);
  await page.goto(`${site.url}#/questions/ressources`);
  const across = async (found) => {
    const { x, width } = await found.boundingBox();
    return { left: x, right: x + width, middle: x + width / 2 };
  };
  for (const [name, label] of [["Vous", "Salaires, vous"], ["Votre conjoint", "Salaires, votre conjoint"]]) {
    const column = await across(page.getByRole("columnheader", { name, exact: true }));
    const box = await across(page.getByRole("checkbox", { name: label, exact: true }));
    assert.ok(column.left <= box.middle && box.middle <= column.right, `${name} : ${JSON.stringify({ column, box })}`);
  }
  assert.deepEqual(problems, []);
  await close();
});

test("un code postal de plusieurs zones demande la commune", async () => {
  const { page, problems, close } = await visit(browser, site.url);
  await alone(page);
  // Of the communes of 17138, Puilboreau alone is in zone 2 (rules/france/zones/zones.csv).
  await type(page, "Code postal", "17138");
  const found = (words) => page.locator("p.found").filter({ hasText: words }).waitFor({ state: "attached" });
  await page.getByLabel(/zones différentes/).waitFor();
  await found(/^$/);
  await choose(page, /zones différentes/, "Puilboreau");
  await found(/^Votre logement est en zone 2\s:/);
  await choose(page, /zones différentes/, "Une autre commune de ce code postal");
  await found(/^Votre logement est en zone 3\s:/);
  await choose(page, /zones différentes/, "Choisissez");
  await found(/^$/);
  assert.deepEqual(problems, []);
  await close();
});

test("un propriétaire avec un prêt : l'aide au logement n'est pas couverte, le RSA l'est", async () => {
  const { page, problems, close } = await visit(browser, site.url);
  await alone(page);
  await type(page, "Code postal", "13001");
  await choose(page, /êtes-vous logé/, "Propriétaire, avec un prêt en cours");
  await next(page);
  await page.goto(`${site.url}#/resultats`);
  assert.equal(await worth(page, HOUSING), "non couvert");
  assert.notEqual(await worth(page, RSA), "non couvert");
  assert.deepEqual(problems, []);
  await close();
});

test("un refus dit sa raison et sa distance", async () => {
  const { page, problems, close } = await visit(browser, site.url);
  await beginBy(page, { click: true });
  await births(page, ["01/05/2004"]);
  await next(page);
  await pick(page, /grossesse/, "Non");
  await choose(page, /situation aujourd'hui/, "Recherche d'emploi");
  await page.goto(`${site.url}#/droits/rsa`);
  await page.getByRole("heading", { name: RSA }).waitFor();
  const text = plain(await page.locator("#contenu").innerText());
  assert.match(text, /25 ans/);
  assert.match(text, /Non/);
  assert.deepEqual(problems, []);
  await close();
});

test("une question oubliée est nommée, et on peut continuer sans y répondre", async () => {
  const { page, problems, close } = await visit(browser, site.url, { width: 360 });
  await beginBy(page, { click: true });
  await births(page, ["01/05/1990"]);
  await next(page);
  const before = await heading(page);
  await page.getByRole("button", { name: "Continuer", exact: true }).click();
  const text = plain(await page.locator("#contenu").innerText());
  assert.match(text, /Il reste 2 questions sans réponse sur cette page\./);
  assert.equal(await heading(page), before);
  await page.getByRole("button", { name: "Continuer sans répondre" }).click();
  await page.getByRole("heading", { level: 1, name: "Nationalité et séjour" }).waitFor();
  assert.deepEqual(problems, []);
  await close();
});

test("une faute de frappe est dite près du champ, et rien n'est perdu", async () => {
  const { page, problems, close } = await visit(browser, site.url);
  await alone(page);
  await type(page, "Code postal", "13001");
  await choose(page, /êtes-vous logé/, "Locataire d'un logement vide");
  const rent = page.getByRole("textbox", { name: /payez-vous de loyer/ });
  await rent.fill("4x0");
  await rent.blur();
  await page.locator("input[aria-invalid=true]").waitFor();
  const note = await page.locator(`#${(await rent.getAttribute("aria-describedby")).split(" ").at(-1)}`);
  assert.match(plain(await note.innerText()), /Écrivez un nombre, par exemple 450/);
  assert.equal(await rent.inputValue(), "4x0");
  await page.getByRole("button", { name: "Continuer", exact: true }).click();
  assert.match(plain(await page.locator("#contenu").innerText()), /Une réponse est à corriger avant de continuer/);
  await rent.fill("450");
  await rent.and(page.locator(":not([aria-invalid])")).waitFor();
  assert.deepEqual(problems, []);
  await close();
});

test("enregistrer, tout effacer, rouvrir : les mêmes montants", async () => {
  const { page, problems, close } = await visit(browser, site.url);
  await FOYERS.village(page);
  const amounts = [await worth(page, HOUSING), await worth(page, RSA)];
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Enregistrer dans un fichier" }).click();
  const file = await download;
  assert.equal(file.suggestedFilename(), "au-clair-2026-11.json");
  const saved = await readFile(await file.path());
  assert.equal(JSON.parse(saved).format, "auclair/menage");

  await page.getByRole("button", { name: "Tout effacer" }).click();
  await page.getByRole("button", { name: "Oui, tout effacer" }).click();
  await page.getByRole("button", { name: "Commencer" }).waitFor();
  assert.deepEqual(await kept(page), { cookies: "", local: 0, session: 0, databases: 0, caches: 0 });

  await page.locator("input[type=file]").setInputFiles({
    name: "foyer.json",
    mimeType: "application/json",
    buffer: saved,
  });
  await results(page);
  assert.deepEqual([await worth(page, HOUSING), await worth(page, RSA)], amounts);
  // A blob is a file of the page itself: it does not leave the device.
  assert.deepEqual(problems.filter((problem) => !problem.includes("blob:")), []);
  await close();
});

test("un fichier illisible est refusé avec des mots, et les réponses restent", async () => {
  const { page, problems, close } = await visit(browser, site.url);
  await FOYERS.marseille(page);
  const total = async () => (await page.locator(".total strong").first().innerText()).replace(/\D/g, "");
  const before = await total();
  const other = JSON.stringify({
    format: "auclair/menage",
    version: 2,
    juridiction: "france",
    mois: "2026-11",
    personnes: [{ lien: "demandeur" }],
    reponses: { loyerr: 1 },
  });
  for (const [content, words] of [
    ['{"format": "auclair/menage", "version": 2', /Ce fichier ne s'ouvre pas\. Il est coupé ou abîmé/],
    ['{"nom": "autre logiciel"}', /Ce n'est pas un foyer d'Au clair\./],
    ['{"format": "auclair/menage", "version": 99}', /Il vient d'une version plus récente du site\./],
    [other, /Ce qu'il dit à «\sreponses\.loyerr\s» n'a pas de sens/],
    ["English", /This file does not open\./],
    ['{"format": "auclair/menage"', /It is cut short or damaged/],
    ['{"nom": "autre logiciel"}', /It is not a household of Au clair\./],
    ['{"format": "auclair/menage", "version": 99}', /It comes from a later version of the site\./],
    [other, /What it says at “reponses\.loyerr” means nothing to these rules\./],
  ]) {
    if (content === "English") {
      await page.getByRole("button", { name: content }).click();
      await page.getByRole("heading", { level: 1, name: /Your rights/ }).waitFor();
      continue;
    }
    await page.locator("input[type=file]").setInputFiles({
      name: "foyer.json",
      mimeType: "application/json",
      buffer: Buffer.from(content),
    });
    await page.getByText(words).first().waitFor();
    assert.equal(await total(), before);
  }
  assert.deepEqual(problems, []);
  await close();
});

test("revenir en arrière : le navigateur suit, et une réponse changée change le résultat", async () => {
  const { page, problems, close } = await visit(browser, site.url);
  await FOYERS.marseille(page);
  const before = await worth(page, HOUSING);
  await page.goBack();
  assert.equal(await heading(page), "Épargne et biens");
  await page.goForward();
  assert.match(await heading(page), /Vos droits/);
  await page.getByRole("link", { name: "Modifier : Loyer sans les charges" }).click();
  const rent = page.getByRole("textbox", { name: /payez-vous de loyer/ });
  await rent.waitFor();
  assert.ok(await rent.evaluate((field) => field === document.activeElement), "the field takes the focus");
  await rent.fill("250");
  await page.getByRole("button", { name: "Voir les résultats" }).click();
  await results(page);
  assert.notEqual(await worth(page, HOUSING), before);
  await page.goBack();
  assert.equal(await heading(page), "Votre logement");
  assert.equal(await rent.inputValue(), "250");
  await page.goForward();
  assert.notEqual(await worth(page, HOUSING), before);
  assert.deepEqual(problems, []);
  await close();
});

test("à chaque réponse : le total, chaque droit, et sur un grand écran ce qui est refusé", async () => {
  const { page, problems, close } = await visit(browser, site.url, { width: 1280 });
  await FOYERS.lyon(page);
  const total = plain(await page.locator(".total strong").first().innerText());
  const refused = page.getByText(/^Pas de droit/);
  const bar = page.getByRole("complementary", { name: "Pour l'instant" });
  await page.goto(`${site.url}#/questions/logement`);
  await bar.getByText("En tout, chaque mois").waitFor();
  assert.ok(plain(await bar.innerText()).includes(total), total);
  assert.match(plain(await refused.innerText()), /^Pas de droit : Allocation de base, Complément familial/);
  await page.getByRole("textbox", { name: /loyer chaque mois/ }).fill("10");
  await page.waitForFunction((total) => !document.querySelector(".bar").innerText.replaceAll(/\s/g, " ").includes(total), total);
  await page.setViewportSize({ width: 360, height: 740 });
  await bar.getByText("En tout, chaque mois").waitFor();
  assert.equal(await refused.isVisible(), false, "a telephone keeps its place for the questions");
  assert.deepEqual(problems, []);
  await close();
});

test("qui revient à une page la retrouve où il l'avait laissée ; qui y va la voit du haut", async () => {
  const { page, problems, close } = await visit(browser, site.url, { width: 360 });
  await FOYERS.lyon(page);
  const down = () => page.evaluate(() => Math.round(scrollY));
  const card = page.getByRole("link", { name: /^Voir le calcul.*Prime d'activité/ });
  await card.scrollIntoViewIfNeeded();
  const left = await down();
  assert.ok(left > 200, `${left}`);
  await card.click();
  const title = page.getByRole("heading", { level: 1, name: "Prime d'activité" });
  await title.waitFor();
  assert.equal(await down(), 0);
  await page.evaluate(() => scrollTo(0, 500));
  await page.goBack();
  await results(page);
  await page.waitForFunction((left) => Math.round(scrollY) === left, left);
  await page.goForward();
  await title.waitFor();
  await page.waitForFunction(() => Math.round(scrollY) === 500);
  // An answer changed in between: the page is made again before it is shown, and found at its place then.
  await page.goBack();
  await results(page);
  const change = page.getByRole("link", { name: /^Modifier : Loyer/ });
  await change.scrollIntoViewIfNeeded();
  const low = await down();
  await change.click();
  await type(page, /payez-vous de loyer/, "640");
  await page.goBack();
  await results(page);
  await page.getByText("640 € par mois").first().waitFor();
  await page.waitForFunction((low) => Math.abs(scrollY - low) < 40, low);
  await page.getByRole("link", { name: /^Voir le calcul.*Prime d'activité/ }).click();
  await title.waitFor();
  await page.getByRole("link", { name: "Tous vos droits" }).click();
  await results(page);
  assert.equal(await down(), 0);
  assert.deepEqual(problems, []);
  await close();
});

test("une estimation que l'on précise change le montant, et figure parmi les réponses", async () => {
  const { page, problems, close } = await visit(browser, site.url);
  await FOYERS.lyon(page);
  const before = await worth(page, RSA);
  await page.goto(`${site.url}#/questions/ressources`);
  await page.getByText("Préciser une estimation").click();
  await type(page, /^Allocations familiales, sans la majoration pour âge : montant/, "50");
  await page.goto(`${site.url}#/resultats`);
  await results(page);
  assert.notEqual(await worth(page, RSA), before);
  assert.match(plain(await page.locator("#contenu").innerText()), /Allocations familiales, sans la majoration pour âge\s+50 € par mois/);
  assert.deepEqual(problems, []);
  await close();
});

test("un mois passé se calcule avec les règles de ce mois", async () => {
  const { page, problems, close } = await visit(browser, site.url);
  await FOYERS.marseille(page);
  await choose(page, "Pour un autre mois", "Octobre 2025");
  await page.getByRole("heading", { level: 1, name: "Vos droits en octobre 2025" }).waitFor();
  assert.notEqual(await worth(page, RSA), "573,49 € par mois");
  assert.deepEqual(problems, []);
  await close();
});

test("Québec : un monde à part, avec sa monnaie", async () => {
  const { page, problems, close } = await visit(browser, site.url);
  await page.getByRole("radio", { name: "Québec" }).check();
  await beginBy(page, { click: true });
  await page.getByRole("button", { name: "Ajouter un enfant" }).click();
  await births(page, ["01/05/1990", "01/05/2016"]);
  await page.goto(`${site.url}#/resultats`);
  await results(page);
  const text = plain(await page.locator("#contenu").innerText());
  assert.match(text, /\$/);
  assert.doesNotMatch(text, /€/);
  assert.doesNotMatch(text, /laisse de côté/, "no list is announced where there is none");
  assert.deepEqual(problems, []);
  await close();
});

/** What the browser keeps of the site. */
function kept(page) {
  return page.evaluate(async () => ({
    cookies: document.cookie,
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
  }));
}

function number(words) {
  return Number(words.replace(/ /g, "").replace(",", "."));
}
