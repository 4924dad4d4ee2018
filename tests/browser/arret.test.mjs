// What the person is told when the site stops at an error of its own.

import assert from "node:assert/strict";
import { test } from "node:test";
import { launch, serve, visit } from "./site.mjs";

/** A module whose one function, `f`, stops as the site does: by the instruction `unreachable`. */
const STOPS = [
  [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  [1, 4, 1, 0x60, 0, 0],
  [3, 2, 1, 0],
  [7, 5, 1, 1, 0x66, 0, 0],
  [10, 5, 1, 3, 0, 0x00, 0x0b],
].flat();

test("un arrêt du programme se dit, et ne laisse rien d'affiché", async () => {
  const site = await serve();
  const browser = await launch();
  try {
    const { page } = await visit(browser, site.url);
    const told = page.getByRole("alert").filter({ hasText: "Le site s'est arrêté" });
    assert.equal(await told.isVisible(), false);
    await page.evaluate((bytes) => {
      const module = new WebAssembly.Module(new Uint8Array(bytes));
      queueMicrotask(() => new WebAssembly.Instance(module).exports.f());
    }, STOPS);
    await told.waitFor();
    assert.equal(await page.locator("#titre").isVisible(), false);
    await told.getByRole("button", { name: "Recharger le site" }).click();
    await page.locator("#titre").waitFor();
    assert.equal(await told.isVisible(), false);
  } finally {
    await browser.close();
    await site.close();
  }
});
