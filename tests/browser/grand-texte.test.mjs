// Letters twice as large: nothing is wider than the screen, nothing hides what has the focus.

import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { test } from "node:test";
import { fits } from "./clean.mjs";
import { FOYERS } from "./foyers.mjs";
import { worth } from "./form.mjs";
import { go, routes } from "./routes.mjs";
import { browser, site } from "./served.mjs";
import { DIST, visit } from "./site.mjs";

function enlarge(page) {
  return page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
}

function unfold(page) {
  return page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
}

/** What takes the focus is neither under the bar of results nor out of the screen. */
async function focusShows(page, state) {
  const hidden = await page.evaluate(() => {
    const all = document.querySelectorAll("main :is(a[href], button, input, select, textarea, summary)");
    const seen = [...all].filter((one) => one.getClientRects().length > 0);
    return seen.filter((one) => {
      one.focus();
      const { left, top, bottom } = one.getBoundingClientRect();
      const [first, last] = [Math.max(top, 0) + 1, Math.min(bottom, innerHeight) - 1];
      const covered = (y) => document.elementFromPoint(left + 1, y)?.closest(".bar");
      return first > last || covered(first) || covered(last);
    }).map((one) => one.outerHTML.slice(0, 80));
  });
  assert.deepEqual(hidden, [], state);
}

/** The bar of results leaves most of the screen to the questions, or goes with the page. */
async function barIsSmall(page, state) {
  const share = await page.evaluate(() => {
    scrollTo(0, 0);
    const bar = document.querySelector(".bar");
    const shown = bar ? innerHeight - bar.getBoundingClientRect().top : 0;
    return shown / innerHeight;
  });
  assert.ok(share <= 0.25, `${state} : the bar takes ${share} of the screen`);
}

for (const [name, width, height, large] of [
  ["à 200 % sur un téléphone", 360, 740, true],
  ["à 200 % sur un bureau", 1280, 900, true],
  ["sur un téléphone", 360, 740, false],
]) {
  test(`texte ${name} : sur chaque page, rien ne déborde et rien ne cache ce qui a le focus`, async () => {
    const { page, problems, close } = await visit(browser, site.url, { width, height });
    await FOYERS.lyon(page);
    if (large) await enlarge(page);
    assert.equal(await worth(page, "Aide au logement"), "472,00 € par mois");
    for (const route of await routes()) {
      await go(page, site, route);
      await fits(page, `${route} ${name}`);
      await barIsSmall(page, `${route} ${name}`);
      await unfold(page);
      await fits(page, `${route} ${name}, tout ouvert`);
      if (route.startsWith("#/foyer") || route.startsWith("#/questions")) await focusShows(page, `${route} ${name}`);
    }
    assert.deepEqual(problems, []);
    await close();
  });
}

test("texte à 200 % sur un téléphone : les pages sans programme ne débordent pas", async () => {
  const { page, close } = await visit(browser, site.url, { width: 360, height: 740 });
  const files = (await readdir(DIST, { recursive: true })).filter((file) => file.endsWith(".html"));
  const plain = files.filter((file) => file !== "index.html" && !file.startsWith("regles/"));
  assert.ok(plain.length >= 13, plain.join(" "));
  for (const file of plain) {
    await page.goto(site.url + file);
    await enlarge(page);
    await unfold(page);
    await fits(page, `${file} à 200 %`);
  }
  await close();
});
