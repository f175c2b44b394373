// The schemas of OpenAPI 3.0.3 as JSON Schema: null and exclusive limits are written in another way there.
export function asJsonSchema(node) {
  if (Array.isArray(node)) {
    return node.map(asJsonSchema);
  }
  if (node === null || typeof node !== 'object') {
    return node;
  }
  const schema = Object.fromEntries(
    Object.entries(node)
      .filter(([name]) => name !== 'nullable' && name !== 'discriminator')
      .map(([name, value]) => [name, asJsonSchema(value)]),
  );
  for (const [exclusive, limit] of [['exclusiveMinimum', 'minimum'], ['exclusiveMaximum', 'maximum']]) {
    if (schema[exclusive] === true) {
      schema[exclusive] = schema[limit];
      delete schema[limit];
    } else if (schema[exclusive] === false) {
      delete schema[exclusive];
    }
  }
  return node.nullable === true ? { anyOf: [{ type: 'null' }, schema] } : schema;
}

/** The schema that a reference leads to, or the schema itself. */
export function resolved(document, schema) {
  if (schema?.$ref) {
    return resolved(document, schema.$ref.slice(2).split('/').reduce((node, name) => node[name], document));
  }
  return schema?.allOf?.length === 1 ? { ...resolved(document, schema.allOf[0]), ...schema } : schema;
}

/** Each operation with a body of JSON: its method, path, media type and the name of the body's schema. */
export function bodiesOf(document) {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([, operation]) => operation.requestBody)
      .flatMap(([method, operation]) =>
        Object.entries(operation.requestBody.content)
          .filter(([type, body]) => /json$/.test(type) && !/ndjson$/.test(type) && body.schema.$ref)
          .map(([type, body]) => ({ method, path, type, name: body.schema.$ref.split('/').pop(), operation, item })),
      ),
  );
}
