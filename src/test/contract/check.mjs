// Checks the contract by what its users have: Spectral lints it, ajv validates bodies, and a TypeScript client that is
// generated from it compiles and sends each null that the contract types.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { checkBodies } from './bodies.mjs';
import { checkClient } from './client.mjs';
import { lint } from './lint.mjs';

const [, , contract] = process.argv;
const text = readFileSync(contract, 'utf8');
const document = parse(text);

let failed = false;
for (const check of [lint, checkBodies, checkClient]) {
  const { summary, problems } = await check(document, text);
  console.log(summary);
  problems.slice(0, 20).forEach((problem) => console.error(`  ${problem}`));
  failed ||= problems.length > 0;
}
process.exit(failed ? 1 : 0);
