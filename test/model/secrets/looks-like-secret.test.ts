import fc from 'fast-check';
import { expect, it } from 'vitest';
import { beginsLikeSecret, looksLikeSecret } from '../../../src/model/secrets/looks-like-secret.ts';

const letters = (alphabet: string, length: number) =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength: length, maxLength: length });
const ALL = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

it.each([
  ['GitHub', letters(ALL, 36).map((rest) => `ghp_${rest}`)],
  ['GitHub, fine-grained', letters(`${ALL}_`, 82).map((rest) => `github_pat_${rest}`)],
  ['GitLab', letters(ALL, 20).map((rest) => `glpat-${rest}`)],
  ['a JSON web token', letters(ALL, 40).map((rest) => `eyJhbGciOiJIUzI1NiJ9.${rest}.${rest}`)],
])('a token of %s begins like one', (_, tokens) => {
  fc.assert(
    fc.property(tokens, (token) => {
      expect(beginsLikeSecret(token)).toBe(true);
      expect(looksLikeSecret(token)).toBe(true);
    }),
  );
});

it('a token of letters and digits looks like one: Azure DevOps, Gitea', () => {
  for (const token of [
    'k3qv7ydbmz5x2nwtu4gsl6rhe7apjc3fokq5iyx2bvd4nzmw6tga',
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4',
  ]) {
    expect(looksLikeSecret(token)).toBe(true);
  }
});

it.each([
  ...[
    'GIT_TOKEN',
    'T',
    'DPSYNC_TOKEN_FOR_GITHUB_2026',
    'AZUREDEVOPSPERSONALACCESSTOKEN',
    'token1',
    'CM01_TOKEN',
  ],
  ...['SYSTEM_ACCESSTOKEN', 'GLPAT', 'ghp_token'],
])('the name %s does not', (name) => {
  expect(looksLikeSecret(name)).toBe(false);
});
