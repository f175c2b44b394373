// A TypeScript client that is generated from the contract: each null that a body may have compiles under strict rules, and
// is in the request that the client sends.
import { mkdirSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { bodiesOf, resolved } from './schemas.mjs';

const ID = '01957f70-1b40-7d52-a1c9-8a3f5e7b6d21';

/** What a member must have beside the null: the least that its schema requires. */
function least(document, schema) {
  const known = resolved(document, schema);
  if (known.enum) {
    return known.enum[0];
  }
  switch (known.type) {
    case 'object':
      return Object.fromEntries((known.required ?? []).map((member) => [member, least(document, known.properties[member])]));
    case 'array':
      return [];
    case 'integer':
    case 'number':
      return known.minimum ?? 1;
    case 'boolean':
      return true;
    default:
      return known.format === 'uuid' ? ID : known.format === 'date-time' ? '2026-01-05T09:00:00Z' : known.format === 'date' ? '2026-01-05' : 'text';
  }
}

/** One body for each member that may be null, at any depth. */
function withNulls(document, schema) {
  const known = resolved(document, schema);
  return Object.entries(known?.properties ?? {}).flatMap(([name, member]) => {
    const beside = least(document, known);
    const one = resolved(document, member);
    const removed = member.nullable || one.nullable ? [{ ...beside, [name]: null }] : [];
    const deeper = one.type === 'object' ? withNulls(document, one).map((part) => ({ ...beside, [name]: part })) : [];
    return [...removed, ...deeper];
  });
}

function call({ method, path, type, operation, item }, body) {
  const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])];
  const required = (place) =>
    Object.fromEntries(parameters.filter((one) => one.in === place && (one.required || place === 'path')).map((one) => [one.name, one.in === 'header' ? '"1"' : ID]));
  const params = JSON.stringify({ path: required('path'), header: required('header') });
  return `  await client.${method.toUpperCase()}(${JSON.stringify(path)}, { params: ${params}, headers: { 'Content-Type': ${JSON.stringify(type)} }, body: ${JSON.stringify(body)} });`;
}

export async function checkClient(document, text) {
  mkdirSync('generated', { recursive: true });
  writeFileSync('generated/contract.d.ts', astToString(await openapiTS(text)));
  const sent = bodiesOf(document).flatMap((one) =>
    withNulls(document, { $ref: `#/components/schemas/${one.name}` }).map((body) => ({ one, body })),
  );
  writeFileSync(
    'generated/nulls.ts',
    [
      'import createClient from "openapi-fetch";',
      'import type { paths } from "./contract.js";',
      'export async function send(fetch: (request: Request) => Promise<Response>): Promise<void> {',
      '  const client = createClient<paths>({ baseUrl: "http://service.example", fetch });',
      ...sent.map(({ one, body }) => call(one, body)),
      '}',
      '',
    ].join('\n'),
  );
  const options = {
    strict: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ES2022,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    skipLibCheck: true,
    types: [],
    outDir: 'generated',
    rootDir: 'generated',
  };
  const program = ts.createProgram(['generated/nulls.ts'], options);
  const problems = ts
    .getPreEmitDiagnostics(program)
    .map(({ file, start, messageText }) => {
      const line = file ? file.getLineAndCharacterOfPosition(start).line : 0;
      return `${ts.flattenDiagnosticMessageText(messageText, ' ')} in ${file?.text.split('\n')[line]?.trim()}`;
    });
  if (problems.length === 0) {
    program.emit();
    problems.push(...(await lost(sent)));
  }
  return { summary: `TypeScript: ${sent.length} calls with a null, ${problems.length} problems under --strict`, problems };
}

/** The bodies that the client did not send as they were given. */
async function lost(sent) {
  const arrived = [];
  const { send } = await import(new URL('./generated/nulls.js', import.meta.url));
  await send(async (request) => {
    arrived.push(await request.text());
    return new Response('{}', { status: 200, headers: { 'Content-Type': 'application/json' } });
  });
  return sent
    .filter(({ body }, place) => arrived[place] !== JSON.stringify(body))
    .map(({ body }, place) => `${JSON.stringify(body)} was sent as ${arrived[place]}`);
}
