import { expect, it } from 'vitest';
import { readAnswer } from '../../../src/source/signature/ssh.ts';

const GOOD = 'Good "git" signature for ada with example with ED25519 key SHA256:hNiSb8o8';

it('takes a good signature of a signer, whatever the name', () => {
  expect(readAnswer(true, [GOOD, ''])).toEqual({ verified: true, key: 'SHA256:hNiSb8o8 (ada with example)' });
});

it.each([
  ['git does not agree', false, [GOOD]],
  ['something comes before', true, ['error: odd', GOOD]],
  ['no signer is told', true, ['Good "git" signature with ED25519 key SHA256:hNiSb8o8']],
  ['it is for another use', true, ['Good "file" signature for ada with ED25519 key SHA256:hNiSb8o8']],
  ['nothing was said', true, []],
])('takes none where %s', (_, good, lines) => {
  expect(readAnswer(good, lines)).toMatchObject({ verified: false });
});
