import { describe, expect, it } from 'vitest';
import { isSameServer, parseNalPath } from '../../src/site/nal-path.ts';

describe('a NAL path', () => {
  it.each([
    ['["Display=\\\\SRV\\"]MSWNET:["SMS_SITE=p01"]\\\\SRV\\', { server: 'SRV', site: 'P01' }],
    [
      '["Display=\\\\dp1.corp.example\\"]MSWNET:["SMS_SITE=P01"]\\\\dp1.corp.example\\',
      { server: 'dp1.corp.example', site: 'P01' },
    ],
    ['["Display=\\\\SRV\\share$\\"]MSWNET:["SMS_SITE=P01"]\\\\SRV\\share$\\', { server: 'SRV', site: 'P01' }],
  ])('names its server and its site: %s', (text, named) => {
    expect(parseNalPath(text)).toEqual(named);
  });

  it.each([
    '',
    'SRV',
    '\\\\SRV\\',
    'MSWNET:["SMS_SITE=P01"]\\\\SRV\\',
    '["Display=\\\\SRV\\"]MSWNET:["SMS_SITE=P01"]',
    '["Display=\\\\SRV\\"]MSWNET:["SMS_SITE=TOOLONG"]\\\\SRV\\',
    `["Display=${'x'.repeat(5000)}"]MSWNET:["SMS_SITE=P01"]\\\\SRV\\`,
    `${'["Display='.repeat(20_000)}`,
  ])('is not %j', (text) => {
    expect(parseNalPath(text)).toBeUndefined();
  });
});

describe('the same server', () => {
  it.each([
    ['CM01', 'cm01', true],
    ['CM01.corp.example', 'cm01.CORP.example', true],
    ['cm01', 'CM01.corp.example', true],
    ['CM01.corp.example', 'cm01', true],
    ['CM01.corp.example', 'CM01.other.example', false],
    ['CM0', 'CM01', false],
    ['CM01', 'CM011.corp.example', false],
    ['corp', 'CM01.corp.example', false],
  ])('%s, %s: %s', (one, other, same) => {
    expect(isSameServer(one, other)).toBe(same);
  });
});
