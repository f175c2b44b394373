// Spectral's own rules for OpenAPI.
import spectralCore from '@stoplight/spectral-core';
import parsers from '@stoplight/spectral-parsers';
import rulesets from '@stoplight/spectral-rulesets';

const ERROR = 0;

export async function lint(document, text) {
  const spectral = new spectralCore.Spectral();
  spectral.setRuleset({ extends: [rulesets.oas] });
  const results = await spectral.run(new spectralCore.Document(text, parsers.Yaml, 'openapi.yaml'));
  const errors = results.filter((result) => result.severity === ERROR);
  return {
    summary: `Spectral: ${errors.length} errors, ${results.length - errors.length} warnings`,
    problems: errors.map((error) => `${error.code} at ${error.path.join('/')}: ${error.message}`),
  };
}
