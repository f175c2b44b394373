// Checks manifests against the schemas of Kubernetes: node check.js <file>...
const { readFileSync } = require('node:fs');
const yaml = require('js-yaml');

/** The schemas let unknown members pass: they are those that the validation has never read. */
function watch(value, path, unread) {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const copy = Array.isArray(value) ? [] : {};
  for (const [key, child] of Object.entries(value)) {
    unread.add(`${path}/${key}`);
    copy[key] = watch(child, `${path}/${key}`, unread);
  }
  return new Proxy(copy, {
    get(target, key) {
      unread.delete(`${path}/${String(key)}`);
      return target[key];
    },
  });
}

function check(manifest) {
  const Model = require(`kubernetes-models/${manifest.apiVersion}`)[manifest.kind];
  const unread = new Set();
  Object.assign(new Model(), watch(manifest, '', unread)).validate();
  const [unknown] = unread;
  if (unknown) {
    throw new Error(`unknown member ${unknown}`);
  }
}

for (const file of process.argv.slice(2)) {
  for (const manifest of yaml.loadAll(readFileSync(file, 'utf8'))) {
    const name = `${file}: ${manifest.kind} ${manifest.metadata?.name}`;
    try {
      check(manifest);
      console.log(`${name}: valid`);
    } catch (error) {
      process.exitCode = 1;
      console.error(`${name}: ${error.message}`);
    }
  }
}
