// The page before the site, and when the site cannot come: each says what happens and what to do.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { DIST, launch, serve, visit } from "./site.mjs";

const HELP = /3230[\s\S]*09 69 39 00 00/;

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** The page as it stands when the site did not come. */
async function stuck(test, change, options = {}) {
  const site = await serve(change);
  test.after(site.close);
  return visit(browser, site.url, { ready: false, ...options });
}

async function named(pattern) {
  const name = (await readdir(DIST)).find((file) => pattern.test(file));
  return { name, bytes: await readFile(`${DIST}/${name}`) };
}

test("sans JavaScript, la page le dit et nomme le téléphone et le guichet", async (test) => {
  const { page, close } = await stuck(test, undefined, { javaScriptEnabled: false });
  const text = await page.locator("#app main").innerText();
  assert.match(text, /JavaScript est désactivé/);
  assert.match(text, HELP);
  await close();
});

test("sans WebAssembly, la page le dit et nomme le téléphone et le guichet", async (test) => {
  const site = await serve();
  test.after(site.close);
  const context = await browser.newContext({ locale: "fr-FR" });
  const page = await context.newPage();
  await page.addInitScript(() => delete window.WebAssembly);
  await page.goto(site.url);
  await page.getByRole("heading", { name: "Le site n'a pas pu démarrer" }).waitFor();
  const text = await page.locator("#app main").innerText();
  assert.match(text, /ne sait pas exécuter WebAssembly/);
  assert.match(text, HELP);
  await context.close();
});

test("un fichier principal modifié n'est pas exécuté", async (test) => {
  for (const pattern of [/\.wasm$/, /^auclair.*\.js$/]) {
    const { name, bytes } = await named(pattern);
    const tampered = Buffer.concat([bytes, Buffer.from("\n")]);
    const { page, close } = await stuck(test, (file) =>
      file === name ? { status: 200, body: tampered, type: name.endsWith("js") ? "text/javascript" : "application/wasm" } : null,
    );
    await page.getByRole("heading", { name: "Le site n'a pas pu démarrer" }).waitFor();
    assert.equal(await page.locator("#titre").count(), 0, name);
    await close();
  }
});

test("un fichier qui n'arrive pas : la page le dit, et l'on peut réessayer", async (test) => {
  const { name } = await named(/\.wasm$/);
  let broken = true;
  const { page, close } = await stuck(test, (file) =>
    file === name && broken ? { status: 503, body: "" } : null,
  );
  await page.getByText("Le fichier principal du site n'est pas arrivé en entier.").waitFor();
  broken = false;
  await page.getByRole("button", { name: "Essayer de nouveau" }).click();
  await page.locator("#titre").waitFor();
  await close();
});

test("une première visite ne demande que les fichiers du site, une fois chacun", async (test) => {
  const site = await serve();
  test.after(site.close);
  const { requests, problems, close } = await visit(browser, site.url);
  assert.equal(new Set(requests).size, requests.length, "nothing is asked for twice");
  assert.deepEqual(problems, []);
  await close();
});

test("la politique de sécurité interdit tout ce qui n'est pas le site", async (test) => {
  const html = await readFile(`${DIST}/index.html`, "utf8");
  const policy = html.match(/Content-Security-Policy" content="([^"]+)"/)?.[1] ?? "";
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /(?<!wasm-)unsafe-|https?:|\*/);
  const site = await serve();
  test.after(site.close);
  const { page, close } = await visit(browser, site.url);
  const left = await page.evaluate(() => fetch("https://example.org/").then(() => true, () => false));
  assert.equal(left, false);
  await close();
});
