// The site and a browser, for all tests of the file that imports this.

import { after, before } from "node:test";
import { launch, serve } from "./site.mjs";

export let site;
export let browser;

before(async () => {
  site = await serve();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.close();
});
