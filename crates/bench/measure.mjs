// Times the evaluation of each household document named, in wasm: the lines are those of src/main.rs.
//
//   node measure.mjs GLUE.js HOUSEHOLD.json…

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

// Long enough that V8 has compiled its best code, and the pace of the machine no longer changes.
const WARM_UP = 500_000_000n;
const TIMES = 3000;

const [glue, ...files] = process.argv.slice(2);
const { Prepared } = createRequire(import.meta.url)(resolve(glue));

for (const file of files) {
  const prepared = new Prepared(readFileSync(file, "utf8"));
  const results = time(() => prepared.results());
  const sentences = time(() => prepared.sentences());
  console.log([file, ...results, ...sentences].join("\t"));
}

/** The median and the ninety-fifth centile, in nanoseconds. */
function time(evaluate) {
  const begun = process.hrtime.bigint();
  while (process.hrtime.bigint() - begun < WARM_UP) evaluate();
  const times = [];
  for (let i = 0; i < TIMES; i += 1) {
    const before = process.hrtime.bigint();
    evaluate();
    times.push(Number(process.hrtime.bigint() - before));
  }
  times.sort((a, b) => a - b);
  return [times[TIMES / 2], times[(TIMES * 95) / 100]];
}
